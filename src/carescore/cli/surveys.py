"""carescore surveys: what patients answered, kept in a library and beside its skills."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import click

from carescore.cli._options import columns as table
from carescore.cli._options import pairs
from carescore.errors import UsageError
from carescore.history import Library, counted, sentences
from carescore.history import answers as answering
from carescore.history import surveys as reading


@click.command("surveys")
@click.argument("library", metavar="LIBRARY", type=click.Path(dir_okay=False))
@click.argument("answers", metavar="[ANSWERS.csv]", required=False, type=click.Path(dir_okay=False))
@click.option("--columns", multiple=True, metavar="FIELD=HEADER", help="Which column holds what, where names differ.")
@click.option(
    "--corrected/--further", default=None, help="Rows in doubt correct what is kept, or are answers of their own."
)
@click.option("--html", type=click.Path(dir_okay=False), help="Write one self-contained page.")
def surveys(
    library: str, answers: str | None, columns: tuple[str, ...], corrected: bool | None, html: str | None
) -> None:
    """Keep survey ANSWERS (recording, person or month; fft, nps, cahps, stars, satisfaction, comment) in LIBRARY, and
    set all that it keeps beside its skills. A row given again is kept once; with a column id (the answer's own number)
    also one that was edited."""
    if columns and not answers:
        raise UsageError("--columns is for ANSWERS.csv: whose columns")
    given = answering.read(answers, pairs(columns, "--columns is FIELD=HEADER")) if answers else []
    with Library(library, create=False) as opened:
        taken = answering.take(opened, given, corrected)
        if taken.doubtful:
            raise UsageError(f"{sentences.taken(taken)} (--corrected or --further)")
        found = reading.surveys(opened.answers(), opened.entries(), taken.unmatched)
    if html:
        found.to_html(html)
        click.echo(f"wrote {html}", err=True)
    if answers:
        click.echo(sentences.taken(taken))
    _print(found)


def _print(found: reading.Surveys) -> None:
    click.echo(f"{sentences.answers(found)}.")
    for one in found.answered:
        promoters = "" if one.promoters is None else f", net promoter score {one.promoters:+.0f}"
        click.echo(f"{one.question}: {one.mean:.0f} of 100 over {counted.counted(one.answers, 'answer')}{promoters}")
    if found.comments:
        said = ", ".join(f"{n} {name}" for name, n in found.comments.items())
        click.echo(f"comments, as the sentiment model judges them: {said}")
    for over, of in groupby(found.associations, key=lambda one: one.over):
        _associations(over, list(of))
    if found.older:
        click.echo(f"{counted.older(found.older, 'correlation')} (carescore library rescore)")
    click.echo("\nWhat goes together need not be a cause: who answers, how ill they are and the setting differ too.")


def _associations(over: str, of: list[reading.Association]) -> None:
    known = [one for one in of if one.interval]
    if not known:
        click.echo(f"\nHow answers go with skills is not known: {of[0].missing} ({over}).")
        return
    click.echo(f"\nHow answers and skills go together, over {over} (correlation, 95 % interval):")
    table((one.question, sentences.what(one.skill), f"{one.correlation:+.2f}", _ends(one.interval)) for one in known)


def _ends(interval: Iterable[float] | None) -> str:
    return " to ".join(f"{end:+.2f}" for end in interval or ())
