"""ElevenLabs Scribe."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.elevenlabs import READER


def spoken(who: str, said: str, start: int, end: int) -> list[dict[str, Any]]:
    space = {"text": " ", "start": start / 1000, "end": start / 1000, "type": "spacing", "speaker_id": who}
    rows: list[dict[str, Any]] = []
    for w, s, e in words(said, start, end):
        rows += [{"text": w, "start": s / 1000, "end": e / 1000, "type": "word", "speaker_id": who}, space]
    return rows


WORDS = [word for row in VISIT for word in spoken(*row)]
WRITTEN = {"scribe.json": Sample(json.dumps({"language_code": "eng", "text": "x", "words": WORDS}), WORDED)}
BAD: list[Any] = [{}, {"words": 3}, {"words": [3, {"type": "spacing", "text": " "}]}, {"transcripts": [{"words": []}]}]


def test_audio_events_stay_as_they_were_written() -> None:
    event = {"text": "(coughs)", "start": 5.0, "end": 5.5, "type": "audio_event", "speaker_id": "Sam Hill"}
    found, _ = READER.read({"words": [*WORDS, event]})
    assert (found[-1].speaker, found[-1].text, found[-1].start_ms) == ("Sam Hill", "(coughs)", 5000)


def test_several_channels_are_several_transcripts() -> None:
    channels = [
        {"channel_index": i, "words": [{"text": "hi", "type": "word", "start": i, "end": None}]} for i in (0, 1)
    ]
    found, _ = READER.read({"transcripts": channels})
    assert [(u.speaker, u.start_ms, u.end_ms) for u in found] == [("Channel 0", 0, None), ("Channel 1", 1000, None)]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
