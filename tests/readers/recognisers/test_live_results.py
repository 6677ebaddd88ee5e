"""Live results of streaming recognisers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

import carescore
from carescore.errors import ReadError
from carescore.readers.recognisers.live_results import READER

Row = tuple[str, str, int, int]


def deepgram(row: Row, *, final: bool = True, channels: list[int] | None = None) -> dict[str, Any]:
    spoken = [
        {"word": w.lower(), "punctuated_word": w, "start": s / 1000, "end": e / 1000, "speaker": row[0]}
        for w, s, e in words(*row[1:])
    ]
    best = [{"transcript": row[1], "words": spoken}]
    return {
        "type": "Results",
        "channel_index": channels or [0, 1],
        "is_final": final,
        "channel": {"alternatives": best},
    }


def amazon(row: Row, *, final: bool = True) -> dict[str, Any]:
    items: list[dict[str, Any]] = []
    for w, s, e in words(*row[1:]):
        times = {"StartTime": s / 1000, "EndTime": e / 1000}
        items.append({"Type": "pronunciation", "Content": w.rstrip("?.,"), "Speaker": row[0], **times})
        items += [{"Type": "punctuation", "Content": w[-1]}] if w[-1] in "?.," else []
    return {"Transcript": {"Results": [{"IsPartial": not final, "Alternatives": [{"Items": items}]}]}}


def speechmatics(row: Row, *, final: bool = True) -> dict[str, Any]:
    results: list[dict[str, Any]] = []
    for w, s, e in words(*row[1:]):
        best = [{"content": w.rstrip("?.,"), "speaker": row[0]}]
        results.append({"type": "word", "start_time": s / 1000, "end_time": e / 1000, "alternatives": best})
        mark = {"type": "punctuation", "alternatives": [{"content": w[-1], "speaker": row[0]}]}
        results += [mark] if w[-1] in "?.," else []
    return {"message": "AddTranscript" if final else "AddPartialTranscript", "results": results}


def stream(first: dict[str, Any], made: Any) -> str:
    messages = [first, *(made(row, final=final) for row in VISIT for final in (False, True))]
    return "\n".join(map(json.dumps, messages)) + "\n"


WRITTEN = {
    "deepgram.jsonl": Sample(stream({"type": "Metadata", "request_id": "x"}, deepgram), WORDED),
    "amazon.jsonl": Sample(stream(amazon(VISIT[0], final=False), amazon), WORDED),
    "speechmatics.jsonl": Sample(stream({"message": "RecognitionStarted", "id": "x"}, speechmatics), WORDED),
}


def test_partial_results_are_counted_and_lines_are_the_messages(tmp_path: Any) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(WRITTEN["deepgram.jsonl"].data)
    found = carescore.read(path)
    assert found.notes == ("3 partial results were left out",)
    assert [u.line for u in found.utterances] == [3, 5, 7]


def test_channels_are_speakers() -> None:
    rows = [deepgram(row, channels=[i, 2]) for i, row in enumerate(VISIT[:2])]
    found, _ = READER.read("\n".join(map(json.dumps, rows)))
    assert [u.speaker for u in found] == ["Channel 0 Dr. Fox", "Channel 1 Sam Hill"]


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"is_final": True, "channel": {"alternatives": [3, {"words": [3, {"word": None}]}]}},
        {"Transcript": {"Results": [3, {"IsPartial": True}, {"IsPartial": False, "Alternatives": [{"Items": [3]}]}]}},
        {"message": "AddTranscript", "results": [3, {"type": "word", "alternatives": 3}]},
        deepgram(VISIT[0], final=False),
    ],
)
def test_what_holds_no_final_result_is_refused(message: dict[str, Any]) -> None:
    with pytest.raises(ReadError):
        READER.read(json.dumps(message))


@pytest.mark.parametrize("line", ['{"text": "so", "is_final": true}', '{"Transcript": "so"}', "[]", "{", "so"])
def test_other_lines_are_not_its_own(line: str) -> None:
    assert not READER.looks_like(line + "\n" + line)
