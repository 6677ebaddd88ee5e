"""The command: output where it belongs, exit codes, and errors of one line without words of the talk."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carescore.cli import main

WELL = "billing-call-handled-well.vtt"


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def test_table(examples: Path) -> None:
    done = run("score", WELL)
    assert done.exit_code == 0 and "Active listening" in done.stdout and done.stderr == ""


def test_json_of_one_and_of_several(examples: Path) -> None:
    assert json.loads(run("score", WELL, "--json").stdout)["id"] == "billing-call-handled-well"
    lines = run("score", WELL, "chemo-nurse-call.vtt", "--json").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["billing-call-handled-well", "chemo-nurse-call"]


def test_together(examples: Path) -> None:
    done = run(
        "score", "--together", "clinic-missed-cue_doctor.TextGrid", "clinic-missed-cue_patient.TextGrid", "--json"
    )
    assert {s["role"] for s in json.loads(done.stdout)["speakers"]} == {"staff", "patient"}


def test_html(examples: Path, tmp_path: Path) -> None:
    page, media = tmp_path / "report.html", tmp_path / "call one.mp4"
    assert run("score", WELL, "--html", str(page), "--media", str(media)).exit_code == 2 and not page.exists()
    media.write_bytes(b"x")
    done = run("score", WELL, "--html", str(page), "--media", str(media))
    assert done.exit_code == 0 and 'src="call%20one.mp4"' in page.read_text(encoding="utf-8")


def test_standard_input(examples: Path) -> None:
    done = run("score", "-", "--json", stdin=Path(WELL).read_bytes())
    assert done.exit_code == 0 and json.loads(done.stdout)["source"]["format"] == "webvtt"


def test_roles_and_only(examples: Path) -> None:
    done = run("score", "discharge-jargon.json", "--roles", "SPEAKER_00=patient", "--only", "talk_time", "--json")
    data = json.loads(done.stdout)
    assert data["speakers"][0]["role"] == "patient" and list(data["scores"]) == ["talk_time"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("score",),
        ("score", WELL, "--only", "karma"),
        ("score", WELL, "--profile", "spa"),
        ("score", WELL, "--roles", "nonsense"),
        ("score", WELL, "--roles", "Nobody=staff"),
        ("score", WELL, WELL, "--html", "x.html"),
        ("batch", WELL, "--out", "scores.doc"),
        ("measures", "karma"),
    ],
)
def test_bad_usage_exits_with_2(examples: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.exit_code == 2 and done.stdout == ""


BAD = {
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "blank": b" \n\n",
    "garbage time": b"WEBVTT\n\n00:xx --> 00:02.000\nsecretword\n",
    "unknown": b"\x7fELF secretword" + bytes(200),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_one_line_and_exit_code_1(tmp_path: Path, name: str) -> None:
    path = tmp_path / "bad.vtt"
    path.write_bytes(BAD[name])
    done = run("score", str(path))
    assert done.exit_code == 1 and done.stdout == ""
    assert done.stderr.startswith(f"carescore: {path}") and done.stderr.count("\n") == 1
    assert "secretword" not in done.stderr and "Traceback" not in done.stderr


def test_one_bad_file_does_not_stop_the_others(examples: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.vtt").write_bytes(b"")
    done = run("score", str(tmp_path / "bad.vtt"), WELL, "--json")
    assert done.exit_code == 1 and json.loads(done.stdout)["id"] == "billing-call-handled-well"


def test_batch_and_resume(examples: Path, tmp_path: Path) -> None:
    out = tmp_path / "scores.csv"
    (tmp_path / "bad.vtt").write_bytes(b"")
    first = run("batch", WELL, str(tmp_path / "bad.vtt"), "--out", str(out), "--jobs", "1")
    assert first.exit_code == 1 and "1 scored, 1 failed, 0 kept" in first.stderr
    again = run("batch", WELL, "chemo-nurse-call.vtt", "--out", str(out), "--jobs", "1", "--resume")
    assert again.exit_code == 0 and "1 scored, 0 failed, 1 kept" in again.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 4


def test_lists() -> None:
    assert "interruptions" in run("measures").stdout
    assert "Definition." in run("measures", "interruptions").stdout
    assert "webvtt" in run("formats").stdout
    assert "role" in run("models", "--verify").stdout


def test_module_runs() -> None:
    done = subprocess.run([sys.executable, "-m", "carescore", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("python -m carescore, version") or "version" in done.stdout
