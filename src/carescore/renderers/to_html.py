"""A report as one self-contained page: no script, nothing loaded from a network."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import quote

from carescore.measures import measures
from carescore.renderers import _timeline, _words
from carescore.report import Report, TurnText
from carescore.skills import gains


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a turn's text with the kinds of evidence that cover all of it."""

    text: str
    marks: tuple[str, ...]
    title: str


def render(report: Report, media: str | None = None) -> str:
    """The page as text. media: path of the recording; replay links open it at the moment's time."""
    data = report.to_dict()
    marks = _marks(report)
    page: str = _template().render(
        report=data,
        titles={measure.name: measure for measure in measures()},
        words=_words,
        gains=gains(report.skills),
        media=quote(media, safe="/:\\") if media else None,
        picture=_timeline.render(report),
        turns=[(turn, pieces(turn, marks.get(turn.index, []))) for turn in report.turns],
    )
    return page


def write(report: Report, path: str | os.PathLike[str], media: str | None = None) -> str:
    """Writes the page and returns it."""
    page = render(report, media)
    Path(path).write_text(page, encoding="utf-8")
    return page


@lru_cache(maxsize=1)
def _template() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("carescore", "renderers/templates")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("report.html")


Mark = tuple[int, int, str, str]


def _marks(report: Report) -> dict[int, list[Mark]]:
    """(start, end, measure, label) of all evidence by turn; whole-turn marks of context measures are left out."""
    found: dict[int, list[Mark]] = {}
    for name, score in report.scores.items():
        for item in score.evidence:
            if item.start < item.end and name not in ("talk_time", "readability"):
                found.setdefault(item.turn, []).append((item.start, item.end, name, item.label))
    return found


def pieces(turn: TurnText, marks: Sequence[Mark]) -> list[Piece]:
    """The turn's text cut where evidence begins or ends; the pieces joined are the text."""
    cuts = sorted({0, len(turn.text), *(start for start, *_ in marks), *(end for _, end, *_ in marks)})
    cut_up = []
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark[0] <= start and end <= mark[1]]
        names = tuple(dict.fromkeys(name for _, _, name, _ in over))
        title = "; ".join(f"{name}: {label}" for _, _, name, label in over)
        cut_up.append(Piece(turn.text[start:end], names, title))
    return cut_up
