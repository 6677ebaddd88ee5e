"""benchmarks/mutants.py: which changes it makes, and which tests it runs them against."""

from __future__ import annotations

from pathlib import Path

import mutants
import pytest
from mutation import changes, reach


@pytest.mark.parametrize(
    ("code", "expected"),
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
def test_changes(code: str, expected: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "SOURCE", tmp_path)
    path = tmp_path / "m.py"
    path.write_text(code, encoding="utf-8")
    found = list(changes.mutants(path))
    assert [(m.before, m.after) for m in found] == expected
    assert [m.source() for m in found] == [code.replace(before, f"({after})", 1) for before, after in expected]


def test_the_sample_is_seeded_and_spread() -> None:
    drawn = mutants.sample(40, 1, reach.PARTS, set())
    assert drawn == mutants.sample(40, 1, reach.PARTS, set()) != mutants.sample(40, 2, reach.PARTS, set())
    assert [sum(m.file.startswith(part) for m in drawn) for part in reach.PARTS] == [10, 10, 10, 10]
    assert drawn[0].name not in {m.name for m in mutants.sample(40, 1, reach.PARTS, {drawn[0].name})}


def test_a_name_is_the_line_with_the_change_wherever_it_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "SOURCE", tmp_path)
    path = tmp_path / "m.py"
    names = []
    for code in ("x = (é + 1 +\n  2)", "\n\nif y:\n    x = (é + 1 +\n  2)"):
        path.write_text(code, encoding="utf-8")
        names.append({mutant.name for mutant in changes.mutants(path)})
    assert names[0] == {"m.py: x = (é + [1 -> 2] +", "m.py: [2 -> 3])"} < names[1]


def test_the_list_of_those_that_change_nothing_is_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    assert mutants.listed()
    monkeypatch.setattr(mutants, "of_parts", lambda parts: {part: [] for part in parts})
    with pytest.raises(SystemExit, match=r"mutants\.toml names what is no mutant"):
        mutants.listed()


LINES = {
    "codes/_manner.py": {"tests/codes/test_manner.py::a": {7}, "tests/measures/test_interruptions.py::b": {7, 9}},
    "codes/speaker_changes.py": {
        "tests/measures/test_interruptions.py::c": {1},
        "tests/skills/test_compose.py::d": {1},
    },
}
SECONDS = {"a": 0.3, "b": 0.2, "c": 0.1, "d": 0.1}


@pytest.mark.parametrize(
    ("line", "budget", "chosen"),
    [
        (7, 9, "abc"),  # the file's own tests before a quicker one, the files that import it after it, its part alone
        (9, 9, "bac"),  # those that run the line first
        (8, 9, "abc"),
        (7, 0.55, "ab"),
        (7, 0.45, "ac"),  # what does not fit is left out
        (7, 0.01, "a"),  # one is always run
    ],
)
def test_the_nearest_tests_come_first(line: int, budget: float, chosen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach, "BUDGET", budget)
    known = reach.Reach((), 1)
    known.lines.update(LINES)
    known.seconds = {name: SECONDS[name[-1]] for names in LINES.values() for name in names}
    mutant = changes.Mutant("codes/_manner.py", line, line, 0, 1, "1", "2", ("", ""))
    assert "".join(name[-1] for name in known.tests_of(mutant)) == chosen


def test_a_constant_is_held_by_what_imports_it() -> None:
    near = list(reach.importing("segmentation/_role_words.py"))
    assert near[0] == "segmentation/_role_words.py" and "segmentation/roles.py" in near
