"""The three and three of the first screen: kinds before repetitions, stars before both."""

from __future__ import annotations

import pytest
from conftest import EXAMPLES

import carescore
from carescore.renderers._page import Finding, allowed, coverage
from carescore.renderers._story import Shown, facts, halves, unknown
from carescore.reviews import HIDDEN, STARRED
from carescore.skills import Moment


def shown(index: int, kind: str, praise: bool = False, mark: str = "") -> Shown:
    return Shown(index, Moment(kind, index, 0, 1, None, "Advice.", praise), kind, "", (), None, None, mark)


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        (["a", "a", "a", "b", "c"], [0, 3, 4]),
        (["a", "a", "b"], [0, 2, 1]),
        (["a", "a", "a", "a"], [0, 1, 2]),
        (["a", "b"], [0, 1]),
        (["a", "b", "c", ("a", STARRED)], [3, 0, 1]),
        ([("a", HIDDEN), "a", "b", "a"], [1, 2, 3]),
    ],
)
def test_kinds_come_before_repetitions(given: list[str | tuple[str, str]], chosen: list[int]) -> None:
    moments = [shown(i, one) if isinstance(one, str) else shown(i, one[0], mark=one[1]) for i, one in enumerate(given)]
    good, work = halves(moments)
    assert [one.index for one in work.chosen] == chosen
    assert good.chosen == () and bool(work.lack) is (len(chosen) < 3)


NONE: dict[str, int] = {}
BEGINS, BOTH = {"start_ms": 1}, {"start_ms": 1, "end_ms": 1}


@pytest.mark.parametrize(
    ("times", "length", "said"),
    [
        ([NONE] * 4, "", "times none, word times no"),
        ([BEGINS] * 4, "more than 0:03", "times of beginnings only, word times no"),
        ([BOTH, *[NONE] * 3], "0:00", "times of a few turns, word times no"),
        ([BOTH, *[BEGINS] * 3], "more than 0:03", "times of a few turns, word times no"),
        ([BOTH] * 4, "0:03", "times yes, word times no"),
    ],
    ids=["none", "beginnings", "one", "one and beginnings", "all"],
)
def test_what_the_file_says_of_time(times: list[dict[str, int]], length: str, said: str) -> None:
    ms = {"start_ms": 0, "end_ms": 900}
    rows = [
        {"speaker": ("Nurse", "Patient")[i % 2], "text": "Hello there.", **{k: i * 1000 + ms[k] for k in own}}
        for i, own in enumerate(times)
    ]
    report = carescore.score(rows)
    assert [fact for fact in facts(report) if ":" in fact] == ([length] if length else [])
    assert allowed(report) == f"{said}, overlaps none, listener signals none"


@pytest.mark.parametrize(("both", "length"), [(True, "0:03"), (False, "more than 0:03")])
def test_a_recording_that_is_cut_out_is_as_long_as_its_talk(both: bool, length: str) -> None:
    rows = [
        {"speaker": ("Nurse", "Patient")[i % 2], "text": "Hello there.", "start_ms": 3_600_000 + i * 1000}
        | ({"end_ms": 3_600_900 + i * 1000} if both else {})
        for i in range(4)
    ]
    assert length in facts(carescore.score(rows))


@pytest.mark.parametrize(
    ("start", "end", "share"), [(0, 13, 100), (1, 4, 100), (3, 13, 50), (0, 2, 50), (2, 3, 0), (13, 13, 0), (0, 0, 0)]
)
def test_a_word_stands_in_a_finding_whole(start: int, end: int, share: int) -> None:
    rows = [("Nurse", "“I understand.”"), ("Patient", "I am so scared of it.")]
    one = Finding("empathy_phrases", 0, "empathy", "Shows understanding", start, end, True)
    assert coverage(carescore.score(rows), {0: [one], 1: [one]}) == share


def test_reasons_are_said_once_each() -> None:
    said = unknown(carescore.score(EXAMPLES / "pediatric-dentist.txt"))
    assert "Response time, dead air: this file says when turns begin, not when they end" in said
