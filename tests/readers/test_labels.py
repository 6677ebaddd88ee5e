"""Speaker labels in front of speech, and what only looks like one."""

from __future__ import annotations

import pytest

from carescore.readers._labels import accepted, clean, split


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Dr. Lena Fox: Hello", ("Dr. Lena Fox", "Hello")),
        ("[SPEAKER_00]: Hi", ("SPEAKER_00", "Hi")),
        ("Speaker 1:  Hi", ("Speaker 1", "Hi")),
        ("Maria (Guest): Hi", ("Maria (Guest)", "Hi")),
        (">> NURSE ANN: Hi", ("NURSE ANN", "Hi")),
        ("d: Hi", ("D", "Hi")),
        ("Nurse：Hi".replace("：", "： "), ("Nurse", "Hi")),
        ("At 10:30 we go", None),
        ("http://x.y", None),
        ("Nurse:Hi", ("Nurse", "Hi")),
        ("• Nurse: Hi", ("Nurse", "Hi")),
        ("3rd Floor Nurse: Hi", ("3rd Floor Nurse", "Hi")),
        ("44: Hi", ("44", "Hi")),
        ("10:30 it is", None),
        ("+1 555-010-0199: Hi", ("+1 555-010-0199", "Hi")),
        ("DANA (cont'd): Hi", ("DANA", "Hi")),
        ("Name | Front Desk: Hi", ("Name | Front Desk", "Hi")),
        ("<Speaker?>: Hi", ("Speaker?", "Hi")),
        ("Would you like that? So: yes", None),
        ("Just words.", None),
    ],
)
def test_split(text: str, pair: tuple[str, str] | None) -> None:
    assert split(text) == pair


@pytest.mark.parametrize(
    ("labels", "named"),
    [
        (["so here's the thing", "Nurse", "Sam Hill", "you know", "you know"], {"Nurse", "Sam Hill"}),
        (["and what he said then was"] * 2, set()),
        (["Date", "Summary", "Yes", "laughs"], set()),
        (["Oh", "Page", "Oh", "Page"], {"Oh", "Page"}),
        (["Ann", "So", *["Ann", "Bo"] * 9, "So", "Ann"], {"Ann", "Bo"}),
        (["Ann", "So", *["Ann", "Bo"] * 5, "So", "Ann", "So"], {"Ann", "Bo", "So"}),
        (["da Costa", "경수", "da Costa", "경수"], {"da Costa", "경수"}),
        (["Exam Room 4"] * 3, {"Exam Room 4"}),
    ],
)
def test_believed(labels: list[str], named: set[str]) -> None:
    assert accepted(labels) == named


@pytest.mark.parametrize("label", [None, "", "unknown", "UU", "?", "Unknown Speaker", "Speaker?", " : "])
def test_labels_of_nobody(label: str | None) -> None:
    assert clean(label) is None


def test_zero_is_a_name() -> None:
    assert clean("0") == "0" and clean(" Dr.  Fox : ") == "Dr. Fox"
