"""The options of a page, checked before anything is scored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import click

from carescore.errors import UsageError
from carescore.report import Report

Command = Callable[..., Any]
_OPTIONS = (
    click.option("--html", type=click.Path(dir_okay=False, writable=True), help="Write a page to open in a browser."),
    click.option("--media", help="For the page: the recording, so that it can replay it."),
    click.option("--embed", is_flag=True, help="For the page: put the recording into it, so that it is one file."),
    click.option(
        "--media-offset",
        type=float,
        default=0.0,
        help="For the page: seconds the recording starts before the transcript.",
    ),
    click.option("--swapped", is_flag=True, help="For the page: show the scores the other way round at a click, too."),
)


@dataclass(frozen=True, slots=True)
class Page:
    """The page that is wanted, None as path for none; swapped: with the scores the other way round, too."""

    path: str | None
    media: str | None
    embed: bool
    media_offset: float
    swapped: bool

    def check(self, sources: int) -> None:
        """Raises UsageError where it could not be written."""
        if self.path is None:
            given = {
                "media": self.media,
                "embed": self.embed,
                "media-offset": self.media_offset,
                "swapped": self.swapped,
            }
            for name in (name for name, value in given.items() if value):
                raise UsageError(f"--{name} is for the page: say --html FILE too")
            return
        if sources > 1:
            raise UsageError("--html takes one recording; say --together when the files are its speakers")
        if self.media is None and (self.embed or self.media_offset):
            raise UsageError("--embed and --media-offset are for a recording: say --media FILE too")
        from carescore.renderers import to_html

        to_html.check(self.path, self.media, self.media_offset)

    def write(self, report: Report, swapped: Report | None) -> None:
        """Writes it, where it is wanted, and says so."""
        if self.path:
            report.to_html(self.path, self.media, self.embed, self.media_offset, swapped)
            click.echo(f"wrote {self.path}", err=True)


def with_page(command: Command) -> Command:
    """The command with the options of a page, that it gets as one: page."""

    @wraps(command)
    def wrapped(
        *arguments: Any,
        html: str | None,
        media: str | None,
        embed: bool,
        media_offset: float,
        swapped: bool,
        **others: Any,
    ) -> Any:
        return command(*arguments, page=Page(html, media, embed, media_offset, swapped), **others)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
