"""Wording as data: every label of a lexicon is known to what reads it and the reverse; no pattern says a thing twice."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT

from carescore.annotate import lexicons
from carescore.text import people, wordlists, words
from carescore.text.dates import MONTHS, PARTS_OF_DAY, WEEKDAYS
from carescore.text.numbers import ORDINALS, VALUES
from carescore.text.regex import Lazy

SOURCE = ROOT / "src" / "carescore"
READERS = sorted(path for room in ("codes", "measures") for path in (SOURCE / room).glob("*.py"))
PASSED_ON = {  # labels that no code names: evidence shows them as they are, or they are signs for the model `codes` only
    "disrespect": {"blame", "contempt", "defensiveness", "pressure", "why_challenge"},
    "reflections": {"opener"},
    "stigmatizing_language": {"ordinary"},
}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def strings(path: Path) -> frozenset[str]:
    """Every string of a file but its docstrings, and the words of those that are lists of words."""
    nodes = list(ast.walk(tree(path)))
    statements = [n.value for n in nodes if isinstance(n, ast.Expr)]
    texts = [n.value for n in nodes if isinstance(n, ast.Constant) and n not in statements]
    found = {text for text in texts if isinstance(text, str)}
    return frozenset(found | {word for text in found for word in text.split()})


LONG = 300  # characters of alternatives from which a pattern says why it is no list of phrases
WORDED = [
    path
    for room in ("codes", "measures", "privacy", "readers", "segmentation", "skills", "text", "annotate")
    for path in sorted((SOURCE / room).rglob("*.py"))
]  # in predictors, patterns are features, frozen beside the model that learnt from them


def alternations(path: Path) -> Iterator[tuple[str, int]]:
    """Name and characters of what is set at a file's top from strings with alternatives in them."""
    for node in tree(path).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            texts = [n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
            yield ast.unparse(node), sum(len(text) for text in texts if "|" in text)


@pytest.mark.parametrize("path", WORDED, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_long_alternation_says_why_it_is_no_data(path: Path) -> None:
    long = [name.partition("=")[0] for name, size in alternations(path) if size > LONG]
    assert not long or re.search(r"\b(?:Stays a pattern|They stay patterns): ", path.read_text(encoding="utf-8")), long


ONCE: dict[
    str, tuple[Set[str], str, dict[str, str]]
] = {  # notion: its words, its home, and which lists that hold some of them mean something else
    "kinship": (people.RELATIVES, "text/people.py", {"NAMES_TOO": "surnames", "TITLE": "before first names"}),
    "titles": (people.TITLES, "text/people.py", {}),
    "professions": (people.PROFESSIONS, "text/people.py", {"_SIDES": "names of columns"}),
    "numbers": (
        set(VALUES),
        "text/numbers.py",
        {"_FACT": "years", "_YEAR": "years", "RULES": "", "NOW": "", "WAYS": "of few"},
    ),
    "ordinals": (set(ORDINALS), "text/numbers.py", {"BEFORE_ROLES": "before a role"}),
    "months": (set(MONTHS), "text/dates.py", {}),
    "weekdays": (set(WEEKDAYS), "text/dates.py", {}),
    "parts of a day": (set(PARTS_OF_DAY), "text/dates.py", {}),
    "hesitations": (words.HESITATIONS, "text/words.py", {}),
    "greetings": ({"hi", "hello", "hey"}, "text/words.py", {}),
}
FEW = 3  # words of a notion beside each other: from here on they are a list of it


def lists(path: Path) -> Iterator[tuple[str, set[str]]]:
    """Name and words of what is set at a file's top from strings."""
    for node in tree(path).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            texts = [n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
            yield ast.unparse(node).split("=")[0].split(":")[0].strip(), set(re.findall(r"[a-z]+", " ".join(texts)))


@pytest.mark.parametrize("notion", ONCE)
def test_a_notion_is_written_once(notion: str) -> None:
    own, home, others = ONCE[notion]
    written = {
        (str(path.relative_to(SOURCE)), name): sorted(found & own)
        for path in WORDED
        if str(path.relative_to(SOURCE)) != home
        for name, found in lists(path)
        if len(found & own) >= FEW and name not in others
    }
    assert written == {}


LISTS = sorted(SOURCE.glob("*/data/*.txt"))


@pytest.mark.parametrize("path", [f for f in LISTS if "an alternative" in f.read_text("utf-8")], ids=lambda f: f.stem)
def test_every_line_of_a_list_is_an_alternative_of_its_own(path: Path) -> None:
    joined = wordlists.alternatives(path.parts[-3], path.stem)
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert joined == "|".join(lines) and len(lines) == len(set(lines)) > 30
    assert all(re.compile(line) and line for line in lines)
    readers = [file for file in SOURCE.glob(f"{path.parts[-3]}/*.py") if path.stem in strings(file)]
    assert readers, "no file of its room reads it"


def used(path: Path) -> Iterator[Path]:
    """A file of codes or measures and those that it imports."""
    yield path
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                file = SOURCE.joinpath(*name.split(".")[1:]).with_suffix(".py")
                if file in READERS and file.stem != "_base":
                    yield file


def reading(lexicon: str) -> list[Path]:
    return [path for path in READERS if lexicon in strings(path)]


@pytest.mark.parametrize("name", lexicons.bundled())
def test_every_label_is_known_to_what_reads_the_lexicon(name: str) -> None:
    known = {text for path in reading(name) for file in used(path) for text in strings(file)}
    assert {label for label in lexicons.load(name).labels if label not in known} == PASSED_ON.get(name, set())


def asked_for(path: Path) -> set[str]:
    """The labels that a file compares a lexicon's entry with."""
    module = import_module(".".join(("carescore", *path.relative_to(SOURCE).with_suffix("").parts)))
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Compare) and ast.unparse(node.left).endswith("entry.label"):
            for other in node.comparators:
                value = eval(ast.unparse(other), vars(module))
                found |= {value} if isinstance(value, str) else set(value)
    return found


@pytest.mark.parametrize("path", [p for p in READERS if "entry.label" in p.read_text(encoding="utf-8")], ids=str)
def test_every_label_that_is_asked_for_exists(path: Path) -> None:
    there = {label for name in lexicons.bundled() if name in strings(path) for label in lexicons.load(name).labels}
    assert asked_for(path) <= there


def alternatives(pattern: str) -> Iterator[list[str]]:
    """The alternatives of every group of a pattern, and of the pattern itself."""
    stack: list[list[str]] = [[""]]
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        size = 2 if sign == "\\" else len(match[0]) if (match := CLASS.match(pattern, at)) else 1
        if sign == "(":
            stack.append([""])
        elif sign == ")":
            group = stack.pop()
            yield group
            stack[-1][-1] += f"({'|'.join(group)})"
        elif sign == "|":
            stack[-1].append("")
        else:
            stack[-1][-1] += pattern[at : at + size]
        at += size
    yield stack[0]


CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")


def twice(pattern: str) -> list[str]:
    return [a for group in alternatives(pattern) for a in set(group) if len(group) > 1 and group.count(a) > 1]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [("a|b", []), ("a|b|a", ["a"]), ("(?:x|y)(x|x)", ["x"]), (r"(a\||a|[a|b]|b)", []), ("(a(b|c)|a(b|c))", ["a(b|c)"])],
)
def test_twice(pattern: str, found: list[str]) -> None:
    assert twice(pattern) == found


def patterns(value: Any, depth: int = 0) -> Iterator[str]:
    """The patterns in a value, in tables and in dataclasses."""
    if isinstance(value, re.Pattern | Lazy) and isinstance(value.pattern, str):
        yield value.pattern
    elif isinstance(value, Mapping) and depth < 4:
        for inner in value.values():
            yield from patterns(inner, depth + 1)
    elif isinstance(value, list | tuple | set | frozenset) and depth < 4:
        for inner in value:
            yield from patterns(inner, depth + 1)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type) and depth < 4:
        for name in value.__dataclass_fields__:
            yield from patterns(getattr(value, name), depth + 1)


MODULES = [p for p in sorted(SOURCE.rglob("*.py")) if p.stem != "__main__"]


@pytest.mark.parametrize(
    "path", [p for p in MODULES if re.search(r"\b(?:re\.compile|lazy)\(", p.read_text(encoding="utf-8"))], ids=str
)
def test_no_pattern_has_an_alternative_twice(path: Path) -> None:
    name = ".".join(("carescore", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")
    found = [(key, twice(p)) for key, value in vars(import_module(name)).items() for p in patterns(value)]
    assert [(key, again) for key, again in found if again] == []


@pytest.mark.parametrize("name", lexicons.bundled())
def test_no_row_has_an_alternative_twice(name: str) -> None:
    groups = [entry.pattern.replace("[", "(").replace("]", ")") for entry in lexicons.load(name).entries]
    assert [again for pattern in groups if (again := twice(pattern))] == []


LONG, MANY = 200, 10  # characters and alternatives of wording that belongs into a lexicon, unless a reason is given


@pytest.mark.parametrize("path", READERS, ids=str)
def test_wording_that_is_no_lexicon_says_why(path: Path) -> None:
    texts = [n.value for n in ast.walk(tree(path)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    long = [text for text in texts if len(text) > LONG and text.count("|") >= MANY]
    assert not long or re.search(r"\b[Ss]tays? (?:a pattern|patterns)\b", path.read_text(encoding="utf-8"))


PAGE = re.compile(r"[\w./-]*\w\.md\b")
FILE = re.compile(r"[\w./-]*\w\.(?:md|py|toml|tsv)\b")
TEXTS = [
    p for p in [*SOURCE.rglob("*"), *(ROOT / "docs").glob("*.md"), *(ROOT / "models").rglob("*.md")] if p.is_file()
]
TEXTS = [p for p in TEXTS if p.suffix in {".py", ".tsv", ".toml", ".md", ".json"}]
EXAMPLES = {"own.toml", "our-card.toml", "our-terms.tsv"}  # of files that a person writes


def cited(path: Path) -> set[str]:
    pattern = PAGE if path.suffix == ".py" else FILE
    return set(pattern.findall(path.read_text(encoding="utf-8"))) - EXAMPLES


@pytest.mark.parametrize("path", [p for p in TEXTS if cited(p)], ids=lambda p: str(p.relative_to(ROOT)))
def test_no_file_is_cited_that_is_not_there(path: Path) -> None:
    places = (ROOT, ROOT / "docs", SOURCE, path.parent, *(ROOT / "models").glob("*/"))
    assert [name for name in cited(path) if not any((place / name).exists() for place in places)] == []
