"""Empathy in a reply, by the mechanisms of EPITOME: emotional reactions, interpretations, explorations."""

from carescore.predictors.empathy.model import DENSE, LEVELS, MECHANISMS, dense, levels, predict, probe, sentence_logits

__all__ = ["DENSE", "LEVELS", "MECHANISMS", "dense", "levels", "predict", "probe", "sentence_logits"]
