"""What several commands share: the options that say who speaks, pairs given as KEY=VALUE, and rows in columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from carescore.errors import UsageError

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


def pairs(pairs: Sequence[str], usage: str) -> dict[str, str]:
    """Each "KEY=VALUE"; the last "=" parts them."""
    given = {}
    for pair in pairs:
        key, sign, value = pair.rpartition("=")
        if not sign or not key or not value:
            raise UsageError(usage)
        given[key] = value
    return given


def columns(rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False).print(table)
