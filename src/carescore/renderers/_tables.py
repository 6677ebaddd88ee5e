"""A report's tables for the terminal: an exercise and a rubric where they were asked for, else only on request."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from carescore.measures import measures
from carescore.renderers import _story
from carescore.renderers._words import SKILL_TITLES, TICKS, clock, number, part_title, printable
from carescore.report import Report
from carescore.reviews import HIDDEN
from carescore.skills import gains
from carescore.skills.rubrics import Rubric
from carescore.skills.scenarios import Outcome


def blocks(report: Report, every: bool) -> Iterator[RenderableType]:
    """The tables in order. every: those that nobody asked for by name, too."""
    if report.scenario:
        yield _scenario(report.scenario)
    if report.rubric:
        yield _rubric(report.rubric)
    if not every:
        return
    yield _sums(report)
    if "overall" in report.skills and (best := gains(report.skills)):
        words = "; ".join(f"{part_title(gain.part)} (+{gain.gain:.1f} overall)" for gain in best)
        yield Text(f"What would raise it most: {words}")
    yield _measures(report)
    if report.moments:
        yield _moments(report)
    for note in report.provenance.get("notes", ()):
        yield Text(f"Note: {printable(note)}", style="yellow")


def _table(*columns: str) -> Table:
    return Table(*columns, box=None, pad_edge=False)


def _sums(report: Report) -> Table:
    table = _table("Skill", "Part", "Value", "Target", "Points", "Weight")
    for name, skill in report.skills.items():
        for i, part in enumerate(skill.parts if name != "overall" else ()):
            figures = (number(part.value), number(part.target), number(part.points), number(part.weight))
            table.add_row("" if i else SKILL_TITLES[name], part_title(part.measure), *figures)
    return table


def _scenario(outcome: Outcome) -> Table:
    table = _table("", f"Scenario: {escape(outcome.title)}", "Quotes")
    for step in outcome.steps:
        note = f" ({escape(step.why)})" if step.met is None else ""
        table.add_row(TICKS[step.met], escape(step.title) + note, str(len(step.evidence)))
    points = "" if outcome.points is None else f": {outcome.points:.0f} of 100"
    table.add_row(TICKS[outcome.passed], f"[bold]the whole{points}[/bold]", "")
    return table


def _measures(report: Report) -> Table:
    titles = {measure.name: measure.title for measure in measures()}
    table = _table("Measure", "Value", "Unit", "Staff", "Patient", "Quotes")
    for name, score in report.to_dict()["scores"].items():
        if score["missing"]:
            table.add_row(titles.get(name, name), "–", escape(score["missing"]))
            continue
        sides = (number(score["by_role"].get(side)) for side in ("staff", "patient"))
        table.add_row(
            titles.get(name, name), number(score["value"]), score["unit"], *sides, str(len(score["evidence"]))
        )
    return table


def _rubric(rubric: Rubric) -> Table:
    table = _table(escape(rubric.title), "Value", "Fair", "Good", "Met")
    for row in rubric.rows:
        thresholds = (number(row.threshold_fair), number(row.threshold_good))
        met = row.met or row.missing or ""
        table.add_row(escape(row.item), number(row.value), *thresholds, escape(met))
    return table


def _moments(report: Report) -> Table:
    """Every moment that a review did not hide, with both sides of the exchange and the advice."""
    table = _table("Time", "Moment", "Quote and advice")
    for one in (one for one in _story.moments(report) if one.mark != HIDDEN):
        said = Text()
        for line in one.lines:
            said.append(f"{printable(line.speaker)}: {printable(''.join(piece.text for piece in line.pieces))}\n")
        said.append(one.moment.advice, style="italic")
        if one.moment.instead:
            said.append(f"\nInstead: {printable(one.moment.instead)}")
        place = clock(one.start_ms) or f"turn {one.moment.turn + 1}"
        table.add_row(place, Text(one.title, style="green" if one.moment.praise else "yellow"), said)
    return table
