"""batch: folders, failures as rows, files written as results come, resuming."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import carescore
from carescore import batch
from carescore.errors import UsageError


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """A folder with two good calls, a broken one and a file of another kind."""
    folder = tmp_path / "calls"
    (folder / "march").mkdir(parents=True)
    for place in ("one.txt", "march/two.txt"):
        text = "Nurse: How can I help you?\nPatient: My secretword hurts.\nNurse: I see. Where?\n"
        (folder / place).write_text(text, encoding="utf-8")
    (folder / "broken.vtt").write_text("WEBVTT\n\nnonsense --> secretword\nhello\n", encoding="utf-8")
    (folder / "notes.xyz").write_text("nothing", encoding="utf-8")
    return folder


def test_folders_stand_for_their_transcripts(calls: Path) -> None:
    assert [Path(p).name for p in batch.files([calls, calls / "one.txt"])] == ["broken.vtt", "two.txt", "one.txt"]


def test_an_unforeseen_error_gives_only_its_kind() -> None:
    def explode(_: str) -> carescore.Report:
        raise RuntimeError("the patient said secretword")

    assert batch.attempt(explode, "x.vtt") == carescore.Failure("x.vtt", "x.vtt: unexpected RuntimeError")


@pytest.mark.parametrize("name", ["scores.jsonl", "scores.csv"])
def test_write_and_resume(calls: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    with out.open("w", encoding="utf-8", newline="") as stream:
        rows = batch.writer(out)(stream)
        for item in carescore.score_many([calls], n_jobs=1):
            rows.write(item)
    assert batch.done(out) == {str(calls / "one.txt"), str(calls / "march" / "two.txt")}
    assert "secretword" not in "".join(error for error in errors(out))


def errors(out: Path) -> list[str]:
    if out.suffix == ".csv":
        return [row["error"] for row in csv.DictReader(out.open(encoding="utf-8", newline="")) if row["error"]]
    return [data["error"] for data in map(json.loads, out.open(encoding="utf-8")) if "error" in data]


def test_a_cut_off_last_line_is_not_done(tmp_path: Path) -> None:
    out = tmp_path / "x.jsonl"
    out.write_text('{"source": {"path": "a"}}\n{"source": {"pa', encoding="utf-8")
    assert batch.done(out) == {"a"} and batch.done(tmp_path / "none.csv") == set()


def test_unknown_output_kind() -> None:
    with pytest.raises(UsageError, match=r"\.jsonl or \.csv"):
        batch.writer(Path("scores.doc"))
