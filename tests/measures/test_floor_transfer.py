"""floor_transfer: signed offsets where the side changes; too few replies say nothing."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import quotes, scored, timed

ROWS = timed(
    ("P", 0, 1000, "My knee hurts."),
    ("S", 1500, 3000, "Since when?"),
    ("P", 3100, 5000, "A week. Will it pass?"),
    ("S", 7500, 9000, "It should."),
    ("P", 9100, 10_000, "Good to hear."),
    ("S", 9900, 11_000, "Let me see."),
)


def test_offsets_keep_their_sign() -> None:
    score = scored(ROWS, "floor_transfer")
    assert score.by_role["staff"].value == 0.5
    assert score.by_role["patient"].value == pytest.approx(0.1)
    assert score.figures["fastest"].value == -0.1
    assert score.figures["after_question"].value == 2.5
    assert score.figures["slow_answers"].value == 100
    assert score.figures["rushed"].value == pytest.approx(100 / 3)
    assert [item.label for item in score.evidence] == ["-0.1 s", "+2.5 s"]


def test_too_few_replies() -> None:
    assert "fewer than 3" in (scored(ROWS[:4], "floor_transfer").missing or "")


def test_without_times() -> None:
    rows = [{k: v for k, v in row.items() if k in ("speaker", "text")} for row in ROWS]
    assert scored(rows, "floor_transfer").missing == "no timestamps in this file"


def test_beginnings_alone_are_said_to_be_there() -> None:
    rows = [
        {"speaker": s, "text": "Hello there.", "start_ms": i * 1000} for i, s in enumerate(("Nurse", "Patient") * 4)
    ]
    assert scored(rows, "floor_transfer").missing == "this file says when turns begin, not when they end"
    rows[0]["end_ms"] = 900
    assert scored(rows, "floor_transfer").missing == "too few turns in this file have a start and an end"


def replies(*offsets: int) -> list[dict[str, Any]]:
    rows, at = [], 0
    for offset in offsets:
        rows += [("P", at, at + 5000, "Where is it now?"), ("S", at + 5000 + offset, at + 10_000, "On the left side.")]
        at += 11_000
    return timed(*rows)


def test_three_replies_give_a_median() -> None:
    assert scored(replies(300, 300), "floor_transfer").value is None
    assert scored(replies(300, 300, 300), "floor_transfer").value == 0.3


def test_under_two_tenths_is_rushed_and_over_two_seconds_is_slow() -> None:
    figures = scored(replies(199, 200, 2000, 2001), "floor_transfer").figures
    assert figures["rushed"].value == 25.0 and figures["slow_answers"].value == 25.0


def test_slow_replies_are_quoted_after_questions_alone() -> None:
    assert [item.label for item in scored(replies(199, 200, 2000, 2001), "floor_transfer").evidence] == [
        "+0.2 s",
        "+2.0 s",
    ]
    rows = replies(300, 300, 300, 2500)
    rows[-2]["text"] = "It is over here."
    assert [item.label for item in scored(rows, "floor_transfer").evidence] == ["+0.3 s"]


def test_a_reply_is_quoted_to_80_characters() -> None:
    rows = replies(100, 300, 300)
    rows[1]["text"] = "On the left " + "x" * 90
    assert quotes(rows, "floor_transfer") == [("+0.1 s", rows[1]["text"][:80])]


@pytest.mark.parametrize(("ms", "slow"), [(2000, 0), (2001, 100)])
def test_an_answer_is_slow_after_two_seconds(ms: int, slow: float) -> None:
    rows = replies(ms, 500, 500)
    score = scored(rows, "floor_transfer")
    assert score.figures["slow_answers"].value == pytest.approx(slow / 3)
    assert len(score.evidence) == (2 if slow else 1)


def test_a_reply_is_quoted_to_eighty_characters_and_only_answers_are_slow() -> None:
    rows = timed(
        ("P", 0, 1000, "My knee hurts."),
        ("S", 4000, 5000, "x" * 90),
        ("P", 5500, 6000, "It does."),
        ("S", 6500, 7000, "Where?"),
        ("P", 7500, 8000, "Here."),
        ("S", 8400, 9000, "I see it."),
    )
    assert [(label, len(text)) for label, text in quotes(rows, "floor_transfer")] == [("+0.4 s", 9)]
    rows[1] |= {"start_ms": 1100}
    assert [(label, len(text)) for label, text in quotes(rows, "floor_transfer")] == [("+0.1 s", 80)]


def test_offsets_between_staff_are_nobodys_reply() -> None:
    rows = [*replies(300, 300, 300), *timed(("Doctor", 40_000, 41_000, "Let me see."))]
    score = scored(rows, "floor_transfer")
    assert score.staff == 0.3 and len(score.by_role["staff"].values) == 3  # type: ignore[union-attr]  # a sample
