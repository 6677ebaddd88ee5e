"""Processes forked from one that holds the libraries and models. Each imports anew the rooms that may have changed, so
that a mutant costs its tests and little else; their limit is of processor time, which other work on the machine does
not touch."""

from __future__ import annotations

import gc
import os
import resource
import sys
import tempfile
from collections.abc import Callable, Collection, Sequence
from functools import cache
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType
from typing import TYPE_CHECKING

from mutation.changes import ROOT, SOURCE, Mutant

if TYPE_CHECKING:
    import pytest

KEPT = Path(tempfile.gettempdir()) / "carescore-mutants"  # bytecode, and which tests reach which lines
ROOMS = "segmentation annotate codes measures measuring skills reviews report privacy renderers history batch api cli"
LONGEST = 60  # seconds of processor time for one worker; its tests are chosen to take a small part of that
LARGEST = 8 << 30  # bytes that it may ask for


def warm() -> None:
    """What every worker needs and no mutant changes: libraries, models, pytest without what it finds installed."""
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(KEPT / "bytecode")
    os.environ |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "OMP_NUM_THREADS": "1"}
    import hypothesis

    import carescore
    from carescore.text import literals

    literals.literals = cache(literals.literals)  # the rooms ask it of the same patterns whenever they are imported
    # the same examples for every mutant, and none that fails for being slow
    hypothesis.settings.register_profile("mutants", derandomize=True, database=None, deadline=None)
    hypothesis.settings.load_profile("mutants")
    os.chdir(ROOT / "examples")
    carescore.score("billing-call-handled-well.vtt").to_html()
    os.chdir(ROOT)
    passes(["--version"])
    gc.collect()
    gc.freeze()


def forget(first: str) -> None:
    """Drops the rooms from this one up, and whatever the package keeps of them."""
    import carescore

    rooms = ROOMS.split()
    rooms = rooms[rooms.index(first) :]
    for name in [name for name in sys.modules if name.startswith("carescore.") and name.split(".")[1] in rooms]:
        parent, _, child = name.rpartition(".")
        if hasattr(sys.modules.get(parent), child):
            delattr(sys.modules[parent], child)
        del sys.modules[name]
    for name in carescore.__all__:
        vars(carescore).pop(name, None)


class Shadow(MetaPathFinder):
    """Finds one module of carescore with a mutant in it."""

    def __init__(self, mutant: Mutant) -> None:
        self.mutant = mutant
        self.module = "carescore." + mutant.file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self.module:
            return None
        file = SOURCE / self.mutant.file
        places = [str(file.parent)] if file.stem == "__init__" else None
        loader = Changed(fullname, self.mutant)
        return spec_from_file_location(fullname, file, loader=loader, submodule_search_locations=places)


class Changed(SourceFileLoader):
    """Loads a module from its own place, with the files that lie beside it, but with a mutant's text."""

    def __init__(self, fullname: str, mutant: Mutant) -> None:
        super().__init__(fullname, str(SOURCE / mutant.file))
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        return compile(self.mutant.source(), self.path, "exec")


class Order:
    """Of what pytest has collected, the tests named, in the order named; the first that fails ends the process."""

    def __init__(self, names: Sequence[str]) -> None:
        self.place = {name: place for place, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        named = [item for item in items if item.nodeid in self.place]
        items[:] = sorted(named, key=lambda item: self.place[item.nodeid])

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os._exit(1)  # what pytest still had to do takes as long as a test


def survives(mutant: Mutant, names: Sequence[str]) -> bool:
    """Whether the tests named pass with the mutant in its file's place, or none of them is there any more."""
    import pytest

    forget(Path(mutant.file).parts[0])
    sys.meta_path.insert(0, Shadow(mutant))
    files = list(dict.fromkeys(name.partition("::")[0] for name in names))
    return passes(files, Order(names)) in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED)


def passes(files: Collection[str], *plugins: object) -> int:
    """What pytest says of these files; it stops at the first failure."""
    import pytest

    return pytest.main([*files, "-x", "-q", "--tb=no", "--no-header", "-p", "no:cacheprovider"], plugins)


def forked(tasks: Sequence[Callable[[], bool]], jobs: int) -> list[bool]:
    """What each says in a process of its own, as many at once as there are jobs; False where it breaks or is ended."""
    answers = [False] * len(tasks)
    running: dict[int, int] = {}
    for place, task in enumerate(tasks):
        if len(running) >= jobs:
            _wait(running, answers)
        if (child := os.fork()) == 0:
            _silently(task)
        running[child] = place
    while running:
        _wait(running, answers)
    return answers


def _wait(running: dict[int, int], answers: list[bool]) -> None:
    child, status = os.wait()
    answers[running.pop(child)] = os.waitstatus_to_exitcode(status) == 0


def _silently(task: Callable[[], bool]) -> None:
    """A worker's whole life: no output, bounds, and the answer as its exit code."""
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST, LARGEST))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    code = 1
    try:
        code = 0 if task() else 1
    finally:
        os._exit(code)
