"""A picture of turn-taking: a lane for each speaker over time, overlaps and interruptions marked. SVG, no script.

Long talks are cut into rows of ROW_MS. Bars are turns, dots listener signals, dark bands stretches in which two speak
at once, red triangles interruptions; a bar links to its turn in the page around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from carescore.renderers._words import clock
from carescore.report import Report, TurnText

ROW_MS = 120_000
WIDTH, LABEL, LANE, GAP, TICK_MS = 920, 120, 22, 26, 15_000
_COLORS = {"staff": "#2f6fb0", "patient": "#c98a1b", "companion": "#b56576"}
_OTHER = "#7a8793"


def render(report: Report) -> str | None:
    """The picture as an SVG element, None when the turns have no times."""
    turns = [turn for turn in report.turns if turn.start_ms is not None and turn.end_ms is not None]
    if not turns or len(turns) < len(report.turns) / 2:
        return None
    lanes = {speaker.id: i for i, speaker in enumerate(report.speakers)}
    last = max(turn.end_ms or 0 for turn in turns)
    rows = last // ROW_MS + 1
    height = rows * (len(lanes) * LANE + GAP)
    shapes = "".join(_shapes(report, turns, lanes, rows))
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="Who spoke when" '
        f'font-size="11" font-family="system-ui,sans-serif">{shapes}</svg>'
    )


def _shapes(report: Report, turns: list[TurnText], lanes: dict[str, int], rows: int) -> Iterator[str]:
    for row in range(rows):
        yield from _grid(row, lanes)
    for turn in turns:
        color = _COLORS.get(turn.role, _OTHER)
        spans = turn.spans or ((turn.start_ms or 0, turn.end_ms or 0),)
        for row, x, width in (piece for span in spans for piece in _pieces(*span)):
            yield (
                f'<a href="#turn-{turn.index}"><rect x="{x:.1f}" y="{_y(row, lanes, turn.speaker) + 4}" '
                f'width="{max(width, 1.5):.1f}" height="{LANE - 8}" rx="2" fill="{color}">'
                f"<title>{escape(turn.speaker)} {clock(turn.start_ms)}</title></rect></a>"
            )
        for signal in turn.backchannels:
            if signal.start_ms is not None and signal.speaker in lanes:
                ((row, x, _),) = list(_pieces(signal.start_ms, signal.start_ms))[:1]
                y = _y(row, lanes, signal.speaker) + LANE / 2
                spot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" fill="{_OTHER}">'
                yield f"{spot}<title>listener signal</title></circle>"
    yield from _overlaps(turns, lanes)
    yield from _interruptions(report, lanes)


def _grid(row: int, lanes: dict[str, int]) -> Iterator[str]:
    top = row * (len(lanes) * LANE + GAP)
    bottom = top + len(lanes) * LANE
    for label, lane in lanes.items():
        text = escape(label if len(label) <= 16 else label[:15] + "…")
        yield f'<text x="0" y="{top + lane * LANE + LANE / 2 + 4}" fill="#1c2733">{text}</text>'
    for ms in range(0, ROW_MS + 1, TICK_MS):
        x = LABEL + ms * (WIDTH - LABEL - 4) / ROW_MS
        yield f'<path d="M{x:.1f} {top}V{bottom}" stroke="#dfe4e9"/>'
        if ms % (2 * TICK_MS) == 0 and ms < ROW_MS:
            yield f'<text x="{x:.1f}" y="{bottom + 13}" fill="#5b6875">{clock(row * ROW_MS + ms)}</text>'


def _pieces(start: int, end: int) -> Iterator[tuple[int, float, float]]:
    """(row, x, width) of a stretch of time, cut at the ends of rows."""
    scale = (WIDTH - LABEL - 4) / ROW_MS
    for row in range(start // ROW_MS, max(start, end - 1) // ROW_MS + 1):
        first, last = max(start, row * ROW_MS), min(end, (row + 1) * ROW_MS)
        yield row, LABEL + (first - row * ROW_MS) * scale, (last - first) * scale


def _y(row: int, lanes: dict[str, int], speaker: str) -> int:
    return row * (len(lanes) * LANE + GAP) + lanes[speaker] * LANE


def _overlaps(turns: list[TurnText], lanes: dict[str, int]) -> Iterator[str]:
    for one, two in pairwise(turns):
        for row, x, width in _pieces(two.start_ms or 0, min(one.end_ms or 0, two.end_ms or 0)):
            if width > 0:
                top = row * (len(lanes) * LANE + GAP)
                yield (
                    f'<rect x="{x:.1f}" y="{top}" width="{width:.1f}" height="{len(lanes) * LANE}" fill="#1c2733" '
                    'opacity=".18"><title>both speak</title></rect>'
                )


def _interruptions(report: Report, lanes: dict[str, int]) -> Iterator[str]:
    score = report.scores.get("interruptions")
    for item in score.evidence if score else ():
        turn = report.turns[item.turn]
        at = item.start_ms if item.start_ms is not None else turn.start_ms
        if at is not None:
            row, x, _ = next(_pieces(at, at))
            y = _y(row, lanes, turn.speaker)
            yield (f'<path d="M{x - 5:.1f} {y - 3}h10l-5 8z" fill="#c0392b"><title>{escape(item.label)}</title></path>')
