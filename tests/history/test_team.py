"""A team: nobody stands alone, each person counts once, and nobody is ranked unless asked."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import made
import pytest
from click.testing import CliRunner

from carescore.cli import main
from carescore.history import Group, Known, Library, Team, team

GOOD = made.moment("empathy", "empathy_phrases", praise=True)
JARGON = made.moment("jargon", "jargon_density")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "a.db") as opened:
        yield opened


def staff(library: Library, sizes: dict[str, int], talks: int = 1, setting: str | None = None) -> None:
    """People by team, whose overall is 50, 51, …"""
    number = len(library.entries())
    for name, size in sizes.items():
        for person in range(size):
            for day in range(talks):
                number += 1
                data = made.report(number, {"overall": 50.0 + person}, [JARGON])
                library.add(data, Known(f"2026-01-{day + 1:02}", f"{name} {person}", team=name, setting=setting))


def shown(found: Team) -> dict[str | None, bool]:
    return {group.team: not group.hidden for group in found.groups}


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"A": 5}, {None: True}),
        ({"A": 4}, {None: False}),
        ({"A": 5, "B": 5}, {None: True, "A": True, "B": True}),
        ({"A": 5, "B": 4}, {None: True, "A": False, "B": False}),  # B would be the whole without A
        ({"A": 5, "B": 4, "C": 3}, {None: True, "A": True, "B": False, "C": False}),
    ],
)
def test_groups_under_five_are_not_told(
    library: Library, sizes: dict[str, int], expected: dict[str | None, bool]
) -> None:
    staff(library, sizes)
    found = team(library)
    assert shown(found) == expected
    assert all(not group.skills and not group.issues for group in found.groups if group.hidden)


@pytest.mark.parametrize(("others", "of"), [(4, 5), (5, 10)])
def test_the_whole_does_not_tell_of_a_hidden_setting(library: Library, others: int, of: int) -> None:
    staff(library, {"A": 5})
    staff(library, {"B": others}, setting="phone")
    assert [issue.of for issue in team(library).issues] == [of]


def whole(found: Team) -> Group:
    return next(group for group in found.groups if group.team is None)


def test_each_person_counts_once(library: Library) -> None:
    staff(library, {"A": 5})
    for day in range(9):
        library.add(made.report(100 + day, {"overall": 90.0}), Known("2026-02-01", "B"))
    mean = whole(team(library)).skills[0]
    assert mean.people == 6 and mean.value == pytest.approx((50 + 51 + 52 + 53 + 54 + 90) / 6)
    assert mean.interval == pytest.approx((41.985, 74.681), abs=0.001)  # 58.33 ± 2.571 · 15.578 / √6


def test_who_is_not_named_is_in_no_figure(library: Library) -> None:
    staff(library, {"A": 5})
    library.add(made.report(100, {"overall": 0.0}), Known("2026-02-01"))
    found = team(library)
    assert found.conversations == 5 and any(
        note == "1 conversation names no trainee and is in no figure." for note in found.notes
    )


def test_good_moments_are_shown_with_consent_alone(library: Library) -> None:
    for number, may_show in enumerate((True, False)):
        library.add(made.report(number, {}, [GOOD, GOOD]), Known("2026-01-01", "Maria", may_show=may_show))
    unsure = made.report(9, {}, [GOOD | {"confidence": 0.69}])
    library.add(unsure, Known("2026-01-01", "Maria", may_show=True))
    assert [(good.entry.id, good.place.kind) for good in team(library).good] == [(1, "empathy")]


def test_nobody_is_ranked_unless_asked(library: Library) -> None:
    staff(library, {"A": 6}, talks=3)
    assert team(library).ranking is None and "A 5" not in team(library).to_html()
    ranking = team(library, rank=True).ranking
    assert ranking and [one.trainee for one in ranking] == [f"A {i}" for i in range(5, -1, -1)]
    assert {one.places for one in ranking} == {(1, 6)}  # five points apart: chance leaves every place open


@pytest.mark.parametrize(("people", "talks", "count"), [(5, 3, 5), (4, 3, 0), (5, 2, 0)])
def test_too_few_are_not_ranked(library: Library, people: int, talks: int, count: int) -> None:
    staff(library, {"A": people}, talks=talks)
    assert len(team(library, rank=True).ranking or ()) == count


def test_a_place_is_known_where_the_difference_is_large(library: Library) -> None:
    staff(library, {"A": 5}, talks=3)
    for day in range(3):
        library.add(made.report(100 + day, {"overall": 90.0}), Known("2026-02-01", "Best"))
    ranking = team(library, rank=True).ranking
    assert ranking and [one.places for one in ranking] == [(1, 1), *[(2, 6)] * 5]


def test_the_period_is_half_open(library: Library) -> None:
    staff(library, {"A": 1}, talks=4)
    assert team(library, since="2026-01-02", until="2026-01-04").conversations == 2


def test_the_command_writes_a_table_that_no_spreadsheet_runs(library: Library, tmp_path: Path) -> None:
    staff(library, {"=1+1": 5, "B": 5})
    table, page = tmp_path / "team.csv", tmp_path / "team.html"
    done = CliRunner().invoke(main, ["team", library.path, "--csv", str(table), "--html", str(page)])
    assert done.exit_code == 0 and "10 people" in done.stdout
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {row["team"] for row in rows} == {"", "'=1+1", "B"}
    assert [row["value"] for row in rows if row["name"] == "overall"] == ["52.0"] * 3
    assert "<script" not in page.read_text(encoding="utf-8")
