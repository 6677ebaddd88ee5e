"""Times that are mended: order, ends, repetitions; a case on either side of every threshold."""

from __future__ import annotations

import pytest

from carescore.readers._mending import mended
from carescore.transcript import Utterance

Row = tuple[str | None, str, int | None, int | None]


def spans(*rows: Row) -> tuple[list[tuple[int | None, int | None]], list[str]]:
    found, notes = mended([Utterance(*row, (), i) for i, row in enumerate(rows, start=1)])
    return [(u.start_ms, u.end_ms) for u in found], notes


def test_what_is_in_order_stays() -> None:
    assert spans(("A", "so", 0, 900), ("B", "what", 900, 1000)) == ([(0, 900), (900, 1000)], [])
    assert spans(("A", "so", None, None), ("B", "what", 0, 9)) == ([(None, None), (0, 9)], [])


def test_rows_out_of_order_are_moved_and_said() -> None:
    times, notes = spans(("A", "a", 5000, 5900), ("B", "b", 1000, 1900), ("A", "c", 7000, 7900))
    assert times == [(1000, 1900), (5000, 5900), (7000, 7900)]
    assert notes == ["2 stretches did not stand in the order of their times, and were put in it"]


def test_one_speaker_after_the_other_is_merged_without_a_word() -> None:
    assert spans(("A", "a", 0, 900), ("A", "b", 2000, 2900), ("B", "c", 1000, 1900))[1] == []


def test_a_log_that_alternates_keeps_its_order() -> None:
    rows: list[Row] = [("A", "a", 0, None), ("B", "b", 3000, None), ("A", "c", 0, None), ("B", "d", 9000, None)]
    times, notes = spans(*rows)
    assert times == [(0, None), (3000, None), (None, None), (9000, None)]
    assert notes == ["1 times run backwards: the file's order was kept, and they were left out"]
    shuffled = [rows[0], ("A", "c", 5000, None), ("B", "b", 3000, None)]
    assert spans(*shuffled)[0] == [(0, None), (3000, None), (5000, None)]


GOOD: list[Row] = [("A", "one two three four", 0, 2000), ("B", "one two three four", 2000, 4000)]


@pytest.mark.parametrize(("end", "notes"), [(None, []), (3000, ["line 3: an end before its start was dropped"])])
def test_a_missing_end_stays_missing(end: int | None, notes: list[str]) -> None:
    assert spans(*GOOD, ("A", "one two", 4000, end)) == ([(0, 2000), (2000, 4000), (4000, None)], notes)


@pytest.mark.parametrize(
    ("rows", "kept", "note"),
    [
        ([("A", "So it is.", 0, 1000), ("A", "so it is", 400, 1400)], 1, "counted once"),
        ([("A", "So it is.", 0, 1000), ("A", "so it is", 600, 1600)], 2, None),  # under half of it
        ([("A", "So it is.", 0, 1000), ("A", "so it was", 400, 1400)], 2, None),
        ([("A", "So it is now.", 0, 1000), ("B", "so it is now", 150, 1100)], 1, "echo"),
        ([("A", "So it is.", 0, 1000), ("B", "so it is", 150, 1100)], 2, None),  # three words by chance
        ([("A", "So it is now.", 0, 1000), ("B", "so it is now", 1000, 2000)], 2, None),  # one after the other
        ([("A", "So it is now.", 0, None), ("A", "so it is now", 0, None)], 2, None),
    ],
)
def test_what_was_decoded_twice_counts_once(rows: list[Row], kept: int, note: str | None) -> None:
    times, notes = spans(*rows)
    assert len(times) == kept
    assert note is None or note in notes[0]
