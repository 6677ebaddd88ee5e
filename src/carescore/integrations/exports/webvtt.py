"""WebVTT: subtitles with the speaker as voice, and the moments as chapters in a second file, for any player."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from carescore.integrations.exports._base import Export, ExportPlace, Timed, timed, utf8
from carescore.renderers import words
from carescore.report import Report


def files(report: Report, place: ExportPlace) -> dict[str, bytes]:
    turns = timed(report, "WebVTT")
    return {".vtt": _file(map(_cue, turns)), ".chapters.vtt": _file(_chapters(report, turns))}


def _file(cues: Iterable[str]) -> bytes:
    return utf8(["WEBVTT\n", *cues])


def _cue(one: Timed) -> str:
    said, who = (escape(" ".join(text.split()), quote=False) for text in (one.turn.text, one.turn.speaker))
    return f"{_clock(one.start)} --> {_clock(one.end)}\n<v {who}>{said}\n"


def _chapters(report: Report, turns: list[Timed]) -> Iterator[str]:
    """A chapter from each moment to the next; two at one time are one."""
    titles: dict[int, list[str]] = {}
    for moment in report.moments:
        if moment.start_ms is not None:
            titles.setdefault(moment.start_ms, []).append(words.kind_title(moment.kind))
    places = sorted(titles)
    last = max([*(one.end for one in turns), *(place + 1 for place in places)])
    for start, end in zip(places, [*places[1:], last], strict=False):
        yield f"{_clock(start)} --> {_clock(end)}\n{escape('; '.join(titles[start]), quote=False)}\n"


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000:03}"


EXPORT = Export(
    "vtt",
    "WebVTT subtitles and chapters",
    ".vtt",
    "any player, in a browser too",
    "a subtitle a turn; the moments as chapters in a file of their own",
    files,
    times=True,
)
