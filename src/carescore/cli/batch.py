"""carescore batch: files and folders into one table."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from carescore import api
from carescore import batch as work


@click.command("batch")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .jsonl or .csv file.")
@click.option("--jobs", default=-1, show_default=True, help="Processes; -1 for every core.")
@click.option("--resume", is_flag=True, help="Keep what OUT has and score the rest.")
@click.option("--profile", default=api.DEFAULT_PROFILE, show_default=True)
@click.option("--format", "format_", help="Name of the format of all files.")
@click.option("--only", multiple=True, metavar="MEASURE")
def batch(
    inputs: tuple[str, ...],
    out: Path,
    jobs: int,
    resume: bool,
    profile: str,
    format_: str | None,
    only: tuple[str, ...],
) -> None:
    """Score the files and folders INPUT into OUT as they finish. A file that fails becomes a row with its error."""
    make_writer = work.writer(out)
    before = work.done(out) if resume else set()
    todo = [path for path in work.files(inputs) if path not in before]
    results = api.score_many(todo, n_jobs=jobs, profile=profile, only=only or None, format=format_)
    with out.open("a" if before else "w", encoding="utf-8", newline="") as stream:
        rows = make_writer(stream, fresh=not before)
        failures = 0
        for item in _progress(results, len(todo)):
            rows.write(item)
            failures += isinstance(item, work.Failure)
    click.echo(f"{len(todo) - failures} scored, {failures} failed, {len(before)} kept, in {out}", err=True)
    sys.exit(1 if failures else 0)


def _progress(items: Iterator[work.Item], total: int) -> Iterator[work.Item]:
    from rich.console import Console
    from rich.progress import track

    yield from track(items, "Scoring", total=total, console=Console(stderr=True))
