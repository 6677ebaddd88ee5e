"""Trains the model as carescore.training.unlabelled.run says: python models/unlabelled/train.py --data DIR."""

from pathlib import Path

from carescore.training.unlabelled.run import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
