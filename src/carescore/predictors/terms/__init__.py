"""Whether a word or phrase is a medical or technical term that a patient may not know: a trained judgement."""

from carescore.predictors.terms.model import DENSE, LENGTHS, dense, grams, is_familiar, predict, probe, spoken, words

__all__ = ["DENSE", "LENGTHS", "dense", "grams", "is_familiar", "predict", "probe", "spoken", "words"]
