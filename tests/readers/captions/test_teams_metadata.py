"""Teams' metadata of a transcript."""

from __future__ import annotations

import json

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.captions.teams_metadata import READER


def cue(who: str, said: str, start: int, end: int, indent: int | None = None) -> str:
    payload = {
        "startDateTime": "2026-03-05T09:00:01Z",
        "speakerName": who,
        "spokenText": said,
        "spokenLanguage": "en-us",
    }
    return f"{clock(start)} --> {clock(end)}\n{json.dumps(payload, indent=indent)}\n\n"


WRITTEN = {
    "line.vtt": Sample("WEBVTT\n\n" + "".join(cue(*row) for row in VISIT)),
    "block.vtt": Sample("WEBVTT\n\n" + "".join(f"{i}\n{cue(*row, 1)}" for i, row in enumerate(VISIT))),
}


def test_a_broken_cue_is_skipped_and_said() -> None:
    text = "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n{secretword}\n\n" + cue("Ann", "Hi.", 2000, 3000)
    found, notes = READER.read(text)
    assert [u.text for u in found] == ["Hi."]
    assert notes == ["line 3: a cue that is no JSON was skipped"]


def test_nothing_spoken() -> None:
    with pytest.raises(ReadError, match="no cue"):
        READER.read("WEBVTT\n\n" + cue("Ann", "", 0, 900))
