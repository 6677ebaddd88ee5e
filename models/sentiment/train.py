"""Trains the model as carescore.training.sentiment says: python models/sentiment/train.py --data DIR."""

from pathlib import Path

from carescore.training.sentiment import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
