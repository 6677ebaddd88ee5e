"""Trains the model as carescore.training.behaviour says: python models/behaviour/train.py --data DIR."""

from pathlib import Path

from carescore.training.behaviour import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
