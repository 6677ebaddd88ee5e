"""Trains the model as carescore.training.jargon says: python models/jargon/train.py --data DIR."""

from pathlib import Path

from carescore.training.jargon import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
