"""Whether a word or phrase is a medical or technical term that a patient may not know: a trained judgement.

Definition: from letters alone, without context: n-grams of two to five letters of every word (its ends marked), whole
words, and a few figures: how many and how long the words are, capitals or digits inside, whether the pronouncing
dictionary has each word, and whether each is a word, or grows from a word, of two published lists of familiar words
(Dale-Chall, VADER). Everyday words are not scored in a dialogue: they are none, however they look.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from carescore.predictors.linear import FloatArray, Head
from carescore.text.ngrams import Grams
from carescore.text.regex import lazy
from carescore.text.syllables import is_pronounced

DENSE: tuple[str, ...] = tuple(
    "words longest letters capitals digits pronounced_min pronounced_max familiar_min familiar_max".split()
)
LENGTHS = (2, 3, 4, 5)
_WORD = lazy(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+")
_INSIDE = lazy(r"[A-Z]\S*[A-Z]|[a-z][A-Z]|\d\S*[A-Z]")
_SPOKEN = lazy(r"[^\W\d_]{5,}(?![^\W\d_]|['’\]>]|-(?:\s|$))")  # shorter words are left to the lexicon
_PLAIN = str.maketrans({"’": "'", "‘": "'"})
_ENDINGS = tuple(
    "'s s es ed d ing ly er ers ies able ably ment ness ful less ity al ion ions".split()
)  # what a familiar word grows by
_FUNCTION = frozenset(
    "a an and as at by for from in into is it no not of off on or out over per so than that the then there this to up "
    "very was were when which with without you your".split()
)


def words(term: str) -> list[str]:
    """The words of a term in lower case; digits become "0"."""
    found = _WORD.findall(term.lower().translate(_PLAIN))
    return ["0" if word.isdigit() else word for word in found]


def grams(term: str) -> list[str]:
    """Whole words ("=" before them) and the n-grams of their letters."""
    found: list[str] = []
    for word in words(term):
        marked = f"<{word}>"
        found.append(f"={word}")
        found += [marked[i : i + n] for n in LENGTHS for i in range(len(marked) - n + 1)]
    return found


def is_familiar(word: str, known: Mapping[str, int]) -> bool:
    """Whether the lists have the word, or a word that it grows from by an ending."""
    if word in known or not word.endswith(_ENDINGS):
        return word in known
    stems = [word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending)]
    return any(stem in known or f"{stem}e" in known or f"{stem}y" in known for stem in stems)


def dense(term: str, known: Mapping[str, int]) -> list[float]:
    """The figures of DENSE."""
    all_words = [word for word in words(term) if word != "0"] or ["x"]
    content = [word for word in all_words if word not in _FUNCTION] or all_words
    lengths = [len(word) for word in all_words]
    pronounced = [float(is_pronounced(word)) for word in content]
    familiar = [float(is_familiar(word, known)) for word in content]
    return [
        min(len(all_words), 4),
        math.log(max(lengths)),
        math.log(sum(lengths)),
        float(_INSIDE.search(term) is not None),
        float(any(letter.isdigit() for letter in term)),
        *(min(pronounced), max(pronounced)),
        *(min(familiar), max(familiar)),
    ]


def predict(heads: Mapping[str, Head], terms: Sequence[str]) -> FloatArray:
    """The probability, for each word or phrase as written, that it is a term."""
    if not terms:
        return np.zeros(0)
    known = heads["familiar"].index
    rows = np.array([dense(term, known) for term in terms])
    found: FloatArray = heads["term"].probabilities(Grams.from_lists([grams(term) for term in terms]), rows)[:, 1]
    return found


def spoken(heads: Mapping[str, Head], texts: Iterable[str]) -> list[tuple[int, int, int, float]]:
    """(text, start, end, probability) of the words in the texts that are long and not everyday, in order."""
    everyday, familiar = heads["everyday"].index, heads["familiar"].index
    places: list[tuple[int, int, int, str]] = []
    for number, text in enumerate(texts):
        for found in _SPOKEN.finditer(text):
            word = found[0].lower()
            if word not in everyday:
                places.append((number, *found.span(), word))
    distinct = sorted({word for *_, word in places if not is_familiar(word, familiar)})
    probability = dict(zip(distinct, predict(heads, distinct).tolist(), strict=True))
    return [(turn, start, end, probability[word]) for turn, start, end, word in places if word in probability]


def probe(heads: Mapping[str, Head], inputs: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """Probabilities of golden inputs: each a "term"."""
    return [[1.0 - p, p] for p in predict(heads, [item["term"] for item in inputs]).tolist()]
