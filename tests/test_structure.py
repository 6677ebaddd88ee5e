"""The house rules that a machine can check: direction of imports, who may import what, names, sizes, start-up cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from carescore import measures
from carescore.annotate import lexicons

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "carescore"
ROOMS = ["errors", "transcript", "text", "predictors", "readers", "segmentation", "annotate", "codes", "measures"]
ROOMS += ["skills", "report", "renderers", "batch", "api", "cli"]
FILES = sorted(SOURCE.rglob("*.py"))
HEAVY = {"spacy", "sklearn", "vaderSentiment", "textstat", "nltk", "joblib"}
ALLOWED = {"text": {"textstat", "nltk"}, "batch": {"joblib"}, "training": {"sklearn"}}
UPWARD = {("report", "renderers")}  # Report.to_html: a shorthand that users expect, imported when called
WORD_FILES = {"backchannels": "segmentation"}


def room(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(path: Path) -> Iterator[list[str]]:
    yield from (name.split(".")[1:] for name in imports(path) if name.startswith("carescore."))


@pytest.mark.parametrize("path", [f for f in FILES if room(f) in ROOMS], ids=str)
def test_imports_point_left(path: Path) -> None:
    here = room(path)
    wrong = {
        parts[0]
        for parts in own(path)
        if parts[0] in ROOMS and ROOMS.index(parts[0]) > ROOMS.index(here) and (here, parts[0]) not in UPWARD
    }
    assert not wrong


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts)


MEETS = {"codes.responses_to_feelings"}
APART = ("readers", "codes", "measures")  # rooms in which a file stands for itself


@pytest.mark.parametrize("path", [f for f in FILES if room(f) in APART and f.stem != "__init__"], ids=str)
def test_siblings_share_only_underscore_modules(path: Path) -> None:
    siblings = {dotted(f) for f in path.parent.glob("*.py") if not f.stem.startswith("_") and f != path}
    if dotted(path) in MEETS:
        pytest.xfail("a code that will ask the container for the others")
    assert not {".".join(parts) for parts in own(path)} & siblings


@pytest.mark.parametrize("path", FILES, ids=str)
def test_only_predictors_and_annotate_import_the_language_libraries(path: Path) -> None:
    found = {name.split(".")[0] for name in imports(path)} & HEAVY
    assert room(path) in ("predictors", "annotate") or found <= ALLOWED.get(room(path), set())


def test_import_loads_no_heavy_library() -> None:
    code = "import sys, carescore; print([m for m in ('spacy','sklearn','joblib','textstat','pandas') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_score_needs_no_scikit_learn() -> None:
    code = (
        "import sys, carescore; carescore.score([('Nurse', 'How are you today?'), ('Patient', 'I am scared.')]);"
        "print('spacy' in sys.modules, 'sklearn' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


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
