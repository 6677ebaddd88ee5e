"""The options of a library that a report is kept in, settled before anything is scored."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from carescore.errors import UsageError
from carescore.report import Report
from carescore.reviews import to_plain

if TYPE_CHECKING:
    from carescore.history import Entry, Known
    from carescore.transcript import Transcript

Command = Callable[..., Any]
_OPTIONS = (
    click.option(
        "--library", type=click.Path(dir_okay=False), help="Keep the report in this library, made if need be."
    ),
    click.option("--trainee", metavar="NAME", help="For the library: whose scores they are."),
    click.option("--date", help="The day of the conversation, such as 2026-03-14; the library needs it."),
    click.option(
        "--apart", default="", metavar="MARK", help="For the library: what tells two people of one name apart."
    ),
    click.option("--team", metavar="NAME", help="For the library."),
    click.option("--setting", metavar="NAME", help="For the library: the profile's name unless given."),
    click.option("--trainer", metavar="NAME", help="For the library."),
    click.option("--cohort", metavar="NAME", help="For the library: a group of people, such as those of a training."),
    click.option("--may-show", is_flag=True, help="For the library: good moments may be shown to others."),
    click.option("--same-people", is_flag=True, help="For the library: one name in several teams is one person."),
    click.option("--keep-text", is_flag=True, help="For the library: keep what was said too."),
)


_FACTS = ("trainee", "apart", "team", "setting", "trainer", "cohort", "may_show")  # as in a manifest


@dataclass(frozen=True, slots=True)
class Keeping:
    """Where to keep a report, None as library for nowhere, and what is known of it: by the manifest's columns."""

    library: str | None
    date: str | None
    facts: Mapping[str, Any]
    keep_text: bool
    same_people: bool = False

    def settled(self) -> Keeping:
        """With the day in ISO, where one was said. Raises UsageError and LibraryError."""
        if self.library is None and self.date is None:
            return self
        from carescore.history import Known, Library, dates

        if self.library is not None and Path(self.library).exists():
            with Library(self.library, create=False) as opened:
                require_same([Known("", **self.facts)], opened.entries(), self.same_people)
        elif self.library is not None and not Path(self.library).resolve().parent.is_dir():
            raise UsageError(f"the folder for {Path(self.library).name} is not there: make it first")
        return replace(self, date=self.date and dates.parse(self.date).isoformat())

    def day_of(self, transcript: Transcript) -> str | None:
        """The day that was said, else the one that the file holds; a library's is asked for where somebody can answer,
        never taken from when the file was changed. Raises UsageError."""
        day = self.date or transcript.date
        if day or self.library is None:
            return day
        if not _can_answer():
            raise UsageError(
                f"{transcript.id}: its file does not say the day, which --library needs: say --date 2026-03-14"
            )
        asked = f"Day of the conversation {transcript.id} (such as 2026-03-14)"
        return str(click.prompt(asked, err=True, value_proc=_day))

    def focus_of(self, report: Report) -> str | None:
        """Whose scores are kept, where a library's would be of several people together: asked for where somebody can
        answer. Raises UsageError."""
        staff = [speaker.id for speaker in report.speakers if speaker.role == "staff"]
        if self.library is None or len(staff) < 2 or report.provenance.get("focus"):
            return None
        from carescore.history import manifests

        if not _can_answer():
            manifests.require_one_person(report.to_dict())
        return str(click.prompt("Whose scores are they", type=click.Choice(staff), err=True))

    def keep(self, report: Report, day: str | None) -> None:
        """Keeps it as the machine made it, a review of it beside, where that is wanted, and says so."""
        if self.library is None or day is None:
            return
        from carescore.history import Known, Library, manifests

        manifests.require_one_person(report.to_dict())
        with Library(self.library) as opened:
            state = opened.add(report.unreviewed(), Known(day, **self.facts), self.keep_text)
            if report.review:
                opened.add_review(to_plain(report.review.said), report.provenance.get("focus") or "")
        click.echo(f"{Path(self.library).name}: {state}{', with its review' if report.review else ''}", err=True)


def require_same(known: Iterable[Known], entries: Iterable[Entry], same_people: bool) -> None:
    """Asks once whether a name in several teams is one person, where somebody can answer. Raises UsageError."""
    from carescore.history import manifests

    several = {} if same_people else manifests.in_several_teams(known, entries)
    for name, teams in several.items():
        if not _can_answer():
            apart = "what tells two people apart: --apart, or a manifest's column 'apart'"
            raise UsageError(f"{name} is in several teams ({', '.join(teams)}): say --same-people, or {apart}")
        click.confirm(f"{name} is in {' and '.join(teams)}: the same {name}?", abort=True, err=True)


def _can_answer() -> bool:
    """Whether a person sits before it."""
    return sys.stdin.isatty()


def _day(text: str) -> str:
    """What somebody answered, in ISO; asked again where it is no day."""
    from carescore.history import dates

    try:
        return dates.parse(text).isoformat()
    except UsageError as error:
        raise click.BadParameter(str(error)) from None


def with_library(command: Command) -> Command:
    """The command with the options of a library, that it gets as one: keeping."""

    @wraps(command)
    def wrapped(*arguments: Any, **others: Any) -> Any:
        facts = {name: others.pop(name) for name in _FACTS}
        own = {name: others.pop(name) for name in ("library", "date", "keep_text", "same_people")}
        return command(*arguments, keeping=Keeping(facts=facts, **own), **others)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
