"""JSON lines."""

from __future__ import annotations

import json

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.jsonl import READER


def lines(*keys: str) -> str:
    return "\n".join(json.dumps(dict(zip(keys, row, strict=True))) for row in VISIT)


def convokit(first: str) -> str:
    rows = [
        {"id": f"u{i}", "speaker": row[0], "conversation_id": "u0", first: f"u{i - 1}" if i else None}
        | {"timestamp": row[2] / 1000, "text": row[1], "meta": {}, "vectors": []}
        for i, row in enumerate(VISIT)
    ]
    return "\n".join(map(json.dumps, rows))


SHAREGPT = {"id": "x", "conversations": [{"from": who, "value": said} for who, said, *_ in VISIT]}
WRITTEN = {
    "convokit.jsonl": Sample(convokit("reply_to"), frozenset({"speaker", "start"})),
    "older_convokit.jsonl": Sample(convokit("reply-to"), frozenset({"speaker", "start"})),
    "visit.jsonl": Sample(lines("speaker", "text", "start_ms", "end_ms")),
    "other.jsonl": Sample(lines("Participant", "Content", "BeginOffsetMillis", "EndOffsetMillis") + "\n\n"),
}


def test_partial_results_are_left_out_and_said() -> None:
    found, notes = READER.read('{"text": "so", "is_final": false}\n{"text": "so what", "is_final": true}\n')
    assert [u.text for u in found] == ["so what"]
    assert notes == ["1 partial results were left out"]


def test_one_conversation_of_messages_on_a_line() -> None:
    messages = [{"role": "system", "content": "be kind"}, {"role": "user", "content": [{"type": "text", "text": "Hi"}]}]
    found, _ = READER.read(json.dumps({"messages": messages}))
    assert [(u.speaker, u.text) for u in found] == [("user", "Hi")]


def test_a_broken_line_is_named() -> None:
    with pytest.raises(ReadError) as caught:
        READER.read('{"speaker": "A", "text": "fine"}\n{"speaker": "B", "text": secretword}\n')
    assert caught.value.line == 2
    assert "secretword" not in str(caught.value)
