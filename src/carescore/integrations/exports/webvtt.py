"""WebVTT: subtitles with the speaker as voice, and the moments as chapters in a second file, for any player."""

from __future__ import annotations

from html import escape

from carescore.integrations.exports._base import Export, Timed, timed
from carescore.renderers import words
from carescore.report import Report


def files(report: Report) -> dict[str, bytes]:
    turns = timed(report, "WebVTT")
    return {".vtt": _file(map(_cue, turns)), ".chapters.vtt": _file(_chapters(report, turns))}


def _file(cues: object) -> bytes:
    return "\n".join(["WEBVTT\n", *cues]).encode("utf-8")  # type: ignore[misc]  # any iterable of cues


def _cue(one: Timed) -> str:
    said = escape(" ".join(one.turn.text.split()), quote=False)
    return f"{_clock(one.start)} --> {_clock(one.end)}\n<v {escape(one.turn.speaker, quote=False)}>{said}\n"


def _chapters(report: Report, turns: list[Timed]) -> list[str]:
    """A chapter from each moment to the next; two at one time are one."""
    ends = {one.turn.index: one.end for one in turns}
    starts: dict[int, list[str]] = {}
    for moment in sorted((m for m in report.moments if m.start_ms is not None), key=lambda m: m.start_ms or 0):
        starts.setdefault(moment.start_ms or 0, []).append(words.kind_title(moment.kind))
    places, last = sorted(starts), max(ends.values())
    spans = zip(places, [*places[1:], max(last, places[-1] + 1)] if places else [], strict=True)
    return [f"{_clock(a)} --> {_clock(b)}\n{escape('; '.join(starts[a]), quote=False)}\n" for a, b in spans]


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


EXPORT = Export("vtt", "WebVTT subtitles and chapters", ".vtt", files)
