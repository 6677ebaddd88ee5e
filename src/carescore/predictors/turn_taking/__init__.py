"""Who was cut off, who only signalled that they listen, and whether a turn took the floor."""

from carescore.predictors.turn_taking.model import (
    chosen,
    has_clock,
    positive,
    predict_backchannels,
    predict_interrupted,
    predict_takes_floor,
    probe,
    utterances_of,
)

__all__ = [
    "chosen",
    "has_clock",
    "positive",
    "predict_backchannels",
    "predict_interrupted",
    "predict_takes_floor",
    "probe",
    "utterances_of",
]
