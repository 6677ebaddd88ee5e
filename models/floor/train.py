"""Trains the model as carescore.training.floor says: python models/floor/train.py --data DIR."""

from pathlib import Path

from carescore.training.floor import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
