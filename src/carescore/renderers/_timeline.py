"""A picture of turn-taking: a lane for each speaker over time, overlaps and interruptions marked. SVG, no script.

Long talks are cut into rows of ROW_MS, at most MOST_ROWS longer ones. Bars are turns, dots listener signals, dark bands
stretches in which two speak at once, triangles interruptions, rings the patient side's feelings (full: met; half: in
part; empty: not), the line below the lanes its sentiment; a bar links to its turn in the page around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from carescore.renderers._words import clock, finding
from carescore.report import Report, TurnText

ROW_MS, MOST_ROWS = 120_000, 12
WIDTH, LABEL, LANE, GAP, TICKS = 920, 120, 18, 30, 8
MOST_LANES = 8  # further speakers share the last


@dataclass(frozen=True, slots=True)
class Grid:
    """The rows and lanes. row_ms: the time that a row shows; lanes: the line of each speaker."""

    row_ms: int
    rows: int
    lanes: Mapping[str, int]

    @property
    def lane_count(self) -> int:
        return max(self.lanes.values(), default=0) + 1

    @property
    def row_height(self) -> int:
        return self.lane_count * LANE + GAP

    def y(self, row: int, speaker: str) -> int:
        return row * self.row_height + self.lanes.get(speaker, 0) * LANE

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, float, float]]:
        """(row, x, width) of a stretch of time, cut at the ends of rows."""
        scale = (WIDTH - LABEL - 4) / self.row_ms
        for row in range(start // self.row_ms, max(start, end - 1) // self.row_ms + 1):
            first, last = max(start, row * self.row_ms), min(end, (row + 1) * self.row_ms)
            yield row, LABEL + (first - row * self.row_ms) * scale, (last - first) * scale

    def spot(self, ms: int) -> tuple[int, float]:
        row, x, _ = next(self.pieces(ms, ms))
        return row, x


def render(report: Report) -> str | None:
    """The picture as an SVG element, None when the turns have no times."""
    turns = [turn for turn in report.turns if turn.start_ms is not None and turn.end_ms is not None]
    if not turns or len(turns) < len(report.turns) / 2:
        return None
    last = max(turn.end_ms or 0 for turn in turns)
    row_ms = max(ROW_MS, -(-last // MOST_ROWS))
    lanes = {speaker.id: min(i, MOST_LANES - 1) for i, speaker in enumerate(report.speakers)}
    grid = Grid(row_ms, max(1, -(-last // row_ms)), lanes)
    return (
        f'<svg viewBox="0 0 {WIDTH} {grid.rows * grid.row_height}" role="group" aria-label="Who spoke when" '
        f'class="timeline" data-row-ms="{row_ms}" data-row-height="{grid.row_height}" data-label="{LABEL}" '
        f'data-width="{WIDTH}">{"".join(_shapes(report, turns, grid))}</svg>'
    )


def _shapes(report: Report, turns: list[TurnText], grid: Grid) -> Iterator[str]:
    for row in range(grid.rows):
        yield from _lines(row, grid)
    for turn in turns:
        yield from _bars(turn, grid)
    yield from _overlaps(turns, grid)
    yield from _marks(report, grid, "interruptions")
    yield from _marks(report, grid, "empathic_opportunities")
    yield from _sentiment(report, grid)


def _bars(turn: TurnText, grid: Grid) -> Iterator[str]:
    role = turn.role if turn.role in ("staff", "patient", "companion") else "other"
    named = f"{escape(turn.speaker)} {clock(turn.start_ms)}"
    bars = [p for span in turn.spans or ((turn.start_ms or 0, turn.end_ms or 0),) for p in grid.pieces(*span)]
    shapes = "".join(
        f'<rect x="{x:.1f}" y="{grid.y(row, turn.speaker) + 3}" width="{max(width, 1.5):.1f}" '
        f'height="{LANE - 6}" rx="2"/>'
        for row, x, width in bars
    )
    yield f'<a href="#turn-{turn.index}" class="{role}" tabindex="-1"><title>{named}</title>{shapes}</a>'
    for signal in turn.backchannels:
        if signal.start_ms is not None and signal.speaker in grid.lanes:
            row, x = grid.spot(signal.start_ms)
            y = grid.y(row, signal.speaker) + LANE / 2
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.5" class="signal"><title>listener signal</title></circle>'


def _lines(row: int, grid: Grid) -> Iterator[str]:
    top = row * grid.row_height
    bottom = top + grid.lane_count * LANE
    for label, lane in list(grid.lanes.items())[:MOST_LANES]:
        shared = len(grid.lanes) - MOST_LANES + 1 if lane == MOST_LANES - 1 else 1
        text = f"{shared} others" if shared > 1 else escape(label if len(label) <= 16 else label[:15] + "…")
        yield f'<text x="0" y="{top + lane * LANE + LANE / 2 + 4}" class="name">{text}</text>'
    for tick in range(TICKS + 1):
        x = LABEL + tick * (WIDTH - LABEL - 4) / TICKS
        yield f'<path d="M{x:.1f} {top}V{bottom}" class="tick"/>'
        if tick % 2 == 0 and tick < TICKS:
            ms = row * grid.row_ms + tick * grid.row_ms // TICKS
            yield f'<text x="{x:.1f}" y="{bottom + 22}" class="hour">{clock(ms)}</text>'


def _overlaps(turns: list[TurnText], grid: Grid) -> Iterator[str]:
    for one, two in pairwise(turns):
        for row, x, width in grid.pieces(two.start_ms or 0, min(one.end_ms or 0, two.end_ms or 0)):
            if width > 0:
                yield (
                    f'<rect x="{x:.1f}" y="{row * grid.row_height}" width="{width:.1f}" '
                    f'height="{grid.lane_count * LANE}" class="overlap"><title>both speak</title></rect>'
                )


def _marks(report: Report, grid: Grid, measure: str) -> Iterator[str]:
    score = report.scores.get(measure)
    for item in score.evidence if score else ():
        turn = report.turns[item.turn]
        at = item.start_ms if item.start_ms is not None else turn.start_ms
        if at is None:
            continue
        row, x = grid.spot(at)
        y, name = grid.y(row, turn.speaker), escape(finding(measure, item.label))
        if measure == "interruptions":
            yield f'<path d="M{x - 5:.1f} {y - 3}h10l-5 8z" class="interruption"><title>{name}</title></path>'
        else:
            kind = item.label.partition(":")[0]
            spot = f'cx="{x:.1f}" cy="{y + LANE / 2}" r="5"'
            yield f'<circle {spot} class="feeling {escape(kind)}"><title>{name}</title></circle>'


def _sentiment(report: Report, grid: Grid) -> Iterator[str]:
    score = report.scores.get("sentiment")
    for item in score.evidence if score else ():
        at = report.turns[item.turn]
        if item.label in ("negative", "positive") and at.start_ms is not None and at.end_ms is not None:
            for row, x, width in grid.pieces(at.start_ms, at.end_ms):
                y = row * grid.row_height + grid.lane_count * LANE + 3
                yield (
                    f'<rect x="{x:.1f}" y="{y}" width="{max(width, 2):.1f}" height="4" class="mood {item.label}">'
                    f"<title>sounds {item.label}</title></rect>"
                )
