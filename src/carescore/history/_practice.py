"""What to practise next, and a bundled exercise that asks for just that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from carescore.history._issues import Issue
from carescore.history._records import Entry
from carescore.history.courses import Course
from carescore.skills import SKILLS, profiles, scenarios
from carescore.skills.scenarios import Scenario


@dataclass(frozen=True, slots=True)
class Practice:
    """what: the kind of a recurring moment, or where none recurs the skill with most to gain; advice: what to do;
    scenario: the name of an exercise that asks for it, with its title and purpose; None where no bundled one does."""

    what: str
    advice: str
    scenario: str | None = None
    title: str = ""
    purpose: str = ""


def practice(entries: Sequence[Entry], issues: Sequence[Issue], courses: Sequence[Course]) -> Practice | None:
    """What recurs most and has an exercise; else what recurs most; else the lowest skill."""
    settings = Counter(entry.profile.split()[0] for entry in entries)
    choices = [_of_issue(issue, settings) for issue in sorted(issues, key=_weight) if issue.recurs]
    choices = choices or list(_of_lowest(courses, settings))
    return next((one for one in choices if one.scenario), choices[0] if choices else None)


def _weight(issue: Issue) -> tuple[float, str]:
    return -issue.conversations / issue.of, issue.kind


def _of_issue(issue: Issue, settings: Counter[str]) -> Practice:
    return _with_scenario(Practice(issue.kind, issue.advice), (issue.measure,), settings)


def _of_lowest(courses: Sequence[Course], settings: Counter[str]) -> Iterator[Practice]:
    known = [course for course in courses if course.skill in SKILLS]
    if known and settings:
        lowest = min(known, key=lambda course: fmean(point.value for point in course.points[-5:]))
        name = settings.most_common(1)[0][0]
        rules = profiles.load(name).skills[lowest.skill] if name in profiles.names() else ()
        yield _with_scenario(Practice(lowest.skill, ""), tuple(rule.measure for rule in rules), settings)


def _with_scenario(one: Practice, measures: Sequence[str], settings: Counter[str]) -> Practice:
    def fit(scenario: Scenario) -> tuple[int, int, str]:
        asked = sum(behaviour.measure in measures for behaviour in scenario.behaviours)
        return asked, settings[scenario.profile or ""], scenario.name

    best = max(map(scenarios.load, scenarios.names()), key=fit)
    return Practice(one.what, one.advice, best.name, best.title, best.purpose) if fit(best)[0] else one
