"""Trains the model as carescore.training.turn_taking says: python models/turn_taking/train.py --data DIR."""

from pathlib import Path

from carescore.training.turn_taking import main

if __name__ == "__main__":
    main(Path(__file__).resolve().parent)
