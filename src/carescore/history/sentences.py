"""What the pages and the terminal say of a person's progress, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from carescore.history._issues import Issue
from carescore.history._practice import Practice
from carescore.history._ranking import Standing
from carescore.history.answers import Taken
from carescore.history.changes import Change
from carescore.history.counted import conversations, counted, people
from carescore.history.courses import Course
from carescore.history.milestones import Milestone
from carescore.history.months import RunChart, Signal
from carescore.history.reliable import BETTER, WORSE, Reliable
from carescore.renderers import words
from carescore.skills import profiles

if TYPE_CHECKING:  # each of them asks for its sentences
    from carescore.history._progress import Progress
    from carescore.history._team import Group
    from carescore.history.impact import Impact
    from carescore.history.surveys import Surveys

MOST_ROWS = 10  # that are listed


def y(value: float) -> str:
    """Where a value of 0 to 100 stands in a chart."""
    return f"{168 - 1.6 * value:.1f}"


def widest(changes: Sequence[Change]) -> float:
    """How many points either side of none a picture of differences needs, 40 at least."""
    intervals = [end for one in changes for end in one.interval or ()]
    return max(40.0, *map(abs, intervals), *(one.detectable or 0.0 for one in changes))


def x(difference: float, most: float) -> str:
    """Where a difference of at most so many points stands beside none."""
    return f"{100 + 96 * difference / most:.1f}"


def chance(p: float) -> str:
    """A p value, never as 0."""
    return "<0.001" if p < 0.001 else f"{p:.3f}"


def share(correlation: float) -> str:
    """Where a correlation stands beside none."""
    return f"{100 + 96 * correlation:.1f}"


QUESTIONS = {
    "fft": "Friends and family (five levels)",
    "nps": "Would recommend (0 to 10)",
    "cahps": "How often (CAHPS)",
    "stars": "Stars",
    "satisfaction": "Satisfaction",
}


def question(name: str) -> str:
    return QUESTIONS[name]


def _rows(numbers: Sequence[int]) -> str:
    """Rows of a table, the first ten of them."""
    more = f" and {len(numbers) - MOST_ROWS} more" if len(numbers) > MOST_ROWS else ""
    return ("row " if len(numbers) == 1 else "rows ") + ", ".join(map(str, numbers[:MOST_ROWS])) + more


def unmatched(numbers: Sequence[int]) -> str:
    """Rows of a table of answers that are not kept."""
    fit, are = ("fits", "is") if len(numbers) == 1 else ("fit", "are")
    return f"{len(numbers)} {fit} no conversation of the library and {are} not kept: {_rows(numbers)}"


def answers(of: Surveys) -> str:
    """How many answers a library keeps, and what they are linked by."""
    return ", linked by ".join(filter(None, [f"{counted(of.answers, 'answer')} kept", ", ".join(of.by)]))


def doubtful(numbers: Sequence[int]) -> str:
    """Rows that may be corrections of answers that are kept."""
    rows = _rows(numbers)
    one = "is", "It may be a correction of one of them, or a further answer"
    several = "are", "They may be corrections of them, or further answers"
    is_, may_be = one if len(numbers) == 1 else several
    return (
        f"Nothing was kept yet: {rows} {is_} new, and the library keeps answers about the same recording, person or"
        f" month that this table does not repeat. {may_be}: say which."
    )


def taken(of: Taken) -> str:
    """What became of a table of answers."""
    if of.doubtful:
        return doubtful(of.doubtful)
    parts = [f"{counted(of.rows, 'row')}: {of.new} new, {of.same} already there"]
    parts += [f"{of.changed} in the place of what was kept"] if of.changed else []
    parts += [f"{of.empty} without an answer"] if of.empty else []
    parts += [unmatched(of.unmatched)] if of.unmatched else []
    return ", ".join(parts) + "."


def what(kind: str) -> str:
    """A skill, a question, or a kind of moment, as a heading."""
    return words.SKILL_TITLES.get(kind) or QUESTIONS.get(kind) or words.kind_title(kind)


@cache
def setting(name: str) -> str:
    """A setting as people call it: a bundled profile by its title, any other as it was given."""
    return profiles.load(name).title if name in profiles.names() else name


def course(one: Course) -> str:
    """What became of a skill."""
    if one.first is None or one.last is None or one.smallest is None:
        return f"{conversations(len(one.points))}: too few to compare."
    from_to = f"from {one.first:.0f} to {one.last:.0f} (means of the first and the last {one.several})"
    if not one.changed:
        return f"No change shown: {from_to}; less than {one.smallest:.0f} points may be chance."
    return f"{'Up' if one.last > one.first else 'Down'} {from_to}; chance gives less than {one.smallest:.0f} points."


def summary(progress: Progress) -> str:
    """The whole in a sentence or two."""
    up, down = (
        [what(c.skill).lower() for c in progress.courses if c.changed and (c.difference or 0) * sign > 0]
        for sign in (1, -1)
    )
    parts = [f"Better {_in(up)} than at first." if up else "", f"Worse {_in(down)}." if down else ""]
    if not up and not down:
        compared = any(one.several for one in progress.courses)
        parts = ["No skill changed by more than chance gives." if compared else "Too few conversations to compare yet."]
    if progress.issues:
        first = max(progress.issues, key=lambda issue: issue.conversations / issue.of)
        parts.append(
            f"Most often to work on: {what(first.kind).lower()}, in {first.conversations} of {first.of} conversations."
        )
    return " ".join(filter(None, parts))


def milestone(one: Milestone) -> str:
    """Why there is something to celebrate."""
    if one.kind == "best":
        return f"Best {what(one.what).lower()} so far: {one.value:.0f}, above all {one.count} earlier ones."
    if one.kind == "first":
        return f"First time: {what(one.what).lower()}, after {conversations(one.count)} without."
    if one.what == "missed_feeling":
        return f"{one.count} conversations in a row in which every feeling found was taken up."
    return f"{one.count} conversations in a row without: {what(one.what).lower()}."


def _and(names: list[str]) -> str:
    unique = list(dict.fromkeys(names))
    return unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}"


def _in(names: list[str]) -> str:
    """overall, and in empathy and respect."""
    skills = [name for name in dict.fromkeys(names) if name != "overall"]
    within = f"in {_and(skills)}" if skills else ""
    return " and ".join(filter(None, ["overall" if "overall" in names else "", within]))


def issue(one: Issue) -> str:
    return f"{what(one.kind)} in {one.conversations} of {one.of} conversations. {one.advice}"


def practice(one: Practice) -> str:
    exercise = f" Exercise: {one.title} (--scenario {one.scenario})." if one.scenario else ""
    return f"{what(one.what)}. {one.advice}{exercise}"


def group(one: Group) -> list[tuple[str, ...]]:
    """Rows of setting, team, skill, mean with interval, and people."""
    where = (one.setting, one.team or "all")
    if one.hidden:
        return [(*where, "", "not shown: fewer than five people", str(one.people))]
    return [
        (
            *where,
            what(m.skill),
            f"{words.number(m.value)} {f'({words.span(m.interval)})' if m.interval else ''}",
            str(m.people),
        )
        for m in one.skills
    ]


def standing(one: Standing) -> str:
    first, last = one.places
    place = f"{first}" if first == last else f"{first} to {last}"
    return f"{one.trainee}, {one.setting}: place {place}, {one.value:.0f} ({words.span(one.interval)})"


def compared(of: Impact) -> str:
    """Which sets of conversations were compared, and how."""
    (first, second), count = of.names, counted(of.before, "conversation")
    sets = f"{count} {first}, {of.after} {second}" if of.is_change else f"{count} of {first}, {of.after} of {second}"
    return f"{sets}; {people(of.people)}; {of.method}"


def outcome(one: Change, is_change: bool = True) -> str:
    """Whether two sets differ by more than chance gives."""
    if is_change:
        return "changed" if one.changed else "no change shown"
    return "different" if one.changed else "no difference shown"


def change(one: Change, is_change: bool = True) -> str:
    """What became of a skill between two sets."""
    if one.difference is None or one.interval is None or one.p is None:
        return one.missing or ""
    low, high = one.interval
    interval = f"95 %: {low:+.1f} to {high:+.1f}; p {chance(one.p)} after Holm"
    return f"{outcome(one, is_change)}: {one.difference:+.1f} points ({interval}); detectable: {one.detectable:.1f}"


def verdict(changes: Sequence[Change], is_change: bool = True) -> str:
    """All skills in a sentence."""
    changed = [f"{what(one.skill).lower()} ({one.difference:+.0f} points)" for one in changes if one.changed]
    verb, noun = ("Changed", "change") if is_change else ("Different", "difference")
    if changed:
        return f"{verb} by more than chance gives: {_and(changed)}."
    if all(one.missing for one in changes):
        return "Nothing can be said: too few people."
    return f"No {noun} shown: that is not the same as no {noun}, see what could have been detected."


def reliable(of: Sequence[Reliable]) -> str:
    """How many people changed by more than the error of measurement."""
    counts = Counter(one.verdict for one in of)
    return (
        f"People with two conversations on either side: {len(of)}. Overall, reliably better: {counts[BETTER]}, reliably"
        f" worse: {counts[WORSE]} (Jacobson & Truax); chance alone would call {0.05 * len(of):.1f} changed."
    )


def person(one: Reliable) -> tuple[str, str, str]:
    """Who, from what to what, and whether that is more than chance gives."""
    first, second = one.conversations
    levels = f"{one.before:.0f} to {one.after:.0f} ({first} and {second} conversations)"
    return one.name, levels, f"{one.verdict}; chance alone gives less than {one.smallest:.0f} points"


def signal(one: Signal) -> str:
    return f"{one.month}: {'up' if one.up else 'down'}, {one.rule}"


def chart(of: RunChart) -> str:
    """What the months say."""
    if of.missing:
        return f"{of.missing[:1].upper()}{of.missing[1:]}."
    return "; ".join(map(signal, of.signals)) + "." if of.signals else "No rule fired: the months vary as chance does."
