"""A report for the terminal: the story that the page's first screen tells, in at most LINES lines; more on request."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from carescore.renderers import _story, _tables, _words
from carescore.report import Report

LINES = 40
_PEOPLE, _VERDICT, _GAP, _NOTES = 4, 3, 2, 2  # of each at most: people, the others in lines
_CELLS = 20  # of a skill's bar
_STYLES = {"good": "green", "on the way": "yellow", "work on": "red", "": "dim", "staff": "cyan", "patient": "magenta"}


def render(report: Report, width: int = 110, color: bool = False, every: bool = False) -> str:
    """The report as text of at most width columns. every: the sums, all measures, moments and notes after it."""
    stream = io.StringIO()
    console = Console(file=stream, width=width, force_terminal=color, no_color=not color, highlight=False, emoji=False)
    for block in (*_told(report, width, every), *_tables.blocks(report, every)):
        console.print(block)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _told(report: Report, width: int, every: bool) -> Iterator[RenderableType]:
    yield _cut(Text(_words.printable(report.id), style="bold"), width)
    yield _cut(Text(" · ".join(_story.facts(report)), style="dim"), width)
    yield _cut(Text(_people(report)), width)
    yield from _folded(_words.verdict(report), width, _VERDICT)
    if said := _story.reviewed(report):
        yield _cut(Text(_words.printable(said), style="yellow"), width)
    for half in _story.halves(_story.moments(report)):
        yield from _half(half, width)
    yield Text()
    yield _skills(report)
    if gap := _story.unknown(report):
        yield from _folded(f"Not known: {gap}.", width, _GAP)
    if not every:
        yield from _notes(report, width)
        yield _cut(Text("All measures, sums and moments: --all. As a page: --html FILE", style="dim"), width)


def _people(report: Report) -> str:
    shown = [
        f"{_words.person(one)}: {_words.role(one)}{_story.share(report, one)}" for one in report.speakers[:_PEOPLE]
    ]
    more = len(report.speakers) - _PEOPLE
    return _words.printable("; ".join(shown + ([f"and {more} more"] if more > 0 else [])))


def _half(half: _story.Half, width: int) -> Iterator[Text]:
    yield Text(half.title, style="bold green" if half.praise else "bold red")
    for one in half.chosen:
        place = _words.clock(one.start_ms) or f"turn {one.moment.turn + 1}"
        head = Text.assemble((f"{place:>7}  ", "dim"), one.title, (f" ({one.sure.lower()})" if one.sure else "", "dim"))
        yield _cut(head, width)
        for line in one.lines[-2:]:  # both sides of the exchange
            yield _cut(_said(line, width), width)
    if half.lack:
        yield _cut(Text(f"{'':>7}  {half.lack}", style="dim"), width)


def _said(line: _story.QuotedLine, width: int) -> Text:
    """One side of the exchange: from its beginning where the quote can be seen so, else from some words before it."""
    who = f"{'':>9}{textwrap.shorten(_words.printable(line.speaker) or '–', 24, placeholder='…')}: "
    texts = [_words.printable(piece.text, strip=False) for piece in line.pieces]
    begins = next((len("".join(texts[:i])) for i, piece in enumerate(line.pieces) if piece.marks), 0)
    marked = "".join(text for text, piece in zip(texts, line.pieces, strict=True) if piece.marks)
    whole, room = "".join(texts), max(width - len(who), 20)
    if begins + min(len(marked), room // 2) > room - 2:
        whole = "… " + whole[begins - room // 4 :].partition(" ")[2]
    shown = Text.assemble((who, _STYLES.get(line.role, "")), _shortened(whole, room))
    at = shown.plain.find(marked, len(who)) if marked else -1
    if at >= 0:
        shown.stylize("bold", at, at + len(marked))
    return shown


def _shortened(text: str, room: int) -> str:
    """Whole words as far as there is room."""
    short = textwrap.shorten(text, room, placeholder=" …")
    return text if short.strip() == "…" else short


def _skills(report: Report) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    for justify in ("left", "left", "right", "left", "left"):
        table.add_column(justify=justify, no_wrap=True)
    target = f"{_words.BANDS[0][0]:.0f}"
    table.add_row(Text("Skills", style="bold"), f"┃ target {target}", "", "", Text("nine in ten", style="dim"))
    for name, skill in report.skills.items():
        band = _words.band(skill.value) if skill.value is not None else ""
        value = "–" if skill.value is None else f"{skill.value:.0f}"
        shown = Text(f"{_words.SHAPES[band]} {band}" if band else "not known", style=_STYLES[band])
        span = Text(_words.span(skill.interval), style="dim")
        table.add_row(_words.SKILL_TITLES[name], _bar(skill.value, _STYLES[band]), value, shown, span)
    return table


def _bar(value: float | None, style: str) -> Text:
    """As long as the value; the target stands in it."""
    full, target = round((value or 0) * _CELLS / 100), round(_words.BANDS[0][0] * _CELLS / 100)
    cells = ["█" if i < full else "░" for i in range(_CELLS)]
    cells[target] = "┃"
    return Text("".join(cells), style=style)


def _notes(report: Report, width: int) -> Iterator[Text]:
    notes = report.provenance.get("notes", ())
    more = f" (and {len(notes) - _NOTES} more)" if len(notes) > _NOTES else ""
    for i, note in enumerate(notes[:_NOTES]):
        tail = more if i == _NOTES - 1 else ""
        said = _shortened(_words.printable(f"Note: {note}"), width - len(tail))
        yield _cut(Text(said + tail, style="yellow"), width)


def _folded(text: str, width: int, most: int) -> Iterator[Text]:
    plain = _words.printable(text)
    for line in textwrap.wrap(plain, width, max_lines=most, placeholder=" …"):
        yield _cut(Text(line), width)


def _cut(text: Text, width: int) -> Text:
    text.truncate(width, overflow="ellipsis")
    text.no_wrap = True
    return text
