"""Trains the model as carescore.training.empathy says: python models/empathy/train.py --data DIR."""

from pathlib import Path

from carescore.training.empathy import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
