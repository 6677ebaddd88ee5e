"""What there is to score: each conversation once, by name, nothing skipped in silence."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import EXAMPLES

import carescore
from carescore import batch
from carescore.errors import UsageError


def keys(*inputs: object) -> list[str]:
    return [Path(work.key).name for work in batch.works(inputs, batch.is_own)]


def test_a_folder_stands_for_all_in_it(calls: Path) -> None:
    assert keys(calls, calls / "one.txt") == ["broken.vtt", "one.txt", "visit.mp4", "one.txt"]
    skipped = [work.skip for work in batch.works([calls]) if work.skip]
    assert skipped == ["skipped: no format has the extension .mp4; name the file itself to have it read"]


def test_a_file_that_was_named_is_tried_whatever_its_name(calls: Path) -> None:
    assert [work.skip for work in batch.works([calls / "visit.mp4", calls / ".hidden.txt"])] == [None, None]


@pytest.mark.parametrize(("pattern", "count"), [("*.vtt", 1), ("**/*.txt", 2), ("*.docx", 0), ("march", 1)])
def test_patterns(calls: Path, pattern: str, count: int) -> None:
    assert len(keys(str(calls / pattern))) == count


def test_a_pattern_that_fits_nothing_is_bad_usage(calls: Path) -> None:
    with pytest.raises(UsageError, match="fits no file"):
        keys(str(calls / "*.odt"))


def test_own_output_is_left_out(calls: Path) -> None:
    before = keys(calls)
    report = carescore.score(EXAMPLES / "chemo-nurse-call.vtt", only=["questions"])
    report.to_html(calls / "report.html")
    for name, text in {
        "scores.csv": "key,id,status,error,format,sha256,words\r\n",
        "manifest.csv": "key,id,status,error,employee,format,sha256,words\r\n",
        "old.csv": "path,id,error,active_listening\r\n",
        "s.jsonl": '{"key": "x", "id": null, "status": "failed", "error": "x"}\n',
        "long.jsonl": '{"key": "x", "kind": "skill", "name": "empathy", "unit": null}\n',
        "report.json": '{\n  "schema": "2",\n  "id": "x",\n  "source": {\n    "path": null',
        "reports.jsonl": '{"schema": "2", "id": "x", "source": {"path": "y"',
        "s.csv.resume": "",
        ".s.csv.part": "",
    }.items():
        (calls / name).write_text(text, encoding="utf-8")
    assert keys(calls) == before
    (calls / "talk.csv").write_text("speaker,text\nNurse,Hello\n", encoding="utf-8")
    (calls / "talk.jsonl").write_text('{"key": "1", "id": 3, "text": "Hello"}\n', encoding="utf-8")
    (calls / "talk.json").write_text('{"schema": "3.1", "id": "x", "turns": []}', encoding="utf-8")
    assert {"talk.csv", "talk.jsonl", "talk.json"} <= set(keys(calls))


@pytest.mark.parametrize(
    ("head", "own"), [(("key", "id", "status", "error"), True), (("id", "speaker", "text"), False)]
)
def test_a_parquet_table_is_known_by_its_columns(tmp_path: Path, head: tuple[str, ...], own: bool) -> None:
    arrow = pytest.importorskip("pyarrow")
    path = tmp_path / "moved.parquet"
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table({name: ["x"] for name in head}), path)
    assert batch.is_own(str(path)) is own
    path.write_bytes(b"PAR1 torn")
    assert not batch.is_own(str(path))


def test_a_folder_that_cannot_be_read_is_a_row(calls: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("march"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = {Path(work.key).name: str(work.source) for work in batch.works([calls])}
    assert found["march"] == f"{calls / 'march'}: this folder cannot be read" and "one.txt" in found


def test_a_single_path_or_transcript_is_one(calls: Path) -> None:
    transcript = carescore.read(calls / "one.txt")
    for one in (str(calls / "one.txt"), calls / "one.txt", transcript):
        assert len(list(batch.works(batch.inputs_of(one)))) == 1
    with pytest.raises(UsageError):
        batch.inputs_of(3)


def test_names_that_are_no_utf_8_and_names_with_breaks(tmp_path: Path) -> None:
    (tmp_path / 'a\n"b".txt').write_text("x", encoding="utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).write_text("x", encoding="utf-8")
    assert keys(tmp_path) == ['a\\n"b".txt', "b\\udcff.txt"]


def test_two_names_that_are_shown_alike_are_two(tmp_path: Path) -> None:
    for name in ("a\nb.txt", "a\\nb.txt", "a b.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert sorted(keys(tmp_path)) == sorted(["a\\nb.txt", "a\\nb.txt (2)", "a b.txt"])


def test_what_a_shell_names_beside_the_calls_is_left_out(calls: Path) -> None:
    (calls / "scores.csv").write_text("key,id,status,error,format,sha256,words\r\n", encoding="utf-8")
    assert keys(*sorted(calls.iterdir())) == [
        ".hidden.txt",
        "Thumbs.db",
        "broken.vtt",
        "one.txt",
        "one.txt",
        "visit.mp4",
    ]


def test_conversations_in_memory_that_are_called_alike_are_all_scored() -> None:
    one, two = (carescore.read([("Nurse", "How are you?"), ("Patient", said)]) for said in ("Worried.", "Fine."))
    assert one.id == two.id
    assert [work.key for work in batch.works([one, two, one])] == [one.id, f"{one.id} (2)"]
    assert len(list(carescore.score_many([one, two], n_jobs=1, only="questions"))) == 2


def test_conversations_of_one_table_with_one_id_are_all_there(tmp_path: Path) -> None:
    lines = [
        {"id": "a", "utterances": [{"speaker": "Nurse", "text": "How are you?"}, {"speaker": "Patient", "text": said}]}
        for said in ("Worried.", "Fine.")
    ]
    table = tmp_path / "calls.jsonl"
    table.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert keys(table, table) == ["calls.jsonl#a", "calls.jsonl#a (2)"]
