"""Speechmatics."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.speechmatics import READER


def item(kind: str, content: str, start: int, end: int, who: str, **more: str) -> dict[str, Any]:
    best = [{"content": content, "confidence": 1.0, "speaker": who}]
    return {"type": kind, "start_time": start / 1000, "end_time": end / 1000, "alternatives": best, **more}


def spoken(who: str, said: str, start: int, end: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for w, s, e in words(said, start, end):
        rows.append(item("word", w.rstrip("?.,"), s, e, who))
        rows += [item("punctuation", w[-1], e, e, who, attaches_to="previous")] if w[-1] in "?.," else []
    return rows


RESULTS = [result for row in VISIT for result in spoken(*row)]
WRITTEN = {"visit.json": Sample(json.dumps({"format": "2.9", "metadata": {}, "results": RESULTS}), WORDED)}
BAD: list[Any] = [{}, {"results": 3}, {"results": [3, {"type": "word"}, item("speaker_change", "x", 0, 1, "S1")]}]


def test_marks_stand_where_they_attach() -> None:
    marks = [item("punctuation", "¿", 0, 0, "S1", attaches_to="next"), item("word", "qué", 0, 9, "S1")]
    found, _ = READER.read({"results": [*marks, item("punctuation", "?", 9, 9, "S1")]})
    assert [(u.text, len(u.words)) for u in found] == [("¿qué?", 1)]


@pytest.mark.parametrize(
    ("channels", "labels"),
    [
        ([("left", "S1"), ("right", "S1")], ["left S1", "right S1"]),
        ([("left", "UU"), ("right", "UU")], ["left", "right"]),
        ([("", "S1"), ("", "UU")], ["S1", None]),
    ],
)
def test_channels_count_their_speakers_anew(channels: list[tuple[str, str]], labels: list[str | None]) -> None:
    rows = [item("word", "hi", 0, 9, who, channel=channel) for channel, who in channels]
    assert [u.speaker for u in READER.read({"results": rows})[0]] == labels


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
