"""Whether the tests hold the rules: small changes to constants, comparisons and conditions, each run against the fast
tests of its part.

python benchmarks/mutants.py [--sample N] [--seed N] [--jobs N] [--part codes|measures|segmentation|skills]
    [--file codes/empathy.py …] [--json]

A seeded sample, spread evenly over the parts, or every mutant of the files named. A worker is forked for every mutant
from a process that holds the libraries and models, and imports anew only the rooms from the mutated one up, so that
300 take some minutes. A mutant is killed when a test fails or the tests take two minutes; first the same tests must
pass in such a worker with nothing changed. Survivors are printed with their line and what was changed in it. Those that
change nothing anybody could see are listed, with the reason, in mutants.toml, and are left out; a row of it that names
no mutant of today's source stops the run.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib
import json
import os
import random
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "carescore"
TESTS = ROOT / "tests"
PARTS = ("codes", "measures", "segmentation", "skills")
UP = "segmentation annotate codes measures measuring skills report renderers batch api cli".split()
MOST = 8  # test files that one mutant is run against
LONGEST = 120  # seconds for the tests of one mutant
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
    """A change of one expression of a file: half-open byte offsets, what stands there, and what shall; around: what
    stands before and after it in its lines."""

    file: str
    line: int
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

    def undone(self) -> Mutant:
        """The mutant that changes nothing."""
        return replace(self, after=(SOURCE / self.file).read_bytes()[self.start : self.end].decode("utf-8"))

    def source(self) -> str:
        """The file's text with the change."""
        text = (SOURCE / self.file).read_bytes()
        return (text[: self.start] + f"({self.after})".encode() + text[self.end :]).decode("utf-8")


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
        yield Mutant(str(path.relative_to(SOURCE)), node.lineno, start, end, before, after, (left, right))


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
    """What is for type checkers alone, and zip's strict, which guards against the programmer."""
    if isinstance(node, ast.keyword):
        return node.arg == "strict"
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def of_parts(parts: Sequence[str]) -> dict[str, list[Mutant]]:
    """Every mutant of each part."""
    return {part: [m for path in sorted((SOURCE / part).rglob("*.py")) for m in mutants(path)] for part in parts}


def sample(count: int, seed: int, parts: Sequence[str], equivalent: set[str]) -> list[Mutant]:
    """count mutants, spread evenly over the parts as far as they have so many."""
    found = of_parts(parts)
    drawn: list[Mutant] = []
    for place, part in enumerate(sorted(parts, key=lambda part: len(found[part]))):
        share = (count - len(drawn)) // (len(parts) - place)
        known = [mutant for mutant in found[part] if mutant.name not in equivalent]
        drawn += random.Random(seed).sample(known, min(share, len(known)))
    return sorted(drawn)


def listed() -> set[str]:
    """The names of the mutants that change nothing anybody could see; ends the run where one names no mutant."""
    table = tomllib.loads((Path(__file__).parent / "mutants.toml").read_text(encoding="utf-8"))
    names = {row["mutant"] for row in table["equivalent"]}
    known = {mutant.name for found in of_parts(PARTS).values() for mutant in found}
    if stale := sorted(names - known):
        sys.exit(f"mutants.toml names what is no mutant: {'; '.join(stale)}")
    return names


def tests_of(file: str) -> list[str]:
    """The fast tests of a file, the nearest first: of codes and measures those of its name, of whatever asks it and
    of all cards; of the other rooms those of its name, then all of its room."""
    room = Path(file).parts[0]
    asking = _asking(file) if room in ("codes", "measures") else [file]
    named = [TESTS / Path(one).parent / f"test_{Path(one).stem.strip('_')}.py" for one in asking]
    there = [str(path) for path in named if path.exists()]
    if room in ("codes", "measures"):
        cards = [str(TESTS / "measures" / "test_cards.py")] if room == "measures" else []
        return [*there[:MOST], *cards] if there else [str(TESTS / "measures")]
    return there + [str(path) for path in sorted((TESTS / room).glob("test_*.py")) if str(path) not in there]


def _asking(file: str) -> list[str]:
    """A file, and the codes and measures that import it or ask for its codes, perhaps through others: the nearest
    first."""
    asking, new = [file], [file]
    while new:
        names = {f"carescore.{f.removesuffix('.py').replace('/', '.')}" for f in new}
        new = [f for f, imported in _asked().items() if imported & names and f not in asking]
        asking += new
    return asking


@cache
def _asked() -> dict[str, set[str]]:
    """What every file of the codes and measures imports, and the coders that it names."""
    found: dict[str, set[str]] = {}
    for path in [*sorted((SOURCE / "codes").glob("*.py")), *sorted((SOURCE / "measures").glob("*.py"))]:
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        imports = [n for n in nodes if isinstance(n, ast.ImportFrom)]
        if path.stem != "__init__":
            names = {f"{n.module}.{alias.name}" for n in imports for alias in n.names} | {
                str(n.module) for n in imports
            }
            keys = [n.slice for n in nodes if isinstance(n, ast.Subscript) and isinstance(n.slice, ast.Constant)]
            names |= {f"carescore.codes.{key.value}" for key in keys if isinstance(key.value, str)}
            found[str(path.relative_to(SOURCE))] = names
    return found


class Shadow(MetaPathFinder, InspectLoader):
    """Gives one module of carescore with a mutant in it."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.module = "carescore." + mutant.file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self.module:
            return None
        file = SOURCE / self.mutant.file
        places = [str(file.parent)] if file.stem == "__init__" else None
        return spec_from_file_location(fullname, file, loader=self, submodule_search_locations=places)

    def get_source(self, fullname: str) -> str:
        return self.mutant.source()


def survives(mutant: Mutant, tests: Sequence[str]) -> bool:
    """Whether the tests pass, in a process of its own that has just been forked."""
    import pytest

    with contextlib.suppress(Exception):
        _put(mutant)
        return pytest.main([*tests, "-x", "-q", "-p", "no:cacheprovider", "--no-header"]) == 0
    return False


def _put(mutant: Mutant) -> None:
    """The rooms from the mutated one up, imported anew, with the mutant in its file's place."""
    import carescore

    rooms = UP[UP.index(Path(mutant.file).parts[0]) :]
    for name in [name for name in sys.modules if name.startswith("carescore.") and name.split(".")[1] in rooms]:
        parent, _, child = name.rpartition(".")
        if hasattr(sys.modules.get(parent), child):
            delattr(sys.modules[parent], child)
        del sys.modules[name]
    sys.meta_path.insert(0, Shadow(mutant))
    for name in carescore.__all__:
        vars(carescore).pop(name, None)  # kept there since they were first asked for
    importlib.reload(carescore)


def judged(work: Sequence[tuple[Mutant, list[str]]], jobs: int) -> list[bool]:
    """Whether the tests pass for each, as many at once as there are jobs."""
    passed = [False] * len(work)
    running: dict[int, int] = {}
    for place, (mutant, tests) in enumerate(work):
        if len(running) >= jobs:
            _wait(running, passed)
        child = os.fork()
        if child == 0:
            _silently(mutant, tests)
        running[child] = place
    while running:
        _wait(running, passed)
    return passed


def _wait(running: dict[int, int], passed: list[bool]) -> None:
    child, status = os.wait()
    passed[running.pop(child)] = os.waitstatus_to_exitcode(status) == 0


def _silently(mutant: Mutant, tests: Sequence[str]) -> None:
    """A worker's whole life: no output, an end after LONGEST seconds, and the answer as its exit code."""
    signal.alarm(LONGEST)
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os._exit(0 if survives(mutant, tests) else 1)


def _warm() -> None:
    """What every worker needs and no mutant changes: libraries, models, the phrases of the lexicons."""
    import hypothesis
    import pytest

    import carescore

    assert hypothesis and pytest
    os.chdir(ROOT / "examples")
    carescore.score("billing-call-handled-well.vtt")
    os.chdir(ROOT)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=320)
    parser.add_argument("--seed", type=int, default=20261128)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--part", action="append", choices=PARTS)
    parser.add_argument("--file", action="append", metavar="FILE")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    equivalent = listed()
    if given.file:
        drawn = [m for file in given.file for m in mutants(SOURCE / file) if m.name not in equivalent]
    else:
        drawn = sample(given.sample, given.seed, given.part or PARTS, equivalent)
    began = time.perf_counter()
    _warm()
    selections = {tuple(tests_of(mutant.file)): mutant.undone() for mutant in drawn}
    passing = judged([(nothing, list(tests)) for tests, nothing in selections.items()], given.jobs)
    if broken := [tests for tests, passes in zip(selections, passing, strict=True) if not passes]:
        sys.exit(f"these tests fail without any mutant, or take too long: {' '.join(broken[0])}")
    survived = judged([(mutant, tests_of(mutant.file)) for mutant in drawn], given.jobs)
    report(drawn, survived, time.perf_counter() - began, given.json)
    print(f"{len(equivalent)} mutants that change nothing are left out (mutants.toml)", file=sys.stderr)


def report(drawn: Sequence[Mutant], survived: Sequence[bool], seconds: float, as_json: bool) -> None:
    by_part: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    for mutant, lives in zip(drawn, survived, strict=True):
        by_part[Path(mutant.file).parts[0]][lives] += 1
        if lives:
            print(f"survived  {mutant.line:4}  {mutant.name}", file=sys.stderr)
    by_part["all"] = sum(by_part.values(), Counter())
    for part, counted in by_part.items():
        killed, total = counted[False], counted.total()
        row = {"task": "mutants", "dataset": part, "metric": "killed", "value": killed / max(total, 1), "n": total}
        print(json.dumps(row) if as_json else f"{part:14}{killed:4} of {total:4} killed, {row['value']:.0%}")
    print(f"{seconds:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
