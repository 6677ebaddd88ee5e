"""The usual shapes of recognisers' JSON: words by speaker and by channel."""

from __future__ import annotations

import pytest

from carescore.readers._json import Spoken, by_channel, by_speaker, keys
from carescore.transcript import Word


def words(label: str, *times: tuple[int | None, int | None]) -> list[Spoken]:
    return [(label, Word("so", start, end)) for start, end in times]


def test_an_utterance_for_every_run_of_a_speaker() -> None:
    found = by_speaker([*words("A", (0, 1), (1, 2)), *words("B", (2, 3)), *words("A", (None, None))])
    assert [(u.speaker, u.start_ms, u.end_ms, u.line) for u in found] == [
        ("A", 0, 2, 1),
        ("B", 2, 3, 3),
        ("A", None, None, 4),
    ]


@pytest.mark.parametrize(
    ("other", "spans"),
    [
        ([(20, 30)], [(0, 10, 1), (40, 50, 2)]),
        ([(8, 30)], [(0, 10, 1), (40, 50, 2)]),  # begins before the end, but is in between
        ([(0, 10)], [(0, 50, 1)]),  # overlaps a word
        ([(60, 70)], [(0, 50, 1)]),
        ([(None, 30)], [(0, 50, 1)]),
    ],
)
def test_a_channel_is_cut_where_another_speaks(
    other: list[tuple[int | None, int | None]], spans: list[tuple[int, int, int]]
) -> None:
    found = by_channel([words("A", (0, 10), (40, 50)), words("B", *other)])
    assert [(u.start_ms, u.end_ms, u.line) for u in found if u.speaker == "A"] == spans


def test_keys_of_what_is_no_object_are_none() -> None:
    assert keys([{"a": 1}], 0) == {"a"}
    assert keys([3], 0) == keys(None) == keys("ab", 0) == frozenset()
