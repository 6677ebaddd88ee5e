"""Speaker labels in front of speech, and what only looks like one."""

from __future__ import annotations

import pytest

from carescore.readers._labels import believed, clean, split


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
        ("Date: today", None),
        ("[laughs]: ha", None),
        ("Just words.", None),
    ],
)
def test_split(text: str, pair: tuple[str, str] | None) -> None:
    assert split(text) == pair


def test_believed() -> None:
    assert believed(["so here's the thing", "Nurse", "Sam Hill", "you know", "you know"]) == {
        "Nurse",
        "Sam Hill",
        "you know",
    }
    assert believed(["and what he said then was"] * 2) == frozenset()


@pytest.mark.parametrize("label", [None, "", "unknown", "UU", "?", "Unknown Speaker", " : "])
def test_labels_of_nobody(label: str | None) -> None:
    assert clean(label) is None


def test_zero_is_a_name() -> None:
    assert clean("0") == "0" and clean(" Dr.  Fox : ") == "Dr. Fox"
