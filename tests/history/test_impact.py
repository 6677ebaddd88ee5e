"""Before and after: only pairs, never too few, never of two makes, and always with what cannot be said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import made
import pytest
from click.testing import CliRunner
from history_entries import ONE

import carescore
from carescore.cli import main
from carescore.errors import UsageError
from carescore.history import Answer, Change, Entry, Known, Library, compare, sentences
from carescore.history.changes import paired


def talks(values: Sequence[float | None]) -> list[Entry]:
    """A conversation of each person, who are numbered."""
    return [replace(ONE, person=person, skills={"overall": value}) for person, value in enumerate(values)]


def test_each_person_is_one_pair_however_many_conversations() -> None:
    before = talks([50, 60, 40, 55]) + talks([52])
    (overall, *rest) = compare(before, talks([61, 68, 52, 65])).changes
    assert overall.people == 4 and overall.difference == pytest.approx((10 + 8 + 12 + 10) / 4)
    assert overall.interval is not None and overall.interval[0] < 10 < overall.interval[1]
    assert overall.interval == pytest.approx((7.402, 12.598), abs=1e-3)  # scipy 1.17, t interval of 10, 8, 12, 10
    assert overall.changed and all(change.missing for change in rest)


@pytest.mark.parametrize(("people", "missing"), [(3, True), (4, False)])
def test_fewer_than_four_pairs_are_refused(people: int, missing: bool) -> None:
    values = [50.0, 60, 40, 55][:people]
    (overall, *_) = compare(talks(values), talks([v + 5 + v / 10 for v in values])).changes
    assert (overall.missing is not None) is missing and (overall.difference is None) is missing


def test_unknown_is_no_zero() -> None:
    (overall, *_) = compare(talks([50, 60, 40, 55, None]), talks([55, 66, 41, 60, 70])).changes
    assert overall.people == 4


def test_holm_corrects_over_the_skills() -> None:
    pairs = [(50.0, 53.0), (50.0, 57.0), (50.0, 52.0), (50.0, 55.0)]
    alone, several = paired({"overall": pairs}), paired({str(i): pairs for i in range(6)})
    assert alone[0].p is not None and several[0].p == pytest.approx(6 * alone[0].p)
    assert alone[0].changed and not several[0].changed


def test_scores_of_two_makes_are_refused() -> None:
    with pytest.raises(UsageError, match="different ways"):
        compare(talks([50] * 4), [replace(e, instrument="y", carescore="2") for e in talks([60] * 4)])


@pytest.mark.parametrize(("others", "said"), [(1, True), (0, False)])
def test_a_changed_recogniser_is_said(others: int, said: bool) -> None:
    after = talks([50, 60, 40, 56, 60])
    after[:others] = [replace(e, format="srt") for e in after[:others]]
    assert any("recogniser" in limit for limit in compare(talks([50, 61, 40, 55, 61]), after).limits) is said


@pytest.mark.parametrize("name", ["scenario", "setting", "trainer"])
@pytest.mark.parametrize(("others", "said"), [(1, True), (0, False)])
def test_a_changed_mix_is_said(name: str, others: int, said: bool) -> None:
    after = talks([50, 60, 40, 56, 60])
    another: dict[str, Any] = {name: "another"}
    after[:others] = [replace(e, **another) for e in after[:others]]
    limits = [limit for limit in compare(talks([50, 61, 40, 55, 61]), after).limits if f"The {name} differs" in limit]
    assert bool(limits) is said and all("20%" in limit for limit in limits)


@pytest.mark.parametrize(
    "made", [{"carescore": "2"}, {"profile": "dental 1, visit"}, {"profile": "clinic 1, role-play"}]
)
def test_another_version_profile_or_kind_is_refused_with_what_made_the_scores(made: dict[str, Any]) -> None:
    after = [replace(e, instrument="other", **made) for e in talks([60] * 4)]
    with pytest.raises(UsageError, match="different ways") as caught:
        compare(talks([50] * 4), after)
    assert next(iter(made.values())) in str(caught.value) and "rescore" in str(caught.value)


def test_limits_are_always_said() -> None:
    limits = " ".join(compare(talks([50, 60]), [*talks([50]), replace(ONE, person=None)]).limits)
    assert (
        "control group" in limits
        and "regression" in limits
        and "1 person has conversations in one period only and is in no figure." in limits
        and "1 conversation names no trainee and is in no figure." in limits
    )


def test_the_command_compares_a_library(tmp_path: Path) -> None:
    data = carescore.score([("Nurse", "How are you today?"), ("Patient", "I am scared.")], only=["questions"]).to_dict()
    data["skills"]["overall"]["value"] = 50.0
    with Library(tmp_path / "a.db") as library:
        for number in range(8):
            data["source"]["sha256"], data["skills"]["overall"]["value"] = str(number), 50.0 + number * number
            library.add(data, Known(f"2026-0{1 + number // 4}-10", f"Person {number % 4}"))
    done = CliRunner().invoke(main, ["compare", str(tmp_path / "a.db"), "--before", "2026-02-01"])
    assert done.exit_code == 0 and "4 people; each person" in done.stdout and "control group" in done.stdout
    assert "+28.0" in done.stdout
    late = CliRunner().invoke(
        main, ["compare", str(tmp_path / "a.db"), "--before", "2026-02-01", "--after", "2026-01-01"]
    )
    assert late.exit_code == 2
    nothing = CliRunner().invoke(main, ["compare", str(tmp_path / "a.db")])
    assert nothing.exit_code == 2 and "--cohorts" in nothing.stderr


def test_the_command_compares_cohorts_and_writes_a_page(tmp_path: Path) -> None:
    path, page = str(tmp_path / "a.db"), tmp_path / "a.html"
    with Library(path) as library:
        for number in range(32):
            data = made.report(number, {"overall": 50.0 + number % 5 + 20 * (number >= 16)})
            cohort = "spring" if number < 16 else "<b>autumn</b>"
            library.add(data, Known("2026-01-01", f"Person {number // 2}", cohort=cohort))
    done = CliRunner().invoke(
        main, ["compare", path, "--cohorts", "spring", "<b>autumn</b>", "--html", str(page)], catch_exceptions=False
    )
    assert done.exit_code == 0 and "overall (+20 points)" in done.stdout and "mixed model" in done.stdout
    shown = page.read_text(encoding="utf-8")
    assert (
        "assigned by chance" in done.stdout and "<b>autumn" not in shown and "16 conversations of spring" in done.stdout
    )
    assert '<th class="n" dir="auto">Spring</th>' in shown and "Before</th>" not in shown and "no change" not in shown
    assert "How two groups differ" in shown and "different</td>" in shown


@pytest.mark.parametrize("asked", [True, False])
def test_people_are_named_by_name_and_only_where_that_is_asked_for(tmp_path: Path, asked: bool) -> None:
    path, page = str(tmp_path / "a.db"), tmp_path / "a.html"
    with Library(path) as library:
        for number in range(32):
            after, person = number % 4 >= 2, number // 4
            level = 40.0 + 3 * (number % 2) + after * (40 if person == 7 else 0)
            library.add(made.report(number, {"overall": level}), Known(f"2026-0{1 + after}-10", f"Person {7 - person}"))
    command = ["compare", path, "--before", "2026-02-01", "--html", str(page), *(["--people"] if asked else [])]
    said = CliRunner().invoke(main, command, catch_exceptions=False).stdout
    shown = page.read_text(encoding="utf-8")
    assert "reliably better: 1" in said and ("Person 0" in said) is asked and ("Person 0" in shown) is asked
    if asked:
        named = [line for line in said.splitlines() if line.startswith("Person ")]
        assert [line.split()[1] for line in named] == list("01234567") and "better; chance" in named[0]
        assert all("no reliable change" in line for line in named[1:])
        assert shown.index("Person 0") < shown.index("Person 1") and shown.count("no reliable change</td>") == 7


def test_a_plan_needs_no_conversations(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["compare", str(tmp_path / "none.db"), "--plan", "5"])
    assert done.exit_code == 0 and "more than 50" in done.stdout


def test_the_whole_comparison_is_on_the_page() -> None:
    before, after = (
        [
            replace(
                ONE,
                id=100 * side + i,
                person=i % 9,
                date=f"2026-{1 + side:02}-01",
                skills={"overall": 50.0 + i + 9 * side * (i % 2)},
            )
            for i in range(27)
        ]
        for side in (0, 1)
    )
    impact = compare(before, after)
    assert len(impact.reliable) == 9 and impact.chart and impact.chart.missing
    page = impact.to_html()
    assert "Jacobson" in page and "control group" in page and "<script" not in page and " style=" not in page


def side(after: bool, gain: float, people: range, cohort: str) -> list[Entry]:
    """A conversation of each person; the second time all have 4 points more, and some gain besides."""
    return [
        replace(
            ONE, id=p, person=p, cohort=cohort, skills={"overall": 50.0 + (4 + gain) * after + (p * 7 + 3 * after) % 5}
        )
        for p in people
    ]


@pytest.mark.parametrize(("others", "known"), [(7, False), (8, True)])
def test_beside_a_control_group_the_difference_of_changes_counts(others: int, known: bool) -> None:
    before, after = (
        side(late, 10, range(12), "spring") + side(late, 0, range(20, 20 + others), "waiting") for late in (False, True)
    )
    impact = compare(before, after, control="waiting")
    change = impact.beside[0]
    assert impact.people == 12 and impact.before == 12 and "assigned by chance" in impact.limits[0]
    assert impact.changes[0].difference == pytest.approx(14, abs=1)
    if known:
        assert change.difference == pytest.approx(10, abs=1.5) and change.changed and change.interval is not None
        assert change.before == pytest.approx(4, abs=1) and "Their change" in impact.to_html()
    else:
        assert change.missing == "people before and after: 12 and 7; at least 8 in each are needed"


def test_what_all_gain_alike_is_no_effect() -> None:
    before, after = (
        side(late, 0, range(12), "spring") + side(late, 0, range(20, 32), "wait") for late in (False, True)
    )
    impact = compare(before, after, control="wait")
    assert impact.changes[0].changed and not impact.beside[0].changed


@pytest.mark.parametrize(
    ("ends", "detectable", "most"), [((-5.0, 12.0), 8.0, 40.0), ((37.0, 72.0), 25.0, 72.0), ((-1.0, 1.0), 55.0, 55.0)]
)
def test_a_picture_of_differences_holds_all_of_them(ends: tuple[float, float], detectable: float, most: float) -> None:
    shown = Change("overall", 6, 20, 67, sum(ends) / 2, ends, 0.01, 1.0, detectable)
    assert sentences.widest([shown, Change("empathy", 2, missing="too few")]) == most
    assert all(0 <= float(sentences.x(end, most)) <= 200 for end in (*ends, -detectable))
    assert sentences.x(0, most) == "100.0" and sentences.x(most, most) == "196.0"


@pytest.mark.parametrize(("p", "said"), [(0.0009, "<0.001"), (0.001, "0.001"), (0.2, "0.200")])
def test_chance_is_never_nothing(p: float, said: str) -> None:
    assert sentences.chance(p) == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["--cohorts", "spring", "autum"], "the cohort autum; did you mean autumn?"),
        (["--before", "2026-02-01", "--control", "none"], "the cohort none"),
        (["--before", "2026-02-01", "--cohort", "sprng"], "the cohort sprng; did you mean spring?"),
        (["--before", "2026-02-01", "--setting", "clinc"], "the setting clinc; did you mean clinic?"),
        (["--cohorts", "spring", "autumn", "--setting", "clinic"], None),
    ],
)
def test_a_slip_in_a_name_leaves_nobody_out_unsaid(tmp_path: Path, asked: list[str], said: str | None) -> None:
    with Library(tmp_path / "a.db") as library:
        for number, cohort in enumerate(("spring", "autumn")):
            known = Known("2026-01-01", f"P{number}", setting="clinic", cohort=cohort)
            library.add(made.report(number, {"overall": 50.0}), known)
    done = CliRunner().invoke(main, ["compare", str(tmp_path / "a.db"), *asked])
    assert done.exit_code == (0 if said is None else 2) and (said or "") in done.stderr


@pytest.mark.parametrize(("until", "before"), [("2026-03-01", 0), ("2026-04-01", 0), ("2026-05-01", 1), (None, 1)])
def test_an_answer_of_a_month_between_the_periods_is_in_neither(until: str | None, before: int) -> None:
    first, second = ([replace(ONE, person=1, date=day)] for day in ("2026-01-05", "2026-07-05"))
    answers = [Answer({"stars": 50.0}, person=1, month=month) for month in ("2026-04", "2026-09")]
    (change,) = compare(first, second, answers=answers, until=until).answers
    assert change.people == before
