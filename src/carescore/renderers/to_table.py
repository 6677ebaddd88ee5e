"""A report for the terminal: skills, measures, and the strongest moments quoted."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from carescore.measures import measures
from carescore.renderers._words import SKILL_TITLES, TICKS, clock, named, number, part_title, span, title
from carescore.report import Report
from carescore.skills import gains
from carescore.skills.rubrics import Rubric
from carescore.skills.scenarios import Outcome

_CONTEXT = 90  # characters of talk shown around a moment


def render(report: Report, width: int = 110, color: bool = False) -> str:
    """The report as text of at most width columns."""
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=color, no_color=not color, highlight=False)
    for block in _blocks(report):
        console.print(block)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _blocks(report: Report) -> Iterator[RenderableType]:
    yield f"[bold]{escape(report.id)}[/bold]  " + escape(", ".join(f"{named(s)} ({s.role})" for s in report.speakers))
    yield _skills(report)
    if best := gains(report.skills):
        words = "; ".join(f"{part_title(gain.part)} (+{gain.gain:.1f} overall)" for gain in best)
        yield Text(f"What would raise it most: {words}")
    if report.scenario:
        yield _scenario(report.scenario)
    yield _measures(report)
    if report.rubric:
        yield _rubric(report.rubric)
    if report.moments:
        yield _moments(report)
    for note in report.provenance.get("notes", ()):
        yield Text(f"Note: {note}", style="yellow")


def _skills(report: Report) -> Table:
    table = Table("Skill", "0–100", "90 %", "", "Known from", box=None, pad_edge=False)
    for name, skill in report.skills.items():
        bar = "" if skill.value is None else "█" * round(skill.value / 5)
        parts = "" if name == "overall" else ", ".join(f"{p.measure} {number(p.points)}" for p in skill.parts)
        table.add_row(
            SKILL_TITLES[name], number(skill.value), span(skill.interval), bar, escape(skill.missing or parts)
        )
    return table


def _scenario(outcome: Outcome) -> Table:
    table = Table("", f"Scenario: {escape(outcome.title)}", "Quotes", box=None, pad_edge=False)
    for step in outcome.steps:
        note = f" ({escape(step.why)})" if step.met is None else ""
        table.add_row(TICKS[step.met], escape(step.title) + note, str(len(step.evidence)))
    table.add_row(TICKS[outcome.passed], "[bold]the whole exercise[/bold]", "")
    return table


def _measures(report: Report) -> Table:
    titles = {measure.name: measure.title for measure in measures()}
    table = Table("Measure", "Value", "Unit", "Staff", "Patient", "Quotes", box=None, pad_edge=False)
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
    table = Table(escape(rubric.title), "Value", "Fair", "Good", "Met", box=None, pad_edge=False)
    for row in rubric.rows:
        thresholds = (number(row.threshold_fair), number(row.threshold_good))
        met = row.met or row.missing or ""
        table.add_row(escape(row.item), number(row.value), *thresholds, escape(met))
    return table


def _moments(report: Report) -> Table:
    table = Table("Time", "Moment", "Quote and advice", box=None, pad_edge=False)
    for moment in report.moments:
        style = "green" if moment.praise else "yellow"
        turn = report.turns[moment.turn]
        quote = Text(f"{turn.speaker}: {_quote(turn.text, moment.start, moment.end)}\n")
        quote.append(moment.advice, style="italic")
        if moment.instead:
            quote.append(f"\nInstead: {moment.instead}")
        place = clock(moment.start_ms) or f"turn {moment.turn + 1}"
        table.add_row(place, Text(title(moment.kind), style=style), quote)
    return table


def _quote(text: str, start: int, end: int) -> str:
    """The quoted words with some of the conversation around them."""
    left = max(0, text.rfind(" ", 0, max(0, start - _CONTEXT // 3)) + 1)
    right = text.find(" ", min(len(text), max(end, left + _CONTEXT)))
    right = len(text) if right < 0 else right
    return ("… " if left else "") + text[left:right] + (" …" if right < len(text) else "")
