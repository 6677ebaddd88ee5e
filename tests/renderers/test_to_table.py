"""The terminal table: skills, reasons, quotes; markup in the talk stays text."""

from __future__ import annotations

from conftest import talk

import carescore
from carescore.renderers.to_table import render


def test_skills_reasons_and_quotes() -> None:
    rows = talk(
        ("S", "Hello [bold]there[/bold], how can I help you?"),
        ("P", "I'm really scared [red]now."),
        ("S", "Okay. Any allergies?"),
    )
    text = render(carescore.score(rows))
    assert "Patient-centred communication" in text and "fewer than 60 words" in text
    assert "I'm really scared [red]now." in text and "\x1b" not in text


def test_color_on_request() -> None:
    rows = talk(("S", "You need to calm down."), ("P", "No."))
    assert "\x1b[" in render(carescore.score(rows), color=True)
