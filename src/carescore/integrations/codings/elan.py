"""Codings of an ELAN file (.eaf): tiers whose values are codes, by their annotator, else by "coder".

A tier without one known code is none of codes. What a coded annotation refers to must have been said in the turn of
its time; annotations with times of their own count for the turn that they share most time with. Source: ELAN Annotation
Format 3.0 (MPI for Psycholinguistics).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice
from xml.etree.ElementTree import Element

from carescore.errors import ReadError
from carescore.integrations.codings._base import DIFFERENT, UNNAMED, Coding, Codings, content, key, require_words, words
from carescore.integrations.exports import OURS
from carescore.integrations.exports.elan import TALK
from carescore.readers import safe
from carescore.report import Report

_VOCABULARY = "CONTROLLED_VOCABULARY_REF"
_DEEPEST = 20  # annotations that refer to annotations
_KINDS = ("ALIGNABLE_ANNOTATION", "REF_ANNOTATION")


@dataclass(frozen=True, slots=True)
class _Annotation:
    """An annotation with its value, its times in ms, and what was said where it stands below talk."""

    value: str
    start: int
    end: int
    said: str | None
    where: str


def read(path: str, report: Report, number: int, known: Collection[str]) -> Codings:
    """The codings of everybody but carescore in the file of one report, the one of that number; known: the names that
    are codes. Raises ReadError."""
    require_words(report, path)
    try:
        root = safe.parse(content(path).decode("utf-8-sig"))
        tiers = _tiers(root)
    except ReadError as error:
        raise error.at(path) from None
    except ValueError:
        raise ReadError("broken: it is not in UTF-8", path) from None
    listed = {t.get("LINGUISTIC_TYPE_ID") for t in safe.each(root, "LINGUISTIC_TYPE") if t.get(_VOCABULARY)}
    coded = [(tier, found) for tier, found in tiers if _holds_codes(tier, found, listed, known)]
    holding = [tier for tier, _ in coded]
    apart = [tier for tier, _ in tiers if tier.get("PARENT_REF") or tier.get("LINGUISTIC_TYPE_REF") in listed]
    talk = [one for tier, found in tiers if tier not in (*holding, *apart) for one in found]
    _require_same(report, talk, path)
    theirs = [(_coder(tier), one) for tier, found in coded for one in found if one.value]
    theirs = [(coder, one) for coder, one in theirs if coder != OURS]
    filled = any(one.value for tier, found in tiers if tier in (*holding, *apart) for one in found)
    coders = {coder for coder, _ in theirs} if filled else {_coder(tier) for tier in holding}  # who found nothing, too
    if not coders:
        reason = "no tier of a person holds codes of carescore (a tier with the annotator carescore is its own)"
        raise ReadError(reason, path)
    codings = tuple(_coding(report, number, coder, one, path) for coder, one in theirs)
    return Codings(path, frozenset({number}), frozenset(coders), codings)


def _coding(report: Report, number: int, coder: str, one: _Annotation, path: str) -> Coding:
    turn = _turn(report, one, path)
    return Coding(number, turn, 0, len(report.turns[turn].text), coder, one.value, one.where)


def _coder(tier: Element) -> str:
    return tier.get("ANNOTATOR") or UNNAMED


def _holds_codes(
    tier: Element, found: Sequence[_Annotation], listed: Collection[str | None], known: Collection[str]
) -> bool:
    """Whether a tier is one of codes: with a vocabulary even when empty, below another by one known code; a tier of its
    own, which may be talk, by a majority of them."""
    kind = tier.get("LINGUISTIC_TYPE_REF")
    values = [one.value for one in found if one.value]
    codes = sum(key(value) in known for value in values)
    if kind in listed or tier.get("PARENT_REF"):
        return codes > 0 or (kind in listed and not values)
    return kind != TALK and codes * 2 > len(values)


def _tiers(root: Element) -> list[tuple[Element, list[_Annotation]]]:
    """Every tier with its annotations. Raises ReadError for references to what is not there."""
    tiers = list(safe.each(root, "TIER"))
    slots = _slots(root)
    names = {tier.get("TIER_ID") for tier in tiers}
    every = {a.get("ANNOTATION_ID"): a for tier in tiers for a in _annotations(tier)}
    found = []
    for number, tier in enumerate(tiers, 1):
        if tier.get("PARENT_REF") and tier.get("PARENT_REF") not in names:
            raise ReadError(f"broken reference: the parent of tier {number} is not there")
        own = enumerate(_annotations(tier), 1)
        found.append((tier, [_placed(a, every, slots, f"tier {number}, annotation {place}") for place, a in own]))
    return found


def _annotations(tier: Element) -> Iterator[Element]:
    return (element for element in tier.iter() if element.tag in _KINDS)


def _slots(root: Element) -> dict[str | None, tuple[int, int]]:
    """By id the earliest and the latest ms of each slot: one without a time stands in the order between others."""
    slots = list(safe.each(root, "TIME_SLOT"))
    times = [_ms(slot) for slot in slots]
    last = max((ms for ms in times if ms is not None), default=0)
    low = accumulate(times, lambda before, ms: before if ms is None else ms, initial=0)
    high = accumulate(reversed(times), lambda after, ms: after if ms is None else ms, initial=last)
    ends = zip(islice(low, 1, None), reversed(list(high)[1:]), strict=True)
    return {
        slot.get("TIME_SLOT_ID"): (first or 0, until or 0) for slot, (first, until) in zip(slots, ends, strict=True)
    }


def _ms(slot: Element) -> int | None:
    value = slot.get("TIME_VALUE") or ""
    return int(value) if value.isdecimal() else None


def _placed(
    annotation: Element, every: Mapping[str | None, Element], slots: Mapping[str | None, tuple[int, int]], where: str
) -> _Annotation:
    root = annotation
    for _ in range(_DEEPEST):
        if root.tag != "REF_ANNOTATION":
            break
        if (above := every.get(root.get("ANNOTATION_REF"))) is None:
            raise ReadError(f"broken reference: {where} refers to an annotation that is not there")
        root = above
    ends = [root.get("TIME_SLOT_REF1"), root.get("TIME_SLOT_REF2")]
    if not all(end in slots for end in ends):
        raise ReadError(f"broken reference: the time of {where} is not there")
    start, end = slots[ends[0]][0], slots[ends[1]][1]
    said = None if root is annotation else words(_value(root))
    return _Annotation(_value(annotation).strip(), start, max(start, end), said, where)


def _value(annotation: Element) -> str:
    return "".join("".join(value.itertext()) for value in safe.each(annotation, "ANNOTATION_VALUE"))


def _require_same(report: Report, talk: Sequence[_Annotation], path: str) -> None:
    """What the file's talk says, the report's turns say at the same times. Raises ReadError."""
    said = [one for one in talk if one.value]
    if not said:
        raise ReadError("it holds no talk by which to know the conversation", path)
    heard = words(" ".join([*(t.text for t in report.turns), *(b.text for t in report.turns for b in t.backchannels)]))
    apart = [one for one in said if words(one.value) not in heard]
    if len(apart) * 2 > len(said):
        raise ReadError(f"{DIFFERENT}, first in {apart[0].where}", path)


def _turn(report: Report, one: _Annotation, path: str) -> int:
    """The turn that an annotation shares most time with, of those that say what it is below."""
    timed = [(t, t.start_ms, t.end_ms) for t in report.turns if t.start_ms is not None and t.end_ms is not None]
    if one.said:
        timed = [row for row in timed if one.said in words(row[0].text) or words(row[0].text) in one.said]
    shared = [(min(end, one.end) - max(start, one.start), turn.index) for turn, start, end in timed]
    if not shared or max(shared)[0] < 0:
        raise ReadError(f"{DIFFERENT} at the time of {one.where}", path)
    return max(shared, key=lambda pair: pair[0])[1]
