"""carescore surveys: what patients answered, beside the skills of a library."""

from __future__ import annotations

from collections.abc import Iterable

import click

from carescore.cli._options import columns as table
from carescore.cli._options import pairs
from carescore.history import Library, sentences
from carescore.history import surveys as reading


@click.command("surveys")
@click.argument("library", metavar="LIBRARY", type=click.Path(dir_okay=False))
@click.argument("answers", metavar="ANSWERS.csv", type=click.Path(dir_okay=False))
@click.option("--columns", multiple=True, metavar="FIELD=HEADER", help="Which column holds what, where names differ.")
@click.option("--html", type=click.Path(dir_okay=False), help="Write one self-contained page.")
def surveys(library: str, answers: str, columns: tuple[str, ...], html: str | None) -> None:
    """Set survey ANSWERS (recording, person or month; fft, nps, cahps, stars, satisfaction, comment) beside LIBRARY."""
    given = reading.read(answers, pairs(columns, "--columns is FIELD=HEADER"))
    with Library(library, create=False) as opened:
        found = reading.surveys(given, opened.entries())
    if html:
        found.to_html(html)
        click.echo(f"wrote {html}", err=True)
    click.echo(f"{found.rows} rows, linked by {found.by}; {len(found.unmatched)} fit no conversation of the library.")
    if found.unmatched:
        click.echo(f"Rows without one: {sentences.rows(found.unmatched)}")
    for one in found.answered:
        promoters = "" if one.promoters is None else f", net promoter score {one.promoters:+.0f}"
        click.echo(f"{one.question}: {one.mean:.0f} of 100 over {one.answers} answers{promoters}")
    if found.comments:
        said = ", ".join(f"{n} {name}" for name, n in found.comments.items())
        click.echo(f"comments, as the sentiment model judges them: {said}")
    known = [one for one in found.associations if one.interval]
    if known:
        click.echo(f"\nHow answers and skills go together, over {found.units} (correlation, 95 % interval):")
        table(
            (one.question, sentences.what(one.skill), f"{one.correlation:+.2f}", _ends(one.interval)) for one in known
        )
    elif found.associations:
        click.echo(f"\nHow answers go with skills is not known: {found.associations[0].missing} ({found.units}).")
    if found.older:
        click.echo(f"{found.older} conversations were scored by another version and are left out: library rescore")
    click.echo("\nWhat goes together need not be a cause: who answers, how ill they are and the setting differ too.")


def _ends(interval: Iterable[float] | None) -> str:
    return " to ".join(f"{end:+.2f}" for end in interval or ())
