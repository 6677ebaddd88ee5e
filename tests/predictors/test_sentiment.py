"""sentiment: what was asked changes what an answer means; talk without a survey question is read as it stands."""

from __future__ import annotations

import numpy as np
import pytest

from carescore.predictors import load, sentiment
from carescore.text.ngrams import Grams

HEADS = load.load("sentiment").heads


@pytest.mark.parametrize(
    ("prompt", "label"), [("What could we do better?", "positive"), ("What was good?", "negative"), ("", "neutral")]
)
def test_nothing_means_what_was_asked(prompt: str, label: str) -> None:
    found = sentiment.predict(HEADS, *sentiment.prepare(["Nothing."], [prompt]))
    assert sentiment.CLASSES[int(np.argmax(found[0]))] == label


def test_grams_count_once_more_with_the_kind_of_question() -> None:
    grams = Grams.of(["nothing", "nothing"])
    found = sentiment.crossed(grams, sentiment.kinds_of(["", "What could we do better?"]))
    said = [(int(row), found.vocabulary[i]) for row, i in zip(found.rows, found.ids.tolist(), strict=True)]
    assert sorted(said) == sorted(
        [(row, gram) for row in (0, 1) for gram in ("nothing", "^ nothing")]
        + [(1, "faults: nothing"), (1, "faults: ^ nothing")]
    )


def test_plain_talk_gains_no_grams() -> None:
    grams = Grams.of(["it hurts"])
    assert sentiment.crossed(grams, sentiment.kinds_of(["Where does it hurt?"])).vocabulary == grams.vocabulary
