"""marks: every convention of cut-off, trailing and resumed speech."""

from __future__ import annotations

import pytest

from carescore.text.marks import LOST, RESUMED, TRAILING, cut_off, plain_marks

CUT = [
    "I was-",
    "I was--",
    "I was–",
    "I was—",
    'he said "I was—"',
    "I was //",
    "I was +/.",
    "I was +//.",
    "I was [interrupted]",
]
CUT += ["I was (cut off)", "I was [is interrupted by nurse]"]
WHOLE = ["I was there.", "I was...", "I was…", "I was [laughs]", "50/50"]


@pytest.mark.parametrize("text", CUT)
def test_cut_off(text: str) -> None:
    assert cut_off(text) and plain_marks(text).endswith("was—")


@pytest.mark.parametrize("text", WHOLE)
def test_not_cut_off(text: str) -> None:
    assert not cut_off(text)


def test_the_remark_may_stand_with_the_one_who_comes_in() -> None:
    assert cut_off("I was", "[interrupting] Which arm?") and plain_marks("I was", "[interrupting] Which?") == "I was—"


@pytest.mark.parametrize("text", ["I was...", "I was…", "I was +..."])
def test_trailing(text: str) -> None:
    assert TRAILING.search(text) and plain_marks(text) == "I was..."


@pytest.mark.parametrize("text", ["-to say", "—to say", "...to say", "… to say", "+, to say"])
def test_resumed(text: str) -> None:
    assert RESUMED.match(text) and not RESUMED.match("to say")


def test_lost_words() -> None:
    assert LOST.search("it was [inaudible]") and LOST.search("it was <UNIN/>") and not LOST.search("[inaudible] it was")
