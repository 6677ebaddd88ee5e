"""Survey answers: the rows of a table on scales of 0 to 100, linked to conversations by recording, person or month.

A row is known by its answer's own number (id) where the table has one, else by all its cells: given again, it takes
the place of what was kept of it. Where an edited row cannot be told from a further answer, nothing is kept until
somebody says which it is. A row that fits no conversation, or several recordings of one name, is not kept. Comments are
judged by the bundled sentiment model; no word of one is kept.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import orjson

from carescore.errors import ReadError, UsageError
from carescore.history import _facts, _given
from carescore.history._identity import Mark, meet
from carescore.history._records import Answer, Entry
from carescore.history.library import Library
from carescore.readers import separated

LINKS = ("recording", "person", "month")
ANSWERS = ("fft", "nps", "cahps", "stars", "satisfaction")
COMMENT = "comment"
SHOWN = 5  # rows of a sample
NEW, SAME, CHANGED, EMPTY = "new", "already there", "changed", "empty"
ID = "id"
FIELDS = (ID, *LINKS, *ANSWERS, COMMENT)
_NUMBERS = {"nps": (0.0, 10.0), "stars": (1.0, 5.0), "satisfaction": (1.0, 5.0), "cahps": (1.0, 4.0), "fft": (5.0, 1.0)}
_LEVELS = {
    "fft": ("very poor", "poor", "neither good nor poor", "good", "very good"),
    "cahps": ("never", "sometimes", "usually", "always"),
}
_ALSO = {  # how else a column is called that holds a field
    "id": ("response id", "answer id", "submission id", "respondent id", "respondent"),
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
_UNMARKED = Mark()
_ASKED = "Why did you give that answer?"  # what the comments that the model learnt from mostly answer

_DAY = re.compile(r"\s*(\d{4}-\d\d)-\d\d(?!\d)")  # a time may follow
_MONTH = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row of a table: its number as a spreadsheet shows it; what it says by field; mark: what it is known by."""

    number: int
    said: Mapping[str, str]
    mark: Mark = _UNMARKED


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a table: how many rows are new, were there already, took the place of what was kept of them, or
    hold no answer; which rows fit no conversation of the library; and which may be corrections of answers that are kept
    or answers of their own: then nothing was kept."""

    rows: int
    new: int
    same: int
    empty: int
    unmatched: tuple[int, ...]
    changed: int = 0
    doubtful: tuple[int, ...] = ()


def read(path: str, columns: Mapping[str, str] | None = None) -> list[AnswerRow]:
    """The rows of a table of answers. columns: field → its column's header where they differ, "" where the table has
    none. Raises UsageError and ReadError."""
    headers = _given.headers(FIELDS, columns or {})
    rows = separated.in_file(path)
    known = separated.header(rows)
    present = [name for name, header in headers.items() if header and header in known]
    if not set(present) & set(LINKS) or not set(present) & {*ANSWERS, COMMENT}:
        raise ReadError("a table of answers has recording, person or month, and a question or a comment", path)
    if not any(row[headers[name]].strip() for row in rows.values() for name in present if name in LINKS):
        raise ReadError("no row names its recording, person or month", path)
    found, times = [], Counter[bytes]()
    for number, row in rows.items():
        said = {name: row[headers[name]].strip() for name in present}
        try:
            _values(said)
        except UsageError as error:
            raise ReadError(str(error), path, number) from None
        whole = orjson.dumps(row, option=orjson.OPT_SORT_KEYS)
        times[whole] += 1
        found.append(AnswerRow(number, said, _mark(said, b"%d %b" % (times[whole], whole))))
    _require_own_numbers(found, path)
    return found


def _mark(said: Mapping[str, str], cells: bytes) -> Mark:
    link = _link(said)
    about = [link, link and _key(link, said[link]), said.get("month", "").casefold()]
    answer = _facts.digest([ID, said[ID].casefold()]) if said.get(ID) else None
    return Mark(hashlib.sha256(cells).hexdigest(), answer, _facts.digest(about))


def _link(said: Mapping[str, str]) -> str | None:
    """The first of recording, person and month that a row names."""
    return next((name for name in LINKS if said.get(name)), None)


def _require_own_numbers(rows: Iterable[AnswerRow], path: str) -> None:
    first: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.mark.answer and first.setdefault((row.mark.answer, row.mark.about), row.number) != row.number:
            raise ReadError(
                f"the id of an answer stands in row {first[row.mark.answer, row.mark.about]} too; if it is no number of"
                " the answer, use no column for id (--columns id=)",
                path,
                row.number,
            )


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


def take(library: Library, rows: Sequence[AnswerRow], corrected: bool | None = None) -> Taken:
    """Keeps the answers of every row that fits a conversation of the library, all of them or none. corrected: whether
    rows in doubt take the place of what is kept, or are answers of their own; where nobody said, nothing is kept."""
    with library.together():  # nobody is forgotten between being found and being linked
        fitting, unmatched = linked(rows, library.entries())
        kept = library.marked_answers()
        met = meet(kept, [row.mark for row, _ in fitting])
        doubtful = tuple(row.number for (row, _), one in zip(fitting, met, strict=True) if one.perhaps)
        if doubtful and corrected is None:
            return Taken(len(rows), 0, 0, 0, unmatched, doubtful=doubtful)
        old = [(*filter(None, [one.same]), *(one.perhaps if corrected else ())) for one in met]
        given = [(row.mark, answer) for row, answer in fitting if answer.says]
        library.add_answers(given, replaced={mark for marks in old for mark in marks})
    pairs = zip(fitting, met, old, strict=True)
    became = Counter(_became(answer, kept[one.same] if one.same else None, marks) for (_, answer), one, marks in pairs)
    return Taken(len(rows), became[NEW], became[SAME], became[EMPTY], unmatched, became[CHANGED])


def _became(answer: Answer, same: Answer | None, replaced: Sequence[Mark]) -> str:
    if not replaced:
        return NEW if answer.says else EMPTY
    return SAME if same and same.says == answer.says else CHANGED


def linked(
    rows: Iterable[AnswerRow], entries: Iterable[Entry]
) -> tuple[list[tuple[AnswerRow, Answer]], tuple[int, ...]]:
    """Each row that fits conversations, with its answer; and the numbers of those that fit none."""
    listed = list(entries)
    fitting = {link: _fitting(link, listed) for link in LINKS}
    found, unmatched = [], []
    for row in rows:
        link = _link(row.said)
        of = fitting[link].get(_key(link, row.said[link])) if link else None
        if link and of and (link != "recording" or _is_one_recording(of)):
            found.append((row, _answer(link, row.said, of)))
        else:
            unmatched.append(row.number)
    return _judged(found), tuple(unmatched)


def _is_one_recording(of: Sequence[Entry]) -> bool:
    """Whether conversations are those of several people in one recording."""
    return len({entry.sha256 for entry in of}) == 1 and len({entry.focus for entry in of}) == len(of)


def _answer(link: str, said: Mapping[str, str], of: Sequence[Entry]) -> Answer:
    month = said.get("month", "")
    return Answer(
        _values(said),
        tuple(entry.id for entry in of) if link == "recording" else (),
        of[0].person if link == "person" else None,
        _key("month", month) if _MONTH.fullmatch(_key("month", month)) else None,
    )


def _values(said: Mapping[str, str]) -> dict[str, float]:
    values = {question: scaled(question, said.get(question, "")) for question in ANSWERS}
    return {question: value for question, value in values.items() if value is not None}


def _judged(found: Sequence[tuple[AnswerRow, Answer]]) -> list[tuple[AnswerRow, Answer]]:
    """With the comments judged, all at once."""
    texts = [row.said[COMMENT] for row, _ in found if row.said.get(COMMENT)]
    classes = _sentiments(texts) if texts else iter(())
    return [(row, replace(one, comment=next(classes)) if row.said.get(COMMENT) else one) for row, one in found]


def _sentiments(texts: Sequence[str]) -> Iterator[str]:
    from carescore.predictors import load, sentiment

    judged = sentiment.predict(load.load("sentiment").heads, *sentiment.prepare(texts, [_ASKED] * len(texts)))
    return (sentiment.CLASSES[int(row.argmax())] for row in judged)


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
