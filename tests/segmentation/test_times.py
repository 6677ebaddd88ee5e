"""Missing times are closed where the others allow it; ends that are late everywhere are taken back."""

from __future__ import annotations

import pytest

from carescore import Transcript, Utterance
from carescore.segmentation.times import CHANGES, mended

Row = tuple[str, int | None, int | None]


def transcript(*rows: Row, words: int = 10) -> Transcript:
    said = " ".join(["word"] * words)
    return Transcript("t", tuple(Utterance(who, said, start, end) for who, start, end in rows))


def times(*rows: Row) -> list[tuple[int | None, int | None]]:
    return [(u.start_ms, u.end_ms) for u in mended(transcript(*rows)).transcript.utterances]


BEFORE: list[Row] = [("A", 0, 4000), ("B", 4200, 8000)]
AFTER: list[Row] = [("B", 20_000, 24_000), ("A", 24_500, 28_000)]
CLOSED = [
    (("A", 8500, None), (8500, 12_500)),  # the usual pace, 400 ms a word
    (("A", 18_000, None), (18_000, 20_000)),  # no longer than to the next start
    (("A", None, None), (8000, 12_000)),  # behind the one before
    (("A", None, 12_000), (8000, 12_000)),
]


@pytest.mark.parametrize(("row", "closed"), CLOSED)
def test_a_missing_time_is_closed(row: Row, closed: tuple[int, int]) -> None:
    found = mended(transcript(*BEFORE, row, *AFTER))
    middle = found.transcript.utterances[2]
    assert (middle.start_ms, middle.end_ms) == closed
    assert found.estimated == {2}
    assert len(found.transcript.notes) == 1 and "missing in the file" in found.transcript.notes[0]


def test_without_room_a_time_stays_missing() -> None:
    full: list[Row] = [("A", 0, 4000), ("B", None, None), ("A", 4000, 8000)]
    assert times(*full)[1] == (None, None)


def test_messages_and_stamped_lines_get_no_ends() -> None:
    stamped: list[Row] = [("A", 0, None), ("B", 4000, None), ("A", 9000, None)]
    assert times(*stamped) == [(0, None), (4000, None), (9000, None)]
    assert mended(transcript(*stamped)).transcript.notes == ()


@pytest.mark.parametrize(("timed", "closed"), [(2, True), (1, False)])
def test_only_where_half_have_both(timed: int, closed: bool) -> None:
    rows: list[Row] = [("A", 5000 * i, 5000 * i + 4000 if i < timed else None) for i in range(4)]
    assert (times(*rows)[3][1] is not None) is closed


def late(overlaps: list[int]) -> Transcript:
    rows: list[Row] = []
    for i, overlap in enumerate([*overlaps, 0]):
        rows.append(("AB"[i % 2], 5000 * i, 5000 * (i + 1) + overlap))
    return transcript(*rows)


@pytest.mark.parametrize(
    ("overlaps", "unreadable"),
    [
        ([600] * CHANGES, True),
        ([600] * (CHANGES - 1), False),
        ([580, 600, 620, 610, 590, 600, 605, 595, 600], True),
        ([200, 900, 350, 1200, 500, 300, 1500, 250, 700], True),  # nobody talks over each other at every change
        ([600, -200, 800, -400, 300, -100, 500, -300, 900, -50], False),
        ([40] * 12, False),  # within the edges of any recogniser
        ([600] * 9 + [-100], True),
        ([600] * 8 + [-100] * 2, False),
    ],
)
def test_ends_that_are_late_everywhere(overlaps: list[int], unreadable: bool) -> None:
    found = mended(late(overlaps))
    assert (found.no_overlaps is not None) is unreadable
    ends = [u.end_ms for u in found.transcript.utterances[:-1]]
    starts = [u.start_ms for u in found.transcript.utterances[1:]]
    over = [e - s for e, s in zip(ends, starts, strict=True) if e is not None and s is not None]
    assert (max(over) <= 60) is (unreadable or max(overlaps) <= 60)


def test_the_common_time_is_taken_off_every_end() -> None:
    found = mended(late([600] * 10)).transcript.utterances
    assert [(u.start_ms, u.end_ms) for u in found[:2]] == [(0, 5000), (5000, 10_000)]
