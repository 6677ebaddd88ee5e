"""silence: dead air, unless it was announced, acted, invited, or follows a feeling."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, timed

import carescore

CASES = [
    ("S", "It is on Monday.", "dead air, 4.0 s"),
    ("S", "One moment while I open your chart.", "looking, 4.0 s"),
    ("S", "May I put you on hold?", "hold, 4.0 s"),
    ("S", "Take your time.", "inviting, 4.0 s"),
    ("S", "Open wide.", "acting, 4.0 s"),
    ("P", "I'm so scared.", "after a feeling, 4.0 s"),
    ("P", "It is the left one.", "dead air, 4.0 s"),
]


@pytest.mark.parametrize(("who", "said", "label"), CASES)
def test_kinds(who: str, said: str, label: str) -> None:
    rows = timed(
        ("P", 0, 900, "Good morning."),
        ("S", 900, 1000, "Hello."),
        (who, 1000, 3000, said),
        ("P", 7000, 8000, "Okay then."),
    )
    assert quotes(rows, "silence") == [(label, said)]


def test_figures() -> None:
    rows = timed(("S", 0, 2000, "It is on Monday."), ("P", 6000, 8000, "At nine?"), ("S", 8100, 10_000, "Yes."))
    score = scored(rows, "silence")
    assert score.overall is not None and score.overall.value == 100
    assert score.figures["dead_air_time"].value == 40 and score.figures["longest"].value == 4
    assert score.figures["per_10_minutes"].value == 60


def test_speech_of_anybody_is_no_silence() -> None:
    rows = timed(("S", 0, 9000, "A long explanation."), ("P", 1000, 1200, "Mm."), ("P", 9100, 9900, "I see now."))
    assert (scored(rows, "silence").missing or "").startswith("not applicable")


@pytest.mark.parametrize(("start", "silences"), [(4500, 0), (5500, 1)])
def test_a_listeners_signal_breaks_a_silence(start: int, silences: int) -> None:
    rows = timed(
        ("S", 0, 2000, "Take one tablet a day"),
        ("P", start, start + 300, "Mm-hm."),
        ("S", 6000, 8000, "and come back on Monday."),
        ("P", 8100, 9000, "What was that?"),
    )
    assert len(carescore.score(rows, only=["silence"]).turns) == 2
    assert len(quotes(rows, "silence")) == silences


def test_words_without_times_may_fill_a_gap() -> None:
    rows = timed(
        ("S", 0, 2000, "It is on Monday."),
        ("P", 2100, 3000, "What was that?"),
        ("S", 9000, 10_000, "On Monday."),
        ("P", 10_100, 11_000, "Fine then."),
    )
    assert len(quotes(rows, "silence")) == 1
    rows[1] |= {"start_ms": None, "end_ms": None}
    rows[2]["start_ms"] = 2000  # so that there is no room to close the times of the one before
    rows[3] |= {"start_ms": 15_000, "end_ms": 16_000}
    assert len(quotes(rows, "silence")) == 1


@pytest.mark.parametrize(("ms", "silent"), [(2999, False), (3000, True)])
def test_three_seconds_are_a_silence(ms: int, silent: bool) -> None:
    rows = timed(("S", 0, 1000, "Hello."), ("P", 1000 + ms, 9000, "Yes."))
    assert scored(rows, "silence").applicable is silent


@pytest.mark.parametrize(("length", "label"), [(180, "hold"), (200, "dead air")])
def test_an_announcement_reaches_two_hundred_characters(length: int, label: str) -> None:
    rows = timed(("P", 0, 500, "Hi."), ("S", 500, 1000, f"Please hold {'x' * length}"), ("P", 5000, 9000, "Yes."))
    assert quotes(rows, "silence")[0][0].startswith(label)


def labels(*rows: tuple[str, int | None, int | None, str]) -> list[str]:
    return [label.partition(",")[0] for label, _ in quotes(timed(*rows), "silence")]


HOLD, YES, LATER = "Please hold the line.", "Okay then.", ("P", 20_000, 21_000, "Okay then.")


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([("S", 0, 2000, HOLD), LATER], ["hold"]),
        ([("S", 0, 2000, HOLD), ("P", 2000, 3000, YES), LATER], ["hold"]),  # announced in the turn before
        ([("S", 0, 2000, HOLD), ("P", 2000, 2900, YES), ("S", 3000, 4000, "On Monday."), LATER], ["dead air"]),
        ([("S", 0, 2000, "On Monday."), ("S", 20_000, 21_000, HOLD), ("P", 21_000, 22_000, YES)], ["dead air"]),
        ([("P", 0, 2000, YES), ("S", 20_000, 21_000, HOLD), ("P", 21_000, 22_000, YES)], ["dead air"]),
        ([("P", 0, 2000, YES), ("P", 20_000, 21_000, "I'm so scared."), ("S", 21_000, 22_000, YES)], ["dead air"]),
        ([("P", 0, 2000, "I'm so scared."), ("S", 2000, 3000, "On Monday."), LATER], ["dead air"]),
        ([("P", 0, 3000, "It is the left one."), ("S", 1000, 3000, HOLD), LATER], ["hold"]),  # both end at once
        ([("S", 0, 0, HOLD), ("P", 3000, 4000, YES)], ["hold"]),
        ([("S", 0, 3000, HOLD), ("P", 1000, 2000, YES), LATER], ["hold"]),
    ],
)
def test_what_announces_a_silence(rows: list[tuple[str, int | None, int | None, str]], found: list[str]) -> None:
    assert labels(*rows) == found


@pytest.mark.parametrize(("length", "label"), [(188, "hold"), (189, "dead air")])
def test_the_announcement_is_heard_within_two_hundred_characters(length: int, label: str) -> None:
    assert labels(("P", 0, 500, "Hi."), ("S", 500, 1000, f"Please hold {'x' * length}"), LATER) == [label]


def test_one_time_alone_may_fill_a_gap() -> None:
    starts = [("S", 1000 * i, None, "It is on Monday.") for i in range(4)]
    rows = [*starts, ("P", 20_000, 21_000, YES), ("S", 26_000, 27_000, "Good."), ("P", 27_500, 28_000, "Bye.")]
    assert labels(*rows) == ["dead air"]


def test_longest_and_holds() -> None:
    rows = timed(("S", 0, 2000, HOLD), ("P", 6000, 8000, YES), ("S", 8000, 9000, "On Monday."), LATER)
    figures = scored(rows, "silence").figures
    assert (figures["longest"].value, figures["holds"].value) == (11, 1)


def test_who_has_no_end_may_speak_all_along() -> None:
    rows = [("S", 0, 2000, "It is on Monday."), ("P", 2000, 3000, "At nine?"), ("S", 40_000, 41_000, "Yes it is.")]
    assert quotes(timed(*rows), "silence") == [("dead air, 37.0 s", "At nine?")]
    assert quotes([*timed(*rows[:1]), {**timed(rows[1])[0], "end_ms": None}, *timed(*rows[2:])], "silence") == []
