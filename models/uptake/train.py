"""Trains the model as carescore.training.uptake says: python models/uptake/train.py --data DIR."""

from pathlib import Path

from carescore.training.uptake import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
