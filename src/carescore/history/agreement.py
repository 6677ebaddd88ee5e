"""How far a scorecard and a trainer's filled forms agree: item by item, with Cohen's kappa, and where they do not.

A form is a row of a table: ``file``, the recording's name, and a column for each item's id with yes, no or nothing.
Kappa and its 95 % interval are those of statsmodels; fewer than FEWEST forms give the share alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from carescore.errors import CarescoreError, MissingDependencyError, ReadError
from carescore.history import _given, manifests
from carescore.readers import separated
from carescore.report import MALFORMED

FEWEST = 10  # forms below which an interval of kappa says nothing
_NO = frozenset("no n 0 false".split())
Forms = Mapping[str, Mapping[str, bool]]
Interval = tuple[float, float]
Table = Sequence[Sequence[int]]  # counts by what the one says and what the other says: no, yes


@dataclass(frozen=True, slots=True)
class Quote:
    """Where a scorecard found an item: turn, time where it is known, and words where the report holds them."""

    turn: int
    start_ms: int | None = None
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A recording in which form and scorecard differ, with the scorecard's quotes: none where it found nothing."""

    file: str
    form: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class _Step:
    """What a scorecard says of an item. met: None where it left it open."""

    title: str
    met: bool | None
    quotes: tuple[Quote, ...]


Card = Mapping[str, _Step]  # by item


@dataclass(frozen=True, slots=True)
class Agreement:
    """An item over the forms that tell of it where the scorecard knows. share: of them alike; kappa, with its interval:
    agreement beyond chance, None of too few or where one always says the same; unknown: left open by the scorecard."""

    item: str
    title: str
    forms: int
    unknown: int
    share: float | None
    kappa: float | None = None
    interval: Interval | None = None
    disagreements: tuple[Disagreement, ...] = ()


def read(path: str) -> dict[str, dict[str, bool]]:
    """The forms of a table, by recording and item. Raises ReadError with the row."""
    rows = separated.in_file(path)
    if "file" not in separated.header(rows):
        raise ReadError("the table of forms has no column 'file'", path)
    forms: dict[str, dict[str, bool]] = {}
    for number, row in rows.items():
        name = _given.name_of(row["file"])
        if not name or name in forms:
            raise ReadError("the file's name is missing, or stands in an earlier row too", path, number)
        forms[name] = {}
        for item, answer in row.items():
            text = answer.strip().casefold() if item not in ("", "file") else ""
            if text and text not in _given.YES | _NO:
                raise ReadError(f"{item}: an answer is yes, no or empty", path, number)
            if text:
                forms[name][item] = text in _given.YES
    return forms


def agreement(forms: Forms, paths: Iterable[str]) -> list[Agreement]:
    """The items of the scorecard in reports, in its order, against the forms of their recordings. Raises CarescoreError
    where no report has a scorecard, or reports have different ones."""
    cards: dict[str, Card] = {}
    kinds: set[str] = set()
    for where, data in manifests.reports(paths):
        if isinstance(data, CarescoreError) or not data.get("scenario"):
            continue
        try:
            names = [_given.name_of(str((data["source"] or {}).get("path") or "")), _given.name_of(where)]
            if key := next((name for name in names if name in forms), None):
                if cards.setdefault(key, card := _card(data)) != card:
                    raise CarescoreError(f"{where}: another report is of a file of that name: give one of each")
                kinds.add(data["scenario"]["scenario"])
        except (KeyError, IndexError, TypeError, AttributeError):
            raise CarescoreError(f"{where}: {MALFORMED}") from None
    if not cards:
        raise CarescoreError("no report with a scorecard (score --scenario CARD.toml --json) is of a file in the forms")
    if len(kinds) > 1:
        raise CarescoreError("the reports hold different scorecards: compare those of one at a time")
    first = next(iter(cards.values()))
    return [_item(item, step.title, forms, cards) for item, step in first.items()]


def _card(data: Mapping[str, Any]) -> Card:
    said = {turn["index"]: str(turn["text"]) for turn in data.get("turns", ())}
    return {
        str(step["id"]): _Step(str(step["title"]), step["met"], tuple(_quote(one, said) for one in step["evidence"]))
        for step in data["scenario"]["steps"]
    }


def _quote(one: Mapping[str, Any], said: Mapping[int, str]) -> Quote:
    return Quote(one["turn"], one.get("start_ms"), said.get(one["turn"], "")[one["start"] : one["end"]])


def _item(item: str, title: str, forms: Forms, cards: Mapping[str, Card]) -> Agreement:
    told, apart, unknown = [], [], 0
    for name, card in cards.items():
        step = card.get(item)
        if step is None or item not in forms[name]:
            continue
        if step.met is None:
            unknown += 1
            continue
        told.append((forms[name][item], step.met))
        if forms[name][item] != step.met:
            apart.append(Disagreement(name, forms[name][item], step.quotes))
    share = sum(form == card for form, card in told) / len(told) if told else None
    kappa, interval = cohen([[told.count((form, card)) for card in (False, True)] for form in (False, True)])
    return Agreement(item, title, len(told), unknown, share, kappa, interval, tuple(apart))


def cohen(table: Table) -> tuple[float | None, Interval | None]:
    """Cohen's kappa and its interval, None of fewer than FEWEST answers, and where one of the two always says the same:
    then kappa is 0 or unknown, whatever they say."""
    (neither, other), (one, both) = table
    same = 0 in (neither + other, one + both, neither + one, other + both)
    if same or neither + other + one + both < FEWEST:
        return None, None
    try:
        from statsmodels.stats.inter_rater import cohens_kappa
    except ImportError:
        raise MissingDependencyError("agreement", "impact") from None
    found = cohens_kappa(table)
    return float(found.kappa), (max(-1.0, float(found.kappa_low)), min(1.0, float(found.kappa_upp)))
