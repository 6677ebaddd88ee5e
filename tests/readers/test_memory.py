"""Conversations in memory, several conversations in one table, and errors that quote none of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas
import pytest
from readers.refused import put
from readers.samples import IDS, SAMPLES
from readers.visit import Sample

import carescore
from carescore import readers
from carescore.errors import CarescoreError, ReadError, UsageError
from carescore.readers import formats

CANARY = "canaryword"
TALK = [("Nurse", "How are you?"), ("Patient", f"I am {CANARY} scared.")]


class Frame:
    """A table with columns, as pandas has them."""

    columns = ("speaker", "text")

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def to_dict(self, how: str) -> list[dict[str, Any]]:
        assert how == "records"
        return self.rows


class Polars:
    """A table with columns, as polars has them."""

    columns = ("speaker", "text")

    def to_dicts(self) -> list[dict[str, Any]]:
        return ROWS


class Arrow:
    """A table with columns, as pyarrow has them; of two of one name its dicts would keep the last."""

    columns = (["Nurse"], ["Hello."], [CANARY])

    def __init__(self, *names: str) -> None:
        self.column_names = list(names)

    def to_pylist(self) -> list[dict[str, Any]]:
        return [dict(zip(self.column_names, ("Nurse", "Hello.", CANARY), strict=True))]


ROWS = [{"speaker": who, "text": said} for who, said in TALK]
SOURCES: dict[str, Any] = {
    "pairs": TALK,
    "lists": [list(pair) for pair in TALK],
    "a generator": "made anew",
    "dicts": ROWS,
    "lines": [f"{who}: {said}" for who, said in TALK],
    "a data frame": Frame(ROWS),
    "another data frame": Polars(),
    "a document": {"messages": ROWS},
    "columns": {"speaker": [who for who, _ in TALK], "text": [said for _, said in TALK]},
    "a document with a text": {"transcript": "\n".join(f"{who}: {said}" for who, said in TALK)},
}


@pytest.mark.parametrize("name", SOURCES)
def test_the_same_talk_in_every_shape(name: str) -> None:
    source = (pair for pair in TALK) if name == "a generator" else SOURCES[name]
    assert [(u.speaker, u.text) for u in carescore.read(source).utterances] == TALK


WRONG: list[Any] = [
    *("", "  ", None, 0, 5, 1.5, True, object(), [None], [5], [(1, 2)], [[]], [("A", "b", "c")], f"I am {CANARY} now ok"),
    *([CANARY, CANARY], [f"so {CANARY}", "and so on"], [("A", 3)], f"a\n{CANARY}"),
]  # fmt: skip


@pytest.mark.parametrize("source", WRONG, ids=range(len(WRONG)))
@pytest.mark.parametrize("call", [carescore.read, carescore.score, lambda x: list(readers.conversations(x))])
def test_what_is_no_conversation_is_a_usage_error(call: Callable[[Any], object], source: Any) -> None:
    with pytest.raises(UsageError) as caught:
        call(source)
    assert CANARY not in str(caught.value) and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "source", [[], {}, {"segments": []}, {"a": {CANARY: [{CANARY: CANARY}]}}, Frame([])], ids=range(5)
)
def test_empty_and_unknown_documents(source: Any) -> None:
    with pytest.raises(ReadError) as caught:
        carescore.read(source)
    assert CANARY not in str(caught.value)


CALLS = [f"Agent: Hello {number}.\nCustomer: So {number}.\nAgent: Bye." for number in range(3)]
TABLES: dict[str, str] = {
    "rows.csv": "id,notes,dialogue\n" + "".join(f'c{i},x,"{text}"\n' for i, text in enumerate(CALLS)),
    "rows.tsv": "id\tdialogue\n" + "".join(f'c{i}\t"{text}"\n' for i, text in enumerate(CALLS)),
    "one.csv": "transcript\n" + "".join(f'"{text}"\n' for text in CALLS),
    "rows.jsonl": "".join(json.dumps({"id": f"c{i}", "transcript": text}) + "\n" for i, text in enumerate(CALLS)),
    "rows.json": json.dumps([{"id": f"c{i}", "transcript": text} for i, text in enumerate(CALLS)]),
    "ids.csv": "call_id,speaker,text\n" + "".join(f"c{i},{w},Hello {i}.\n" for i in range(3) for w in ("Agent", "Customer", "Agent")),
    "lists.json": json.dumps([{"id": f"c{i}", "messages": [{"role": w, "content": "so"} for w in ("agent", "user", "agent")]} for i in range(3)]),
}  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_several_conversations_in_one_table(tmp_path: Path, name: str) -> None:
    path = put(tmp_path, name, TABLES[name])
    found = list(readers.conversations(path))
    assert [len(one.utterances) for one in found if isinstance(one, carescore.Transcript)] == [3, 3, 3]
    ids = [one.id for one in found if isinstance(one, carescore.Transcript)]
    assert ids == [f"{path.stem}-{i + 1 if name == 'one.csv' else f'c{i}'}" for i in range(3)]
    for call in (carescore.read, carescore.score):
        with pytest.raises(ReadError, match="3 recordings in one file: score them with batch"):
            call(path)


def test_one_conversation_is_read_as_ever(tmp_path: Path) -> None:
    path = put(tmp_path, "x.csv", f'id,dialogue\n7,"{CALLS[0]}"\n')
    (one,) = readers.conversations(path)
    assert one == carescore.read(path)
    (pairs,) = readers.conversations(TALK)
    assert pairs == carescore.read(TALK)


def test_a_row_without_speech_does_not_stop_the_rest() -> None:
    rows = [{"call_id": i, "text": text} for i, text in enumerate(("So.", "", "Yes."))]
    kinds = [type(one) for one in readers.conversations(rows)]
    assert kinds == [carescore.Transcript, ReadError, carescore.Transcript]


@pytest.mark.parametrize(("found", "name", "sample"), SAMPLES, ids=IDS)
def test_no_error_of_any_reader_quotes(tmp_path: Path, found: str, name: str, sample: Sample) -> None:
    """The sample with a word in its talk, cut and spoiled in many places, through its own and the next reader."""
    content = sample.data.replace(b"stiff", CANARY.encode()).replace(b"Hill", CANARY.encode())
    names = [each.name for each in formats()]
    others = [None, found, names[(names.index(found) + 1) % len(names)]]
    for at in range(0, len(content), max(1, len(content) // 6)):
        path = put(tmp_path, name, content[:at] + b'"<{[' + content[at + 3 :])
        for format_ in others:
            try:
                notes = carescore.read(path, format=format_).notes
            except CarescoreError as error:
                notes = (str(error),)
            assert not any(CANARY in note or "\n" in note for note in notes)


@pytest.mark.parametrize("names", [("speaker", "text", "text"), ("speaker", "text", "speaker"), ("a", "text", "a")])
def test_a_table_with_two_columns_of_one_name_is_refused(names: tuple[str, ...]) -> None:
    frame = pandas.DataFrame([["Nurse", "Hello.", CANARY], ["Patient", "Hi.", CANARY]], columns=list(names))
    first = names.index(names[2]) + 1
    tables: tuple[Any, ...] = (frame, Arrow(*names))
    for table in tables:
        with pytest.raises(UsageError) as caught:
            carescore.read(table)
        assert str(caught.value) == f"columns {first} and 3 of the table have one name: rename or drop one"
    several: Any = Arrow("speaker", "text", "Text")
    assert carescore.read(several).utterances[0].text == "Hello."


@pytest.mark.parametrize("said", ["Hi.", ""])
def test_no_row_of_several_recordings_is_lost(said: str) -> None:
    rows = [{"call_id": i, "speaker": None, "text": text} for i, text in ((1, "So."), (None, said), (2, "Yes."))]
    if said:
        with pytest.raises(ReadError, match="2: a row does not say of which recording it is"):
            list(readers.conversations(rows))
    else:
        assert len(list(readers.conversations(rows))) == 2


def test_files_of_one_name_are_told_apart_by_their_folders_or_endings(tmp_path: Path) -> None:
    cue = "00:00:0{0}.000 --> 00:00:0{0}.900\nSo it is.\n"
    for number, name in enumerate(("dana/call.vtt", "priya/call.vtt", "priya/call.srt"), start=1):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("WEBVTT\n\n" * name.endswith("vtt") + cue.format(number), encoding="utf-8")
    both = carescore.read([tmp_path / "dana/call.vtt", tmp_path / "priya/call.vtt"])
    assert both.speakers == ("dana/call", "priya/call") and both.id == "call"
    assert len(carescore.read([tmp_path / "priya/call.vtt", tmp_path / "priya/call.srt"]).speakers) == 2


@pytest.mark.parametrize(
    ("files", "speakers", "name"),
    [
        (("visit_patient", "visit_provider"), ("patient", "provider"), "visit"),
        (("call-1", "call-2"), ("1", "2"), "call"),
        (("audioDana", "audioDavid"), ("Dana", "David"), "audio"),
        (("speaker1", "speaker2"), ("1", "2"), "speaker"),
        (("Dan", "Dana"), ("Dan", "Dana"), "Dan"),
        (("call", "call_b"), ("call", "b"), "call"),
    ],
)
def test_what_tells_files_apart_is_whole_words(
    tmp_path: Path, files: tuple[str, str], speakers: tuple[str, str], name: str
) -> None:
    for number, file in enumerate(files, start=1):
        text = f"WEBVTT\n\n00:00:0{number}.000 --> 00:00:0{number}.900\nSo it is.\n"
        (tmp_path / f"{file}.vtt").write_text(text, encoding="utf-8")
    found = carescore.read([tmp_path / f"{file}.vtt" for file in files])
    assert (found.speakers, found.id) == (speakers, name)
