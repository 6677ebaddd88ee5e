"""A Praat TextGrid: an interval tier for each speaker, a point tier for each family of codes and coder.

A code stands where the utterance that holds it begins; codes of one family at one time share a point. Source: Praat
manual, "TextGrid file formats".
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.integrations.exports._base import (
    Export,
    ExportPlace,
    Timed,
    by_speaker,
    codes_by_turn,
    family_of,
    timed,
    utf8,
)
from carescore.report import Report


def files(report: Report, place: ExportPlace) -> dict[str, bytes]:
    speakers = by_speaker(timed(report, "a TextGrid"))
    end = max(one.end for turns in speakers.values() for one in turns)
    tiers = [list(_speaker(name, turns, end)) for name, turns in speakers.items()]
    tiers += [list(_points(name, points, end)) for name, points in _codes(report, speakers, end).items()]
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", *_span(0, end, "")]
    lines += ["tiers? <exists> ", f"size = {len(tiers)} ", "item []: "]
    for number, tier in enumerate(tiers, start=1):
        lines += [f"    item [{number}]:", *tier]
    return {".TextGrid": utf8(lines)}


def _span(start: int, end: int, indent: str) -> Iterator[str]:
    yield f"{indent}xmin = {start / 1000} "
    yield f"{indent}xmax = {end / 1000} "


def _text(text: str) -> str:
    return '"' + " ".join(text.split()).replace('"', '""') + '"'


def _speaker(name: str, turns: list[Timed], end: int) -> Iterator[str]:
    """A tier without gaps."""
    intervals: list[tuple[int, int, str]] = []
    at = 0
    for one in turns:
        intervals += [(at, one.start, "")] if one.start > at else []
        intervals.append((one.start, one.end, one.turn.text))
        at = one.end
    intervals += [(at, end, "")] if at < end else []
    yield from _head("IntervalTier", name, end, "intervals", len(intervals))
    for number, (start, stop, said) in enumerate(intervals, start=1):
        yield f"        intervals [{number}]:"
        yield from _span(start, stop, " " * 12)
        yield f"            text = {_text(said)} "


def _codes(report: Report, speakers: dict[str, list[Timed]], end: int) -> dict[str, dict[int, list[str]]]:
    """Family, and the person who coded if any → time → kinds."""
    of, codes = family_of(report), codes_by_turn(report)
    found: dict[str, dict[int, list[str]]] = {}
    for turns in speakers.values():
        for one in turns:
            for code in codes[one.turn.index]:
                ms = min(one.start if code.start_ms is None else code.start_ms, end)
                name = of[code.kind] if code.coder is None else f"{of[code.kind]}@{code.coder}"
                found.setdefault(name, {}).setdefault(ms, []).append(code.kind)
    return dict(sorted(found.items()))


def _points(name: str, points: dict[int, list[str]], end: int) -> Iterator[str]:
    yield from _head("TextTier", name, end, "points", len(points))
    for number, (ms, found) in enumerate(sorted(points.items()), start=1):
        yield f"        points [{number}]:"
        yield f"            number = {ms / 1000} "
        yield f"            mark = {_text('; '.join(found))} "


def _head(kind: str, name: str, end: int, what: str, count: int) -> Iterator[str]:
    yield f'        class = "{kind}" '
    yield f"        name = {_text(name)} "
    yield from _span(0, end, " " * 8)
    yield f"        {what}: size = {count} "


EXPORT = Export(
    "textgrid",
    "Praat TextGrid",
    ".TextGrid",
    "Praat, praatio",
    "an interval tier a speaker, a point tier a family of codes",
    files,
    times=True,
)
