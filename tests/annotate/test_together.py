"""The signals of several conversations worked out together: each as if it stood alone."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from conftest import EXAMPLES

import carescore
from carescore.annotate import Signals, together
from carescore.segmentation import Dialogue, Turn, segment
from carescore.transcript import Role, Speaker

SHORT = [("Nurse", "Could you tell me what brings you in?"), ("Patient", "I'm scared, my dyspnea got worse.")]
WRONG = [("Patient", "The bill is wrong."), ("Nurse", "Well, that is hardly my fault. Sign here."), ("Patient", "Oh.")]
SILENT = Dialogue("silent", (Turn(0, "Nurse", Role.STAFF, ""),), (), (), (Speaker("Nurse", Role.STAFF),))
LONG = re.compile(r"(?<=\.\d{9})\d+")  # digits of a probability beyond the ninth: sums of another order differ there
EACH = (
    *("contents", "phrases", "vader", "asks", "sentiment", "empathy", "empathy_levels", "politeness", "uptake"),
    *("behaviour", "reflects", "question_form", "reflection_depth", "kinds_of_disrespect", "terms", "sentences"),
    *("sentence_texts", "sentence_tokens", "owner", "judged"),
)


def dialogues() -> list[Dialogue]:
    rows = [SHORT, WRONG, list(reversed(SHORT)), SHORT[1:]]
    roles = {"Nurse": "staff", "Patient": "patient"}
    made = [segment(carescore.read(one), {who: roles[who] for who, _ in one}) for one in rows]
    return [*made[:2], SILENT, *made[2:], segment(carescore.read(EXAMPLES / "billing-call-handled-badly.srt"))]


def plain(value: Any) -> Any:
    """Plain data of a signal, arrays by what they hold."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if hasattr(value, "sentences"):  # what the heads of the codes judged
        return plain({**value.turns, "sentences": value.sentences, **value.thresholds})
    return np.asarray(value).tolist() if isinstance(value, np.ndarray) else value


@pytest.mark.parametrize("name", EACH)
def test_together_is_as_apart(name: str) -> None:
    for one, own in zip(together(dialogues()), map(Signals, dialogues()), strict=True):
        found, alone = plain(getattr(one, name)), plain(getattr(own, name))
        if isinstance(alone, dict) and name not in ("phrases", "politeness", "uptake"):
            assert found.keys() == alone.keys()
            for key in alone:
                np.testing.assert_allclose(found[key], alone[key], rtol=0, atol=1e-12)
        elif isinstance(getattr(own, name), np.ndarray):
            np.testing.assert_allclose(found, alone, rtol=0, atol=1e-12)
        else:
            assert LONG.sub("", str(found)) == LONG.sub("", str(alone))


def test_what_became_of_an_opening_is_as_apart() -> None:
    for one, own in zip(together(dialogues()), map(Signals, dialogues()), strict=True):
        openings = [turn.index for turn in own.dialogue.side("patient")]
        np.testing.assert_allclose(one.replies(openings), own.replies(openings), rtol=0, atol=1e-12)


def test_the_conversation_before_would_change_what_is_said() -> None:
    before, after = dialogues()[0], dialogues()[4]
    texts = [turn.text for one in (before, after) for turn in one.turns]
    said = list(zip(("Nurse", "Patient", "Patient"), texts, strict=True))
    joined = segment(
        carescore.read([*said[:2], ("Nurse", "Let me have a look at it."), said[2]]),
        {"Nurse": "staff", "Patient": "patient"},
    )
    own, mixed = together([before, after])[1], Signals(joined)
    assert own.judged.turns["opening"][0] != pytest.approx(mixed.judged.turns["opening"][3], abs=1e-3)


def test_of_none() -> None:
    assert together([]) == []
