"""What several commands share: the options that say who speaks, pairs given as KEY=VALUE, and rows in columns."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from carescore.cli import _output
from carescore.errors import UsageError, WriteError, meant

if TYPE_CHECKING:
    from carescore.history import Entry, Library, Link

_WHO_SPEAKS = (
    click.option("--format", "format_", help="Name of the format, when it is not recognised (see: carescore formats)."),
    click.option(
        "--roles", multiple=True, metavar="NAME=ROLE", help="Fix a speaker's role, such as 'Speaker 1=staff'."
    ),
    click.option("--staff", multiple=True, metavar="NAME", help="This speaker is staff; may be given again."),
    click.option("--swap", is_flag=True, help="Staff and patient are the wrong way round: exchange them."),
    click.option("--split", is_flag=True, help="One label for all: judge from the words who speaks."),
)
Command = Callable[..., Any]
with_models = click.option(
    "--model",
    "models",
    multiple=True,
    metavar="MODEL=FOLDER",
    help="Judge with a model that carescore train wrote; only one that you trust. May be given again.",
)


def who_speaks(command: Command) -> Command:
    """The command with the options that say how a file is read and who speaks in it."""
    for option in reversed(_WHO_SPEAKS):
        command = option(command)
    return command


def roles_of(roles: Sequence[str], staff: Sequence[str]) -> dict[str, str]:
    """The roles that --roles and --staff fix."""
    return pairs(roles, "--roles takes NAME=ROLE") | dict.fromkeys(staff, "staff")


def columns_of(columns: Sequence[str]) -> dict[str, str]:
    """The columns that --columns names."""
    return pairs(columns, "--columns takes FIELD=COLUMN")


def models_of(models: Sequence[str]) -> dict[str, str]:
    """The folders that --model names, by model."""
    given = {}
    for one in models:
        model, _, folder = one.partition("=")
        if not model or not folder or model in given:
            raise UsageError("--model takes MODEL=FOLDER, once for each model")
        given[model] = folder
    return given


def pairs(pairs: Sequence[str], usage: str) -> dict[str, str]:
    """Each "KEY=VALUE"; the last "=" parts them."""
    given = {}
    for pair in pairs:
        key, sign, value = pair.rpartition("=")
        if not sign or not key or not value:
            raise UsageError(usage)
        given[key] = value
    return given


def require_known(what: str, asked: Iterable[str | None], known: Iterable[str | None]) -> None:
    """Raises UsageError for a word that no conversation of a library holds: a slip would only leave all out."""
    there = sorted(filter(None, known))
    for word in asked:
        if word is not None and word not in there:
            raise UsageError(f"no conversation of this library has the {what} {word}{meant(word, there)}")


def columns(rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False, width=_output.shape()[0]).print(table)


def pages(library: Library, entries: Iterable[Entry], folder: str | None, page: str | None) -> Link | None:
    """Writes a page of each conversation whose words are kept; where the page that links to them finds it."""
    if folder is None or page is None:
        return None
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(error.strerror or type(error).__name__, folder) from None
    written = {}
    for entry in entries:
        report = library.report(entry)
        if any(turn.text for turn in report.turns):
            file = Path(folder, f"conversation-{entry.id}.html")
            replace(report, date=entry.date).to_html(file)
            written[entry.id] = quote(Path(os.path.relpath(file, Path(page).parent)).as_posix())

    def link(entry: Entry, turn: int | None) -> str | None:
        address = written.get(entry.id)
        return address if address is None or turn is None else f"{address}#turn-{turn}"

    return link
