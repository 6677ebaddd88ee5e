"""Politeness of requests: the published signs, and a model of how polite people found a request."""

from carescore.predictors.politeness.model import DENSE, SIGNS, Request, dense, grams, judge, predict, probe, requested

__all__ = ["DENSE", "SIGNS", "Request", "dense", "grams", "judge", "predict", "probe", "requested"]
