"""carescore library: what was scored, kept in one file; who is in it; and forgetting somebody."""

from __future__ import annotations

import sys

import click

from carescore.cli._options import columns as printed
from carescore.cli._options import columns_of
from carescore.errors import UsageError

_FILE = click.argument("library", metavar="LIBRARY", type=click.Path(dir_okay=False))


@click.group("library")
def library() -> None:
    """Keep reports in one file, LIBRARY, such as training.db. Words are kept only with --keep-text."""


@library.command("import")
@_FILE
@click.argument("reports", nargs=-1, required=True, metavar="REPORT...", type=click.Path(exists=True))
@click.option("--manifest", required=True, type=click.Path(exists=True, dir_okay=False), help="A .csv: file, date, …")
@click.option("--columns", multiple=True, metavar="FIELD=COLUMN", help="Names of its columns, such as 'trainee=Who'.")
@click.option("--dates", type=click.Choice(("day-first", "month-first")), help="How its dates in numbers are meant.")
@click.option("--keep-text", is_flag=True, help="Keep what was said too.")
def import_(
    library: str, reports: tuple[str, ...], manifest: str, columns: tuple[str, ...], dates: str | None, keep_text: bool
) -> None:
    """Import REPORTs (.json, or .jsonl of batch; folders of them) with what the manifest knows of each."""
    from carescore.history import Library, manifests

    known = manifests.read(manifest, columns_of(columns), dates)
    with Library(library) as opened:
        done = manifests.import_into(opened, reports, known, keep_text)
    for sentence in done.failed:
        click.echo(f"carescore: {sentence}", err=True)
    counts = ", ".join(f"{count} {state}" for state, count in done.counts.items()) or "nothing"
    click.echo(f"{counts}; {len(done.failed)} left out, in {library}", err=True)
    sys.exit(1 if done.failed else 0)


@library.command("list")
@_FILE
@click.option("--trainee", metavar="NAME", help="Of this person alone.")
def list_(library: str, trainee: str | None) -> None:
    """List the conversations with date, trainee, setting, overall score and title."""
    from carescore.history import Library

    with Library(library, create=False) as opened:
        printed(
            (e.date, e.trainee or "nobody named", e.setting, _shown(e.skills.get("overall")), e.title)
            for e in opened.entries(trainee)
        )


@library.command("forget")
@_FILE
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def forget(library: str, name: str, yes: bool) -> None:
    """Delete NAME with everything of theirs. It cannot be undone; copies of the file elsewhere are not touched."""
    from carescore.history import Library

    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("forgetting cannot be undone: say --yes")
        click.confirm("Delete this person and all their conversations?", abort=True, err=True)
    with Library(library, create=False) as opened:
        own, others = opened.forget(name)
    click.echo(f"{own} conversations deleted; {others} of others lost their words, which named the person", err=True)


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.0f}"
