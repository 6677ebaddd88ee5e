"""The batch's command: kills, full and read-only places, broken files of every kind, a cluster, and what it says."""

from __future__ import annotations

import csv
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carescore import batch
from carescore.batch import pool
from carescore.cli import _progress, main

TALK = "Nurse: How can I help you?\nPatient: My secretword hurts.\nNurse: I see. Where?\n"


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scored in this process: a worker takes seconds to start, and test_pool.py has them."""
    monkeypatch.setattr(batch, "over", lambda job, works, jobs, isolated: pool.here(job, works))


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, arguments), "--jobs", "1", "--only", "talk_time"])


def table(out: Path) -> list[dict[str, str]]:
    """The rows without how long they took."""
    with out.open(encoding="utf-8", newline="") as stream:
        return [{name: value for name, value in row.items() if name != "seconds"} for row in csv.DictReader(stream)]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 kB."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root mounts a disk of its own")
    place = tmp_path / "small"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", place], capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    yield place
    subprocess.run(["umount", place], check=True)


def test_a_full_disk_ends_the_run_with_a_line_and_room_lets_it_go_on(small: Path, tmp_path: Path) -> None:
    folder = _calls(tmp_path / "calls", 40)
    out = small / "scores.csv"
    full = run(folder, "--out", out)
    assert full.exit_code == 1 and full.stderr.count("\n") == 1 and "is kept" in full.stderr
    subprocess.run(["mount", "-o", "remount,size=8m", small], check=True)
    done = run(folder, "--out", out, "--resume")
    assert done.exit_code == 0 and "of them known before" in done.stderr
    assert run(folder, "--out", tmp_path / "whole.csv").exit_code == 0
    assert table(out) == table(tmp_path / "whole.csv")
    subprocess.run(["mount", "-o", "remount,ro", small], check=True)
    pages = run(folder, "--out", tmp_path / "p.csv", "--html", small)
    assert pages.exit_code == 2 and pages.stderr == f"carescore: {small} is read-only\n"
    closed = run(folder, "--out", out, "--resume")
    assert closed.exit_code == 2 and closed.stderr == f"carescore: {out}: its folder is read-only\n"


def _calls(folder: Path, count: int) -> Path:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"{TALK}Patient: Number {number}.\n", encoding="utf-8")
    return folder


def _zip(name: str, content: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return held.getvalue()


CHANCE = random.Random(0)
BROKEN: dict[str, bytes | Callable[[Path], object]] = {
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "nulls.txt": bytes(3000),
    "noise.txt": CHANCE.randbytes(3000),
    "program.vtt": b"\x7fELF secretword" + bytes(200),
    "times.vtt": b"WEBVTT\n\n00:xx --> 00:02.000\nsecretword\n",
    "no-cue.vtt": b"WEBVTT\n\n",
    "numbers.srt": b"1\n\n2\n\n3\n",
    "torn.json": b'{"segments": [{"speaker": "Nurse", "text": "secretword',
    "deep.json": b"[" * 100_000,
    "wrong.json": b'{"secretword": 1}',
    "no-words.json": b'{"segments": []}',
    "header.csv": b"speaker,text\r\n",
    "labels.txt": b"Nurse:\nPatient:\nNurse:\n",
    "torn.docx": _zip("word/document.xml", TALK.encode() * 99)[:80],
    "no-document.docx": _zip("secretword.bin", bytes(99)),
    "bomb.docx": _zip("word/document.xml", bytes(300 * 1024 * 1024)),
    "entities.eaf": b'<!DOCTYPE x [<!ENTITY a "secretword"><!ENTITY b "&a;&a;">]><ANNOTATION_DOCUMENT>&b;',
    "letter.pdf": b"%PDF-1.7 secretword",
    "nowhere.txt": lambda path: path.symlink_to("nothing-there"),
    "pipe.txt": lambda path: os.mkfifo(path),
}


def test_of_500_files_the_broken_ones_are_rows_with_their_reasons(tmp_path: Path) -> None:
    folder = _calls(tmp_path / "calls", 500 - 2 * len(BROKEN))
    for twice in ("a", "b"):
        (folder / twice).mkdir()
        for name, content in BROKEN.items():
            path = folder / twice / name
            if callable(content):
                content(path)
            else:
                path.write_bytes(content)
    out = tmp_path / "scores.csv"
    done = run(folder, "--out", out)
    rows = table(out)
    failed = {row["key"]: row["error"] for row in rows if row["status"] == "failed"}
    skipped = {Path(row["key"]).name for row in rows if row["status"] == "skipped"}
    assert done.exit_code == 1 and len(rows) == 500 and len(BROKEN) >= 20
    assert sorted(failed) == sorted(str(folder / n / name) for n in "ab" for name in BROKEN if name != "letter.pdf")
    assert skipped == {"letter.pdf"}
    assert all(error.startswith(key) and "\n" not in error for key, error in failed.items())
    assert "unexpected" not in str(failed) and "secretword" not in str(rows) + done.output


def test_a_folder_that_changes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What vanishes is a row, what comes is a row or is not seen; and resuming gives the table of what is there."""
    folder = _calls(tmp_path / "calls", 6)
    out = tmp_path / "scores.csv"
    seen = _progress.shown

    def changing(items: Iterator[object], *given: object) -> Iterator[object]:
        for number, item in enumerate(seen(items, *given)):  # type: ignore[arg-type]  # passed on
            if number == 0:
                (folder / "004.txt").unlink()
                (folder / "005.txt").write_text(TALK * 2, encoding="utf-8")
                (folder / "zzz.txt").write_text(TALK, encoding="utf-8")
            yield item

    monkeypatch.setattr(_progress, "shown", changing)
    assert run(folder, "--out", out).exit_code == 1
    rows = {Path(row["key"]).name: row["status"] for row in table(out)}
    assert rows["004.txt"] == "failed" and rows["005.txt"] == "scored"
    monkeypatch.setattr(_progress, "shown", seen)
    assert run(folder, "--out", out, "--resume").exit_code == 0
    assert run(folder, "--out", tmp_path / "whole.csv").exit_code == 0
    assert table(out) == table(tmp_path / "whole.csv") and len(table(out)) == 6


def test_killed_and_gone_on_it_is_the_table_of_an_undisturbed_run(tmp_path: Path) -> None:
    folder = _calls(tmp_path / "calls", 12)
    whole, killed = tmp_path / "whole.csv", tmp_path / "killed.csv"
    assert run(folder, "--out", whole).exit_code == 0
    command = [sys.executable, "-m", "carescore", "batch", str(folder), "--out", str(killed), "--only", "talk_time"]
    with subprocess.Popen([*command, "--jobs", "1"], stderr=subprocess.DEVNULL) as first:
        while first.poll() is None and _kept(killed) < 2:
            time.sleep(0.02)
        first.send_signal(signal.SIGKILL)
    again = run(folder, "--out", killed, "--resume")
    assert again.exit_code == 0 and table(killed) == table(whole)


def _kept(out: Path) -> int:
    """Whether anything has come into the journal: its size tells, as nobody else may open it."""
    journal = out.with_name(f"{out.name}.resume-wal")
    return journal.stat().st_size // 20_000 if journal.exists() else 0


def test_a_journal_that_is_none_is_one_line(tmp_path: Path) -> None:
    folder, out = _calls(tmp_path / "calls", 1), tmp_path / "scores.csv"
    (tmp_path / "scores.csv.resume").write_bytes(b"secretword" * 999)
    done = run(folder, "--out", out, "--resume")
    assert done.exit_code == 1 and done.stderr.count("\n") == 1 and "secretword" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--out", "s3://bucket/scores.csv"], "output is written on this machine"),
        (["--out", "scores.csv", "--html", "s3://bucket/pages"], "output is written on this machine"),
        (["--out", "scores.csv", "--html", "000.txt/pages"], "000.txt/pages: Not a directory"),
        (["--out", "scores.csv", "--carry", "x"], "--carry goes with --id"),
    ],
)
def test_output_that_cannot_be_is_bad_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], why: str
) -> None:
    monkeypatch.chdir(_calls(tmp_path / "calls", 1))
    done = run(".", *arguments)
    assert done.exit_code == 2 and why in done.stderr and done.stderr.count("\n") == 1
    assert not Path("scores.csv").exists()


@pytest.mark.parametrize("arguments", [["--jobs", "0"], ["nothing*.txt"], ["--scheduler", "nowhere"]])
def test_bad_usage_leaves_nothing_that_stands_in_the_way_of_the_next_try(tmp_path: Path, arguments: list[str]) -> None:
    folder, out = _calls(tmp_path / "calls", 1), tmp_path / "scores.csv"
    done = CliRunner().invoke(main, ["batch", str(folder), "--out", str(out), *arguments])
    assert done.exit_code == 2 and [path.name for path in tmp_path.iterdir()] == ["calls"]


def test_reasons_are_counted_together_where_names_are_not_told(tmp_path: Path) -> None:
    folder = _calls(tmp_path / "calls", 1)
    for name in ("dana.txt", "ellis.txt"):
        (folder / name).write_bytes(b"")
    done = run(folder, "--out", tmp_path / "scores.csv", "--no-text")
    assert "failed: the file is empty (2)" in done.stderr and "dana" not in done.stderr


def test_what_the_database_holds_is_what_sqlite_reads(tmp_path: Path) -> None:
    out = tmp_path / "scores.db"
    assert run(_calls(tmp_path / "calls", 2), "--out", out, "--long").exit_code == 0
    base = sqlite3.connect(out)
    assert base.execute("SELECT count(*) FROM conversations JOIN measures USING (key)").fetchone()[0] > 2


def test_progress_in_a_pipe_is_a_line_a_minute(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter([0.0, 30.0, 61.0, 100.0, 122.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(now))
    assert list(_progress.shown("abcd", 8, lambda item: item == "a")) == list("abcd")
    assert capsys.readouterr().err.splitlines() == [
        "2 of 8, 1 failed, 0.0 a second, 3 min left",
        "4 of 8, 1 failed, 0.0 a second, 2 min left",
    ]
    assert _progress.line(3, 0, 0, 1.0).endswith("no end known")
