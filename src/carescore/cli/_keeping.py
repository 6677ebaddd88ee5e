"""The options of a library that a report is kept in, settled before anything is scored."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Any

import click

from carescore.errors import UsageError
from carescore.report import Report
from carescore.reviews import to_plain

Command = Callable[..., Any]
_OPTIONS = (
    click.option(
        "--library", type=click.Path(dir_okay=False), help="Keep the report in this library, made if need be."
    ),
    click.option("--trainee", metavar="NAME", help="For the library: whose scores they are."),
    click.option("--date", help="The day of the conversation, such as 2026-03-14; the library needs it."),
    click.option("--keep-text", is_flag=True, help="For the library: keep what was said too."),
)


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where to keep a report, None as library for nowhere, and what is known of it."""

    library: str | None
    trainee: str | None
    date: str | None
    keep_text: bool

    def settled(self) -> Keeping:
        """With the day in ISO, asked for where a person can answer. Raises UsageError and LibraryError."""
        if self.library is None and self.date is None:
            return self
        from carescore.history import Library, dates

        if self.library is None:
            return replace(self, date=self.date and dates.parse(self.date).isoformat())
        if Path(self.library).exists():
            Library(self.library, create=False).close()
        elif not Path(self.library).resolve().parent.is_dir():
            raise UsageError(f"the folder for {Path(self.library).name} is not there: make it first")
        day = self.date
        if day is None:
            if not sys.stdin.isatty():
                raise UsageError("--library needs the day of the conversation: say --date 2026-03-14")
            day = click.prompt("Day of the conversation (such as 2026-03-14)", err=True)
        return replace(self, date=dates.parse(day).isoformat())

    def keep(self, report: Report) -> None:
        """Keeps it as the machine made it, a review of it beside, where that is wanted, and says so."""
        if self.library is None or self.date is None:
            return
        from carescore.history import Known, Library, manifests

        manifests.require_one_person(report.to_dict())
        with Library(self.library) as opened:
            state = opened.add(report.unreviewed(), Known(self.date, self.trainee), self.keep_text)
            if report.review:
                opened.add_review(to_plain(report.review.said))
        click.echo(f"{Path(self.library).name}: {state}{', with its review' if report.review else ''}", err=True)


def with_library(command: Command) -> Command:
    """The command with the options of a library, that it gets as one: keeping."""

    @wraps(command)
    def wrapped(
        *arguments: Any, library: str | None, trainee: str | None, date: str | None, keep_text: bool, **others: Any
    ) -> Any:
        return command(*arguments, keeping=Keeping(library, trainee, date, keep_text), **others)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
