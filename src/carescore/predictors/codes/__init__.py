"""Codes of a dialogue by linear heads: openings, empathy, disrespect, reflections, and what a trainer would show."""

from carescore.predictors.codes.features import MODELS, Inputs, View, view
from carescore.predictors.codes.model import HEADS, KINDS, OUTCOMES, SENTENCE_HEADS, HeadOdds, judge, kinds, replies
from carescore.predictors.codes.probe import probe

__all__ = [
    "HEADS",
    "KINDS",
    "MODELS",
    "OUTCOMES",
    "SENTENCE_HEADS",
    "HeadOdds",
    "Inputs",
    "View",
    "judge",
    "kinds",
    "probe",
    "replies",
    "view",
]
