"""Amazon Transcribe."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.recognisers.amazon_transcribe import READER


def items(speaker: str | None = None, *, labelled: bool = True) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for who, said, start, end in VISIT:
        for word, begin, stop in words(said, start, end) if speaker in (None, who) else []:
            own = {"speaker_label": who} if labelled else {}
            times = {"start_time": f"{begin / 1000:.3f}", "end_time": f"{stop / 1000:.3f}"}
            rows.append({"type": "pronunciation", **times, **own, "alternatives": [{"content": word.rstrip("?.,")}]})
            if word[-1] in "?.,":
                rows.append(
                    {"type": "punctuation", **own, "alternatives": [{"confidence": "0.0", "content": word[-1]}]}
                )
    return rows


def job(**results: Any) -> str:
    return json.dumps(
        {"jobName": "x", "status": "COMPLETED", "results": {"transcripts": [{"transcript": "x"}], **results}}
    )


OLD = {"segments": [{"speaker_label": "x", "items": [i for i in items() if i["type"] == "pronunciation"]}]}
CHANNELS = [{"channel_label": who, "items": items(who, labelled=False)} for who in dict.fromkeys(v[0] for v in VISIT)]
WRITTEN = {
    "new.json": Sample(job(items=items()), WORDED),
    "channels.json": Sample(job(items=items(labelled=False), channel_labels={"channels": CHANNELS}), WORDED),
    "old.json": Sample(job(items=items(labelled=False), speaker_labels=OLD), WORDED),
}
BAD: list[Any] = [{}, {"status": "FAILED"}, {"results": {"items": [3, {"alternatives": []}], "transcripts": []}}]


def test_the_jobs_description_is_known_and_refused() -> None:
    job = {"TranscriptionJob": {"TranscriptionJobName": "x", "Transcript": {"TranscriptFileUri": "x"}}}
    assert READER.looks_like(job)
    with pytest.raises(ReadError, match="TranscriptFileUri"):
        READER.read(job)


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
