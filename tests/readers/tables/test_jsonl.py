"""JSON lines."""

from __future__ import annotations

import json

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.tables.jsonl import READER


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


def test_assemblyais_stream() -> None:
    partial = {"message_type": "PartialTranscript", "audio_start": 0, "audio_end": 600, "text": "so"}
    final = {"message_type": "FinalTranscript", "audio_start": 0, "audio_end": 900, "text": "So what?"}
    found, notes = READER.read("\n".join(map(json.dumps, [partial, final])))
    assert [(u.text, u.start_ms, u.end_ms) for u in found] == [("So what?", 0, 900)]
    assert notes == ["1 partial results were left out"]


def test_vosks_results_keep_their_words() -> None:
    spoken = [{"word": w, "start": s, "end": s + 0.3, "conf": 1.0} for w, s in (("so", 0.1), ("what", 0.5))]
    found, _ = READER.read(json.dumps({"text": "so what", "result": spoken}) + "\n" + json.dumps({"text": ""}))
    assert [(u.text, u.start_ms, u.end_ms, len(u.words)) for u in found] == [("so what", 100, 800, 2)]


@pytest.mark.parametrize(
    ("head", "yes"),
    [
        (lines("speaker", "text", "start_ms", "end_ms"), True),
        (json.dumps(SHAREGPT), False),  # one document
        (json.dumps(SHAREGPT) + "\n" + json.dumps(SHAREGPT), True),
        ('{"message": "AddTranscript", "results": []}\n{}', False),
        ('{"Transcript": {"Results": []}}\n{}', False),
        ('{"Transcript": "so"}\n{"Transcript": "what"}', True),
        ("[1]\n[2]", False),
    ],
)
def test_whose_lines_they_are(head: str, yes: bool) -> None:
    assert READER.looks_like(head) is yes


def test_several_conversations_are_no_conversation() -> None:
    with pytest.raises(ReadError, match="2 recordings"):
        READER.read(json.dumps(SHAREGPT) + "\n" + json.dumps(SHAREGPT))
    assert [u.speaker for u in READER.read(json.dumps(SHAREGPT))[0]] == ["Dr. Fox", "Sam Hill", "Dr. Fox"]


def test_one_conversation_of_messages_on_a_line() -> None:
    messages = [{"role": "system", "content": "be kind"}, {"role": "user", "content": [{"type": "text", "text": "Hi"}]}]
    found, _ = READER.read(json.dumps({"messages": messages}))
    assert [(u.speaker, u.text) for u in found] == [("user", "Hi")]


def test_a_broken_line_is_named() -> None:
    with pytest.raises(ReadError) as caught:
        READER.read('{"speaker": "A", "text": "fine"}\n{"speaker": "B", "text": secretword}\n')
    assert caught.value.line == 2
    assert "secretword" not in str(caught.value)
