"""The options that keep who speaks, or what is said, out of everything that is written."""

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
    click.option("--redact", is_flag=True, help="Write marks such as [NAME 1] for names, numbers, dates, addresses."),
    click.option("--no-text", is_flag=True, help="Write scores and times without any words of the conversation."),
)


@dataclass(frozen=True, slots=True)
class Privacy:
    """What must not be written: what identifies people, or any word."""

    redact: bool
    no_text: bool

    def check(self, media: str | None) -> None:
        """Raises UsageError where a recording would say what must not be written."""
        if media and (self.redact or self.no_text):
            raise UsageError("--media plays every name and word: leave it out with --redact and --no-text")

    def kept(self, report: Report) -> Report:
        """What may be written of a report."""
        if not (self.redact or self.no_text):
            return report
        from carescore import privacy  # 60 patterns that a run without these options has no use for

        return privacy.without_words(report) if self.no_text else privacy.redact(report)


def with_privacy(command: Command) -> Command:
    """The command with the options of privacy, that it gets as one: private."""

    @wraps(command)
    def wrapped(*arguments: Any, redact: bool, no_text: bool, **others: Any) -> Any:
        return command(*arguments, private=Privacy(redact, no_text), **others)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
