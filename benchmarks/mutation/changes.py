"""Small changes to constants, comparisons and conditions: which there are in a file, and its text with one of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "carescore"
OTHER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


@dataclass(frozen=True, order=True)
class Mutant:
    """A change of one expression of a file: first and last line, half-open byte offsets, what stands there, and what
    shall; around: what stands before and after it in its lines."""

    file: str
    line: int
    last: int
    start: int
    end: int
    before: str
    after: str
    around: tuple[str, str]

    @property
    def name(self) -> str:
        """The file and the line with the change in it: the same wherever in the file the line moves."""
        left, right = self.around
        return f"{self.file}: {left}[{self.before} -> {self.after}]{right}"

    def source(self) -> str:
        """The file's text with the change."""
        text = (SOURCE / self.file).read_bytes()
        return (text[: self.start] + f"({self.after})".encode() + text[self.end :]).decode("utf-8")


class Unchanged(Mutant):
    """A mutant's file as it stands: no test may fail with it."""

    def source(self) -> str:
        return (SOURCE / self.file).read_text(encoding="utf-8")


def mutants(path: Path) -> Iterator[Mutant]:
    """Every mutant of a file."""
    text = path.read_bytes()
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, after in _changes(ast.parse(text)):
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[(node.end_lineno or 0) - 1] + (node.end_col_offset or 0)
        before = " ".join(text[start:end].decode("utf-8").split())
        around = text[starts[node.lineno - 1] : start], text[end : starts[node.end_lineno or 0]]
        left, right = around[0].decode("utf-8").lstrip(), around[1].decode("utf-8").rstrip()
        file, last = path.relative_to(SOURCE).as_posix(), node.end_lineno or 0
        yield Mutant(file, node.lineno, last, start, end, before, after, (left, right))


def _changes(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    """Expressions and what to put in their place; annotations, decorators and f-strings are left alone."""
    for node in _visited(tree):
        if isinstance(node, ast.Constant):
            if isinstance(node.value, bool):
                yield node, str(not node.value)
            elif isinstance(node.value, int):
                yield node, str(node.value + 1)
            elif isinstance(node.value, float):
                yield node, repr(node.value * 1.5 if node.value else 0.5)
        elif isinstance(node, ast.Compare):
            ops = [OTHER[type(node.ops[0])](), *node.ops[1:]]
            yield node, ast.unparse(ast.Compare(node.left, ops, node.comparators))
        elif isinstance(node, ast.BoolOp):
            op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield node, ast.unparse(ast.BoolOp(op, node.values))
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node, ast.unparse(node.operand)
        elif isinstance(node, ast.IfExp | ast.If | ast.While) and not isinstance(node.test, ast.Compare | ast.BoolOp):
            yield node.test, f"not ({ast.unparse(node.test)})"


def _visited(node: ast.AST) -> Iterator[ast.AST]:
    yield node
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list"):
            continue
        for child in value if isinstance(value, list) else [value]:
            skipped = ast.JoinedStr | ast.Import | ast.ImportFrom
            if isinstance(child, ast.AST) and not isinstance(child, skipped) and not _no_rule(child):
                yield from _visited(child)


def _no_rule(node: ast.AST) -> bool:
    """What is for type checkers alone, zip's strict, which guards against the programmer, and whether a field is in a
    repr, which tests/test_reprs.py holds for all parts at once."""
    if isinstance(node, ast.keyword):
        return node.arg in ("strict", "repr")
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
