"""Trains the model as carescore.training.roles.run says: python models/role/train.py --data DIR."""

from pathlib import Path

from carescore.training.roles.run import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
