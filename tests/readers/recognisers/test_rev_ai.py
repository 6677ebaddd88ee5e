"""Rev.ai and Gecko."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.rev_ai import READER


def elements(said: str, start: int, end: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for w, s, e in words(said, start, end):
        rows += [{"type": "punct", "value": " "}] if rows else []
        rows.append({"type": "text", "value": w.rstrip("?.,"), "ts": s / 1000, "end_ts": e / 1000})
        rows += [{"type": "punct", "value": w[-1]}] if w[-1] in "?.," else []
    return rows


REV = [
    {"speaker": i, "speaker_info": {"display_name": r[0]}, "elements": elements(*r[1:])} for i, r in enumerate(VISIT)
]
GECKO = [
    {
        "speaker": {"id": "x", "name": r[0]},
        "terms": [{"text": w, "start": s / 1000, "end": e / 1000, "type": "WORD"} for w, s, e in words(*r[1:])],
    }
    for r in VISIT
]
WRITTEN = {
    "rev.json": Sample(json.dumps({"monologues": REV}), WORDED),
    "gecko.json": Sample(json.dumps({"schemaVersion": "2.0", "monologues": GECKO}), WORDED),
}
BAD: list[Any] = [{}, {"monologues": 3}, {"monologues": [3, {"elements": [3]}, {"terms": [{"text": 3}]}]}]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
