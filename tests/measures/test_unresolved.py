"""unresolved: needs still open at the end; thanks after a refusal settle nothing."""

from __future__ import annotations

import pytest
from conftest import quotes, scored, talk

NEED = ("P", "I need to move my appointment.")


def share(*rows: tuple[str, str]) -> float | None:
    overall = scored(talk(*rows), "unresolved").overall
    return overall.value if overall else None


def test_declined_and_thanked_for_is_open() -> None:
    assert share(NEED, ("S", "There's nothing I can do."), ("P", "Okay, thanks.")) == 100.0


def test_declined_then_solved_is_met() -> None:
    rows = (
        NEED,
        ("S", "There's nothing I can do today."),
        ("P", "Oh."),
        ("S", "I'll move it to Monday."),
        ("P", "Fine."),
    )
    assert share(*rows) == 0.0


def test_answered_is_met() -> None:
    assert share(("P", "Can I take them together?"), ("S", "Yes, both at once.")) == 0.0


def test_asked_three_times_is_open() -> None:
    again = (("S", "It is on Monday."), ("P", "I need to move the appointment."))
    assert share(NEED, *again, *again, ("S", "Right.")) == 100.0


@pytest.mark.parametrize("text", ["Fine, forget it.", "I'll just go elsewhere.", "So you can't help me?"])
def test_giving_up(text: str) -> None:
    rows = talk(NEED, ("S", "Hm."), ("P", text), ("S", "Sorry."))
    score = scored(rows, "unresolved")
    assert score.overall is not None and score.overall.value == 100.0 and score.figures["gave_up"].value == 1.0
    assert [label for label, _ in quotes(rows, "unresolved")] == ["open", "gave up"]


def test_giving_up_and_then_accepting_is_no_end() -> None:
    rows = (NEED, ("S", "Hm."), ("P", "Forget it."), ("S", "I'll move it to Monday."), ("P", "That works, thanks."))
    assert share(*rows) == 0.0


def test_no_request_no_score() -> None:
    assert scored(talk(("P", "My tooth hurts."), ("S", "I see.")), "unresolved").applicable is False


@pytest.mark.xfail(strict=True, reason="known failure: a need that is told, not asked for")
def test_a_need_that_is_told() -> None:
    assert share(("P", "My bill is wrong."), ("S", "There's nothing I can do."), ("P", "Okay.")) == 100.0
