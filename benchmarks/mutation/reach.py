"""Which tests reach which lines, in what time: each test file is run once with nothing changed, under coverage, and
what it showed is kept until it or the package changes. A mutant is run against the nearest of them."""

from __future__ import annotations

import ast
import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path

from mutation import workers
from mutation.changes import ROOT, SOURCE, Mutant

TESTS = ROOT / "tests"
PARTS = ("codes", "measures", "segmentation", "skills")
ROOMS = {"codes": ("codes", "measures")}  # whose tests hold a part's rules, where not its own alone
BUDGET = 8.0  # seconds of processor time, measured under coverage, of the tests that one mutant is run against

Reached = dict[str, dict[str, list[int]]]  # by test, by file of the package: lines


class Recorder:
    """Under coverage, the lines that each test runs, and its seconds of processor time."""

    def __init__(self) -> None:
        import coverage

        self.seconds: dict[str, float] = {}
        inside = [f"{SOURCE / part}/*" for part in PARTS]
        self.coverage = coverage.Coverage(data_file=None, config_file=False, include=inside)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.coverage.switch_context(nodeid)
        self.seconds[nodeid] = -time.process_time()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        self.seconds[nodeid] += time.process_time()
        self.coverage.switch_context("")

    def reached(self) -> Reached:
        found: Reached = {name: {} for name in self.seconds}
        data = self.coverage.get_data()
        for path in data.measured_files():
            file = Path(path).relative_to(SOURCE).as_posix()
            for line, names in data.contexts_by_lineno(path).items():
                for name in filter(None, names):
                    found[name].setdefault(file, []).append(line)
        return found


def recorded(test: Path, kept: Path) -> bool:
    """Whether a test file passes; what it reached is kept. What the rooms below keep from the warming stays, and all is
    imported before, or a file's first test would seem to run whatever is imported then."""
    room = test.parent.name
    workers.forget(next((part for part in PARTS if room in ROOMS.get(part, (part,))), room))
    for path in [path for part in PARTS for path in (SOURCE / part).rglob("*.py")]:
        import_module(
            ".".join(("carescore", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")
        )
    recorder = Recorder()
    recorder.coverage.start()
    passed = workers.passes([str(test)], recorder) == 0
    recorder.coverage.stop()
    if passed:
        kept.write_text(json.dumps([recorder.seconds, recorder.reached()]), encoding="utf-8")
    return passed


class Reach:
    """What the tests of some parts reach."""

    def __init__(self, parts: Sequence[str], jobs: int) -> None:
        self.seconds: dict[str, float] = {}
        self.lines: defaultdict[str, dict[str, set[int]]] = defaultdict(dict)  # by file, by test
        tests = [t for room in sorted({r for p in parts for r in ROOMS.get(p, (p,))}) for t in _files(room)]
        kept = {test: workers.KEPT / f"{_digest(test)}.json" for test in tests}
        workers.KEPT.mkdir(exist_ok=True)
        new = [test for test in tests if not kept[test].exists()]
        passed = workers.forked([partial(recorded, test, kept[test]) for test in new], jobs)
        if broken := [test.name for test, passes in zip(new, passed, strict=True) if not passes]:
            raise SystemExit(f"these tests fail without any mutant: {' '.join(broken)}")
        for path in kept.values():
            seconds, reached = json.loads(path.read_text(encoding="utf-8"))
            self.seconds |= seconds
            for name, files in reached.items():
                for file, lines in files.items():
                    self.lines[file][name] = set(lines)

    def tests_of(self, mutant: Mutant) -> list[str]:
        """The tests to run a mutant against, of its part and within the budget: first those that run its lines, then
        those that run its file, then those that run a file that imports it, and so on; each time the test file of its
        name first, then the quickest."""
        part = Path(mutant.file).parts[0]
        inside = tuple(f"tests/{room}/" for room in ROOMS.get(part, (part,)))
        own = f"/test_{Path(mutant.file).stem.strip('_')}.py"
        lines = {*range(mutant.line, mutant.last + 1)}
        exact = [name for name, run in self.lines[mutant.file].items() if lines & run]
        chosen: dict[str, None] = {}
        left = BUDGET
        for names in [exact, *(self.lines[file] for file in importing(mutant.file))]:
            near = [name for name in names if name.startswith(inside) and name not in chosen]
            for name in sorted(near, key=lambda name: (own not in name, self.seconds[name], name)):
                if self.seconds[name] <= left or not chosen:
                    chosen[name] = None
                    left -= self.seconds[name]
        return list(chosen)


def importing(file: str) -> Iterator[str]:
    """A file, then those of the parts that import it, then those that import these: the nearest first."""
    seen, new = [file], [file]
    while new:
        yield from new
        names = {f"carescore.{f.removesuffix('.py').replace('/', '.').removesuffix('.__init__')}" for f in new}
        new = [other for other, imported in _imports().items() if imported & names and other not in seen]
        seen += new


@cache
def _imports() -> dict[str, set[str]]:
    """What every file of the parts imports."""
    found: dict[str, set[str]] = {}
    for path in [path for part in PARTS for path in sorted((SOURCE / part).rglob("*.py"))]:
        nodes = [n for n in ast.walk(ast.parse(path.read_bytes())) if isinstance(n, ast.ImportFrom)]
        names = {f"{n.module}.{alias.name}" for n in nodes for alias in n.names}
        found[path.relative_to(SOURCE).as_posix()] = names | {str(n.module) for n in nodes}
    return found


def _files(room: str) -> list[Path]:
    return sorted((TESTS / room).glob("test_*.py"))


def _digest(test: Path) -> str:
    """Of a test file and all that it may depend on in the package and beside it."""
    return sha256(_package() + test.read_bytes()).hexdigest()[:24]


@cache
def _package() -> bytes:
    paths = [p for p in SOURCE.rglob("*") if p.is_file() and "__pycache__" not in p.parts]
    paths += [*TESTS.glob("*.py"), *Path(__file__).parent.glob("*.py"), *(ROOT / "models").glob("*/manifest.json")]
    return b"".join(sha256(str(path).encode() + path.read_bytes()).digest() for path in sorted(paths))
