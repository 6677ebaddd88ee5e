"""What the app asks of the library; each call opens the file and closes it, so that other programs may write too."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from carescore import api, history
from carescore.errors import ReadError, UsageError
from carescore.history import Answer, Entry, Known, Library, Link, again, comparable, dates, manifests
from carescore.report import Report

MOST_ROWS = 500
_NAMES = ("trainee", "team", "setting", "scenario", "trainer", "cohort")


def found(path: Path, asked: str, trainee: str | None) -> dict[str, Any]:
    """The people and the conversations of a library, the newest first; asked: words that must stand in the row."""
    with Library(path) as library:
        people, entries, answers = library.people(), library.entries(trainee), library.count_answers()
    words = asked.casefold().split()
    chosen = [one for one in reversed(entries) if all(word in _row(one) for word in words)]
    settings = sorted({one.setting for one in entries})
    newest = {one.id for one in comparable(entries)}
    cohorts = sorted({one.cohort for one in entries if one.cohort})
    older = [one.id for one in entries if one.id not in newest]
    shown = chosen[:MOST_ROWS]
    counts = {"total": len(entries), "count": len(chosen)}
    sets = {"settings": settings, "cohorts": cohorts}
    return {"people": people, "answers": answers, **sets, **counts, "entries": shown, "older": older}


def _row(entry: Entry) -> str:
    facts = (entry.trainee, entry.date, entry.team, entry.setting, entry.scenario, entry.cohort, entry.title)
    return " ".join(filter(None, facts)).casefold()


def known(path: Path) -> dict[str, list[str]]:
    """What a library has seen of people, teams, settings and so on, to choose from."""
    with Library(path) as library:
        people, entries = library.people(), library.entries()
    seen = {name: sorted({value for one in entries if (value := getattr(one, name))}) for name in _NAMES[1:]}
    return {"trainee": list(people), **seen}


def kept(path: Path, id_: int) -> tuple[Entry, Report]:
    """A conversation of the library with its report. Raises UsageError."""
    with Library(path) as library:
        entry = library.entry(id_)
        return entry, library.report(entry)


def answered(path: Path, id_: int) -> list[Answer]:
    """What patients answered of a conversation."""
    with Library(path) as library:
        return [one for one in library.answers() if id_ in one.conversations]


def rescored(path: Path, id_: int) -> str:
    """Scores a conversation again from the words that were kept. Raises UsageError where they were not."""
    entry, old = kept(path, id_)
    new = api.score(**again.arguments(entry, old))
    with Library(path) as library:
        return library.add(new, Known(entry.date), keep_text=True)


def _namesakes(library: Library, known: Known, told: bool) -> dict[str, int]:
    """The people who are called so, with the number of their conversations; none where somebody told who it is."""
    if told or not known.trainee:
        return {}
    wanted = known.trainee.casefold()
    people = library.people().items()
    return {one: count for one, count in people if one.casefold().partition(" (")[0] == wanted and count}


def save(path: Path, report: Report, given: Mapping[str, Any], told: bool) -> str | dict[str, int]:
    """Keeps a report with what is known of it; says what the library says, or, until somebody told whether it is the
    same person, who is called so already. Raises UsageError and LibraryError."""
    manifests.require_one_person(report.to_dict())
    known = _known(given)
    with Library(path) as library, library.together():
        if people := _namesakes(library, known, told):
            return people
        return library.add(report, known, bool(given.get("keep_text")))


def correct(path: Path, id_: int, given: Mapping[str, Any], told: bool) -> dict[str, int]:
    """Sets what is known of a conversation that is as a page showed it; of another person's name, until somebody told,
    only says who is called so already. Raises UsageError and LibraryError."""
    known = _known(given)
    with Library(path, create=False) as library, library.together():
        old = _as_seen(library, id_, given)
        renamed = (known.trainee or "").casefold() != (old.trainee or "").casefold()
        if renamed and (people := _namesakes(library, known, told)):
            return people
        library.correct(id_, known)
        return {}


def remove(path: Path, id_: int, given: Mapping[str, Any]) -> None:
    """Deletes a conversation that is as a page showed it. Raises UsageError and LibraryError."""
    with Library(path, create=False) as library:
        library.remove(_as_seen(library, id_, given))


def seen(entry: Entry) -> str:
    """What a page shows of a kept conversation: its number may be another's by the time that somebody answers."""
    facts = (entry.score, entry.trainee, entry.date, entry.title, entry.team, entry.setting, entry.scenario)
    return hashlib.sha256(repr((*facts, entry.trainer, entry.cohort, entry.may_show)).encode()).hexdigest()


def _as_seen(library: Library, id_: int, given: Mapping[str, Any]) -> Entry:
    entry = library.entry(id_)
    if given.get("seen") != seen(entry):
        raise UsageError("this conversation was changed or replaced meanwhile: open it again")
    return entry


def _known(given: Mapping[str, Any]) -> Known:
    """What a form says of a conversation. Raises UsageError."""
    facts = {name: str(given.get(name) or "").strip() for name in (*_NAMES, "apart")}
    if not given.get("date"):
        raise UsageError("the day of the conversation is needed: its file does not say it")
    return Known(
        dates.parse(str(given["date"])).isoformat(),
        apart=facts["apart"],
        may_show=bool(given.get("may_show")),
        **{name: facts[name] or None for name in _NAMES},
    )


def review(path: Path, review: Mapping[str, Any]) -> None:
    """Keeps a trainer's review beside the conversation that it is of."""
    with Library(path) as library:
        library.add_review(review)


def forget(path: Path, name: str) -> str:
    """Deletes a person with everything of theirs, and says so."""
    with Library(path, create=False) as library:
        return history.counted.forgotten(*library.forget(name))


def progress(path: Path, asked: Mapping[str, str], link: Link | None) -> str:
    """The page of a trainee's progress."""
    with Library(path) as library:
        return history.progress(library, asked.get("trainee", "")).to_html(link=link)


def team(path: Path, asked: Mapping[str, str], link: Link | None) -> str:
    """The page of everybody; ?rank=on: people by name."""
    with Library(path) as library:
        found = history.team(library, asked.get("setting") or None, rank=asked.get("rank") == "on")
        return found.to_html(link=link)


def impact(path: Path, asked: Mapping[str, str], link: Link | None) -> str:
    """The page of what changed on a day; ?people=on: in whom."""
    if not asked.get("before"):
        raise UsageError("the day of the training is needed: what was before it is compared with what came after")
    day = dates.parse(asked["before"]).isoformat()
    with Library(path) as library:
        chosen = _of_setting(library, asked)
        first, second = [e for e in chosen if e.date < day], [e for e in chosen if e.date >= day]
        found = history.compare(first, second, library.totals, asked.get("control") or None, library.answers(), day)
        return found.to_html(people=asked.get("people") == "on")


def cohorts(path: Path, asked: Mapping[str, str], link: Link | None) -> str:
    """The page of how two groups of people differ."""
    one, two = asked.get("first", ""), asked.get("second", "")
    if not one or not two or one == two:
        raise UsageError("choose two different groups")
    with Library(path) as library:
        chosen = _of_setting(library, asked)
        first, second = ([e for e in chosen if e.cohort == name] for name in (one, two))
        return history.cohorts(first, second, (one, two)).to_html()


def _of_setting(library: Library, asked: Mapping[str, str]) -> list[Entry]:
    setting = asked.get("setting") or None
    return [one for one in library.entries() if setting in (None, one.setting)]


def surveys(path: Path, asked: Mapping[str, str], link: Link | None) -> str:
    """The page of what patients answered. unmatched: the numbers of rows of the last table that fit no conversation."""
    unmatched = map(int, filter(None, asked.get("unmatched", "").split()))
    with Library(path) as library:
        return history.surveys.surveys(library.answers(), library.entries(), unmatched).to_html()


def take(path: Path, table: Path, given: Mapping[str, Any]) -> history.answers.Taken:
    """Keeps the answers of a table. given: by field, its column where one was chosen; corrected, once it was asked."""
    columns = {field: str(given[field]) for field in history.answers.FIELDS if field in given}
    with _its_own_name(table):
        rows = history.answers.read(str(table), columns)
    corrected = given.get("corrected")
    with Library(path) as library:
        return history.answers.take(library, rows, corrected if isinstance(corrected, bool) else None)


def columns(table: Path) -> dict[str, Any]:
    """The headers and first rows of a table of answers, with the column that each field surely has."""
    with _its_own_name(table):
        headers, rows = history.answers.sample(str(table))
    return {"headers": headers, "rows": rows, "guessed": history.answers.guessed(headers)}


@contextmanager
def _its_own_name(table: str | Path) -> Iterator[None]:
    """A fault of a table is said with the name that its owner knows."""
    try:
        yield
    except ReadError as error:
        raise ReadError(error.reason, Path(table).name, error.line) from None


VIEWS = {"progress": progress, "team": team, "impact": impact, "cohorts": cohorts, "surveys": surveys}
