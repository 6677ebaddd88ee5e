"""Trains the model as carescore.training.politeness says: python models/politeness/train.py --data DIR."""

from pathlib import Path

from carescore.training.politeness import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
