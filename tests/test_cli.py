"""The command: output where it belongs, exit codes, and errors of one line without words of the talk."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import EXAMPLES

import carescore
from carescore import api
from carescore.cli import _output, main
from carescore.history import Library

WELL = "billing-call-handled-well.vtt"
RECORDING = b"\x00\x00\x00\x18ftypmp42"


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, arguments, input=stdin)


def test_table(examples: Path) -> None:
    done = run("score", WELL)
    assert done.exit_code == 0 and "Active listening" in done.stdout and done.stderr == ""


def test_json_of_one_and_of_several(examples: Path) -> None:
    assert json.loads(run("score", WELL, "--json").stdout)["id"] == "billing-call-handled-well"
    lines = run("score", WELL, "chemo-nurse-call.vtt", "--json").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["billing-call-handled-well", "chemo-nurse-call"]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_name_that_is_no_utf_8_can_be_written_everywhere(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.vtt"))
    odd.write_bytes((EXAMPLES / WELL).read_bytes())
    page, library = tmp_path / "x.html", tmp_path / "training.db"
    keep = ("--library", str(library), "--date", "2026-03-14", "--trainee", "Dana")
    done = run("score", str(odd), "--json", "--html", str(page), *keep)
    found = json.loads(done.stdout)
    assert done.exit_code == 0 and found["id"] == "caf\\udce9" and "caf\\udce9" in page.read_text(encoding="utf-8")
    assert found["source"]["path"] == f"{tmp_path}/caf\\udce9.vtt"
    assert run("read", str(odd)).exit_code == 0


def test_together(examples: Path) -> None:
    done = run(
        "score", "--together", "clinic-missed-cue_doctor.TextGrid", "clinic-missed-cue_patient.TextGrid", "--json"
    )
    assert {s["role"] for s in json.loads(done.stdout)["speakers"]} == {"staff", "patient"}


def test_html(examples: Path, tmp_path: Path) -> None:
    page, media = tmp_path / "report.html", tmp_path / "call one.mp4"
    assert run("score", WELL, "--html", str(page), "--media", str(media)).exit_code == 2 and not page.exists()
    media.write_bytes(RECORDING)
    done = run("score", WELL, "--html", str(page), "--media", str(media), "--media-offset", "-1.5", "--swapped")
    text = page.read_text(encoding="utf-8")
    assert done.exit_code == 0 and 'src="call%20one.mp4"' in text and '"offset":-1.5' in text
    assert 'id="view-swapped"' in text and 'id="view-main"' in text
    run("score", WELL, "--html", str(page), "--media", str(media), "--embed")
    assert 'src="data:video/mp4;base64,' in page.read_text(encoding="utf-8")


def test_swapped_of_standard_input(examples: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    done = run("score", "-", "--html", str(page), "--swapped", stdin=Path(WELL).read_bytes())
    assert done.exit_code == 0 and 'id="view-swapped"' in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--media", "visit.mp4"),
        ("--embed",),
        ("--media-offset", "2"),
        ("--swapped",),
        ("--html", "x.html", "--embed"),
        ("--html", "x.html", "--media", "gone.mp4"),
        ("--html", "x.html", "--media", WELL),
        ("--html", "x.html", "--media", "empty.mp4"),
        ("--html", "x.html", "--media", "text.mp4"),
        ("--html", "x.html", "--media", "https://example.org/visit.mp4"),
        ("--html", "x.html", "--media", "visit.mp4", "--media-offset", "nan"),
        ("--html", "no-such-folder/x.html"),
        ("--library", "training.db"),
        ("--library", "training.db", "--date", "yesterday"),
        ("--library", "no-such-folder/training.db", "--date", "2026-03-14"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_written_is_said_before_anything_is_scored(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(api, "score", lambda *_, **__: pytest.fail("scored"))
    for name, begins in {"visit.mp4": RECORDING, "empty.mp4": b"", "text.mp4": b"no recording\n"}.items():
        Path(name).write_bytes(begins)
    done = run("score", str(EXAMPLES / WELL), *arguments)
    assert done.exit_code == 2 and done.stderr.count("\n") == 1 and done.stdout == ""


def test_the_day_of_a_kept_report_is_asked_for_once(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = str(tmp_path / "training.db")
    done = run("score", WELL, "--library", library, "--date", "14 March 2026", "--trainee", "Dana")
    assert done.exit_code == 0 and "training.db: new" in done.stderr
    assert "2026-03-14" in run("library", "list", library).stdout


def test_a_review_is_read(examples: Path, tmp_path: Path) -> None:
    data = json.loads(run("score", WELL, "--json").stdout)
    source = {"id": data["id"], "sha256": data["source"]["sha256"]}
    said = {"schema": "carescore-review/1", "report": source, "carescore": "", "saved": "2026-11-29", "unticked": []}
    said |= {
        "skills": {"empathy": {"value": 12, "reason": "x"}},
        "notes": [],
        "moments": [],
        "speakers": {},
        "turns": [],
    }
    path = tmp_path / "review.json"
    path.write_text(json.dumps(said), encoding="utf-8")
    done = run("score", WELL, "--review", str(path), "--json")
    assert json.loads(done.stdout)["skills"]["empathy"]["value"] == 12
    assert "Reviewed by hand (2026-11-29)" in run("score", WELL, "--review", str(path)).stdout
    for arguments in (
        ("chemo-nurse-call.vtt", "--review", str(path)),
        (WELL, "--review", WELL),
        (WELL, "--review", "no"),
    ):
        done = run("score", *arguments)
        assert done.exit_code == 2 and done.stderr.count("\n") == 1 and done.stdout == ""


def piped(*arguments: str) -> bytes:
    """What a terminal or pipe of western Windows gets."""
    done = subprocess.run(
        [sys.executable, "-m", "carescore", *arguments],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        check=True,
    )
    assert done.stderr == b""
    return done.stdout


def test_a_pipe_without_all_characters_takes_text(examples: Path) -> None:
    text = piped("score", WELL, "--all").decode("cp1252")
    assert "Courtesy" in text and "\x1b" not in text and "on the way" in text and "###" in text


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii", "utf-8"])
def test_no_character_is_an_error(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", pipe)
    _output.prepare()
    pipe.write("█░┃ ●◐○ ✓✗ “é” 你 … \U0001f600")
    pipe.flush()
    assert pipe.buffer.getvalue().decode(encoding).count("?") == {"utf-8": 0}.get(encoding, 2)


def test_json_is_utf_8_in_every_pipe(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text("Nurse: Hello, Zoë \u4f60.\nPatient: Hello.\n", encoding="utf-8")
    written = piped("score", str(tmp_path / "talk.txt"), "--json")
    assert json.loads(written.decode("utf-8"))["turns"][0]["text"] == "Hello, Zoë \u4f60."


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
    assert first.exit_code == 1 and "1 scored, 1 failed, in" in first.stderr
    again = run("batch", WELL, "chemo-nurse-call.vtt", "--out", str(out), "--jobs", "1", "--resume")
    assert again.exit_code == 0 and "2 scored (1 of them known before), in" in again.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 3


def test_what_is_asked_for_alone_is_shown(examples: Path) -> None:
    assert "Talk time" in run("score", WELL, "--only", "talk_time").stdout
    assert "Talk time" not in run("score", WELL).stdout


def test_lists() -> None:
    assert "interruptions" in run("measures").stdout
    assert "Definition." in run("measures", "interruptions").stdout
    assert "webvtt" in run("formats").stdout
    assert "role" in run("models", "--verify").stdout


def test_module_runs() -> None:
    done = subprocess.run([sys.executable, "-m", "carescore", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("python -m carescore, version") or "version" in done.stdout


@pytest.mark.parametrize(("option", "kept"), [("--redact", "[NAME 1]"), ("--no-text", "staff 1")])
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_what_identifies_people_is_in_no_output(
    examples: Path, tmp_path: Path, option: str, kept: str, as_json: tuple[str, ...]
) -> None:
    page = tmp_path / "report.html"
    done = run("score", WELL, option, "--html", str(page), *as_json)
    for text in (done.stdout, page.read_text(encoding="utf-8")):
        assert kept in text and not [
            word for word in ("Dana", "Ruiz", "Marcus", "Bell", Path(WELL).stem) if word in text
        ]


def test_a_recording_would_play_what_is_redacted(examples: Path, tmp_path: Path) -> None:
    for option in ("--redact", "--no-text"):
        done = run("score", WELL, option, "--html", str(tmp_path / "x.html"), "--media", "visit.mp4")
        assert done.exit_code == 2 and "--media" in done.stderr and not (tmp_path / "x.html").exists()


def test_a_review_is_kept_beside_what_the_machine_made(examples: Path, tmp_path: Path) -> None:
    report = carescore.score(WELL)
    said = {
        "schema": "carescore-review/1",
        "report": {"id": report.id, "sha256": report.source.sha256},
        "carescore": "",
        "saved": "2026-11-29",
        "speakers": {},
        "skills": {"empathy": {"value": 12, "reason": "x"}},
        **{key: [] for key in ("unticked", "notes", "moments", "turns")},
    }
    review, library = tmp_path / "review.json", str(tmp_path / "training.db")
    review.write_text(json.dumps(said), encoding="utf-8")
    for _ in range(2):
        done = run("score", WELL, "--review", str(review), "--library", library, "--date", "2026-03-14")
        assert done.exit_code == 0 and "with its review" in done.stderr
    with Library(library, create=False) as opened:
        (entry,) = opened.entries()
        ((of, kept),) = opened.reviews()
    assert entry.skills["empathy"] == report.skills["empathy"].value
    assert of == entry.id and kept["skills"] == said["skills"]


def test_the_day_is_shown(examples: Path) -> None:
    assert "14 March 2026" in run("score", WELL, "--date", "March 14, 2026").stdout
    assert run("score", WELL, "--date", "3/4/2026").exit_code == 2


@pytest.mark.parametrize("option", ["--redact", "--no-text"])
def test_a_batch_without_names(option: str, examples: Path, tmp_path: Path) -> None:
    told, bare = tmp_path / "told.jsonl", tmp_path / "bare.jsonl"
    empty = tmp_path / "Marcus Bell.vtt"
    empty.write_text("WEBVTT\n", encoding="utf-8")
    tables = ("--moments", "--long", "--jobs", "1", WELL, str(empty))
    run("batch", *tables, "--out", str(told))
    run("batch", *tables, "--out", str(bare), option, "--html", str(tmp_path / "pages"))
    written = [path for path in tmp_path.rglob("*") if path.suffix in (".jsonl", ".html") and "told" not in path.name]
    assert len(written) == 4 and not any("billing" in path.name for path in written)
    for path in written:
        text = path.read_text(encoding="utf-8")
        assert "Dana" not in text and "Marcus" not in text and "billing-call" not in text
    rows = [[json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] for path in (told, bare)]
    named = {"key", "id", "staff", "patient", "others", "doubts", "error", "page", "seconds", "focus"}
    figures = [[{k: v for k, v in row.items() if k not in named} for row in found] for found in rows]
    assert figures[0] == figures[1] and rows[1][0]["key"] != rows[1][1]["key"] and rows[1][1]["error"]
