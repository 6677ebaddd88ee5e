"""How sure it is that a trainer would call a term jargon where it stands: a trained judgement.

One head, `jargon`: the words and letters of the term, its class and the way in which it was found; and the figures of
DENSE. Everyday and familiar words are those of the model of terms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from carescore.predictors import load, terms
from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams
from carescore.text.words import words

LENGTHS = (3, 4)  # letters of the pieces of a word
DENSE = (
    "term words",
    "longest word",
    "everyday words",
    "familiar words",
    "term odds",
    "place in turn",
    "turn words",
    "terms in turn",
    "asked",
    "denied",
)
_LIMIT = 1e-3  # a probability's distance from 0 and 1


@dataclass(frozen=True, slots=True)
class Use:
    """A term where it is used: its words, the lexicon's class, how it was found, how many words stand before and after
    it in its turn and how many terms the turn holds, and whether its sentence asks or denies it; chance: what the model
    of terms says of it, None where it was not asked."""

    term: str
    label: str
    found: str
    n_before: int = 0
    n_after: int = 0
    in_turn: int = 1
    asked: bool = False
    denied: bool = False
    chance: float | None = None


def grams(use: Use) -> list[str]:
    """What is seen of a use, each with a sign of where it stands."""
    return list(_grams(use))


def _grams(use: Use) -> Iterator[str]:
    own = words(use.term)
    yield from (f"class {use.label}", f"found {use.found}", f"found {use.found} {use.label}", f"whole {' '.join(own)}")
    for word in own:
        marked = f"<{word}>"
        yield f"word {word}"
        yield from (f"#{marked[i : i + n]}" for n in LENGTHS for i in range(len(marked) - n + 1))


def dense(uses: Sequence[Use], heads: Mapping[str, Head]) -> FloatArray:
    """(n_uses, len(DENSE)) figures; heads: those of the model of terms."""
    everyday, familiar = heads["everyday"].index, heads["familiar"].index
    chances = {use.term: use.chance for use in uses if use.chance is not None}
    others = sorted({use.term for use in uses} - chances.keys())
    chances |= zip(others, terms.predict(heads, others).tolist(), strict=True)
    odds = dict(zip(chances, _odds(np.array([*chances.values()])).tolist(), strict=True))
    rows = []
    for use in uses:
        own = words(use.term) or ["x"]
        around = use.n_before + use.n_after + 1
        rows.append(
            (
                min(len(own), 4),
                log(max(map(len, own))),
                sum(word in everyday for word in own) / len(own),
                sum(terms.is_familiar(word, familiar) for word in own) / len(own),
                odds[use.term],
                use.n_before / around,
                log(around),
                log(use.in_turn),
                float(use.asked),
                float(use.denied),
            )
        )
    return np.array(rows, dtype=np.float64).reshape(-1, len(DENSE))


def _odds(probabilities: FloatArray) -> FloatArray:
    kept = np.clip(probabilities, _LIMIT, 1 - _LIMIT)
    odds: FloatArray = np.log(kept / (1 - kept))
    return odds


def judge(head: Head, of_terms: Mapping[str, Head], uses: Sequence[Use]) -> list[float]:
    """The calibrated probability, for each use, that a trainer would call it jargon."""
    if not uses:
        return []
    rows = Grams.from_lists([grams(use) for use in uses])
    found: list[float] = head.probabilities(rows, dense(uses, of_terms))[:, 1].tolist()
    return found


def probe(heads: Mapping[str, Head], inputs: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """Probabilities of golden inputs, each the fields of a Use."""
    found = judge(heads["jargon"], load.load("terms").heads, [Use(**item) for item in inputs])
    return [[1.0 - p, p] for p in found]
