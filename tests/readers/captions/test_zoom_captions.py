"""Zoom's saved captions, and its chat file."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.captions.zoom_captions import READER

NINE = 9 * 3_600_000
WRITTEN = {
    "meeting_saved_closed_caption.txt": Sample(
        "".join(f"[{who}] {clock(NINE + start)[:8]}\n{said}\n\n" for who, said, start, _ in VISIT),
        frozenset({"speaker"}),
    )
}


def test_the_clock_counts_from_the_first_caption_over_midnight() -> None:
    found, _ = READER.read("[Ann] 23:59:58\nAny\npain?\n\n[Unknown Speaker] 00:00:01\nNo.\n\n[Ann] 00:00:00\nGood.\n")
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [
        ("Ann", "Any pain?", 0, None),
        (None, "No.", 3000, None),
        ("Ann", "Good.", 2000, None),
    ]


CHATS = [
    "09:02:11 From Ann Fox to Everyone:\n\tstiff\n",
    "09:02:11\t From Ann Fox : stiff\n",
    "09:02:11 From  Ann Fox  to  Bo(Direct Message):\n\tstiff\n",
]


@pytest.mark.parametrize("text", CHATS)
def test_chats_are_known_and_refused_with_what_to_use(text: str) -> None:
    assert READER.looks_like(text)
    with pytest.raises(ReadError, match=r"typed and not spoken.*\.vtt") as caught:
        READER.read(text)
    assert "stiff" not in str(caught.value)


@pytest.mark.parametrize(
    "head", ["[Ann] 00:00:01\nx\n", "[Ann] 9:02\nx\n", "[Ann] Any pain?\n", "09:02:11 Ann: x\n", "From: Ann\nTo: Bo\n"]
)
def test_near_misses(head: str) -> None:
    assert not READER.looks_like(head)


def test_heads_alone_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read("[Ann] 09:02:11\n")
