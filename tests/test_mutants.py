"""benchmarks/mutants.py: which changes it makes, and which tests it runs them against."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from conftest import ROOT


def loaded() -> ModuleType:
    import sys

    spec = spec_from_file_location("mutants", ROOT / "benchmarks" / "mutants.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules["mutants"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


MUTANTS = loaded()


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("x = 3", [("3", "4")]),
        ("x = 0.5", [("0.5", "0.75")]),
        ("x = a < b", [("a < b", "a <= b")]),
        ("x = a and b", [("a and b", "a or b")]),
        ("x = not a", [("not a", "a")]),
        ("if é in b:\n    pass", [("é in b", "é not in b")]),
        ("if a:\n    pass", [("a", "not (a)")]),
        ("@f(1)\ndef g(x: Literal[1]) -> Literal[2]:\n    'doc'", []),
        ("x = f'{a:3}'", []),
        ("if TYPE_CHECKING:\n    y = 1", []),
        ("zip(a, b, strict=True)", []),
        ("sort(a, reverse=True)", [("True", "False")]),
    ],
)
def test_changes(code: str, changes: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MUTANTS, "SOURCE", tmp_path)
    path = tmp_path / "m.py"
    path.write_text(code, encoding="utf-8")
    found = list(MUTANTS.mutants(path))
    assert [(m.before, m.after) for m in found] == changes
    assert [m.source() for m in found] == [code.replace(before, f"({after})", 1) for before, after in changes]
    assert [m.undone().source() for m in found] == [code.replace(before, f"({before})", 1) for before, _ in changes]


def test_the_sample_is_seeded_and_spread() -> None:
    drawn = MUTANTS.sample(40, 1, MUTANTS.PARTS, set())
    assert drawn == MUTANTS.sample(40, 1, MUTANTS.PARTS, set()) != MUTANTS.sample(40, 2, MUTANTS.PARTS, set())
    assert [sum(m.file.startswith(part) for m in drawn) for part in MUTANTS.PARTS] == [10, 10, 10, 10]
    assert drawn[0].name not in {m.name for m in MUTANTS.sample(40, 1, MUTANTS.PARTS, {drawn[0].name})}


def test_a_name_is_the_line_with_the_change_wherever_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MUTANTS, "SOURCE", tmp_path)
    path = tmp_path / "m.py"
    names = []
    for code in ("x = (é + 1 +\n  2)", "\n\nif y:\n    x = (é + 1 +\n  2)"):
        path.write_text(code, encoding="utf-8")
        names.append({mutant.name for mutant in MUTANTS.mutants(path)})
    assert names[0] == {"m.py: x = (é + [1 -> 2] +", "m.py: [2 -> 3])"} < names[1]


def test_the_list_of_those_that_change_nothing_is_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MUTANTS.listed()
    monkeypatch.setattr(MUTANTS, "of_parts", lambda parts: {part: [] for part in parts})
    with pytest.raises(SystemExit, match=r"mutants\.toml names what is no mutant"):
        MUTANTS.listed()


@pytest.mark.parametrize(
    ("file", "first"),
    [
        ("measures/questions.py", "measures/test_questions.py"),
        ("segmentation/floor.py", "segmentation/test_floor.py"),
        ("skills/compose.py", "skills/test_compose.py"),
        ("codes/_manner.py", "codes/test_manner.py"),
        ("codes/silence.py", "measures/test_silence.py"),
    ],
)
def test_the_nearest_tests_come_first(file: str, first: str) -> None:
    assert MUTANTS.tests_of(file)[0] == str(ROOT / "tests" / first)
