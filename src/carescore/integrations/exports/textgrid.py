"""A Praat TextGrid: an interval tier for each speaker, a point tier for each family of codes.

A code stands where the utterance that holds it begins; codes of one family at one time share a point. Source: Praat
manual, "TextGrid file formats".
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.integrations.exports._base import Export, Timed, families, timed
from carescore.report import Report


def files(report: Report) -> dict[str, bytes]:
    turns = timed(report, "a TextGrid")
    end = max(one.end for one in turns)
    tiers = [list(_speaker(name, turns, end)) for name in dict.fromkeys(one.turn.speaker for one in turns)]
    tiers += [list(_points(name, points, end)) for name, points in _codes(report, turns, end).items()]
    lines = ['File type = "ooTextFile"', 'Object class = "TextGrid"', "", *_span(0, end, "")]
    lines += ["tiers? <exists> ", f"size = {len(tiers)} ", "item []: "]
    for number, tier in enumerate(tiers, start=1):
        lines += [f"    item [{number}]:", *tier]
    return {".TextGrid": ("\n".join(lines) + "\n").encode("utf-8")}


def _span(start: int, end: int, indent: str) -> Iterator[str]:
    yield f"{indent}xmin = {start / 1000} "
    yield f"{indent}xmax = {end / 1000} "


def _text(text: str) -> str:
    return '"' + " ".join(text.split()).replace('"', '""') + '"'


def _speaker(name: str, turns: list[Timed], end: int) -> Iterator[str]:
    """A tier without gaps; what begins before the speaker's last turn has ended begins there."""
    intervals: list[tuple[int, int, str]] = []
    at = 0
    for one in sorted((one for one in turns if one.turn.speaker == name), key=lambda one: one.start):
        start, stop = max(one.start, at), max(one.end, at + 1)
        intervals += [(at, start, "")] if start > at else []
        intervals.append((start, stop, one.turn.text))
        at = stop
    intervals += [(at, end, "")] if at < end else []
    yield from _head("IntervalTier", name, max(end, at), "intervals", len(intervals))
    for number, (start, stop, said) in enumerate(intervals, start=1):
        yield f"        intervals [{number}]:"
        yield from _span(start, stop, " " * 12)
        yield f"            text = {_text(said)} "


def _codes(report: Report, turns: list[Timed], end: int) -> dict[str, dict[int, list[str]]]:
    """Family → time → kinds."""
    of, starts = families(), {one.turn.index: one.start for one in turns}
    found: dict[str, dict[int, list[str]]] = {}
    for code in report.codes:
        ms = starts.get(code.turn) if code.start_ms is None else code.start_ms
        if ms is not None and ms <= end:
            found.setdefault(of[code.kind], {}).setdefault(ms, []).append(code.kind)
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


EXPORT = Export("textgrid", "Praat TextGrid", ".TextGrid", files)
