"""Surveys and reviews of patients beside the skills: linked by recording, person or month, never a cause.

A correlation (Pearson, with its interval by Fisher's z) is one of people, or of months: each counts once however many
answers it has, and fewer than FEWEST are refused.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from carescore.errors import MissingDependencyError
from carescore.history._records import Answer, Entry
from carescore.history.answers import ANSWERS, LINKS
from carescore.history.courses import comparable
from carescore.skills import SKILLS

FEWEST = 8  # people or months below which an interval of a correlation says nothing
PEOPLE, MONTHS = "people", "months"  # what is compared

Pair = tuple[object, Mapping[str, float | None], float]  # a unit, its skills in a conversation, an answer


@dataclass(frozen=True, slots=True)
class Answered:
    """One question: mean of 0 to 100 over its answers. promoters: of nps, the share of 9 and 10 less that of 0 to 6, in
    points."""

    question: str
    answers: int
    mean: float
    promoters: float | None = None


@dataclass(frozen=True, slots=True)
class Association:
    """How a question goes with a skill over people or months: which and how many, the correlation with its 95 %
    interval, or why there is none."""

    question: str
    skill: str
    over: str
    units: int
    correlation: float | None = None
    interval: tuple[float, float] | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Surveys:
    """Survey answers beside a library. by: what they are linked by; answers: how many patients'; unmatched: rows of the
    table just given that no conversation of the library fits; older: conversations that another version scored, which
    no correlation holds; comments: how many are negative, neutral, positive."""

    by: tuple[str, ...]
    answers: int
    unmatched: tuple[int, ...]
    answered: tuple[Answered, ...]
    associations: tuple[Association, ...]
    older: int
    comments: Mapping[str, int]

    def to_html(self, path: str | os.PathLike[str] | None = None) -> str:
        """A self-contained page, written to path if given."""
        from carescore.history import _pages

        return _pages.surveys(self, path)


def surveys(answers: Sequence[Answer], entries: Iterable[Entry], unmatched: Iterable[int] = ()) -> Surveys:
    """What the answers of a library say, and how they go with the skills of its conversations."""
    entries = list(entries)
    alike = comparable(entries)
    linked = {link: [one for one in answers if one.link == link] for link in LINKS}
    scored = {
        PEOPLE: [*_beside(linked["recording"], alike), *_beside(linked["person"], alike)],
        MONTHS: _beside(linked["month"], alike),
    }
    asked = [question for question in ANSWERS if any(question in one.values for one in answers)]
    return Surveys(
        tuple(link for link in LINKS if linked[link]),
        len(answers),
        tuple(unmatched),
        tuple(
            _answered(question, [one.values[question] for one in answers if question in one.values])
            for question in asked
        ),
        tuple(
            associated(question, skill, over, _pairs(question, over, scored[over]))
            for over, links in ((PEOPLE, LINKS[:2]), (MONTHS, LINKS[2:]))
            if any(linked[link] for link in links)
            for question in asked
            for skill in ("overall", *SKILLS)
        ),
        len(entries) - len(alike),
        Counter(one.comment for one in answers if one.comment),
    )


def associated(question: str, skill: str, over: str, pairs: Iterable[Pair]) -> Association:
    """The correlation over units of (unit, skills, answer)."""
    means: defaultdict[object, list[tuple[float, float]]] = defaultdict(list)
    for unit, skills, answer in pairs:
        if (value := skills.get(skill)) is not None:
            means[unit].append((value, answer))
    first = [fmean(value for value, _ in of) for of in means.values()]
    second = [fmean(answer for _, answer in of) for of in means.values()]
    if len(means) < FEWEST:
        return Association(question, skill, over, len(means), missing=f"fewer than {FEWEST} to compare")
    if len(set(first)) == 1 or len(set(second)) == 1:
        return Association(question, skill, over, len(means), missing="all are alike")
    try:
        from scipy.stats import pearsonr
    except ImportError:
        raise MissingDependencyError("surveys", "impact") from None
    found = pearsonr(first, second)
    low, high = found.confidence_interval(0.95)
    return Association(question, skill, over, len(means), float(found.statistic), (float(low), float(high)))


Beside = tuple[Answer, list[Entry]]  # an answer with the conversations it belongs to


def _beside(answers: Iterable[Answer], entries: Iterable[Entry]) -> list[Beside]:
    """Each answer with its conversations: of one recording, of one person, or of one month."""
    by: dict[object, list[Entry]] = defaultdict(list)
    for entry in entries:
        for key in (("recording", entry.id), ("person", entry.person), ("month", entry.date[:7])):
            by[key].append(entry)
    found = []
    for answer in answers:
        names = answer.conversations or (answer.month if answer.person is None else answer.person,)
        found.append((answer, [entry for name in names for entry in by.get((answer.link, name), ())]))
    return found


def _pairs(question: str, over: str, beside: Iterable[Beside]) -> Iterator[Pair]:
    for answer, entries in beside:
        for entry in entries if question in answer.values else ():
            unit = entry.date[:7] if over == MONTHS else entry.person
            if unit is not None:
                yield unit, entry.skills, answer.values[question]


def _answered(question: str, values: Sequence[float]) -> Answered:
    promoters = fmean((v >= 90) - (v <= 60) for v in values) * 100 if question == "nps" else None
    return Answered(question, len(values), fmean(values), promoters)
