"""Codes of a dialogue by linear heads: openings, empathy, disrespect, and what a trainer would show."""

from carescore.predictors.codes.features import MODELS, Inputs, View, view
from carescore.predictors.codes.model import HEADS, OUTCOMES, SENTENCE_HEADS, Judged, judge, replies

__all__ = ["HEADS", "MODELS", "OUTCOMES", "SENTENCE_HEADS", "Inputs", "Judged", "View", "judge", "replies", "view"]
