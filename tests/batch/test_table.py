"""The table: the same whatever happened on the way, typed, in every kind of file."""

from __future__ import annotations

import csv
import errno
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES

import carescore
from carescore import api, batch
from carescore.batch import columns, outputs
from carescore.batch.details import DETAILS
from carescore.batch.journal import Journal
from carescore.errors import CarescoreError, UsageError

KEEP = batch.Keep()
ENDINGS = [".csv", ".jsonl", ".parquet", ".db"]


def rows(out: Path) -> list[dict[str, Any]]:
    """The rows without how long they took."""
    if out.suffix == ".csv":
        with out.open(encoding="utf-8", newline="") as stream:
            found: list[dict[str, Any]] = list(csv.DictReader(stream))
    elif out.suffix == ".jsonl":
        found = list(map(json.loads, out.read_text(encoding="utf-8").splitlines()))
    elif out.suffix == ".parquet":
        found = pytest.importorskip("pyarrow.parquet").read_table(out).to_pylist()
    else:
        base = sqlite3.connect(out)
        base.row_factory = sqlite3.Row
        found = [dict(row) for row in base.execute("SELECT * FROM conversations")]
    return [{name: value for name, value in row.items() if name != "seconds"} for row in found]


def run(out: Path, inputs: Iterable[Any], stop: int | None = None, given_keep: batch.Keep = KEEP, **given: Any) -> int:
    """A batch in this process, broken off after some conversations; gives how many were scored anew."""
    table_given = {name: given.pop(name) for name in ("resume", "retry", "force") if name in given}
    score = api.scorer(**({"only": ["questions"]} | given))
    keep = given_keep
    job = batch.Job(score, keep)
    table = batch.TableFile(out, batch.fingerprint(api.versions(), score.keywords), keep=keep, **table_given)
    over: partial[Iterator[batch.Done]] = partial(batch.over, job, n_jobs=1)
    with table.open() as journal:
        done = list(
            islice(table.fill(journal, batch.works(inputs, batch.is_own), lambda works: over(works=works)), stop)
        )
        if stop is None:
            table.write(journal)
    return sum(not item.unchanged for item in done)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_run_that_was_stopped_goes_on_to_the_same_table(calls: Path, tmp_path: Path, ending: str) -> None:
    whole, stopped = tmp_path / f"whole{ending}", tmp_path / f"stopped{ending}"
    assert run(whole, [calls]) == 4
    for stop in (1, 2):
        run(stopped, [calls], stop=stop, resume=True)
    assert not stopped.exists()
    assert run(stopped, [calls], resume=True) == 2  # the broken file is known too
    assert rows(stopped) == rows(whole)
    assert [row["status"] for row in rows(whole)] == ["failed", "scored", "skipped", "scored"]
    assert "secretword" not in str(rows(whole)) and not list(tmp_path.glob(".*"))


def test_every_row_has_the_same_columns_of_their_types(calls: Path, tmp_path: Path) -> None:
    for ending in ENDINGS:
        run(tmp_path / f"s{ending}", [calls])
        for row in rows(tmp_path / f"s{ending}"):
            assert list(row) == [c.name for c in columns.columns() if c.name != "seconds"]
    kinds = {columns.TEXT: str, columns.INTEGER: int, columns.NUMBER: float}
    scored = rows(tmp_path / "s.parquet")[1]
    for column in columns.columns():
        assert (
            column.name == "seconds" or scored[column.name] is None or type(scored[column.name]) is kinds[column.kind]
        )
    assert scored["words"] == 11 and scored["staff"] == "Nurse" and scored["questions_staff"] is not None
    names = [column.name for column in columns.columns()]
    assert len(names) == len(set(names))


def test_content_and_options_decide_what_is_kept(calls: Path, tmp_path: Path) -> None:
    out = tmp_path / "s.csv"
    run(out, [calls / "one.txt", calls / "broken.vtt"])
    again = partial(run, out, [calls / "one.txt", calls / "broken.vtt"])
    assert again(resume=True) == 0
    assert again(retry=True) == 1
    os.utime(calls / "one.txt", (1, 1))
    assert again(resume=True) == 0
    (calls / "one.txt").write_text("Nurse: What hurts?\nPatient: My foot.\n", encoding="utf-8")
    assert again(resume=True) == 1 and rows(out)[0]["words"] == "4"
    assert again(resume=True, profile="dental") == 2
    assert {row["profile"].split()[0] for row in rows(out) if row["profile"]} == {"dental"}
    (calls / "broken.vtt").write_text("WEBVTT\n\n00:00.000 --> 00:01.000\nNurse: Hello\n", encoding="utf-8")
    assert again(resume=True, profile="dental") == 1
    assert [row["status"] for row in rows(out)] == ["scored", "scored"]


def test_the_table_is_that_of_the_inputs(calls: Path, tmp_path: Path) -> None:
    out = tmp_path / "s.jsonl"
    run(out, [calls])
    assert run(out, [calls / "one.txt"], resume=True) == 0 and len(rows(out)) == 1
    assert run(out, [calls], resume=True) == 1 and len(rows(out)) == 4


def test_what_is_there_is_not_overwritten_unasked(calls: Path, tmp_path: Path) -> None:
    out = tmp_path / "s.csv"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="--force begins anew"):
        run(out, [calls])
    with pytest.raises(UsageError, match="is gone"):
        run(out, [calls], resume=True)
    assert out.read_text(encoding="utf-8") == "mine"
    assert run(out, [calls / "one.txt"], force=True) == 1
    with pytest.raises(UsageError, match="one of them"):
        run(out, [calls], force=True, resume=True)
    out.chmod(0o444)
    with pytest.raises(UsageError, match="read-only"):
        run(out, [calls], resume=True)


def test_two_runs_on_one_table_refuse_each_other(tmp_path: Path) -> None:
    with Journal(tmp_path / "s.csv.resume", "x"), pytest.raises(UsageError, match="another run"):
        Journal(tmp_path / "s.csv.resume", "x")
    Journal(tmp_path / "s.csv.resume", "x").close()


def test_a_full_disk_is_one_line_and_what_was_kept_stays(calls: Path, tmp_path: Path) -> None:
    path = tmp_path / "s.csv.resume"
    done = batch.Done(batch.Work("a", "a"), "scored", json.dumps({"row": {"id": "x" * 5000}}), "d", 1.0)
    with Journal(path, "x") as journal:
        journal.enter(done.work)
        journal.add(done)
        journal._base.execute("PRAGMA max_page_count = 10")
        with pytest.raises(CarescoreError, match="full; what was scored before is kept"):
            for number in range(50):
                journal.add(batch.Done(batch.Work(str(number), ""), "scored", done.result, "d", 1.0))
    with Journal(path, "x") as journal:
        assert journal.enter(done.work).known == "d"


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@x", "'@x"),
        ("+4", "'+4"),
        ("-4", "'-4"),
        ("\tx", "'\tx"),
        ("＝1+1", "'＝1+1"),
        ("＠x", "'＠x"),
        ("a=1", "a=1"),
        (-4, -4),
        ("", ""),
    ],
)
def test_no_spreadsheet_runs_a_cell(cell: Any, safe: Any) -> None:
    assert outputs.defused(cell) == safe


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_only_a_worker_knows_shifts_no_column(tmp_path: Path, ending: str) -> None:
    """A worker of a cluster may have measures of a package that is not here."""
    out = tmp_path / f"s{ending}"
    given = columns.listed("a text x\nb text x\nc number x")
    outputs.write(out, {"conversations": (given, [{"b": "=1", "own": 3.0, "c": 2.0}, {"a": "x"}])})
    first, second = rows(out)
    assert list(first) == ["a", "b", "c"] and first["b"] == ("'=1" if ending == ".csv" else "=1")
    assert float(first["c"]) == 2.0 and not first["a"] and second["a"] == "x" and not second["c"]


def test_what_was_never_begun_leaves_nothing_to_go_on_with(tmp_path: Path) -> None:
    path = tmp_path / "s.csv.resume"
    with pytest.raises(UsageError, match="no pattern"), Journal(path, "x"):
        raise UsageError("no pattern")
    assert not list(tmp_path.iterdir())
    with Journal(path, "x") as journal:
        journal.add(batch.Done(batch.Work("a", "a"), "scored", "{}", "d", 1.0))
    with pytest.raises(UsageError, match="no pattern"), Journal(path, "x"):
        raise UsageError("no pattern")
    assert path.exists()


@pytest.mark.parametrize("name", ["scores.doc", "none/scores.csv"])
def test_outputs_that_cannot_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        outputs.checked(tmp_path / name)


def test_what_vanishes_and_what_has_an_odd_name_are_rows(tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt"))
    odd.write_text("Nurse: Hello there.\nPatient: Hello.\n", encoding="utf-8")
    quoted = tmp_path / 'a\n"b".txt'
    quoted.write_bytes(odd.read_bytes())
    for ending in ENDINGS:
        out = tmp_path / f"s{ending}"
        run(out, [odd, quoted, tmp_path / "gone.txt"], given_keep=batch.Keep(pages=str(tmp_path)))
        assert [row["status"] for row in rows(out)] == ["scored", "scored", "failed"]
        assert all(Path(row["page"]).exists() for row in rows(out)[:2]) and not list(tmp_path.glob(".*"))


def test_score_many_takes_what_score_takes() -> None:
    pairs = [("Ann", "How are you?"), ("Bob", "My foot hurts.")]
    given = {"roles": {"Ann": "patient", "Bob": "staff"}, "only": "questions", "context": "role-play", "swap": False}
    seen: list[int] = []
    items = list(carescore.score_many([pairs, pairs], n_jobs=1, progress=seen.append, **given))  # type: ignore[call-overload]
    assert [item.to_dict() for item in items if isinstance(item, carescore.Report)] == 2 * [
        carescore.score(pairs, **given).to_dict()  # type: ignore[arg-type]
    ]
    assert seen == [1, 2]


def test_what_becomes_of_errors(tmp_path: Path) -> None:
    gone = [tmp_path / "gone.vtt", EXAMPLES / "chemo-nurse-call.vtt"]
    many = partial(carescore.score_many, gone, n_jobs=1, only="questions")
    assert [type(item).__name__ for item in many()] == ["Failure", "Report"]
    assert [type(item).__name__ for item in many(on_error="skip")] == ["Report"]
    with pytest.raises(CarescoreError, match=r"gone\.vtt: cannot be read"):
        list(many(on_error="raise"))
    for bad in ({"on_error": "stop"}, {"n_jobs": 0}, {"only": "questoins"}, {"context": "x"}, {"rubric": "x"}):
        with pytest.raises(UsageError):
            carescore.score_many(gone, **bad)


FULL = batch.Keep((batch.MEASURES, batch.MOMENTS, batch.CODES))


def test_tables_beside_have_a_row_a_measure_a_moment_and_a_code(tmp_path: Path) -> None:
    source = EXAMPLES / "chemo-nurse-call.vtt"
    report = carescore.score(source)
    expected = {"measures": len(report.skills) + len(report.scores), "moments": len(report.moments)}
    expected["codes"] = len(report.codes)
    for ending in ENDINGS:
        out = tmp_path / f"s{ending}"
        run(out, [source], given_keep=FULL, only=None)
        for name, count in expected.items():
            if ending == ".db":
                found = [{"key": row[0]} for row in sqlite3.connect(out).execute(f"SELECT key FROM {name}")]
            else:
                found = rows(tmp_path / f"s-{name}{ending}")
                assert list(found[0]) == [column.name for column in DETAILS[name].columns]
            assert len(found) == count > 0 and {row["key"] for row in found} == {str(source)}
    code = report.codes[0]
    first = rows(tmp_path / "s-codes.jsonl")[0]
    assert first["quote"] == report.turns[code.turn].text[code.start : code.end]
    assert json.loads(first["attributes"]) == dict(code.attributes)
    assert [Path(work.key).name for work in batch.works([tmp_path], batch.is_own)] == []


def test_a_scenario_and_a_rubric_stand_in_the_tables(tmp_path: Path) -> None:
    source, out = EXAMPLES / "scenario-calm-upset-caller-good.txt", tmp_path / "s.jsonl"
    given: dict[str, Any] = {"scenario": "calm-upset-caller", "rubric": "nurse", "context": "role-play", "only": None}
    report = carescore.score(source, **given)
    assert report.scenario and report.rubric
    run(out, [source], given_keep=batch.Keep((batch.MEASURES,)), **given)
    (row,) = rows(out)
    assert (row["scenario"], row["rubric"]) == ("calm-upset-caller", "nurse")
    assert row["scenario_passed"] == {True: "yes", False: "no", None: None}[report.scenario.passed]
    found = rows(tmp_path / "s-measures.jsonl")
    steps = {r["name"]: r["met"] for r in found if r["kind"] == "step"}
    assert (
        steps == {check.id: columns.yes_or_no(check.met) for check in report.scenario.steps} and "yes" in steps.values()
    )
    items = [(r["name"], r["value"], r["met"]) for r in found if r["kind"] == "item"]
    assert items == [(row.item, row.value, row.met) for row in report.rubric.rows]


def test_pages_are_written_once_and_again_when_they_are_gone(calls: Path, tmp_path: Path) -> None:
    keep = batch.Keep(pages=str(tmp_path))
    again = partial(run, tmp_path / "s.jsonl", [calls], resume=True, given_keep=keep)
    assert again() == 4 and again() == 1  # what is skipped has no digest
    pages = [Path(row["page"]) for row in rows(tmp_path / "s.jsonl") if row["page"]]
    assert len(set(pages)) == 2 and all("secretword" in page.read_text(encoding="utf-8") for page in pages)
    pages[0].unlink()
    assert again() == 2 and pages[0].exists() and not list(tmp_path.glob(".*"))


def test_a_page_for_which_there_was_no_room_is_written_when_there_is(
    calls: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    pages, out = tmp_path / "pages", tmp_path / "s.jsonl"
    pages.mkdir()
    again = partial(run, out, [calls / "one.txt"], given_keep=batch.Keep(pages=str(pages)))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        again(stop=1)
    assert not list(pages.iterdir())
    again(resume=True)
    (row,) = rows(out)
    assert row["status"] == "scored" and Path(row["page"]).exists()


def test_what_is_carried_stands_in_each_row_under_a_free_name(calls: Path, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("path,employee,words\ncalls/one.txt,=Ann,7\n", encoding="utf-8")
    out = tmp_path / "s.csv"
    run(out, [batch.Manifest(str(path)), calls])
    assert list(rows(out)[0])[4:7] == ["employee", "given_words", "format"]
    assert [row["employee"] for row in rows(out)] == ["'=Ann", "", "", ""]


def test_a_table_whose_words_changed_is_scored_again(tmp_path: Path) -> None:
    """Only the conversation that changed, and not where rows were added above it."""
    talk = "call_id,speaker,text\nA,Nurse,How are you?\nA,Patient,I am scared.\nB,Nurse,Good morning.\nB,Patient,It hurts.\n"
    calls, out = tmp_path / "calls.csv", tmp_path / "s.csv"
    header, above = "call_id,speaker,text\n", "X,Nurse,Hello.\nX,Patient,Hello.\n"
    for text, anew in (
        (talk, 2),
        (talk, 0),
        (talk.replace("It hurts", "It itches"), 1),
        (talk.replace(header, header + above), 2),
    ):
        calls.write_text(text, encoding="utf-8")
        assert run(out, [calls], resume=True) == anew


def test_what_is_carried_is_told_from_own_columns_whatever_its_case(calls: Path, tmp_path: Path) -> None:
    (calls / "m.csv").write_text("file,Words,Site,site,given_words\none.txt,a,b,c,d\n", encoding="utf-8")
    out = tmp_path / "scores.db"
    assert run(out, [batch.Manifest(str(calls / "m.csv"))], given_keep=batch.Keep()) == 1
    with closing(sqlite3.connect(out)) as base:
        found = base.execute("SELECT given_Words, Site, given_site, given_given_words FROM conversations").fetchall()
    assert found == [("a", "b", "c", "d")]
