"""Columns by name, units of times, dates."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pandas
import pytest

from carescore.readers._columns import Columns, columns, of_records, untold
from carescore.readers._records import from_first, utterances
from carescore.transcript import Utterance

TEXT = "This is what was said."
DAY = 1_772_701_202_000  # ms since 1970, in March 2026


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        (["name", "participant", "text", "startTime"], Columns("participant", "text", "startTime", None, None)),
        (["speaker_id", "Speaker Name", "content", "time"], Columns("Speaker Name", "content", "time", None, None)),
        (["personName", "text", "offsetMillisecond"], Columns("personName", "text", "offsetMillisecond", None, None)),
        (["media_channel", "transcript", "end_time"], Columns("media_channel", "transcript", None, "end_time", None)),
        (["Text", "Start [ms]", "Duration (ms)"], Columns(None, "Text", "Start [ms]", None, "Duration (ms)")),
        (["speaker", "start", "end"], None),
        ([], None),
    ],
)
def test_names_of_columns(keys: list[str], named: Columns | None) -> None:
    assert columns(keys) == named


@pytest.mark.parametrize(
    ("record", "without"),
    [
        ({"speaker": "A", "start": 0, "end": 1}, True),
        ({"speaker_label": "A", "begin": 0, "duration": 1}, True),
        ({"speaker": "A", "start": 0}, False),
        ({"speaker": "A", "start": 0, "end": 1, "text": ""}, False),
        ({"name": "A", "start": 0, "end": 1}, False),
        ({}, False),
    ],
)
def test_a_diarization_says_who_and_when_only(record: dict[str, Any], without: bool) -> None:
    assert untold(record) is without


@pytest.mark.parametrize(
    ("times", "spans"),
    [
        ([{"start": 0, "end": 2}, {"start": 2, "end": 5}], [(0, 2000), (2000, 5000)]),
        ([{"start": 0, "end": 900}, {"start": 950, "end": 2000}], [(0, 900), (950, 2000)]),
        ([{"start": 0.5, "end": 9.25}], [(500, 9250)]),
        ([{"start": 500.0, "end": 900.5}], [(500, 900)]),
        ([{"start": 0, "end": 49}], [(0, 49_000)]),
        ([{"start": 0, "end": 51}], [(0, 51)]),
        ([{"offsetMillisecond": 5, "durationMilliseconds": 7}], [(5, 12)]),
        ([{"start_ms": 5, "duration": 7}], [(5, 12)]),
        ([{"time": DAY}, {"time": DAY + 1500}], [(0, None), (1500, None)]),
        ([{"time": DAY // 1000}, {"time": DAY // 1000 + 2}], [(0, None), (2000, None)]),
        ([{"time": "2026-03-05T09:00:02.5Z"}, {"time": "2026-03-05 09:00:03"}], [(0, None), (500, None)]),
        ([{"time": "0:01 - 0:04"}], [(1000, 4000)]),
        ([{"time": "9" * 5000, "end": "1e999999"}], [(None, None)]),
        ([{"words": [{"word": "so", "start": 0.2, "end": 0.4}, {"word": "x", "start": 1, "end": 2}]}], [(200, 2000)]),
    ],
)
def test_units_and_dates(times: list[dict[str, Any]], spans: list[tuple[int | None, int | None]]) -> None:
    found = utterances([{"text": "so"} | row for row in times], range(1, len(times) + 1))
    assert [(u.start_ms, u.end_ms) for u in found] == spans


def test_dates_count_from_the_earliest_and_other_times_stay() -> None:
    late, early = (Utterance("A", "x", DAY + ms, DAY + ms + 9) for ms in (700, 0))
    assert [(u.start_ms, u.end_ms) for u in from_first([late, early])] == [(700, 709), (0, 9)]
    plain = [Utterance("A", "x", 5000, 6000), Utterance("A", "x")]
    assert from_first(plain) == plain
    assert from_first([]) == []


ROLES = [
    {"role": "agent", "content": "so"},
    {"role": "user", "content": "what"},
    {"role": "tool", "name": "x", "content": "y"},
]


@pytest.mark.parametrize(
    ("rows", "speaker", "start"),
    [
        (ROLES, "role", None),  # one row with a name does not hide the role of every other
        ([{**row, "name": "Ann"} for row in ROLES], "role", None),  # nor does a name that tells nobody apart
        ([{**row, "name": who} for row, who in zip(ROLES, "ABA", strict=True)], "name", None),
        (
            [{"from": "+15551", "to": "+15552", "body": "so"}, {"from": "+15552", "to": "+15551", "body": "ho"}],
            "from",
            None,
        ),
        ([{"from": 0.5, "to": 2.5, "body": "so", "source": "A"}], "source", "from"),
        ([{"type": "human", "content": "so"}, {"type": "ai", "content": "ho"}], "type", None),
        ([{"type": "message", "content": "so"}, {"type": "message", "content": "ho"}], None, None),
    ],
)
def test_the_key_that_the_rows_fill(rows: list[dict[str, Any]], speaker: str | None, start: str | None) -> None:
    named = of_records(rows)
    assert named is not None
    assert (named.speaker, named.start) == (speaker, start)


def test_numbers_of_numpy_and_spans_of_time_are_numbers_and_times() -> None:
    rows = [
        {"who": np.int64(i), "text": TEXT, "start": np.int64(4000 * i), "end": np.float32(4000 * i + 900)}
        for i in (0, 1)
    ]
    assert [(u.speaker, u.start_ms, u.end_ms) for u in utterances(rows, [1, 2])] == [
        ("Speaker 0", 0, 900),
        ("Speaker 1", 4000, 4900),
    ]
    (found,) = utterances([{"text": TEXT, "start": timedelta(seconds=1.5), "end": pandas.Timedelta(seconds=2)}], [1])
    assert (found.start_ms, found.end_ms) == (1500, 2000)


def test_whole_seconds_that_are_0_may_be_left_out() -> None:
    (found,) = utterances([{"text": TEXT, "start": {"nanos": 500_000_000}, "end": {"seconds": 2}}], [1])
    assert (found.start_ms, found.end_ms) == (500, 2000)
