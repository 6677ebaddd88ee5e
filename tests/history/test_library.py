"""The library: nothing saved is lost, nothing is there twice, and who is forgotten is gone to the byte."""

from __future__ import annotations

import copy
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES

import carescore
from carescore import Transcript, readers
from carescore.cli import _keeping, main
from carescore.errors import CarescoreError, LibraryError, UsageError
from carescore.history import Answer, Entry, Known, Library, _file, dates, manifests
from carescore.history._identity import Mark
from carescore.history._schema import MIGRATIONS

VACUUM = sqlite3.SQLITE_ATTACH  # what VACUUM asks an authorizer for
SAID = "crying kid"  # words of the bundled conversation


@pytest.fixture(scope="module")
def data() -> dict[str, Any]:
    return carescore.score(EXAMPLES / "billing-call-handled-badly.srt").to_dict()


def other(data: dict[str, Any], sha256: str, **made: Any) -> dict[str, Any]:
    """The same report of another recording."""
    changed = copy.deepcopy(data)
    changed["source"]["sha256"] = sha256
    changed["provenance"] |= made
    return changed


def test_a_report_that_does_not_say_whom_it_is_of_is_kept(data: dict[str, Any]) -> None:
    old = other(data, "old")
    del old["provenance"]["focus"]  # a key that was added: fuzz.py met a report without it
    with Library(":memory:") as library:
        library.add(old, Known("2026-03-14", "Maria"))
        (kept,) = library.entries()
        assert library.figures([kept])


def saved(path: Path) -> bytes:
    return b"".join(p.read_bytes() for p in path.parent.glob(path.name + "*"))


def test_a_report_comes_back_without_words_unless_they_are_kept(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, Known("2026-03-14", "Maria"))
        library.add(other(data, "b"), Known("2026-03-15", "Maria"), keep_text=True)
        bare, whole = map(library.report, library.entries("maria"))
    assert SAID not in str(bare.to_dict()) and "Dana" not in str(bare.to_dict()["turns"])
    assert whole.to_dict() == other(data, "b")
    assert bare.skills == whole.skills and len(bare.moments) == len(whole.moments)


def test_the_same_recording_is_one_entry_and_the_older_score_stays(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        known = Known("2026-03-14", "Maria", team="Front desk")
        states = [library.add(d, known) for d in (data, data, other(data, data["source"]["sha256"], carescore="9"))]
        states.append(library.add(other(data, data["source"]["sha256"], focus="Dana Ruiz"), known))
        first, second = library.entries()
        assert states == ["new", "already there", "scored again", "new"]
        assert [row[0] for row in library.scores(first)] == [data["provenance"]["carescore"], "9"]
        assert first.carescore == "9" and len(library.scores(second)) == 1


def test_what_is_not_said_again_stays(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, Known("2026-03-14", "Maria", team="Front desk", may_show=True))
        library.add(data, Known("2026-03-15"))
        (entry,) = library.entries()
    assert (entry.trainee, entry.team, entry.date, entry.may_show) == ("Maria", "Front desk", "2026-03-15", True)


def test_figures_and_moments_are_those_of_the_report(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, Known("2026-03-14"))
        entries = library.entries()
        figures, places = library.figures(entries)[entries[0].id], library.places(entries)
    assert {name: figure.value for name, figure in figures.items()} == {
        n: s["value"] for n, s in data["scores"].items()
    }
    assert [(p.kind, p.turn) for p in places] == [(m["kind"], m["turn"]) for m in data["moments"]]


def test_who_is_forgotten_is_gone_to_the_byte(data: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Library(path) as library:
        for number in range(5):
            library.add(other(data, f"z{number}"), Known("2026-03-14", "Zebedee Quill"))
        library.add(data, Known("2026-03-14", "Maria", trainer="Zebedee Quill"))
        assert b"Zebedee" in saved(path)
        assert library.forget("zebedee quill") == (5, 0)
        assert b"Zebedee" not in saved(path) and len(library.entries()) == 1
    assert b"Zebedee" not in saved(path)


def test_words_of_others_that_name_the_forgotten_go_too(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, Known("2026-03-14", "Maria"), keep_text=True)
        library.add(other(data, "b"), Known("2026-03-14", "Dana Ruiz"), keep_text=True)
        assert library.forget("Dana Ruiz") == (1, 1)
        (left,) = library.entries()
        assert "Dana" not in str(library.report(left).to_dict())


def test_two_people_of_one_name_are_told_apart(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, Known("2026-03-14", "Dana", "12"))
        library.add(other(data, "b"), Known("2026-03-14", "Dana", "13"))
        assert library.people() == {"Dana (12)": 1, "Dana (13)": 1}
        assert len(library.entries("Dana (13)")) == 1
        with pytest.raises(UsageError, match="2 people have that name"):
            library.entries("Dana")
        with pytest.raises(UsageError, match="nobody of that name"):
            library.entries("Dan")


def test_a_name_that_may_be_one_of_several_is_refused(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, Known("2026-03-14", "Dana", "12"))
        with pytest.raises(UsageError, match=r"told apart here: say Dana \(12\), or"):
            library.add(other(data, "b"), Known("2026-03-14", "dana"))
        library.add(other(data, "b"), Known("2026-03-14", "dana (12)"))
        library.add(other(data, "c"), Known("2026-03-14", "Dana", "13"))
        assert library.people() == {"Dana (12)": 2, "Dana (13)": 1}
        rows = {"one": Known("2026-03-14", "Dana"), "two": Known("2026-03-14", "Tom")}
        found = [
            (name, other(data, name) | {"id": name, "source": data["source"] | {"path": None, "sha256": name}})
            for name in rows
        ]
        done = manifests.take(library, iter(found), rows, False)
        assert done.counts == {"new": 1} and done.failed[0].startswith("one: people of that name")


def test_a_review_stands_beside_its_report(data: dict[str, Any], tmp_path: Path) -> None:
    review = {"schema": "carescore-review/1", "report": {"sha256": data["source"]["sha256"]}, "notes": []}
    with Library(tmp_path / "a.db") as library:
        with pytest.raises(LibraryError, match="add it first"):
            library.add_review(review)
        library.add(data, Known("2026-03-14"))
        library.add_review(review)
        library.add_review(review)
        assert [found for _, found in library.reviews()] == [review]
        with pytest.raises(CarescoreError, match="no review"):
            library.add_review({"schema": "x"})


def test_files_that_are_no_library_are_said(data: dict[str, Any], tmp_path: Path) -> None:
    text, foreign, newer = tmp_path / "text.db", tmp_path / "foreign.db", tmp_path / "newer.db"
    text.write_bytes(b"no database " * 400)
    sqlite3.connect(foreign).execute("CREATE TABLE x (y)").connection.close()
    Library(newer).close()
    sqlite3.connect(newer).execute("PRAGMA user_version = 99").connection.close()
    for path, why in ((text, "no carescore library"), (foreign, "another program"), (newer, "newer carescore")):
        with pytest.raises(LibraryError, match=why):
            Library(path)
    with pytest.raises(LibraryError, match="no such library"):
        Library(tmp_path / "none.db", create=False)


def test_a_copy_that_is_not_complete_is_said(data: dict[str, Any], tmp_path: Path) -> None:
    whole, half = tmp_path / "a.db", tmp_path / "half.db"
    with Library(whole) as library:
        for number in range(8):
            library.add(other(data, str(number)), Known("2026-03-14"))
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    with pytest.raises(LibraryError, match="not complete"), Library(half) as library:
        library.entries()


def test_a_locked_library_saves_nothing_and_says_so(data: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Library(path) as one, Library(path, wait=0.05) as two:
        with _file.transaction(one._sql), pytest.raises(LibraryError, match="another program is writing"):
            two.add(data, Known("2026-03-14"))
        assert two.add(data, Known("2026-03-14")) == "new"


def test_a_full_disk_loses_nothing_that_was_saved(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, Known("2026-03-14"))
        pages = library._sql.execute("PRAGMA page_count").fetchone()[0]
        library._sql.execute(f"PRAGMA max_page_count = {pages + 1}").close()
        with pytest.raises(LibraryError, match="disk is full"):
            for number in range(50):
                library.add(other(data, str(number)), Known("2026-03-14"), keep_text=True)
        assert library.entries()[0].title == data["id"]


@pytest.mark.parametrize(("free", "said"), [(64 * 1024 - 1, "disk is full"), (64 * 1024, "cannot be read or written")])
def test_a_disk_too_full_to_open_a_library_is_said(
    data: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, said: str
) -> None:
    """As seen on a full tmpfs: SQLite has no room for the index of its log, and says "disk I/O error"."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    with pytest.raises(LibraryError, match=said), _file.said(tmp_path / "a.db"):
        raise sqlite3.OperationalError("disk I/O error")
    with pytest.raises(LibraryError, match="another program"), _file.said(tmp_path / "a.db"):
        raise sqlite3.OperationalError("database is locked")


def test_an_older_library_is_brought_forward(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: dict[str, Any]
) -> None:
    path, steps = tmp_path / "a.db", MIGRATIONS
    monkeypatch.setattr(_file, "MIGRATIONS", steps[:1])
    with Library(path) as library:
        library.add(data, Known("2026-03-14"))
    monkeypatch.setattr(_file, "MIGRATIONS", steps)
    with Library(path) as library:
        assert len(library.entries()) == 1 and library._sql.execute("SELECT count(*) FROM survey").fetchone() == (0,)


WRITER = """
import json, sys
from carescore.history import Known, Library
data = json.load(open(sys.argv[2]))
with Library(sys.argv[1]) as library:
    for number in range(10_000):
        data["source"]["sha256"] = f"{sys.argv[3]}-{number}"
        library.add(data, Known("2026-03-14", "Maria"))
        print(data["source"]["sha256"], flush=True)
"""


def test_killed_at_any_point_nothing_acknowledged_is_lost(data: dict[str, Any], tmp_path: Path) -> None:
    path, report, chance, told = tmp_path / "a.db", tmp_path / "r.json", random.Random(18), set()
    report.write_text(json.dumps(data), encoding="utf-8")
    for turn in range(20):
        command = [sys.executable, "-c", WRITER, str(path), str(report), str(turn)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            told.add(writer.stdout.readline().strip())
            time.sleep(chance.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
            told |= {line.strip() for line in writer.stdout if line.endswith("\n")}
    with Library(path) as library:
        kept = {row[0] for row in library._sql.execute("SELECT sha256 FROM conversation")}
        whole = {row[0] for row in library._sql.execute("SELECT count(*) FROM skill GROUP BY score")}
        assert told <= kept and whole == {6}
        assert library._sql.execute("PRAGMA quick_check").fetchone() == ("ok",)


BOTH = """
import json, sys
from carescore.history import Known, Library
data = json.load(open(sys.argv[2]))
with Library(sys.argv[1], wait=60) as library:
    for number in range(30):
        data["source"]["sha256"] = f"{sys.argv[3]}-{number}"
        library.add(data, Known("2026-03-14", "Maria"))
"""


def test_two_writers_at_once_lose_nothing(data: dict[str, Any], tmp_path: Path) -> None:
    path, report = tmp_path / "a.db", tmp_path / "r.json"
    report.write_text(json.dumps(data), encoding="utf-8")
    command = [sys.executable, "-c", BOTH, str(path), str(report)]
    writers = [subprocess.Popen([*command, name], stderr=subprocess.PIPE) for name in ("one", "two")]
    assert [writer.communicate()[1] for writer in writers] == [b"", b""]
    with Library(path) as library:
        assert library.people() == {"Maria": 60} and {len(e.skills) for e in library.entries()} == {6}


def test_opened_for_the_first_time_by_several_at_once(tmp_path: Path) -> None:
    def open_at_once(path: Path) -> None:
        together.wait()
        Library(path).close()

    together = threading.Barrier(8)
    with ThreadPoolExecutor(8) as programs:
        for number in range(40):
            list(programs.map(open_at_once, [tmp_path / f"{number}.db"] * 8))


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("2026-03-04", None, "2026-03-04"),
        ("2026-03-04T10:00", None, "2026-03-04"),
        ("13/03/2026", None, "2026-03-13"),
        ("03/13/2026", None, "2026-03-13"),
        ("12/12/2026", None, "2026-12-12"),
        ("04/03/2026", "day-first", "2026-03-04"),
        ("04/03/2026", "month-first", "2026-04-03"),
        ("4 March 2026", None, "2026-03-04"),
        ("March 4th, 2026", None, "2026-03-04"),
    ],
)
def test_dates(text: str, order: str | None, day: str) -> None:
    assert dates.parse(text, order).isoformat() == day


@pytest.mark.parametrize(
    ("text", "why"), [("12/11/2026", "two ways"), ("2026-02-30", "no day"), ("soon", "no date"), ("", "no date")]
)
def test_no_dates(text: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        dates.parse(text)


def rows(tmp_path: Path, text: str) -> str:
    path = tmp_path / "people.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("file,date\na,2026-03-14\nb,04/03/2026\n", ":3: .*two ways"),
        ("file,date\na,2026-03-14\na.json,2026-03-14\n", ":3: .*earlier row"),
        ("file,trainee\na,Dana\n", "no column 'date'"),
        ("file,date,trainee,apart\na,2026-03-14,Dana,12\nb,2026-03-14,dana,\n", ":3: .*several people"),
        ("file,date,trainee,apart\na,2026-03-14,Dana,12\n\n\nb,2026-03-14,dana,\n", ":5: .*several people"),
    ],
)
def test_a_manifest_that_leaves_doubts_is_refused_with_the_row(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(CarescoreError, match=why):
        manifests.read(rows(tmp_path, text), {})


def test_import_lists_what_it_leaves_out(data: dict[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    two = copy.deepcopy(other(data, "2")) | {"id": "two"}
    two["speakers"][1]["role"] = "staff"
    for name, found in (("one", data), ("two", two), ("three", {"schema": "0"})):
        (folder / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")
    (folder / "four.json").write_text("{", encoding="utf-8")
    two["source"]["path"] = "two.srt"
    (folder / "two.json").write_text(json.dumps(two), encoding="utf-8")
    table = rows(
        tmp_path,
        "Recording,date,Who\nbilling-call-handled-badly.srt,2026-03-14,Maria\ntwo,2026-03-14,Ann\nno,2026-03-14,Bo\n",
    )
    library = str(tmp_path / "a.db")
    done = CliRunner().invoke(
        main,
        [
            "library",
            "import",
            library,
            str(folder),
            "--manifest",
            table,
            "--columns",
            "file=Recording",
            "--columns",
            "trainee=Who",
        ],
    )
    assert done.exit_code == 1 and "1 new; 4 left out" in done.stderr
    assert "--focus" in done.stderr and "row of no" in done.stderr and SAID not in done.stderr
    assert "Maria" in CliRunner().invoke(main, ["library", "list", library]).stdout
    assert CliRunner().invoke(main, ["library", "forget", library, "Maria"]).exit_code == 2
    assert (
        "1 conversation deleted." in CliRunner().invoke(main, ["library", "forget", library, "Maria", "--yes"]).stderr
    )


CHAT = "[14/03/2026, 09:10:00] Nurse Kim: How are you feeling today?\n[14/03/2026, 09:12:00] Pat: I am so worried.\n"


@pytest.mark.parametrize(("said", "day"), [((), "2026-03-14"), (("--date", "2026-03-15"), "2026-03-15")])
def test_the_day_is_that_of_the_content_never_that_of_the_file(said: tuple[str, ...], day: str, tmp_path: Path) -> None:
    chat = tmp_path / "chat.txt"
    chat.write_text(CHAT * 4, encoding="utf-8")
    os.utime(chat, (0, 0))
    command = ["score", str(chat), "--only", "questions", "--no-text", "--library", str(tmp_path / "a.db"), *said]
    assert CliRunner().invoke(main, command, catch_exceptions=False).exit_code == 0
    with Library(tmp_path / "a.db") as library:
        assert [entry.date for entry in library.entries()] == [day]


THREE = "Dr Smith: How are you feeling today?\nNurse Kim: What brings you in?\nPatient: I am so worried.\n" * 4
ROLES = ("--staff", "Dr Smith", "--staff", "Nurse Kim")


@pytest.mark.parametrize(
    ("answers", "text", "more", "day", "focus"),
    [
        ("soon\n14 March 2026\n", "Nurse: How are you?\nPatient: I am scared.\n", (), "2026-03-14", ""),
        ("nobody\nNurse Kim\n", THREE, (*ROLES, "--date", "2026-03-15"), "2026-03-15", "Nurse Kim"),
    ],
)
def test_a_person_is_asked_for_what_nobody_said(
    answers: str,
    text: str,
    more: tuple[str, ...],
    day: str,
    focus: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "talk.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(_keeping, "_can_answer", lambda: True)
    command = ["score", str(tmp_path / "talk.txt"), "--only", "questions", "--library", str(tmp_path / "a.db"), *more]
    done = CliRunner().invoke(main, command, input=answers, catch_exceptions=False)
    assert done.exit_code == 0, done.stderr
    with Library(tmp_path / "a.db") as library:
        assert [(entry.date, entry.focus) for entry in library.entries()] == [(day, focus)]


def test_without_somebody_to_ask_two_staff_are_refused(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(THREE, encoding="utf-8")
    command = ["score", str(tmp_path / "talk.txt"), "--library", str(tmp_path / "a.db"), *ROLES, "--date", "2026-03-15"]
    done = CliRunner().invoke(main, command)
    assert done.exit_code == 2 and "--focus" in done.stderr and not (tmp_path / "a.db").exists()


def test_score_keeps_the_report_and_asks_for_the_day(examples: Path, tmp_path: Path) -> None:
    command = [
        "score",
        "chemo-nurse-call.vtt",
        "--only",
        "talk_time",
        "--library",
        str(tmp_path / "a.db"),
        "--trainee",
        "Maria",
    ]
    asked = CliRunner().invoke(main, command)
    assert asked.exit_code == 2 and "--date" in asked.stderr
    done = CliRunner().invoke(main, [*command, "--date", "2026-03-14"])
    assert done.exit_code == 0 and "a.db: new" in done.stderr
    with Library(tmp_path / "a.db") as library:
        assert library.people() == {"Maria": 1}


@pytest.mark.parametrize(
    ("title", "stays"),
    [("Annabel 3", True), ("Joanna", True), ("ann_2.vtt", False), ("for Ann, again", False), ("Ann", False)],
)
def test_whole_names_are_forgotten(data: dict[str, Any], tmp_path: Path, title: str, stays: bool) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(other(data, "a"), Known("2026-03-14", "Ann"))
        library.add({**other(data, "b"), "id": title}, Known("2026-03-14", "Maria"))
        library.forget("ann")
        (entry,) = library.entries()
    assert (entry.title == title) is stays


def test_what_is_added_together_is_kept_whole_or_not_at_all(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        with library.together():
            library.add(other(data, "a"), Known("2026-03-14"))
            with pytest.raises(CarescoreError):
                library.add({"schema": "?"}, Known("2026-03-14"))  # one that fails takes no other with it
        with pytest.raises(KeyboardInterrupt), library.together():
            library.add(other(data, "b"), Known("2026-03-14"))
            raise KeyboardInterrupt
        assert len(library.entries()) == 1


def test_transcripts_are_scored_into_a_library(tmp_path: Path) -> None:
    folder, path, table = EXAMPLES / "library", str(tmp_path / "a.db"), tmp_path / "people.csv"
    table.write_text("file,date,trainee,setting\nmaria-06,2026-04-06,Maria,front-desk-phone\nnone,2026-04-06,Tom,\n")
    done = CliRunner().invoke(
        main, ["library", "score", path, str(folder), "--manifest", str(table), "--jobs", "1", "--keep-text"]
    )
    assert done.exit_code == 1 and "1 new; 1 left out" in done.stderr and "row of none" in done.stderr
    with Library(path) as library:
        (entry,) = library.entries("Maria")
        assert entry.profile.startswith("front-desk-phone") and "stupid" in str(library.report(entry).to_dict())


@pytest.mark.parametrize(
    ("rows", "asked"),
    [
        ([("Dana", "", "A"), ("Dana", "", "A")], False),
        ([("Dana", "", "A"), ("dana", "", "B")], True),
        ([("Dana", "12", "A"), ("Dana", "13", "B")], False),
        ([("Dana", "", "A"), ("Tom", "", "B")], False),
        ([("Dana", "", "")], False),
    ],
)
def test_one_name_in_several_teams_is_asked(rows: list[tuple[str, str, str]], asked: bool) -> None:
    known = [Known("2026-01-01", name, apart, team or None) for name, apart, team in rows]
    assert bool(manifests.in_several_teams(known, [])) is asked


def test_without_somebody_to_ask_the_same_name_is_refused(data: dict[str, Any], tmp_path: Path) -> None:
    report, table, path = tmp_path / "talk.json", tmp_path / "people.csv", str(tmp_path / "a.db")
    report.write_text(json.dumps(data), encoding="utf-8")
    table.write_text("file,date,trainee,team\ntalk,2026-04-06,Dana,B\n")
    with Library(path) as library:
        library.add(other(data, "b"), Known("2026-03-14", "Dana", team="A"))
    arguments = ["library", "import", path, str(report), "--manifest", str(table)]
    refused = CliRunner().invoke(main, arguments)
    assert refused.exit_code == 2 and "--same-people" in refused.stderr
    data["source"]["path"] = None
    assert CliRunner().invoke(main, [*arguments, "--same-people"]).exit_code == 0


def test_words_can_be_kept_later_and_are_not_lost_again(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        for keep, has in ((False, False), (True, True), (False, True)):
            library.add(data, Known("2026-03-14"), keep)
            (entry,) = library.entries()
            assert (SAID in str(library.report(entry).to_dict())) is has


KNOWN = Known(
    "2026-03-14", "Ann", team="A", setting="clinic", scenario="x", trainer="Ines", cohort="spring", may_show=True
)


@pytest.mark.parametrize(
    ("known", "people"),
    [
        (Known("2026-03-15", "Bo", setting="front desk"), {"Bo": 2}),  # nobody is called Ann any more
        (Known("2026-03-14", "Ann", "12"), {"Ann (12)": 1, "Bo": 1}),
        (Known("2026-03-14"), {"Bo": 1}),
        (replace(KNOWN, team="B"), {"Ann": 1, "Bo": 1}),
    ],
)
def test_what_is_known_is_corrected_and_scores_stay(
    data: dict[str, Any], tmp_path: Path, known: Known, people: dict[str, int]
) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, KNOWN)
        library.add(other(data, "b"), Known("2026-03-20", "Bo"))
        before = library.entries()[0]
        library.correct(before.id, known)
        after = library.entry(before.id)
        assert library.people() == people
        assert (after.skills, after.score, after.setting) == (before.skills, before.score, known.setting or "clinic")
        found = (after.date, after.team, after.scenario, after.trainer, after.cohort, after.may_show)
        assert found == (known.date, known.team, known.scenario, known.trainer, known.cohort, known.may_show)
        with pytest.raises(UsageError, match="not in the library any more"):
            library.correct(99, known)
    assert ("Ann" in people or "Ann (12)" in people) or b"Ann" not in saved(tmp_path / "a.db")


def test_a_correction_keeps_a_person_of_whom_patients_answered(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, Known("2026-03-14", "Ann"))
        (entry,) = library.entries()
        library.add_answers([(Mark("mark"), Answer({"stars": 75.0}, person=entry.person))])
        library.correct(entry.id, Known("2026-03-14", "Bo"))
        assert library.people() == {"Ann": 0, "Bo": 1} and len(library.answers()) == 1


FACTS = ("--apart", "12", "--team", "A", "--setting", "ward 7", "--trainer", "Ines", "--cohort", "spring", "--may-show")


@pytest.mark.parametrize("full", [True, False])
def test_what_cannot_be_erased_now_is_deleted_all_the_same_and_said(
    data: dict[str, Any], tmp_path: Path, full: bool
) -> None:
    """Another program reads what was there, or the disk has no room to write the file anew."""
    path = tmp_path / "a.db"
    with Library(path) as library:
        for number in range(20):
            library.add(other(data, str(number)), Known("2026-03-14", "Annabel" if number else "Bo"), keep_text=True)
    reader = sqlite3.connect(path)
    with Library(path, wait=0.05) as library:
        if full:
            library._sql.set_authorizer(
                lambda action, *_: sqlite3.SQLITE_DENY if action == VACUUM else sqlite3.SQLITE_OK
            )
        else:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM person").fetchone()
        with pytest.raises(LibraryError, match="it is deleted, but traces may stay"):
            library.forget("Annabel")
        assert library.people() == {"Bo": 1}
        reader.close()
    assert b"Annabel" not in saved(path)


def test_one_conversation_is_removed_to_the_byte_and_others_stay(data: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Library(path) as library:
        library.add(data, Known("2026-03-14", "Annabel"), keep_text=True)
        library.add(other(data, "b"), Known("2026-03-20", "Bo"))
        first, second = library.entries()
        library.add_answers([(Mark("of-first"), Answer({"stars": 75.0}, (first.id,)))])
        library.add_answers([(Mark("of-second"), Answer({"stars": 50.0}, (second.id,)))])
        with pytest.raises(UsageError, match="changed or replaced"):
            library.remove(replace(first, id=second.id))
        assert len(library.entries()) == 2
        library.remove(first)
        assert library.entries() == [second] and library.people() == {"Bo": 1}
        assert [one.values for one in library.answers()] == [{"stars": 50.0}]
        with pytest.raises(UsageError, match="not in the library any more"):
            library.remove(first)
    left = saved(path)
    assert b"Annabel" not in left and b"of-first" not in left and SAID.encode() not in left and b"of-second" in left


def test_a_conversation_of_somebody_else_of_the_same_recording_keeps_its_answer(
    data: dict[str, Any], tmp_path: Path
) -> None:
    """However one of the two goes: forgotten, or removed by itself."""

    def leave(library: Library, entry: Entry, forgotten: bool) -> None:
        if forgotten:
            library.forget(entry.trainee or "")
        else:
            library.remove(entry)

    for forgotten in (True, False):
        with Library(tmp_path / f"{forgotten}.db") as library:
            for focus, name in (("Kim", "Ann"), ("Lee", "Bo")):
                data["provenance"]["focus"] = focus
                library.add(data, Known("2026-03-14", name))
            first, second = library.entries()
            library.add_answers([(Mark("a"), Answer({"stars": 75.0}, (first.id, second.id)))])
            leave(library, first, forgotten)
            assert [one.conversations for one in library.answers()] == [(second.id,)]
            leave(library, second, forgotten)
            assert library.answers() == []


def test_the_command_removes_one_conversation(data: dict[str, Any], tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    with Library(path) as library:
        library.add(data, Known("2026-03-14", "Ann"))
        library.add(other(data, "b"), Known("2026-03-20", "Ann"))
    listed = CliRunner().invoke(main, ["library", "list", path]).stdout
    assert [line.split()[:2] for line in listed.splitlines()] == [["1", "2026-03-14"], ["2", "2026-03-20"]]
    for number, flags, code in (("1", [], 2), ("7", ["--yes"], 2), ("1", ["--yes"], 0)):
        assert CliRunner().invoke(main, ["library", "remove", path, number, *flags]).exit_code == code
    with Library(path) as library:
        assert [entry.id for entry in library.entries()] == [2]


def test_a_row_of_a_batch_is_no_report(tmp_path: Path) -> None:
    """A batch's .jsonl stands beside reports, and holds figures alone."""
    row = {"key": "a.vtt", "id": "a", "status": "scored", "speakers": 2, "sha256": "x"}
    (tmp_path / "scores.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    table = rows(tmp_path, "file,date\na,2026-03-14\n")
    done = CliRunner().invoke(
        main, ["library", "import", str(tmp_path / "a.db"), str(tmp_path / "scores.jsonl"), "--manifest", table]
    )
    assert done.exit_code == 1 and "no whole report: carescore library score takes files" in done.stderr


def test_conversations_of_one_table_are_entries_of_their_own(tmp_path: Path) -> None:
    """And the same ones once that table has grown."""
    row = "{0},Nurse,How are you?\n{0},Patient,I am scared of {0}.\n"
    with Library(tmp_path / "a.db") as library:
        for ids, kept in (("AB", ["new", "new"]), ("XAB", ["new", "already there", "already there"])):
            table = "call_id,speaker,text\n" + "".join(map(row.format, ids))
            (tmp_path / f"{ids}.csv").write_text(table, encoding="utf-8")
            read = readers.conversations(tmp_path / f"{ids}.csv")
            found = [carescore.score(one) for one in read if isinstance(one, Transcript)]
            assert [library.add(one, Known("2026-03-14")) for one in found] == kept
        assert len(library.entries()) == 3


def test_score_says_all_that_a_manifest_says(tmp_path: Path) -> None:
    path, talk = str(tmp_path / "a.db"), tmp_path / "talk.txt"
    talk.write_text("Nurse: How are you?\nPatient: I am scared.\n", encoding="utf-8")
    command = ["score", str(talk), "--only", "questions", "--library", path, "--date", "2026-03-14", "--trainee", "Ann"]
    assert CliRunner().invoke(main, [*command, *FACTS], catch_exceptions=False).exit_code == 0
    with Library(path) as library:
        (entry,) = library.entries()
    found = (entry.trainee, entry.team, entry.setting, entry.trainer, entry.cohort, entry.may_show)
    assert found == ("Ann (12)", "A", "ward 7", "Ines", "spring", True)
    assert set(_keeping._FACTS) | {"file", "date", "scenario"} == set(manifests.FIELDS)


@pytest.mark.parametrize(
    ("more", "answer", "code", "kept"),
    [
        ((), None, 2, 1),
        (("--same-people",), None, 0, 2),
        ((), "y\n", 0, 2),
        ((), "n\n", 1, 1),
        (("--apart", "12"), None, 0, 2),
        (("--team", "A"), None, 0, 2),  # the last one counts
    ],
)
def test_score_asks_whether_a_name_of_another_team_is_the_same_person(
    data: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    more: tuple[str, ...],
    answer: str | None,
    code: int,
    kept: int,
) -> None:
    path, talk = str(tmp_path / "a.db"), tmp_path / "talk.txt"
    talk.write_text("Nurse: How are you?\nPatient: I am scared.\n", encoding="utf-8")
    with Library(path) as library:
        library.add(data, Known("2026-03-14", "Dana", team="A"))
    monkeypatch.setattr(_keeping, "_can_answer", lambda: answer is not None)
    command = ["score", str(talk), "--only", "questions", "--library", path, "--date", "2026-03-14"]
    done = CliRunner().invoke(main, [*command, "--trainee", "Dana", "--team", "B", *more], input=answer)
    assert done.exit_code == code, done.output
    with Library(path) as library:
        assert len(library.entries()) == kept


def test_who_is_forgotten_meanwhile_is_a_sentence(data: dict[str, Any], tmp_path: Path) -> None:
    """Another program forgets between two questions of this one."""
    path = tmp_path / "a.db"
    with Library(path) as here, Library(path) as there:
        here.add(data, Known("2026-03-14", "Ann"))
        (entry,) = here.entries()
        there.forget("Ann")
        for ask in (lambda: here.report(entry), lambda: here.correct(entry.id, KNOWN), lambda: here.forget("Ann")):
            with pytest.raises(UsageError, match=r"not in the library any more|nobody of that name"):
                ask()


def test_a_name_is_one_whatever_its_case_beyond_ascii(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        for number, name in enumerate(("Özlem", "özlem", "ÖZLEM")):
            library.add(other(data, str(number)), Known("2026-03-14", name))
        assert library.people() == {"Özlem": 3} and len(library.entries("öZlem")) == 3
        library.add(other(data, "a"), Known("2026-03-14", "Émile", "Ü"))
        library.add(other(data, "b"), Known("2026-03-14", "émile", "ü"))
        assert library.people() == {"Émile (Ü)": 2, "Özlem": 3}


def test_two_people_that_an_older_version_told_apart_by_case_can_be_asked_for(
    data: dict[str, Any], tmp_path: Path
) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, Known("2026-03-14", "Özlem"))
        library._sql.execute("INSERT INTO person (name) VALUES ('özlem')")
        assert [len(library.entries(name)) for name in ("Özlem", "özlem")] == [1, 0]
        with pytest.raises(UsageError, match="2 people"):
            library.entries("ÖZLEM")


def test_who_was_named_by_mistake_is_not_there_any_more(data: dict[str, Any], tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        library.add(data, Known("2026-03-14", "Dana"))
        library.add(data, Known("2026-03-14", "Bob"))
        assert library.people() == {"Bob": 1}
        library.add(data, Known("2026-03-15"))
        assert library.people() == {"Bob": 1}


@pytest.mark.parametrize(("keep_text", "lost"), [(True, 1), (False, 0)])
def test_conversations_that_lose_their_words_are_counted_once_and_only_where_there_were_words(
    data: dict[str, Any], keep_text: bool, lost: int, tmp_path: Path
) -> None:
    named = other(data, "a")
    named["source"]["path"] = "dana_ruiz.srt"
    with Library(tmp_path / "a.db") as library:
        for version in ("8", "9"):
            library.add(other(named, "a", carescore=version), Known("2026-03-14", "Maria"), keep_text)
        library.add(other(data, "b"), Known("2026-03-14", "Dana"))
        assert library.forget("Dana") == (1, lost)
        (left,) = library.entries()
        assert "dana" not in str(library.report(left).to_dict()).casefold()


@pytest.mark.parametrize(("second", "counts"), [("one", {"new": 1, "already there": 1}), ("two", {"new": 1})])
def test_a_row_is_that_of_one_recording(
    data: dict[str, Any], second: str, counts: dict[str, int], tmp_path: Path
) -> None:
    for folder, sha256 in (("january", "one"), ("march", second)):
        (tmp_path / folder).mkdir()
        report = other(data, sha256)
        report["source"]["path"] = f"{folder}/visit.srt"
        (tmp_path / folder / "visit.json").write_text(json.dumps(report), encoding="utf-8")
    with Library(":memory:") as library:
        done = manifests.import_into(library, [str(tmp_path)], {"visit": Known("2026-01-05", "Maria")}, False)
        assert done.counts == counts and len(library.entries()) == 1
    assert [("march" in one, "another recording has the same name" in one) for one in done.failed] == [(True, True)] * (
        2 - sum(counts.values())
    )


def test_a_review_of_one_persons_scores_stands_beside_these_alone(data: dict[str, Any]) -> None:
    review = {"schema": "carescore-review/1", "report": {"sha256": data["source"]["sha256"]}, "notes": []}
    with Library(":memory:") as library:
        for focus in ("Kim", "Lee"):
            library.add(other(data, data["source"]["sha256"], focus=focus), Known("2026-03-14", focus))
        library.add_review(review, "Lee")
        ((of, _),) = library.reviews()
        assert library.entry(of).focus == "Lee"
        with pytest.raises(LibraryError, match="add it first"):
            library.add_review(review, "")


@pytest.mark.parametrize(("note", "kept"), [("Good.\nZoë should hear it", 0), ("Good.\nZoëlla should hear it", 1)])
def test_a_name_at_the_beginning_of_a_line_is_forgotten_too(data: dict[str, Any], note: str, kept: int) -> None:
    review = {"schema": "carescore-review/1", "report": {"sha256": "a"}, "notes": [{"turn": 0, "text": note}]}
    said = other(data, "c")
    said["turns"][0]["text"] = note
    with Library(":memory:") as library:
        library.add(other(data, "a"), Known("2026-03-14", "Maria", trainer="ZOË"))
        library.add_review(review)
        library.add(other(data, "b"), Known("2026-03-14", "Zoë"))
        library.add(said, Known("2026-03-15", "Maria"), keep_text=True)
        assert library.forget("zoë") == (1, 1 - kept)
        entries = library.entries()
        assert len(library.reviews()) == kept and [entry.trainer for entry in entries] == [None, None]
        assert bool(library.report(entries[1]).turns[0].text) is bool(kept)
