"""Whisper's JSON and its kin."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import ALL, VISIT, WORDED, Sample, clock, words

from carescore.errors import ReadError
from carescore.readers.recognisers.whisper_json import READER


def segments(with_words: bool) -> list[dict[str, Any]]:
    rows = []
    for who, said, start, end in VISIT:
        row: dict[str, Any] = {"start": start / 1000, "end": end / 1000, "text": f" {said}", "speaker": who}
        if with_words:
            row["words"] = [{"word": w, "start": s / 1000, "end": e / 1000} for w, s, e in words(said, start, end)]
        rows.append(row)
    return rows


def cpp() -> dict[str, Any]:
    rows = []
    for _, said, start, end in VISIT:
        tokens = [{"text": "[_BEG_]", "offsets": {"from": start, "to": start}}]
        for w, s, e in words(said, start, end):
            tokens += [
                {"text": f" {w[:2]}", "offsets": {"from": s, "to": s}},
                {"text": w[2:], "offsets": {"from": s, "to": e}},
            ]
        times = {"from": clock(start, ","), "to": clock(end, ",")}
        rows.append({"timestamps": times, "offsets": {"from": start, "to": end}, "text": f" {said}", "tokens": tokens})
    return {"systeminfo": "x", "result": {"language": "en"}, "transcription": rows}


def verbose() -> dict[str, Any]:
    plain = [{key: value for key, value in row.items() if key != "speaker"} for row in segments(False)]
    flat = [{"word": w, "start": s / 1000, "end": e / 1000} for _, t, a, b in VISIT for w, s, e in words(t, a, b)]
    return {"task": "transcribe", "text": "x", "segments": plain, "words": flat}


def diarized() -> dict[str, Any]:
    rows = [row | {"type": "transcript.text.segment", "id": f"seg_{i}"} for i, row in enumerate(segments(False))]
    return {"task": "transcribe", "duration": 4.8, "text": "x", "segments": rows}


WRITTEN = {
    "whisper.json": Sample(json.dumps({"text": "x", "segments": segments(False)})),
    "whisperx.json": Sample(json.dumps({"segments": segments(True), "word_segments": []}), WORDED),
    "diarized.json": Sample(json.dumps(diarized())),
    "cpp.json": Sample(json.dumps(cpp()), WORDED - {"speaker"}),
    "verbose.json": Sample(json.dumps(verbose(), indent=1), WORDED - {"speaker"}),
}
assert ALL < WORDED


def test_stereo_labels_and_turn_marks() -> None:
    rows = [{"offsets": {"from": 0, "to": 900}, "text": " Hello. [SPEAKER_TURN]", "speaker": "0"}]
    rows.append({"offsets": {"from": 900, "to": 1500}, "text": " Hi.", "speaker": "?"})
    found, _ = READER.read({"transcription": rows})
    assert [(u.speaker, u.text) for u in found] == [("Speaker 0", "Hello."), (None, "Hi.")]


def test_a_text_without_segments_is_nobodys() -> None:
    found, _ = READER.read({"text": " Any pain?", "segments": []})
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [(None, "Any pain?", None, None)]


@pytest.mark.parametrize("data", [{}, {"segments": 3}, {"segments": [3]}, {"segments": []}])
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
