"""Tables of many conversations and manifests: each conversation once, with what comes with it."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

import carescore
from carescore import batch
from carescore.errors import UsageError

ROWS = [
    {"call_id": call, "agent": agent, "speaker": who, "text": said}
    for call, agent in (("17", "Ann"), ("18", "Bob"))
    for who, said in (("Nurse", f"How can I help you with call {call}?"), ("Patient", "My foot hurts."))
]


def written(folder: Path, ending: str, rows: list[dict[str, Any]] = ROWS) -> Path:
    path = folder / f"calls{ending}"
    if ending == ".parquet":
        arrow = pytest.importorskip("pyarrow")
        pytest.importorskip("pyarrow.parquet").write_table(arrow.Table.from_pylist(rows), path)
    elif ending == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            table = csv.DictWriter(stream, list(rows[0]), delimiter="\t" if ending == ".tsv" else ",")
            table.writeheader()
            table.writerows(rows)
    return path


def texts(work: batch.Work) -> list[str]:
    assert isinstance(work.source, carescore.Transcript)
    return [utterance.text for utterance in work.source.utterances]


@pytest.mark.parametrize("ending", [".csv", ".tsv", ".jsonl", ".parquet"])
@pytest.mark.parametrize("reading", [batch.Reading(), batch.Reading(id="call_id", carry=("agent",))])
def test_a_table_is_its_conversations(tmp_path: Path, ending: str, reading: batch.Reading) -> None:
    path = written(tmp_path, ending)
    for inputs in (path, tmp_path):
        found = list(batch.works([inputs], reading=reading))
        assert [work.key for work in found] == [f"{path}#17", f"{path}#18"]
        assert [len(texts(work)) for work in found] == [2, 2] and "call 18" in texts(found[1])[0]
        assert [dict(work.carried) for work in found] == [{"agent": n} for n in ("Ann", "Bob") if reading.id] or [
            {},
            {},
        ]


def test_a_conversation_in_a_row(tmp_path: Path) -> None:
    rows = [{"call_id": n, "transcript": f"Nurse: How are you, {n}?\nPatient: My foot hurts."} for n in "ab"]
    for ending in (".csv", ".jsonl", ".parquet"):
        for reading in (batch.Reading(), batch.Reading(id="call_id")):
            found = list(batch.works([written(tmp_path, ending, rows)], reading=reading))
            assert [work.key.rpartition("#")[2] for work in found] == ["a", "b"]
            assert [len(texts(work)) for work in found] == [2, 2]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([ROWS[0], ROWS[2], ROWS[1]], "do not stand together"),
        ([{"speaker": "Nurse", "text": "Hello"}], "has no 'call_id'"),
        ([ROWS[0] | {"call_id": None}], "has no 'call_id'"),
    ],
)
def test_ids_that_tell_nothing(tmp_path: Path, rows: list[dict[str, Any]], why: str) -> None:
    with pytest.raises(UsageError, match=why):
        list(batch.works([written(tmp_path, ".jsonl", rows)], reading=batch.Reading(id="call_id")))


def test_a_conversation_that_cannot_be_read_is_a_failure_of_its_own(tmp_path: Path) -> None:
    path = written(tmp_path, ".jsonl", [*ROWS, {"call_id": "19", "agent": "Cy", "speaker": "Nurse", "text": ""}])
    job = batch.Job(lambda source: carescore.score(source, only=["questions"]))
    done = list(batch.over(job, batch.works([path], reading=batch.Reading(id="call_id")), 1))
    assert [item.status for item in done] == ["scored", "scored", "failed"]
    assert done[2].result.error.startswith(f"{path}#19: ")


def test_a_table_of_one_conversation_and_a_broken_one_are_files(tmp_path: Path) -> None:
    path = written(tmp_path, ".csv", ROWS[:2])
    (tmp_path / "torn.parquet").write_bytes(b"PAR1")
    found = {Path(work.key).name: work.source for work in batch.works([tmp_path])}
    assert found["calls.csv"] == str(path) and "no table" in str(found["torn.parquet"])


def test_a_manifest_names_files_and_what_comes_with_them(calls: Path, tmp_path: Path) -> None:
    path = tmp_path / "manifest.csv"
    path.write_text("File,employee,date\ncalls/one.txt,=Ann,2026-03-14\ncalls/gone.vtt,,\n", encoding="utf-8-sig")
    found = list(batch.works([batch.Manifest(str(path))]))
    assert [work.source for work in found] == [str(calls / "one.txt"), str(calls / "gone.vtt")]
    assert [dict(work.carried) for work in found] == [
        {"employee": "=Ann", "date": "2026-03-14"},
        {"employee": None, "date": None},
    ]
    path.write_text("name,employee\nx,y\n", encoding="utf-8")
    with pytest.raises(UsageError, match="no column is called path"):
        list(batch.works([batch.Manifest(str(path))]))


def test_a_data_frame_is_its_conversations() -> None:
    pandas = pytest.importorskip("pandas")
    items = list(carescore.score_many(pandas.DataFrame(ROWS), n_jobs=1, only="questions"))
    assert [type(item).__name__ for item in items] == ["Report", "Report"]
