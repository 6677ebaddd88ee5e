"""The house rules that a machine can check: direction of imports, who may import what, names, sizes, start-up cost."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from statistics import median

import house
import pytest
from conftest import ROOT

from carescore import measures
from carescore.annotate import lexicons

SOURCE = house.SOURCE
FILES = house.files()
HEAVY = {"spacy", "sklearn", "vaderSentiment", "textstat", "nltk", "joblib"}
ALLOWED = {
    "spacy": {"spacy"},  # the door of spaCy
    "integrations": {"joblib", "sklearn", "spacy"},
    "report": {"spacy"},
    "text": {"textstat"},
    "batch": {"joblib"},
    "training": {"joblib", "sklearn"},
}


def test_every_room_has_its_place_in_the_house() -> None:
    assert list(house.graph()) == house.ROOMS


@pytest.mark.parametrize("name", house.ROOMS)
def test_imports_point_down(name: str) -> None:
    higher = {other for other in house.graph()[name] if house.place(other) > house.place(name)}
    assert {(name, other) for other in higher} <= house.SHORTHANDS


def test_no_room_has_a_circle() -> None:
    left = {name: set(below) for name, below in house.graph().items()}
    for above, upward in house.SHORTHANDS:
        left[above].discard(upward)
    while free := [name for name, below in left.items() if not below]:
        left = {name: below - set(free) for name, below in left.items() if name not in free}
    assert left == {}


def needed(path: Path) -> set[str]:
    """The modules that a file imports when it is loaded or later, but for what is for type checkers alone."""
    own = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(own):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    nodes = [n for n in ast.walk(own) if isinstance(n, ast.ImportFrom) and n.module]
    names = {n.module or "" for n in nodes} | {f"{n.module}.{alias.name}" for n in nodes for alias in n.names}
    return {name.removeprefix("carescore.") for name in names if name.startswith("carescore.")}


def test_no_files_import_each_other_in_a_circle() -> None:
    """Whenever they do: a package's __init__ is where its modules meet, and the shorthands are known."""
    modules = {house.dotted(f): f for f in FILES if f.stem != "__init__"}
    left = {name: needed(f) & modules.keys() - {name} for name, f in modules.items()}
    for name in left:
        left[name] = {n for n in left[name] if (name.split(".")[0], n.split(".")[0]) not in house.SHORTHANDS}
    while free := [name for name, below in left.items() if not below]:
        left = {name: below - set(free) for name, below in left.items() if name not in free}
    assert left == {}


@pytest.mark.parametrize("path", FILES, ids=house.dotted)
def test_what_is_private_stays_in_its_package(path: Path) -> None:
    here = house.dotted(path).split(".") if path.stem == "__init__" else house.dotted(path).split(".")[:-1]
    for name in house.own(path):
        parts = name.split(".")
        owners = [parts[:i] for i, part in enumerate(parts) if part.startswith("_") and not part.startswith("__")]
        assert all(here[: len(owner)] == owner for owner in owners), name


@pytest.mark.parametrize("path", FILES, ids=house.dotted)
def test_no_string_stands_alone_but_docstrings(path: Path) -> None:
    nodes = list(ast.walk(house.tree(path)))
    bodies = [
        n.body for n in nodes if isinstance(n, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    first = [body[0] for body in bodies if body]
    alone = [n for n in nodes if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant)]
    texts = [n for n in alone if isinstance(n.value, ast.Constant) and isinstance(n.value.value, str)]
    assert [n.lineno for n in texts if n not in first] == []
    assert [n.lineno for n in texts if re.search(r' "\n\s*"', str(ast.literal_eval(n.value)))] == []  # a wrapper's


APART = {"readers": "READER", "codes": "CODER", "measures": "MEASURE"}  # a file stands for itself, and ends in this


@pytest.mark.parametrize("path", [f for f in FILES if house.room(f) in APART and f.stem != "__init__"], ids=str)
def test_siblings_share_only_underscore_modules(path: Path) -> None:
    siblings = {house.dotted(f) for f in path.parent.glob("*.py") if not f.stem.startswith("_") and f != path}
    assert not set(house.own(path)) & siblings


@pytest.mark.parametrize("path", [f for f in FILES if house.room(f) in APART and f.stem[0] != "_"], ids=str)
def test_a_file_without_an_underscore_is_one_of_its_room(path: Path) -> None:
    """It ends in READER, CODER or MEASURE, which has the file's name; what several of them share has an underscore."""
    last = house.tree(path).body[-1]
    assert isinstance(last, ast.Assign) and ast.unparse(last.targets[0]) == APART[house.room(path)]
    assert getattr(import_module(f"carescore.{house.dotted(path)}"), APART[house.room(path)]).name == path.stem


def test_no_file_holds_the_marks_of_a_conflict() -> None:
    done = subprocess.run(["git", "grep", "-lE", "^(<{7}|>{7}|[|]{7}) "], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode in (1, 128) and done.stdout == ""  # 128: an unpacked source without git


@pytest.mark.parametrize("path", FILES, ids=str)
def test_only_predictors_and_annotate_import_the_language_libraries(path: Path) -> None:
    found = {name.split(".")[0] for name in house.imports(path)} & HEAVY
    assert house.room(path) in ("predictors", "annotate") or found <= ALLOWED.get(house.room(path), set())


def test_import_loads_no_heavy_library() -> None:
    code = "import sys, carescore; print([m for m in ('spacy','sklearn','joblib','pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", FILES, ids=house.dotted)
def test_only_training_imports_scikit_learn_and_only_its_command_training(path: Path) -> None:
    names = {name.split(".")[1 if name.startswith("carescore.") else 0] for name in house.imports(path) if "." in name}
    assert "sklearn" not in names or house.room(path) in ("training", "integrations")
    assert "training" not in names or house.room(path) == "training" or house.dotted(path) == "cli.train"


@pytest.mark.parametrize(("said", "loaded"), [("I’m scared.", ["False", "False"]), ("I am 怖い.", ["True", "False"])])
def test_a_score_needs_no_scikit_learn_and_spacy_for_other_scripts_alone(said: str, loaded: list[str]) -> None:
    code = (
        f"import sys, carescore; carescore.score([('Nurse', 'How are you today?'), ('Patient', {said!r})]);"
        "print('spacy' in sys.modules, 'sklearn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == loaded


@pytest.mark.parametrize("measure", measures.measures(), ids=lambda m: m.name)
def test_one_name_everywhere(measure: measures.Measure) -> None:
    assert measure.score.__module__ == f"carescore.measures.{measure.name}"
    assert (ROOT / "tests" / "measures" / f"test_{measure.name}.py").exists()
    assert measure.better in ("higher", "lower", "neither")
    assert measure.needs <= {"clock", "roles", "staff", "patient"} | {
        f"model:{p.parent.name}" for p in (ROOT / "models").glob("*/manifest.json")
    }


@pytest.mark.parametrize("measure", measures.measures(), ids=lambda m: m.name)
def test_a_measure_explains_itself_in_order(measure: measures.Measure) -> None:
    text = measures.docstring(measure)
    places = [text.find(f"\n{part}") for part in ("Definition.", "Formula.", "Unit.", "Source.", "Limits.")]
    assert -1 not in places and places == sorted(places)


def test_a_lexicon_is_named_after_its_measure() -> None:
    assert set(lexicons.names()) <= {measure.name for measure in measures.measures()}


def test_a_name_of_a_class_stands_for_one_idea() -> None:
    """No two public classes of the package share a name."""
    named: dict[str, list[str]] = {}
    for path in FILES:
        for node in ast.walk(house.tree(path)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named.setdefault(node.name, []).append(house.dotted(path))
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def functions(path: Path) -> Iterator[int]:
    """Lines of the body of every function, its docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[1] if ast.get_docstring(node) and len(node.body) > 1 else node.body[0]
            yield (node.end_lineno or 0) - first.lineno + 1


def test_files_and_functions_stay_small() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    assert max(lines.values()) <= 300
    lengths = [length for path in FILES for length in functions(path)]
    assert max(lengths) <= 40
    assert median(lengths) <= 8


def test_a_measure_is_little_more_than_its_definition() -> None:
    """A docstring, the codes it counts and a card; what decides whether something is a finding stands in codes/."""
    own = [path for path in FILES if house.room(path) == "measures" and path.stem[0] != "_"]
    lines = {path.stem: len(path.read_text(encoding="utf-8").splitlines()) for path in own}
    assert max(lines.values()) <= 120 and median(lines.values()) <= 50, lines


def test_the_logistic_function_is_written_once() -> None:
    assert [
        house.dotted(f)
        for f in FILES
        if re.search(r"1(?:\.0)? / \(1(?:\.0)? \+ (?:np\.)?exp\(-", f.read_text(encoding="utf-8"))
    ] == ["predictors.linear"]


SCRIPTS = [p for room in ("benchmarks", "models", "docs") for p in sorted((ROOT / room).rglob("*.py"))]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_script_finds_what_it_imports_without_help(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "sys.path" not in text and "E402" not in text
    names = [name for name in house.own(path) if any(part.startswith("_") for part in name.split("."))]
    assert names == []
