"""talk_time: shares by time where there are times, by words where there are none."""

from __future__ import annotations

import pytest
from conftest import scored, talk, timed


def test_shares_by_time_sum_to_all() -> None:
    score = scored(
        timed(("S", 0, 3000, "Good morning."), ("P", 3000, 4000, "Hello."), ("S", 4000, 9000, "Sit.")), "talk_time"
    )
    assert score.overall is not None and score.overall.unit == "% of talk time"
    assert score.by_role["staff"].value == pytest.approx(100 * 8 / 9)
    assert score.by_role["patient"].value == pytest.approx(100 / 9)
    assert score.figures["longest_monologue"].value == 5.0


def test_shares_by_words_without_times() -> None:
    score = scored(talk(("S", "one two three"), ("P", "four")), "talk_time")
    assert score.overall is not None and (score.overall.value, score.overall.unit) == (75.0, "% of words")
    assert score.figures["longest_monologue"].unit == "words"


def test_overlap_is_counted_for_both() -> None:
    score = scored(timed(("S", 0, 4000, "a b c"), ("P", 2000, 6000, "d e f")), "talk_time")
    assert score.by_role["staff"].value == 50.0


def test_pace_ignores_short_turns() -> None:
    long = "one two three four five six seven eight nine ten"
    score = scored(timed(("S", 0, 5000, long), ("P", 5000, 6000, "no"), ("S", 6000, 6100, "okay then")), "talk_time")
    assert score.figures["words_per_minute"].value == pytest.approx(120)


def test_a_companion_speaks_for_the_patient() -> None:
    score = scored(talk(("S", "one two"), ("C", "three four")), "talk_time")
    assert score.by_role["patient"].value == 50.0


def test_a_hold_is_no_talk_and_no_monologue() -> None:
    rows = timed(
        ("S", 0, 4000, "Thank you for calling the clinic. How can I help?"),
        ("P", 4300, 8000, "I am calling about my blood result."),
        ("S", 8300, 11_000, "I'm going to place you on hold for a moment."),
        ("P", 11_200, 12_000, "Okay."),
        ("S", 72_000, 76_000, "Thank you for holding. All is normal."),
        ("P", 76_300, 79_000, "Oh good. I was worried."),
    )
    score = scored(rows, "talk_time")
    assert score.by_role["staff"].value == pytest.approx(100 * 10.7 / 17.9)
    assert score.figures["longest_monologue"].value == 4.0


def test_one_missing_time_does_not_switch_the_others_off() -> None:
    rows = timed(("S", 0, 3000, "Good morning."), ("P", 3000, 4000, "Hello."), ("S", 4000, 9000, "Sit down here."))
    rows[1] |= {"start_ms": None, "end_ms": None}  # and no room between its neighbours
    rows[2]["start_ms"] = 3000
    rows += timed(("P", 9000, 10_000, "Thank you."))
    score = scored(rows, "talk_time")
    assert score.overall is not None and score.overall.unit == "% of talk time"
    assert score.by_role["staff"].value == pytest.approx(100 * 9 / 10)


def test_turns_of_eight_words_say_something_on_pace() -> None:
    rows = timed(("S", 0, 60_000, "one two three four five six seven eight"), ("P", 60_000, 61_000, "Yes."))
    short = timed(("S", 0, 60_000, "one two three four five six seven"), ("P", 60_000, 61_000, "Yes."))
    assert scored(rows, "talk_time").figures["words_per_minute"].value == 8.0
    assert scored(short, "talk_time").figures["words_per_minute"].value is None
