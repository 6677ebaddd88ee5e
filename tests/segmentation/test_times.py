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


def spoken(*rows: tuple[str, int | None, int | None, int]) -> Transcript:
    """(speaker, start, end, number of words) rows."""
    return Transcript("t", tuple(Utterance(who, " ".join(["word"] * n), start, end) for who, start, end, n in rows))


@pytest.mark.parametrize(
    ("utterances", "words", "ms", "end"),
    [
        (5, 3, 600, 62_000),  # the file's own pace: 200 ms a word
        (4, 3, 600, 64_000),  # too few utterances tell it: the usual pace, 400 ms a word
        (5, 2, 400, 64_000),  # too short ones
        (5, 3, 0, 60_001),
    ],
)
def test_the_pace_of_a_file_is_its_own_from_five_utterances_of_three_words(
    utterances: int, words: int, ms: int, end: int
) -> None:
    rows = [("AB"[i % 2], 1000 * i, 1000 * i + ms, words) for i in range(utterances)]
    found = mended(spoken(*rows, ("C", 60_000, None, 10)))
    assert found.transcript.utterances[-1].end_ms == end


FAR: list[Row] = [("A", 0, 9000), ("B", 1000, 2000), ("A", 2500, 3000), ("B", 3500, 4000)]


@pytest.mark.parametrize(
    ("rows", "place", "closed"),
    [
        ([("A", None, 2000), *AFTER], 0, (0, 2000)),  # no earlier than the recording
        ([("A", None, 9000), *AFTER], 0, (5000, 9000)),
        ([("A", None, None), *AFTER], 0, (None, None)),  # nothing stands before it
        ([("A", 0, 4000), ("B", None, None), *AFTER], 1, (4000, 8000)),
        ([*BEFORE, ("A", None, 9000), *AFTER], 2, (8000, 9000)),
        ([*BEFORE, ("A", None, 8000), *AFTER], 2, (None, 8000)),  # no room
        ([*BEFORE, ("A", 8500, None), ("B", 8500, 12_500), *AFTER], 2, (8500, 12_500)),  # two begin at once
        ([*FAR, ("A", None, None)], 4, (4000, 8000)),  # three utterances back, not four
        ([("A", 0, 4000), ("B", 5000, None)], 1, (5000, 9000)),
    ],
)
def test_what_stands_around_a_missing_time(rows: list[Row], place: int, closed: tuple[int | None, int | None]) -> None:
    assert times(*rows)[place] == closed


@pytest.mark.parametrize(
    ("rows", "notes"),
    [
        ([("A", 8500, None)], ("1 end is missing in the file: taken from the next start or the pace",)),
        (
            [("A", 8500, None), ("B", 13_000, None)],
            ("2 ends are missing in the file: taken from the next start or the pace",),
        ),
        ([("A", None, None)], ("1 start is missing in the file: taken from the end before it",)),
        (
            [("A", None, None), ("A", 13_000, 14_000), ("B", None, None)],
            ("2 starts are missing in the file: taken from the end before it",),
        ),
        (
            [("A", 8500, None), ("B", 13_000, 14_000), ("A", None, None)],
            (
                "1 end is missing in the file: taken from the next start or the pace",
                "1 start is missing in the file: taken from the end before it",
            ),
        ),
        ([], ()),
    ],
)
def test_what_was_closed_is_counted(rows: list[Row], notes: tuple[str, ...]) -> None:
    assert mended(transcript(*BEFORE, *rows, *AFTER)).transcript.notes == notes


@pytest.mark.parametrize(
    ("overlaps", "note"),
    [
        ([600] * 7, None),
        ([600] * 8, "about 0.6 s at every change"),
        ([50] * 12, None),  # within the edges of a recogniser
        ([51] * 12, "about 0.1 s at every change"),
        ([945, 945, 945, 1000, 1050, 1100, 1155, 1155, 1155], "about 1.1 s at every change"),
        (
            [944, 944, 944, 1000, 1050, 1100, 1155, 1155, 1155],
            "at nearly every change",
        ),  # spread over more than a fifth
    ],
)
def test_a_common_overlap_is_of_the_recogniser(overlaps: list[int], note: str | None) -> None:
    found = mended(late(overlaps))
    assert found.no_overlaps is None if note is None else note in (found.no_overlaps or "")


COMMON, MIXED = [600] * 10, [200, 900, 350, 1200, 500, 300, 1500, 250, 700]


@pytest.mark.parametrize(
    ("overlaps", "added", "closed"),
    [
        (COMMON, ("A", 60_000, 60_700), (60_000, 60_210)),  # three tenths of its time are left to an utterance
        (COMMON, ("A", 60_000, 61_000), (60_000, 60_400)),
        (MIXED, ("A", 60_000, 60_700), (60_000, 60_700)),
    ],
)
def test_late_ends_are_taken_back(overlaps: list[int], added: Row, closed: tuple[int, int]) -> None:
    said = (*late(overlaps).utterances, Utterance(added[0], "word " * 3, added[1], added[2]))
    last = mended(Transcript("t", said)).transcript.utterances[-1]
    assert (last.start_ms, last.end_ms) == closed


@pytest.mark.parametrize("overlaps", [COMMON, MIXED])
@pytest.mark.parametrize("times", [(None, 70_000), (70_000, None), (None, None)])
def test_an_utterance_without_a_time_stands_in_the_way_of_nothing(
    overlaps: list[int], times: tuple[int | None, int | None]
) -> None:
    odd = (Utterance("A", "word " * 3, *times), Utterance("B", "word " * 3, 80_000, 81_000))
    found = mended(Transcript("t", (*late(overlaps).utterances, *odd)))
    assert found.no_overlaps is not None and found.transcript.utterances[0].end_ms == 5000


def test_where_late_ends_differ_each_ends_at_the_next_start() -> None:
    found = mended(late(MIXED)).transcript.utterances
    assert [u.end_ms for u in found[:-1]] == [u.start_ms for u in found[1:]]
    at_once = (Utterance("A", "word", 60_000, 61_000), Utterance("B", "word", 60_000, 62_000))
    pair = mended(Transcript("t", (*late(MIXED).utterances, *at_once))).transcript.utterances[-2:]
    assert [(u.start_ms, u.end_ms) for u in pair] == [(60_000, 61_000), (60_000, 62_000)]
