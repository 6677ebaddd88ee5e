"""Identifiers with a form: e-mails, links, addresses, dates of birth and other dates, numbers; written and spoken."""

from __future__ import annotations

from collections.abc import Sequence

from carescore.privacy import _addresses, _cues, _dates, _number_words, _numbers, _online
from carescore.privacy.identifiers import MARK, Found, Kind, SpokenLine, apart, lines_before, masked

_BACK = 3  # lines back in which something may have been asked that a line of few other words still answers


def found(lines: Sequence[SpokenLine]) -> list[list[Found]]:
    """The identifiers of each line."""
    first = [_of_line(lines, place) for place in range(len(lines))]
    known = [one for own in first for one in own if one.kind in _numbers.KINDS]
    known.sort(key=lambda one: one.kind is Kind.NUMBER)  # those whose kind was said tell what the others are
    return [_again(line.text, own, known) for line, own in zip(lines, first, strict=True)]


def _again(text: str, own: list[Found], known: Sequence[Found]) -> list[Found]:
    """What a line holds, with the numbers in it that are found elsewhere."""
    others = [one for one in own if one.kind not in _numbers.KINDS]
    again = _numbers.again(masked(text, others), known)
    wider = [f for f in again if not any(o.start <= f.start and f.end <= o.end and o.key != f.key for o in own)]
    return apart([*others, *wider, *own])


def _of_line(lines: Sequence[SpokenLine], place: int) -> list[Found]:
    text = MARK.sub(lambda match: "\x1f" * len(match[0]), lines[place].text)
    if not any(sign.isdigit() or sign in "@." for sign in text) and " " not in text:
        return []
    asking = lines_before(lines, place, _BACK) if _number_words.any_in(text) else []
    asked = next((kind for line in asking if (kind := _cues.asked(line))), None)
    births, places = (
        any(_cues.asked_for(line, kind) for line in asking[:1]) for kind in (Kind.BIRTH_DATE, Kind.ADDRESS)
    )
    kept = apart(_online.found(text))
    kept = apart([*kept, *_dates.found(masked(text, kept), births)])
    kept = apart([*kept, *_addresses.found(masked(text, kept), places)])
    return apart([*kept, *_numbers.found(masked(text, kept), asked)])
