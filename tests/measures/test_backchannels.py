"""backchannels: listener signals count for the listener; a transcript without any says nothing."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk, timed

ROWS = timed(
    ("P", 0, 5000, "It started on Monday after work."),
    ("S", 2000, 2400, "Mm-hm."),
    ("P", 5100, 9000, "And then it went down into my arm."),
    ("S", 9500, 11000, "Does it hurt now?"),
    ("P", 11200, 12000, "Yes."),
)


def test_a_signal_counts_where_it_was_heard() -> None:
    assert quotes(ROWS, "backchannels") == [("“Mm-hm.”", "It started on Monday after work.")]
    score = scored(ROWS, "backchannels")
    assert score.overall is not None and score.overall.value == 5
    assert score.evidence[0].start_ms == 2000
    assert score.figures["per_minute"].value == pytest.approx(60_000 / 9700)  # the pause in the turn is no talk


def test_an_answer_is_no_signal() -> None:
    rows = talk(("P", "Can I eat?"), ("S", "Yes."), ("P", "And drink?"))
    assert quotes(rows, "backchannels") == []


def test_a_long_talk_without_any_is_unknown() -> None:
    rows = talk(*(("SP"[i % 2], f"This is sentence number {i}.") for i in range(24)))
    assert "left them out" in (scored(rows, "backchannels").missing or "")


def test_twenty_turns_without_a_signal_say_nothing() -> None:
    pair = [("S", "Where does it hurt today?"), ("P", "It is here on the left side.")]
    assert scored(talk(*pair * 9, pair[0]), "backchannels").value == 0.0
    assert scored(talk(*pair * 10), "backchannels").value is None
