"""carescore read: how a file is understood before any score."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import carescore
from carescore.cli import main

WELL = "billing-call-handled-well.vtt"
CROSSED = "Priya Nair: Good morning, this is Dana. How can I help?\nDana Ruiz: Hi, my iron is low & I worry.\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ("read", *arguments))


def test_it_shows_speakers_roles_turns_and_evidence(examples: Path) -> None:
    done = run(WELL)
    assert done.exit_code == 0 and done.stderr == ""
    assert "evidence: turn times" in done.stdout and "staff" in done.stdout and "patient" in done.stdout


@pytest.mark.parametrize(("format_", "suffix"), [("vtt", ".vtt"), ("jsonl", ".jsonl")])
def test_what_it_writes_is_read_back(examples: Path, tmp_path: Path, format_: str, suffix: str) -> None:
    out = tmp_path / f"again{suffix}"
    out.write_text(run(WELL, "--to", format_).stdout, encoding="utf-8")
    one, two = carescore.read(WELL), carescore.read(out)
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in one.utterances] == [
        (u.speaker, u.text, u.start_ms, u.end_ms) for u in two.utterances
    ]


def test_captions_need_times(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(CROSSED, encoding="utf-8")
    assert run(str(path), "--to", "vtt").exit_code == 2
    rows = [json.loads(line) for line in run(str(path), "--to", "jsonl").stdout.splitlines()]
    assert [row["speaker"] for row in rows] == ["Priya Nair", "Dana Ruiz"]


def test_doubtful_fails_only_when_asked(examples: Path, tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text(CROSSED, encoding="utf-8")
    assert run(str(path)).exit_code == 0 and "Doubtful (crossed names): turn 1" in run(str(path)).stdout
    failed = run(str(path), "--fail-on", "doubtful")
    assert failed.exit_code == 1 and "doubtful" in failed.stderr and "iron" not in failed.stderr
    assert run(WELL, "--fail-on", "doubtful").exit_code == 0


def test_fix_corrects_before_it_is_shown(examples: Path, tmp_path: Path) -> None:
    path = tmp_path / "turns.csv"
    path.write_text("turn,speaker,text\n1,Somebody,Quite another text.\n", encoding="utf-8")
    rows = [json.loads(line) for line in run(WELL, "--to", "jsonl", "--fix", str(path)).stdout.splitlines()]
    assert (rows[0]["speaker"], rows[0]["text"]) == ("Somebody", "Quite another text.")
    path.write_text("turn,speaker\n999,Somebody\n", encoding="utf-8")
    assert run(WELL, "--fix", str(path)).exit_code == 2


def test_spellings_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    path.write_text("Ann Lee: How are you?\nPatient: My knee hurts.\nANN LEE: Since when?\n", encoding="utf-8")
    done = run(str(path))
    assert "ANN LEE" in done.stdout and "taken for one person" in done.stdout


def test_split(tmp_path: Path) -> None:
    path = tmp_path / "call.txt"
    said = ["How can I help you?", "My knee hurts.", "Since when does it hurt?", "Since Monday.", "Let me look at it."]
    path.write_text("".join(f"Room 4: {text}\n" for text in said), encoding="utf-8")
    assert "one label for the whole conversation" in run(str(path)).stdout
    assert "Staff" in run(str(path), "--split").stdout


def test_a_recording_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "visit.mp4"
    path.write_bytes(b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(range(256)) * 8)
    done = run(str(path))
    assert done.exit_code == 1 and "transcribe it first" in done.stderr and done.stderr.count("\n") == 1
