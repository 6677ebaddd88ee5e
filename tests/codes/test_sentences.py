"""Where in a turn a head finds what it looks for."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from conftest import talk

import carescore
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.codes._sentences import likeliest
from carescore.predictors.codes import SENTENCE_HEADS
from carescore.segmentation import segment


@pytest.mark.parametrize(
    ("text", "scores", "head", "found"),
    [
        ("There. Finished now. That was nothing.", (3, 1, 2), "disrespect", "That was nothing."),
        ("There. Finished.", (3, 1), "disrespect", "There."),
        ("There now. Finished. That was nothing.", (3, 1, 2), "disrespect", "There now."),
        ("Terrified. I really don't know.", (3, 1), "opening", "Terrified."),
    ],
)
def test_one_word_of_staff_is_no_quote_beside_a_longer_sentence(
    text: str, scores: tuple[int, ...], head: str, found: str
) -> None:
    dialogue = segment(carescore.read(talk(("S" if head != "opening" else "P", text), ("P", "Okay then, thank you."))))
    signals = Signals(dialogue)
    judged = np.full((len(signals.sentences), len(SENTENCE_HEADS)), -9.0)
    judged[: len(scores), SENTENCE_HEADS.index(head)] = scores
    given: Any = SimpleNamespace(judged=SimpleNamespace(sentences=judged), sentences=signals.sentences)
    codes = Codes(dialogue, given)
    start, end = likeliest(codes, 0, head)
    assert dialogue.turns[0].text[start:end] == found
