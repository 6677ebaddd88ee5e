"""pyannote.ai."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.pyannote_ai import READER

TURNS = [{"speaker": w, "text": t, "start": s / 1000, "end": e / 1000} for w, t, s, e in VISIT]
WORDS = [{"speaker": r[0], "text": w, "start": s / 1000, "end": e / 1000} for r in VISIT for w, s, e in words(*r[1:])]
DIARIZATION = [{key: turn[key] for key in ("speaker", "start", "end")} for turn in TURNS]
OUTPUT = {"diarization": DIARIZATION, "wordLevelTranscription": WORDS, "turnLevelTranscription": TURNS}
WRITTEN = {
    "job.json": Sample(json.dumps({"jobId": "1", "status": "succeeded", "output": OUTPUT}), WORDED),
    "words.json": Sample(json.dumps({"wordLevelTranscription": WORDS}), WORDED),
}
BAD: list[Any] = [{}, {"wordLevelTranscription": 3}, {"turnLevelTranscription": [3, {"text": ""}]}]


def test_a_word_of_another_speaker_is_not_the_turns() -> None:
    turn = {"speaker": "A", "text": "so what", "start": 0, "end": 2}
    spoken = [{"speaker": s, "text": "so", "start": at, "end": at + 1} for s, at in (("A", 0), ("B", 1))]
    found, _ = READER.read({"turnLevelTranscription": [turn], "wordLevelTranscription": spoken})
    assert [(w.text, w.start_ms) for w in found[0].words] == [("so", 0)]


def test_a_diarization_alone_is_known_and_refused() -> None:
    assert READER.looks_like({"diarization": DIARIZATION})
    with pytest.raises(ReadError, match="not what"):
        READER.read({"diarization": DIARIZATION})


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
