"""Whether somebody who comes in interrupts."""

from carescore.predictors.floor.features import FloorExchange, end_of, resumes, vector
from carescore.predictors.floor.model import head_of, interrupts, predict, probe

__all__ = ["FloorExchange", "end_of", "head_of", "interrupts", "predict", "probe", "resumes", "vector"]
