"""The few kinds of figures that measures are made of, and how a measure of one side puts them together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sized
from operator import attrgetter

from carescore.codes import Code, Codes, Evidence
from carescore.measures._base import Figure, Level, Rate, Score

PLACE = attrgetter("turn", "start")


def level(value: float, unit: str) -> Level:
    """A level, or how many there were."""
    return Level(float(value), unit)


def count(items: Sized, unit: str) -> Level:
    """How many there were."""
    return Level(float(len(items)), unit)


def share(part: float, of: float, unit: str) -> Rate:
    """How many of so many opportunities, in percent."""
    return Rate(part, of, 100, unit)


def covered(found: Iterable[Code], slots: Collection[str], unit: str) -> Rate:
    """How many of the slots some code meets, in percent."""
    return Rate(len({code.kind for code in found} & set(slots)), len(slots), 100, unit)


def per_staff_turns(count: float, codes: Codes, scale: float = 10) -> Rate:
    """A count per so many turns of staff."""
    return Rate(count, len(codes.dialogue.side("staff")), scale, f"per {scale:g} staff turns")


def one_sided(
    name: str,
    overall: Figure,
    found: Iterable[Code | Evidence],
    figures: Mapping[str, Figure] | None = None,
    side: str = "staff",
) -> Score:
    """The score of a measure that judges one side alone. found: its quotes, put in order of place; a code is labelled
    with its kind."""
    quotes = (item.evidence() if isinstance(item, Code) else item for item in found)
    return Score(name, overall, {side: overall}, dict(figures or {}), tuple(sorted(quotes, key=PLACE)))


def of_kind(codes: Iterable[Code], *kinds: str) -> list[Code]:
    """The codes of some kinds."""
    return [code for code in codes if code.kind in kinds]


def having(codes: Iterable[Code], **attributes: str) -> list[Code]:
    """The codes whose attributes have these values."""
    return [code for code in codes if attributes.items() <= code.attributes.items()]


def first_of(codes: Iterable[Code], *kinds: str, after: int = -1, before: float = float("inf")) -> Evidence | None:
    """The first code of some kinds between two turns, as a quote."""
    return next((code.evidence() for code in of_kind(codes, *kinds) if after < code.turn < before), None)


def once_a_turn(codes: Iterable[Code]) -> list[Code]:
    """The first code of each kind in a turn: repeats in one breath are one act."""
    first: dict[tuple[int, str], Code] = {}
    for code in codes:
        first.setdefault((code.turn, code.kind), code)
    return list(first.values())


def first_a_turn(codes: Iterable[Code]) -> list[Code]:
    """The first code of each turn, of whatever kind."""
    first: dict[int, Code] = {}
    for code in codes:
        first.setdefault(code.turn, code)
    return list(first.values())


def accepted(codes: Codes) -> set[int]:
    """The staff turns that the patient side accepts."""
    return {turn for code in of_kind(codes["replies"], "accepts") if (turn := code.replies_to) is not None}
