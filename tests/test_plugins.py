"""Doors: what other packages and callers add, and what is left out with a word."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from conftest import ROOT

import carescore
from carescore.errors import UsageError
from carescore.measures import docstring, named, source
from carescore.measuring import Codes, Level, Measure, Score

PLUGIN = ROOT / "examples" / "plugin"
CALL = "DESKPHONE LOG 1\n0\tNurse\tUm, hello, er, how are you?\n4\tPatient\tUm, fine.\n"
ROWS = [("Nurse", "Hello, how are you today?"), ("Patient", "I am fine.")]


def ran(code: str, *path: Path) -> dict[str, Any]:
    """What code prints as JSON in a Python of its own that finds packages on a path."""
    found = os.pathsep.join(map(str, (*path, ROOT / "src")))
    done = subprocess.run(
        [sys.executable, "-W", "always", "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": found},
    )
    assert done.returncode == 0, done.stderr
    return {**json.loads(done.stdout), "stderr": done.stderr}


def installed(folder: Path, modules: dict[str, str], points: str) -> Path:
    """A folder that holds modules and the entry points of a package, as pip would leave them."""
    for name, text in modules.items():
        (folder / name).write_text(text, encoding="utf-8")
    card = folder / "others-1.2.dist-info"
    card.mkdir()
    (card / "METADATA").write_text("Metadata-Version: 2.1\nName: others\nVersion: 1.2\n", encoding="utf-8")
    (card / "entry_points.txt").write_text(points, encoding="utf-8")
    return folder


OTHERS = """
from dataclasses import replace
from carescore.measuring import Code, Coder, Codes, Level, Measure, Score
def score(codes):
    return Score("words", Level(float(len(codes["hellos"])), "hellos"))
words = Measure("words", "Words", "hellos", better="neither", needs=frozenset(), score=score)
agenda, other = replace(words, name="agenda"), replace(words, name="another")
hellos = Coder("hellos", {"hello": {}}, lambda codes: [Code(0, 0, 5, "hello")], "us")
text = "no measure"
"""
POINTS = """
[carescore.measures]
words = others:words
agenda = others:agenda
other = others:other
text = others:text
absent = others_that_are_not:MEASURE
[carescore.codes]
hellos = others:hellos
[carescore.profiles]
quiet = others_profiles
"""
QUIET = 'extends = "clinic"\nname = "quiet"\nversion = "1"\ntitle = "Quiet"\n[[phrases]]\nlexicon = "courtesy"\npattern = "ahoy"\nlabel = "greeting"\n'
SCORED = """
import json, carescore
r = carescore.score([("Nurse", "Hello there."), ("Patient", "Hello.")], profile="quiet")
r = carescore.score([("Nurse", "Hello there."), ("Patient", "Hello.")], profile="quiet")
print(json.dumps({"value": r.scores["words"].value, "codes": [c.kind for c in r.codes], "provenance": dict(r.provenance)}))
"""


def test_what_packages_add_and_what_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "others_profiles").mkdir()
    files = {"others.py": OTHERS, "others_profiles/__init__.py": "", "others_profiles/quiet.toml": QUIET}
    found = ran(SCORED, installed(tmp_path, files, POINTS))
    assert found["value"] == 1 and "hello" in found["codes"]
    provenance = found["provenance"]
    assert provenance["plugins"] == ["others 1.2"] and provenance["profile"]["name"] == "quiet"
    left = [
        "absent of others 1.2 is left out of the measures: it cannot be loaded (ModuleNotFoundError)",
        "agenda of others 1.2 is left out of the measures: the name is taken",
        "other of others 1.2 is left out of the measures: its own name is another",
        "text of others 1.2 is left out of the measures: it is a str",
    ]
    assert [note for note in provenance["notes"] if "left out" in note] == left
    assert [found["stderr"].count(f"carescore: {note}") for note in left] == [1, 1, 1, 1]  # two scores, one warning


def test_nothing_is_looked_for_at_import() -> None:
    code = "import json, carescore, carescore.plugins as p; print(json.dumps({'looked': p._installed.cache_info().misses}))"
    assert ran(code)["looked"] == 0


def test_the_example_package(tmp_path: Path) -> None:
    if not (find_spec("hatchling") and find_spec("pip")):
        pytest.skip("the example package is built with hatchling and installed with pip: pip install 'carescore[dev]'")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*pip, "--target", str(tmp_path), str(PLUGIN)], check=True, capture_output=True)
    (tmp_path / "call.desk").write_text(CALL, encoding="utf-8")
    code = f"""
import json, carescore
r = carescore.score({str(tmp_path / "call.desk")!r}, only=["fillers"])
s = r.scores["fillers"]
print(json.dumps({{"value": s.value, "labels": [e.label for e in s.evidence], "format": r.source.format,
                  "lexicons": r.provenance["lexicons"]["fillers"], "plugins": r.provenance["plugins"]}}))
"""
    found = ran(code, tmp_path)
    assert found["value"] == pytest.approx(2 / 6 * 100) and found["labels"] == ["um", "uh"]
    assert (found["format"], found["lexicons"], found["plugins"]) == ("deskphone", "1", ["carescore-fillers 0.1"])
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT / "src"))), "COLUMNS": "200"}
    shown = subprocess.run([sys.executable, "-m", "carescore", "measures"], capture_output=True, text=True, env=env)
    rows = {line.split()[0]: line for line in shown.stdout.splitlines()}
    assert rows["fillers"].rstrip().endswith("carescore-fillers 0.1") and rows["agenda"].rstrip().endswith("carescore")


def measure(name: str) -> Measure:
    def score(codes: Codes) -> Score:
        return Score(name, Level(float(len(codes.dialogue.turns)), "turns"))

    return Measure(name, "Turns", "turns", better="neither", needs=frozenset(), score=score)


def test_a_measure_that_a_caller_brings() -> None:
    report = carescore.score(ROWS, only=["talk_time"], measures=[measure("turns")])
    assert list(report.scores) == ["talk_time", "turns"] and report.scores["turns"].value == 2
    assert carescore.Report.from_dict(report.to_dict()) == report
    assert "turns" not in carescore.score(ROWS).scores


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ([measure("agenda")], "the name agenda is taken"),
        ([measure("turns"), measure("turns")], "the name turns is taken"),
        (["agenda"], "takes Measure objects, not str"),
    ],
)
def test_what_a_caller_cannot_bring(given: list[Any], says: str) -> None:
    with pytest.raises(UsageError, match=says):
        carescore.score(ROWS, measures=given)


def test_score_many_takes_measures(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("speaker,text\nNurse,Hello there.\nPatient,Hello.\n", encoding="utf-8")
    (item,) = carescore.score_many([path], n_jobs=1, only=["talk_time"], measures=[measure("turns")])
    assert isinstance(item, carescore.Report) and item.scores["turns"].value == 2


BARE = """
[carescore.measures]
words = bare:words
[carescore.lexicons]
words = bare
"""
BARE_PY = """
from carescore.measuring import Level, Measure, Score
words = Measure("words", "Words", "words", better="neither", score=lambda codes: Score("words", Level(1.0, "words")))
"""
REFUSED = """
import json, carescore, bare
def why(**given):
    try:
        carescore.score([("Nurse", "Hello there."), ("Patient", "Hello.")], **given)
    except carescore.errors.CarescoreError as error:
        return str(error)
print(json.dumps({"given": why(measures=[bare.words]), "scored": why()}))
"""


def test_messages_name_the_package_that_has_a_name_or_lacks_a_file(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    found = ran(REFUSED, installed(tmp_path, {"bare/__init__.py": BARE_PY}, BARE))
    assert found["given"].startswith("measures=: the name words is taken by others 1.2, which is installed")
    assert found["scored"] is None  # without its words.tsv, which its measure does not read


FAULTY = {
    "its label is none": ("# labels: um\npattern\tlabel\nuh\tuh\n", "row 2: there is no label uh; labels are um"),
    "no file": (None, "there is no words.tsv in UTF-8 in its package"),
    "sound": ("# labels: um\npattern\tlabel\num\tum\n", ""),
}
WORDED = """
from carescore.codes import phrases
from carescore.measuring import Level, Measure, Score
def score(codes):
    found = phrases(codes.dialogue, codes.signals, "words", "staff")
    return Score("words", Level(float(len(found)), "words"), evidence=found)
words = Measure("words", "Words", "words", better="neither", needs=frozenset(), score=score)
"""
TWICE = """
import json, carescore
r = [carescore.score([("Nurse", "Um, hello there."), ("Patient", "Hello.")]) for _ in range(2)][1]
words = r.scores["words"]
print(json.dumps({"value": words.value, "missing": words.missing, "courtesy": r.scores["courtesy"].missing,
                  "notes": [note for note in r.provenance["notes"] if "left out" in note]}))
"""


@pytest.mark.parametrize(("rows", "fault"), FAULTY.values(), ids=FAULTY)
def test_a_lexicon_with_a_fault_is_left_out_and_what_counts_by_it_is_unknown(
    tmp_path: Path, rows: str | None, fault: str
) -> None:
    (tmp_path / "bare").mkdir()
    files = {"bare/__init__.py": WORDED}
    if rows:
        files["bare/words.tsv"] = f"# lexicon: words\n# version: 1\n# licence: MIT\n# source: us\n{rows}"
    found = ran(TWICE, installed(tmp_path, files, BARE))
    note = f"words of others 1.2 is left out of the lexicons: lexicon 'words': {fault}"
    assert found["courtesy"] is None
    assert (found["value"], found["missing"]) == ((None, note) if fault else (1, None))
    assert found["notes"] == ([note] if fault else [])
    assert found["stderr"].count(f"carescore: {note}") == bool(fault)  # two scores, one warning


def test_the_page_on_extending_runs() -> None:
    page = (ROOT / "docs" / "extending.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    assert names["report"].scores["wells"].value == 25


def test_the_page_on_extending_shows_the_examples_entry_points() -> None:
    page, card = (p.read_text(encoding="utf-8") for p in (ROOT / "docs" / "extending.md", PLUGIN / "pyproject.toml"))
    points = re.findall(r'\[project\.entry-points\."carescore\.\w+"\]\n\w+ = .*', card)
    assert len(points) == 3 and all(point in page for point in points)
    rows = (PLUGIN / "src" / "carescore_fillers" / "fillers.tsv").read_text(encoding="utf-8").splitlines()
    assert rows and "\n".join(row.rstrip() for row in rows) in page


def test_a_measure_of_a_module_without_a_docstring_shows_its_card(monkeypatch: pytest.MonkeyPatch) -> None:
    def score(_: Codes) -> Score:
        return Score("bare", Level(1.0, "things"))

    monkeypatch.setitem(sys.modules, "undocumented", ModuleType("undocumented", doc=None))
    score.__module__ = "undocumented"
    bare = Measure("bare", "Bare things", "things", better="neither", score=score)
    assert (docstring(bare), source(bare)) == ("Bare things\n\nUnit. things.", "")
    sourced = replace(bare, source="our own")
    assert (docstring(sourced), source(sourced)) == ("Bare things\n\nUnit. things.\nSource. our own.", "our own")


def test_where_a_measure_comes_from_is_read_off_its_docstring() -> None:
    (uptake,) = named("uptake")
    assert uptake.source == "" and source(uptake) == "Demszky et al. 2021 (Measuring Conversational Uptake)"
    assert source(replace(uptake, source="our own")) == "our own"
