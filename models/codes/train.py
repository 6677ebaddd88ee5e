"""Trains the model as carescore.training.codes.run says: python models/codes/train.py --data DIR."""

from pathlib import Path

from carescore.training.codes.run import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
