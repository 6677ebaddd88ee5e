"""Uptake: whether a reply builds on what the other just said (Demszky et al. 2021)."""

from carescore.predictors.uptake.model import (
    COPIED,
    DENSE,
    MIN_WORDS,
    TurnWords,
    Uptake,
    copied,
    dense,
    judge,
    laid_out,
    of_texts,
    probe,
    stem,
    turn_words,
)

__all__ = [
    "COPIED",
    "DENSE",
    "MIN_WORDS",
    "TurnWords",
    "Uptake",
    "copied",
    "dense",
    "judge",
    "laid_out",
    "of_texts",
    "probe",
    "stem",
    "turn_words",
]
