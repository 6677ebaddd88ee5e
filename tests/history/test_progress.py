"""Progress: only what chance does not explain is a change, and only what is known counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import made
import pytest
from click.testing import CliRunner

from carescore.cli import main
from carescore.errors import UsageError
from carescore.history import Course, Known, Library, Progress, progress
from carescore.skills.moments import MOST

JARGON, MISSED = made.moment("jargon", "jargon_density"), made.moment("missed_feeling", "empathic_opportunities")
DEAD_AIR = made.moment("dead_air", "silence")  # no exercise asks for less of it
TEACH = made.moment("teach_back", "teach_back", praise=True)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "a.db") as opened:
        yield opened


def of(library: Library, talks: Sequence[made.Data]) -> Progress:
    made.fill(library, [("Maria", f"2026-01-{i:02}", data) for i, data in enumerate(talks, 1)])
    return progress(library, "maria")


def overall(values: Sequence[float | None]) -> list[made.Data]:
    return [made.report(i, {"overall": value}) for i, value in enumerate(values)]


def course(found: Progress) -> Course:
    return next(one for one in found.courses if one.skill == "overall")


@pytest.mark.parametrize(
    ("rise", "changed"),
    [(7.5, False), (7.6, True)],  # 1.96 · 6.1 · √(2/5) = 7.56, with one skill to compare
)
def test_a_change_is_one_beyond_the_smallest_that_means_something(library: Library, rise: float, changed: bool) -> None:
    found = course(of(library, overall([50.0] * 5 + [50 + rise] * 5)))
    assert found.smallest == pytest.approx(7.561, abs=0.01) and found.changed is changed
    assert (found.first, found.last, found.several) == (50, 50 + rise, 5)


def test_more_skills_need_more(library: Library) -> None:
    talks = [made.report(i, {"overall": v, "respect": v}) for i, v in enumerate([50.0] * 5 + [58.0] * 5)]
    assert not any(one.changed for one in of(library, talks).courses)


@pytest.mark.parametrize(("count", "several"), [(3, 0), (4, 2), (9, 4), (10, 5), (20, 5)])
def test_how_many_conversations_are_compared(library: Library, count: int, several: int) -> None:
    found = course(of(library, overall([50.0] * count)))
    assert found.several == several and (found.smallest is None) is (several == 0)


def test_unknown_is_no_point(library: Library) -> None:
    assert [p.value for p in course(of(library, overall([50, None, 60]))).points] == [50, 60]


def test_other_versions_are_shown_and_not_compared(library: Library) -> None:
    talks = overall([20.0] * 3 + [50.0] * 4)
    for data in talks[:3]:
        data["provenance"]["carescore"] = "0.0.1"
    found = of(library, talks)
    assert len(found.entries) == 7 and len(course(found).points) == 4
    assert any("3 conversations were scored by another version" in note for note in found.notes)


def kinds(found: Progress) -> list[tuple[str, str, int]]:
    return [(one.kind, one.what, one.count) for one in found.milestones]


@pytest.mark.parametrize(
    ("value", "best"),
    [(62.0, False), (66.0, True)],  # one test: 1.645 · 5.7 · √(1 + 1/3) = 10.8 above the mean of 54
)
def test_a_best_is_above_all_by_more_than_chance(library: Library, value: float, best: bool) -> None:
    assert kinds(of(library, overall([50, 61, 51, value]))) == ([("best", "overall", 3)] if best else [])


def test_no_best_below_an_earlier_one(library: Library) -> None:
    assert kinds(of(library, overall([50, 67, 45, 66.5]))) == []


def first(values: Sequence[tuple[float, list[Any]]]) -> list[made.Data]:
    return [
        made.figure(made.report(i, {}, moments), "teach_back", value, 1) for i, (value, moments) in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("before", "confidence", "found"), [(3, 0.9, True), (2, 0.9, False), (3, 0.7, True), (3, 0.69, False)]
)
def test_a_first_is_sure_and_has_three_without_before(
    library: Library, before: int, confidence: float, found: bool
) -> None:
    moment = TEACH | {"confidence": confidence}
    talks = first([(0, [])] * before + [(1, [moment]), (1, [moment])])
    assert kinds(of(library, talks)) == ([("first", "teach_back", before)] if found else [])


def test_what_was_counted_but_not_shown_was_no_first(library: Library) -> None:
    assert kinds(of(library, first([(0, []), (1, []), (0, []), (0, []), (1, [TEACH])]))) == []


@pytest.mark.parametrize(
    ("earlier", "length", "found"),
    [
        (7, 3, True),  # (1/9)³
        (7, 2, False),  # too short for a streak
        (1, 3, False),  # (1/3)³ = .037: of two kinds tested, chance is .025
    ],
)
def test_a_streak_is_so_long_that_chance_is_unlikely(library: Library, earlier: int, length: int, found: bool) -> None:
    talks = [
        made.figure(made.report(i, {}, [JARGON] * (i < earlier)), "empathic_opportunities", 0, 0)
        for i in range(earlier + length)
    ]
    assert kinds(of(library, talks)) == ([("streak", "jargon", length)] if found else [])


def test_a_streak_of_feelings_counts_conversations_with_feelings(library: Library) -> None:
    met = [(0, 2), (0, 3), (1, 1), (0, 0), (2, 2), (1, 1)]
    talks = [made.figure(made.report(i, {}), "empathic_opportunities", *m) for i, m in enumerate(met)]
    found = of(library, talks)
    assert kinds(found) == [("streak", "missed_feeling", 3)]
    assert (found.milestones[0].entry, found.milestones[0].date) == (found.entries[-1].id, "2026-01-06")


def test_a_streak_leads_to_the_conversation_of_its_day(library: Library) -> None:
    found = of(
        library,
        [made.figure(made.report(i, {}, [JARGON] * (i < 7)), "empathic_opportunities", 0, 0) for i in range(10)],
    )
    (streak,) = found.milestones
    assert (streak.entry, streak.date) == (found.entries[-1].id, found.entries[-1].date)


def test_where_as_much_is_shown_as_can_be_nothing_is_known_to_be_gone(library: Library) -> None:
    other = [made.moment("pressure", "autonomy", turn=i) for i in range(MOST)]
    talks = [made.report(i, {}, [JARGON] if i < 7 else other) for i in range(10)]
    assert ("streak", "jargon", 3) not in kinds(of(library, talks))


@pytest.mark.parametrize(("with_it", "count", "recurs"), [(7, 9, True), (1, 2, False), (2, 6, True), (2, 7, False)])
def test_what_recurs(library: Library, with_it: int, count: int, recurs: bool) -> None:
    found = of(library, [made.report(i, {}, [JARGON] * (i >= count - with_it)) for i in range(count)])
    assert [(issue.kind, issue.conversations, issue.of) for issue in found.issues] == (
        [("jargon", with_it, count)] if recurs else []
    )
    assert not recurs or [place.entry for place in found.issues[0].places] == list(range(count, count - with_it, -1))


@pytest.mark.parametrize(("kind", "exercise"), [(MISSED, "break-a-delay"), (JARGON, "say-it-plainly")])
def test_what_has_an_exercise_is_practised(library: Library, kind: made.Data, exercise: str) -> None:
    found = of(library, [made.report(i, {}, [DEAD_AIR, kind] if i else [DEAD_AIR]) for i in range(3)])
    assert found.practice and (found.practice.what, found.practice.scenario) == (kind["kind"], exercise)


def test_without_issues_the_lowest_skill_is_practised(library: Library) -> None:
    talks = [made.report(i, {"empathy": 30.0, "respect": 60.0}) for i in range(3)]
    found = of(library, talks)
    assert found.practice and found.practice.what == "empathy" and found.practice.scenario


def test_words_are_shown_only_where_they_were_kept(library: Library) -> None:
    talks = [made.report(i, {}, [JARGON]) for i in range(3)]
    assert not of(library, talks).exchanges
    library.add(made.report(7, {}, [JARGON]), Known("2026-02-01", "Maria"), keep_text=True)
    found = progress(library, "Maria")
    assert list(found.exchanges) == [(4, 1)] and "Marcus" in found.to_html()


def test_the_page_escapes_and_loads_nothing(library: Library) -> None:
    hostile = '<img src=x onerror="alert(1)">{{ 7 * 7 }}'
    made.fill(library, [(hostile, f"2026-01-{i + 1:02}", made.report(i, {"overall": 50.0})) for i in range(4)])
    page = progress(library, hostile).to_html(link=lambda entry, turn: f"/c/{entry.id}?a=1&b=2")
    assert "<img" not in page and "<script" not in page and " style=" not in page and "{{ 7" in page
    assert "default-src &#39;none&#39;" in page and 'href="/c/1?a=1&amp;b=2"' in page


def test_the_command_writes_pages_that_find_each_other(library: Library, tmp_path: Path) -> None:
    for i in range(3):
        library.add(made.report(i, {"overall": 50.0}, [JARGON]), Known(f"2026-01-0{i + 1}", "Maria"), keep_text=i == 0)
    page, folder = tmp_path / "out" / "maria.html", tmp_path / "out" / "talks here"
    page.parent.mkdir()
    arguments = ["progress", library.path, "--trainee", "Maria", "--html", str(page), "--pages", str(folder)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0 and "in 3 of 3 conversations" in done.stdout
    assert 'href="talks%20here/conversation-1.html#turn-1"' in page.read_text(encoding="utf-8")
    assert [file.name for file in folder.iterdir()] == ["conversation-1.html"]


def test_who_has_nothing_here_is_said(library: Library) -> None:
    library.add(made.report(1, {}), Known("2026-01-01", "Maria"))
    with pytest.raises(UsageError, match="nobody of that name"):
        progress(library, "Dana")


def test_what_is_gone_does_not_recur(library: Library) -> None:
    found = of(library, [made.report(i, {}, [JARGON] * (i < 4)) for i in range(9)])
    assert ("streak", "jargon", 5) in kinds(found) and not found.issues


def test_moments_of_another_version_are_not_known_and_not_none(library: Library) -> None:
    talks = [made.report(i, {"overall": 50.0}, [MISSED]) for i in range(4)]
    talks[0]["provenance"]["carescore"] = "0.0.1"
    page = of(library, talks).to_html()
    row = page.partition('<th scope="row">To work on</th>')[2].partition("</tr>")[0]
    assert row == '<td class="soft">–</td>' + "<td>1</td>" * 3
