"""Standard output: text as far as the encoding of the terminal goes, never an error for a character; data as UTF-8."""

from __future__ import annotations

import codecs
import shutil
import sys
import unicodedata

import click

WIDTH = 110  # of what is written to a file or a pipe
_NARROWEST = 60
_NEAREST = {
    **{"█": "#", "░": ".", "┃": "|", "●": "*", "◐": "+", "○": "o", "▶": ">", "━": "-", "╸": "-", "╺": "-"},
    **{
        "✓": "yes",
        "✗": "no",
        "…": "...",
        "–": "-",
        "—": "-",
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "·": "-",
        "−": "-",
    },
}
_ERRORS = "carescore.nearest"


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """What stands for characters that an encoding lacks: the nearest that all have, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_NEAREST.get(one) or _base(one) for one in lacking), error.end


def _base(character: str) -> str:
    return unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode() or "?"


def prepare() -> None:
    """Lets standard output and error take any text."""
    codecs.register_error(_ERRORS, _nearest)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors=_ERRORS)


def data(text: str) -> None:
    """Prints what programs read: the same bytes whatever the encoding of the pipe."""
    click.echo(text if sys.stdout.isatty() else text.encode("utf-8"), nl=False)


def shape() -> tuple[int, bool]:
    """The width to print in, and whether in colour: those of the terminal, else plain."""
    if not sys.stdout.isatty():
        return WIDTH, False
    return max(_NARROWEST, min(WIDTH, shutil.get_terminal_size((WIDTH, 24)).columns)), True
