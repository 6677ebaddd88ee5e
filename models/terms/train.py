"""Trains the model as carescore.training.terms says: python models/terms/train.py --data DIR."""

from pathlib import Path

from carescore.training.terms import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
