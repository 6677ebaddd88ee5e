"""The house as the code draws it: its rooms from the ground up, what each is for, and which rooms it imports from."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "carescore"
ROOMS = (
    "errors transcript plugins text predictors readers segmentation annotate codes measures measuring "
    "skills reviews report privacy renderers history batch api integrations sklearn spacy app training cli"
).split()
SHORTHANDS = {("report", "renderers"), ("report", "integrations")}  # upward: Report.to_html, to_docs, when called


def room(path: Path) -> str:
    """The room that a file stands in."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def dotted(path: Path) -> str:
    """A file's module, without the package's name."""
    return ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module a file imports, wherever in the file, and every name it takes from one."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(path: Path) -> Iterator[str]:
    """What a file imports from carescore, without the package's name."""
    yield from (name.removeprefix("carescore.") for name in imports(path) if name.startswith("carescore."))


@cache
def files() -> tuple[Path, ...]:
    """Every module of the package."""
    return tuple(sorted(SOURCE.rglob("*.py")))


@cache
def graph() -> dict[str, frozenset[str]]:
    """The rooms that each room imports from, in the order of the house."""
    found: dict[str, set[str]] = {}
    for path in files():
        found.setdefault(room(path), set()).update(name.partition(".")[0] for name in own(path))
    known = found.keys() - {"__init__", "__main__"}
    return {name: frozenset(found[name] & known - {name}) for name in sorted(known, key=place)}


def place(name: str) -> int:
    """Where a room stands in the house, the ground first; a room that ROOMS does not name comes last."""
    return ROOMS.index(name) if name in ROOMS else len(ROOMS)


def purpose(name: str) -> str:
    """What a room's docstring says first."""
    path = SOURCE / f"{name}.py"
    return first(ast.get_docstring(tree(path if path.exists() else SOURCE / name / "__init__.py")) or "")


def first(docstring: str) -> str:
    """The first paragraph of a docstring on one line."""
    return " ".join(docstring.split("\n\n")[0].split())


def rows() -> Iterator[tuple[str, str, str]]:
    """Room, purpose, and the rooms it imports from."""
    for name, below in graph().items():
        yield name, purpose(name), ", ".join(sorted(below, key=place))
