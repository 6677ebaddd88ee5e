"""talk_time: shares by time where there are times, by words where there are none."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk, timed

from carescore.measures import Rate


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


def test_with_times_talk_is_milliseconds_and_without_words() -> None:
    rows = timed(("S", 0, 3000, "Where does it hurt?"), ("P", 3000, 4000, "It hurts here on the left side."))
    assert scored(rows, "talk_time").staff == 75.0
    assert scored(talk(*((row["speaker"], row["text"]) for row in rows)), "talk_time").staff == pytest.approx(400 / 11)


@pytest.mark.parametrize(("timed_turns", "by_time"), [(2, True), (1, False)])
def test_half_of_a_sides_turns_need_times(timed_turns: int, by_time: bool) -> None:
    rows = timed(*(("SP"[i % 2], 1000 * i, 1000 * (i + 1), "It is on the left side.") for i in range(8)))
    for i in range(2 * timed_turns, 8, 2):  # no time is left for them, so that none is closed
        rows[i] |= {"start_ms": None, "end_ms": None}
        rows[i + 1] |= {"start_ms": 1000 * i}
    share = scored(rows, "talk_time").overall
    assert isinstance(share, Rate) and (share.unit == "% of talk time") is by_time
    assert share.count == (1000 * timed_turns if by_time else 24)


def test_the_longest_turn_is_the_one_spoken_longest() -> None:
    slow, fast = "Let me look.", "It is on the left side and it is a small one."
    rows = timed(("S", 0, 9000, slow), ("P", 9000, 9900, "I see it."), ("S", 10_000, 12_000, fast))
    (quoted,) = quotes(rows, "talk_time")
    assert quoted == ("longest staff turn", slow)
    assert scored(rows, "talk_time").figures["longest_monologue"].value == 9
    without = talk(("S", slow), ("P", "I see it."), ("S", fast))
    assert quotes(without, "talk_time") == [("longest staff turn", fast)]
    assert scored(without, "talk_time").figures["longest_monologue"].value == len(fast.split())


@pytest.mark.parametrize(("words", "paced"), [(8, True), (7, False)])
def test_a_pace_is_told_by_turns_of_eight_words(words: int, paced: bool) -> None:
    rows = timed(("S", 0, 4000, " ".join(["word"] * words)), ("P", 4000, 4900, "I see it."))
    assert scored(rows, "talk_time").figures["words_per_minute"].value == (120 if paced else None)
