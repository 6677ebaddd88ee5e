"""backchannels: listener signals count for the listener; a transcript without any says nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from conftest import quotes, scored, talk, timed

import carescore
from carescore.measures import Rate
from carescore.measures.backchannels import _per_minute
from carescore.segmentation import segment

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


TOLD = ("P", "It started on Monday after work,"), ("S", "Mm-hm."), ("P", "and it went down into my arm.")


def test_each_side_signals_to_the_other() -> None:
    rows = talk(
        *TOLD,
        ("S", "You take one tablet in the morning,"),
        ("P", "Right."),
        ("S", "and then one more before you go to bed."),
        ("P", "Which one is that?"),
        ("C", "I told her so this morning, and then"),
        ("P", "Mm-hm."),
        ("C", "I called you."),
        ("S", "That was good of you."),
    )
    score = scored(rows, "backchannels")
    assert score.staff == pytest.approx(10 * 1 / 3) and score.patient == pytest.approx(10 * 1 / 2)
    assert [e.label for e in score.evidence] == ["“Mm-hm.”"]
    assert "per_minute" not in score.figures


@pytest.mark.parametrize(
    ("signal", "words"),
    [
        ((1000, 1400), "It started on Monday"),
        ((3000, 3400), "after work and then"),  # begins with the signal
        ((2999, 3399), "It started on Monday"),
        ((8000, 8400), "it went down my arm."),
    ],
)
def test_a_signal_is_shown_at_the_words_that_it_supports(signal: tuple[int, int], words: str) -> None:
    rows = timed(
        ("P", 0, 2900, "It started on Monday"),
        ("P", 3000, 6000, "after work and then"),
        ("P", 6100, 9900, "it went down my arm."),
        ("S", 12_000, 13_000, "Does it hurt now?"),
        ("P", 13_100, 14_000, "It does."),
    )
    (place,) = [i for i in range(3) if rows[i]["start_ms"] <= signal[0] and rows[i]["end_ms"] >= signal[0]] or [0]
    rows.insert(place + 1, timed(("S", *signal, "Mm-hm."))[0])
    assert quotes(rows, "backchannels") == [("“Mm-hm.”", words)]


def test_what_has_no_times_adds_none_to_the_minutes() -> None:
    dialogue = segment(carescore.read(ROWS))
    untimed = replace(dialogue.turns[-1], start_ms=None, end_ms=None, spans=())
    (figure,) = _per_minute(replace(dialogue, turns=(*dialogue.turns[:-1], untimed)), 1).values()
    assert isinstance(figure, Rate) and figure.per == 5000 + 3900


def test_without_times_a_signal_is_shown_at_the_last_words_before_it() -> None:
    rows = talk(*TOLD, ("S", "Does it hurt now?"), ("P", "It does."))
    assert quotes(rows, "backchannels") == [("“Mm-hm.”", "and it went down into my arm.")]
