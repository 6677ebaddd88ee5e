"""The documents of voice agents and platforms, as their references show them: the same visit comes out of each."""

from __future__ import annotations

import json
from itertools import groupby
from typing import Any

import pytest
from readers.refused import put

import carescore

SAID = [
    ("A", "Good morning, Lakeside Clinic, this is Dana. How can I help you?", 0.5, 4.2),
    ("B", "Hi, I got a letter about my blood test and I am worried about it.", 4.6, 11.0),
    ("A", "I can hear that this is worrying you. What does the letter say?", 11.4, 16.0),
    ("B", "It says my iron is low.", 16.3, 22.5),
]
SINCE_1970 = 1_760_000_000


def side(who: str, staff: Any, other: Any) -> Any:
    return staff if who == "A" else other


def day(seconds: float) -> str:
    return f"2026-03-05T09:00:{seconds:06.3f}Z"


def timed(text: str, start: float, end: float, key: str = "word") -> list[dict[str, Any]]:
    step = (end - start) / len(words := text.split())
    return [
        {key: w, "start": round(start + i * step, 3), "end": round(start + i * step + step, 3)}
        for i, w in enumerate(words)
    ]


def rows(**fields: Any) -> list[dict[str, Any]]:
    """A row for each turn: a field is a function of who, text, start and end."""
    return [{name: make(*row) for name, make in fields.items()} for row in SAID]


TEXT = "\n".join(f"{side(who, 'Agent', 'User')}: {said}" for who, said, *_ in SAID)
INLINE = TEXT.replace("\n", " ")
RETELL = rows(
    role=lambda w, *_: side(w, "agent", "user"), content=lambda _, t, *r: t, words=lambda _, t, s, e: timed(t, s, e)
)
TOOL = [
    {"role": "tool_call_invocation", "name": "book", "arguments": "{}"},
    {"role": "tool_call_result", "content": "ok so"},
]
CHAT = rows(role=lambda w, *_: side(w, "assistant", "user"), content=lambda _, t, *r: t)
ITEMS = rows(type=lambda *_: "message", role=lambda w, *_: side(w, "assistant", "user"), content=lambda _, t, *r: [t])
SPEECH = rows(
    speaker=lambda w, *_: side(w, "Dana", "Priya"),
    text=lambda _, t, *r: t,
    start=lambda _, t, s, e: s,
    end=lambda _, t, s, e: e,
)
OCR = [{"id": 1, "text": "a slide with very many words " * 20, "instances": [{"start": "0:00:00", "end": "0:00:09"}]}]
NAMELESS = [{key: value for key, value in row.items() if key != "speaker"} for row in SPEECH]
STAFF = [row for row, (who, *_) in zip(NAMELESS, SAID, strict=True) if who == "A"]
OTHERS = [row for row, (who, *_) in zip(NAMELESS, SAID, strict=True) if who == "B"]

Start = float | None
DOCUMENTS: dict[str, tuple[Any, Start]] = {
    "retell": ({"transcript": TEXT, "transcript_object": RETELL, "transcript_with_tool_calls": [*RETELL[:2], *TOOL, *RETELL[2:]]}, 4.6),
    "retell's webhook": ({"event": "call_ended", "call": {"transcript": TEXT, "transcript_object": RETELL}}, 4.6),
    "a text with labels": ({"call_id": "c", "transcript": TEXT, "summary": "The user asked about a letter."}, None),
    "a text on one line": ({"conversation": INLINE}, None),
    "a text with written line breaks": ({"transcript": TEXT.replace("\n", "\\n")}, None),
    "a string of JSON": ({"body": json.dumps({"messages": CHAT})}, None),
    "livekit's events": ({"events": [{"type": "state", "old": "a"}, *({"type": "conversation_item_added", "item": item} for item in ITEMS)]}, None),
    "anthropic": ({"messages": rows(role=lambda w, *_: side(w, "assistant", "user"), content=lambda _, t, *r: [{"type": "text", "text": t}, {"type": "tool_use", "name": "x"}])}, None),
    "openai's items": ({"items": rows(role=lambda w, *_: side(w, "assistant", "user"), content=lambda _, t, *r: [{"type": "audio", "transcript": t}])}, None),
    "gemini": ({"contents": rows(role=lambda w, *_: side(w, "model", "user"), parts=lambda _, t, *r: [{"text": t}])}, None),
    "langchain": (rows(type=lambda w, *_: side(w, "ai", "human"), data=lambda _, t, *r: {"content": t, "kwargs": {}}), None),
    "hume": ({"events_page": rows(role=lambda w, *_: side(w, "AGENT", "USER"), timestamp=lambda _, t, s, e: int((SINCE_1970 + s) * 1000), message_text=lambda _, t, *r: t)}, 4.1),
    "bland": ({"transcripts": rows(created_at=lambda _, t, s, e: day(s), text=lambda _, t, *r: t, user=lambda w, *_: side(w, "assistant", "user")), "concatenated_transcript": TEXT}, 4.1),
    "connect, live": ({"Segments": [*({"Transcript": row} for row in rows(ParticipantId=lambda w, *_: side(w, "a1", "b2"), ParticipantRole=lambda w, *_: side(w, "AGENT", "CUSTOMER"), Content=lambda _, t, *r: t, BeginOffsetMillis=lambda _, t, s, e: int(s * 1000), EndOffsetMillis=lambda _, t, s, e: int(e * 1000))), {"Categories": {"MatchedCategories": ["x"]}}]}, 4.6),
    "connect, live, version 2": ({"Segments": [{"Transcript": row} for row in rows(ParticipantRole=lambda w, *_: side(w, "AGENT", "CUSTOMER"), Content=lambda _, t, *r: t, Time=lambda _, t, s, e: {"AbsoluteTime": day(s)})]}, 4.1),
    "participants by type, offsets in ms": ({"transcript": {"segments": rows(participantType=lambda w, *_: side(w, "AGENT", "CUSTOMER"), text=lambda _, t, *r: t, startOffset=lambda _, t, s, e: int(s * 1000), endOffset=lambda _, t, s, e: int(e * 1000))}}, 4.6),
    "zoom's timeline": ({"timeline": rows(text=lambda _, t, *r: t, ts=lambda _, t, s, e: f"00:00:{s:06.3f}", end_ts=lambda _, t, s, e: f"00:00:{e:06.3f}", users=lambda w, *_: [{"username": side(w, "Dana", "Priya"), "user_id": "1"}])}, 4.6),
    "teams, from the web": ({"type": "Transcript", "entries": rows(text=lambda _, t, *r: t, speakerId=lambda w, *_: side(w, "a@x", "b@x"), speakerDisplayName=lambda w, *_: side(w, "Dana", "Priya"), startOffset=lambda _, t, s, e: f"00:00:{s:010.7f}", endOffset=lambda _, t, s, e: f"00:00:{e:010.7f}")}, 4.6),
    "video indexer": ({"videos": [{"insights": {"ocr": OCR, "transcript": rows(text=lambda _, t, *r: t, speakerId=lambda w, *_: side(w, 1, 2), instances=lambda _, t, s, e: [{"start": f"0:00:{s:05.2f}", "end": f"0:00:{e:05.2f}"}]), "speakers": [{"id": 1, "name": "Dana"}, {"id": 2, "name": "Priya"}]}}]}, 4.6),
    "recall, live": (rows(event=lambda *_: "transcript.data", data=lambda w, t, s, e: {"data": {"words": timed(t, s, e, "text"), "participant": {"id": 1, "name": side(w, "Dana", "Priya")}}, "bot": {"id": "x"}}), 4.6),
    "words with speakers": ([{**word, "speaker": side(w, "S0", "S1")} for w, t, s, e in SAID for word in timed(t, s, e)], 4.6),
    "segments in ms": ({"segments": [{**row, "start": row["start"] * 1000, "end": row["end"] * 1000} for row in SPEECH]}, 4.6),
    "vcon": ({"parties": [{"name": "Dana"}, {"name": "Priya"}], "dialog": rows(type=lambda *_: "text", start=lambda _, t, s, e: day(s), parties=lambda w, *_: side(w, [0], [1]), body=lambda _, t, *r: t, duration=lambda _, t, s, e: e - s)}, 4.1),
    "monologues of sentences": ({"transcript": rows(speakerId=lambda w, *_: side(w, "1", "2"), sentences=lambda _, t, s, e: [{"start": int(s * 1000), "end": int(e * 1000), "text": t}])}, 4.6),
    "sides of a telephone": ({"utterances": rows(start_time=lambda _, t, s, e: s, end_time=lambda _, t, s, e: e, text=lambda _, t, *r: t, participant_type=lambda w, *_: side(w, "internal", "external"))}, 4.6),
    "a list for each speaker": ({"Dana": STAFF, "Priya": OTHERS}, 4.6),
    "a key for each speaker": ([{"turn": i, "agent": a[1], "customer": b[1]} for i, (a, b) in enumerate(zip(SAID[::2], SAID[1::2], strict=True))], None),
    "pairs": ([[side(w, "Agent", "Customer"), t] for w, t, *_ in SAID], None),
    "a sender beside a payload": ({"entries": rows(payload=lambda _, t, *r: {"messageText": t}, sender=lambda w, *_: {"role": side(w, "Agent", "EndUser")})}, None),
    "captions inside": ({"vtt": "WEBVTT\n\n" + "\n\n".join(f"00:00:{s:06.3f} --> 00:00:{e:06.3f}\n<v {side(w, 'Dana', 'Priya')}>{t}</v>" for w, t, s, e in SAID)}, 4.6),
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_visit_in_every_document(tmp_path: Any, name: str) -> None:
    document, start = DOCUMENTS[name]
    sources: list[Any] = [put(tmp_path, "x.json", json.dumps(document)), document]
    for source in sources[: 1 + isinstance(document, dict)]:
        found = carescore.read(source).utterances
        runs = [(who, list(group)) for who, group in groupby(found, key=lambda u: u.speaker)]
        assert [" ".join(u.text for u in run) for _, run in runs] == [said for _, said, *_ in SAID]
        assert runs[0][0] == runs[2][0] and None not in {who for who, _ in runs}
        assert runs[1][1][0].start_ms == (None if start is None else round(start * 1000))


def test_names_of_the_ids() -> None:
    document = DOCUMENTS["video indexer"][0]
    assert carescore.read(document).speakers == ("Dana", "Priya")
    (insights,) = (video["insights"] for video in document["videos"])
    fewer = {"videos": [{"insights": {**insights, "speakers": insights["speakers"][:1]}}]}
    assert carescore.read(fewer).speakers == ("Speaker 1", "Speaker 2")
    assert carescore.read(DOCUMENTS["sides of a telephone"][0]).speakers == ("Agent", "Customer")


PEOPLE = [{"id": n, "index": n - 1, "name": name} for n, name in enumerate(("Dana", "Priya", "Omar"), start=1)]
CHANNELS = [{"id": n, "channel": n - 1, "name": name} for n, name in enumerate(("Dana", "Priya"), start=1)]


@pytest.mark.parametrize(
    ("people", "speakers", "names"),
    [
        (PEOPLE, (1, 3), ("Dana", "Omar")),  # no index is 3
        (PEOPLE, (0, 2), ("Dana", "Omar")),  # no id is 0
        (PEOPLE, (1, 2), ("Speaker 1", "Speaker 2")),  # could be either
        (CHANNELS, (0, 1), ("Dana", "Priya")),
        (CHANNELS, (1, 2), ("Dana", "Priya")),
        ([{"name": "Dana"}, {"name": "Priya"}], (0, 1), ("Dana", "Priya")),
        ([{"id": 1, "name": "Dana"}, {"id": 1, "name": "Priya"}], (1, 2), ("Speaker 1", "Speaker 2")),
    ],
)
def test_a_number_is_one_persons_by_whichever_key_it_can_be(
    people: list[dict[str, Any]], speakers: tuple[int, int], names: tuple[str, str]
) -> None:
    said = [{"speaker": who, "text": text} for who, text in zip(speakers, ("How are you?", "I am well."), strict=True)]
    assert carescore.read({"participants": people, "utterances": said}).speakers == names
