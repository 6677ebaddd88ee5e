"""How sure it is that a trainer would call a term jargon where it stands: a trained judgement."""

from carescore.predictors.jargon.model import DENSE, Use, dense, grams, judge, probe

__all__ = ["DENSE", "Use", "dense", "grams", "judge", "probe"]
