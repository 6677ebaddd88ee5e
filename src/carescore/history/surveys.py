"""Surveys and reviews of patients beside the skills: linked by recording, person or month, never a cause.

Answers are put on a scale of 0 to 100. A correlation (Pearson, with its interval by Fisher's z) is one of people, or of
months: each counts once however many answers it has, and fewer than FEWEST are refused. Comments are judged by the
bundled sentiment model; no word of one is kept.
"""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from carescore.errors import MissingDependencyError, ReadError, UsageError
from carescore.history import _given
from carescore.history._records import Entry
from carescore.history.courses import comparable
from carescore.readers import separated
from carescore.skills import SKILLS

LINKS = ("recording", "person", "month")
ANSWERS = ("fft", "nps", "cahps", "stars", "satisfaction")
COMMENT = "comment"
SHOWN = 5  # rows of a sample
FIELDS = (*LINKS, *ANSWERS, COMMENT)
FEWEST = 8  # people or months below which an interval of a correlation says nothing
_NUMBERS = {"nps": (0.0, 10.0), "stars": (1.0, 5.0), "satisfaction": (1.0, 5.0), "cahps": (1.0, 4.0), "fft": (5.0, 1.0)}
_LEVELS = {
    "fft": ("very poor", "poor", "neither good nor poor", "good", "very good"),
    "cahps": ("never", "sometimes", "usually", "always"),
}
_ALSO = {  # how else a column is called that holds a field
    "recording": ("file", "filename", "file name", "conversation", "call"),
    "person": ("name", "staff", "trainee", "clinician", "agent", "employee", "member of staff"),
    "month": ("date", "day"),
    "fft": ("friends and family", "friends and family test"),
    "nps": ("net promoter score", "would recommend", "recommend"),
    "cahps": (),
    "stars": ("star", "star rating", "rating"),
    "satisfaction": ("satisfied", "overall satisfaction"),
    "comment": ("comments", "text", "review", "free text", "feedback"),
}
_UNKNOWN = frozenset({"", "don't know", "dont know", "n/a", "na", "-"})
_ASKED = "Why did you give that answer?"  # what the comments that the model learnt from mostly answer

_DAY = re.compile(r"\s*(\d{4}-\d\d)-\d\d\b")

Answer = Mapping[str, str]
Pair = tuple[object, Mapping[str, float | None], float]


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
    """How a question goes with a skill over people or months: their number, the correlation with its 95 % interval, or
    why there is none."""

    question: str
    skill: str
    units: int
    correlation: float | None = None
    interval: tuple[float, float] | None = None
    missing: str | None = None


@dataclass(frozen=True, slots=True)
class Surveys:
    """Survey answers beside a library. by: what they are linked by; unmatched: rows of the table, counted from the
    header's line, that no conversation of the library fits; older: conversations that
    another version scored, which no correlation holds; comments: how many are negative, neutral, positive."""

    by: str
    rows: int
    unmatched: tuple[int, ...]
    answered: tuple[Answered, ...]
    associations: tuple[Association, ...]
    older: int
    comments: Mapping[str, int]

    @property
    def units(self) -> str:
        """What is compared."""
        return "months" if self.by == "month" else "people"

    def to_html(self, path: str | os.PathLike[str] | None = None) -> str:
        """A self-contained page, written to path if given."""
        from carescore.history import _pages

        return _pages.surveys(self, path)


def read(path: str, columns: Mapping[str, str] | None = None) -> Sequence[Answer]:
    """The rows of a table of answers by field. columns: field → its column's header where they differ, "" where the
    table has none. Raises UsageError and ReadError."""
    headers = _given.headers(FIELDS, columns or {})
    rows = separated.in_file(path)
    known = separated.header(rows)
    present = [name for name, header in headers.items() if header and header in known]
    if not set(present) & set(LINKS) or not set(present) & {*ANSWERS, COMMENT}:
        raise ReadError("a table of answers has recording, person or month, and a question or a comment", path)
    if not any(row[headers[name]].strip() for row in rows.values() for name in present if name in LINKS):
        raise ReadError("no row names its recording, person or month", path)
    answers = {number: {name: row[headers[name]].strip() for name in present} for number, row in rows.items()}
    for number, answer in answers.items():
        for question in ANSWERS:
            try:
                scaled(question, answer.get(question, ""))
            except UsageError as error:
                raise ReadError(str(error), path, number) from None
    return list(answers.values())


def sample(path: str) -> tuple[list[str], list[list[str]]]:
    """The headers of a table and its first rows, to choose columns by. Raises ReadError."""
    rows = list(separated.in_file(path).values())[:SHOWN]
    headers = [header for header in (rows[0] if rows else ()) if header]
    if not headers:
        raise ReadError("the table has no rows below its headers", path)
    return headers, [[row[header] for header in headers] for row in rows]


def guessed(headers: Iterable[str]) -> dict[str, str]:
    """By field, the header that surely names it; "" where none does."""
    own = {header.strip().casefold(): header for header in headers}
    return {field: next((own[name] for name in (field, *_ALSO[field]) if name in own), "") for field in FIELDS}


def scaled(question: str, answer: str) -> float | None:
    """An answer on the scale of 0 to 100, 100 the best; None for no answer. Raises UsageError outside its scale."""
    text = " ".join(answer.casefold().split()).replace("’", "'")
    if text in _UNKNOWN:
        return None
    levels = _LEVELS.get(question, ())
    if text in levels:
        return 100.0 * levels.index(text) / (len(levels) - 1)
    first, last = _NUMBERS[question]
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not min(first, last) <= value <= max(first, last):
        also = f", or {', '.join(levels)}" if levels else ""
        raise UsageError(f"{question}: an answer is {first:g} to {last:g}{also}")
    return 100.0 * (value - first) / (last - first)


def surveys(answers: Sequence[Answer], entries: Iterable[Entry]) -> Surveys:
    """What the answers say, and how they go with the skills of these conversations."""
    entries = list(entries)
    by = next(link for link in LINKS if any(answer.get(link) for answer in answers))
    fitting = _fitting(by, entries)
    matched = {
        number: fitting[key] for number, answer in enumerate(answers) if (key := _key(by, answer[by])) in fitting
    }
    alike = {entry.id for entry in comparable(entries)}
    scored = {number: [one for one in of if one.id in alike] for number, of in matched.items()}
    pairs = {question: list(_pairs(question, by, answers, scored)) for question in ANSWERS}
    return Surveys(
        by,
        len(answers),
        tuple(number + 2 for number in range(len(answers)) if number not in matched),
        tuple(_answered(question, answers) for question in ANSWERS if _values(question, answers)),
        tuple(associated(q, s, pairs[q]) for q in ANSWERS if _values(q, answers) for s in ("overall", *SKILLS)),
        len(entries) - len(alike),
        _comments([answer[COMMENT] for answer in answers if answer.get(COMMENT)]),
    )


def associated(
    question: str, skill: str, pairs: Iterable[tuple[object, Mapping[str, float | None], float]]
) -> Association:
    """The correlation over units of (unit, skills, answer)."""
    means: defaultdict[object, list[tuple[float, float]]] = defaultdict(list)
    for unit, skills, answer in pairs:
        if (value := skills.get(skill)) is not None:
            means[unit].append((value, answer))
    first = [fmean(value for value, _ in of) for of in means.values()]
    second = [fmean(answer for _, answer in of) for of in means.values()]
    if len(means) < FEWEST:
        return Association(question, skill, len(means), missing=f"fewer than {FEWEST} to compare")
    if len(set(first)) == 1 or len(set(second)) == 1:
        return Association(question, skill, len(means), missing="all are alike")
    try:
        from scipy.stats import pearsonr
    except ImportError:
        raise MissingDependencyError("surveys", "impact") from None
    found = pearsonr(first, second)
    low, high = found.confidence_interval(0.95)
    return Association(question, skill, len(means), float(found.statistic), (float(low), float(high)))


def _fitting(by: str, entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The conversations by what answers are linked by."""
    found: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        names = {"recording": (entry.path, entry.title), "person": (entry.trainee,), "month": (entry.date[:7],)}[by]
        for key in {_key(by, name) for name in names if name}:
            found[key].append(entry)
    return found


def _key(by: str, name: str) -> str:
    """A name as it is compared; a recording's without its folder and ending, a day's month."""
    bare = _given.name_of(name) if by == "recording" else name
    if by == "month" and (day := _DAY.match(name)):
        bare = day[1]
    return " ".join(bare.casefold().split())


def _pairs(question: str, by: str, answers: Sequence[Answer], matched: Mapping[int, Sequence[Entry]]) -> Iterator[Pair]:
    for number, entries in matched.items():
        value = scaled(question, answers[number].get(question, ""))
        if value is None:
            continue
        for entry in entries:
            unit = entry.date[:7] if by == "month" else entry.person
            if unit is not None:
                yield unit, entry.skills, value


def _values(question: str, answers: Iterable[Answer]) -> list[float]:
    return [v for answer in answers if (v := scaled(question, answer.get(question, ""))) is not None]


def _answered(question: str, answers: Iterable[Answer]) -> Answered:
    values = _values(question, answers)
    promoters = fmean((v >= 90) - (v <= 60) for v in values) * 100 if question == "nps" else None
    return Answered(question, len(values), fmean(values), promoters)


def _comments(texts: Sequence[str]) -> dict[str, int]:
    if not texts:
        return {}
    from carescore.predictors import load, sentiment

    found = sentiment.predict(load.load("sentiment").heads, *sentiment.prepare(texts, [_ASKED] * len(texts)))
    counts = Counter(sentiment.CLASSES[int(row.argmax())] for row in found)
    return {name: counts[name] for name in sentiment.CLASSES}
