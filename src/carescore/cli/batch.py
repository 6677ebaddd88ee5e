"""carescore batch: files and folders into one table."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import click

from carescore import api
from carescore import batch as work
from carescore.cli import _progress, _summary
from carescore.cli._options import models_of, pairs, with_models
from carescore.cli._privacy import Privacy, with_privacy
from carescore.errors import UsageError
from carescore.skills import CONTEXTS, VISIT, rubrics


@click.command("batch")
@click.argument("inputs", nargs=-1, metavar="INPUT...", type=click.Path())
@click.option("--manifest", type=click.Path(), help="A table whose rows name files; its columns are carried through.")
@click.option("--out", required=True, type=click.Path(), help="A .csv, .jsonl, .parquet or .db file.")
@click.option("--long", is_flag=True, help="Also a table with a row a measure, a step and an item.")
@click.option("--moments", is_flag=True, help="Also a table with a row a moment, with its words.")
@click.option("--codes", is_flag=True, help="Also a table with a row a code, with its words.")
@click.option("--html", type=click.Path(file_okay=False), metavar="DIR", help="Also a page each, in this folder.")
@click.option("--id", "id_", metavar="COLUMN", help="For tables of many conversations: the column that names them.")
@click.option("--carry", multiple=True, metavar="COLUMN", help="With --id: carry this column through.")
@click.option("--jobs", default=-1, show_default=True, help="Processes; -1 for every core.")
@click.option("--scheduler", metavar="ADDRESS", help="Over the Dask cluster of this scheduler: tcp://HOST:PORT.")
@click.option("--resume", is_flag=True, help="Keep what is known from the same content, versions and options.")
@click.option("--retry-failed", is_flag=True, help="Resume, and score what failed again.")
@click.option("--force", is_flag=True, help="Begin anew over what is there.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0),
    default=work.TIME_LIMIT,
    show_default=True,
    help="Seconds for one conversation; 0: none.",
)
@click.option("--memory-limit", type=click.IntRange(min=1), metavar="MB", help="What a worker may hold (on Linux).")
@click.option("--profile", help="Targets and weights of a setting: a name or a .toml file.")
@click.option("--context", type=click.Choice(CONTEXTS), default=VISIT, show_default=True, help="Norms of which kind.")
@click.option("--scenario", help="What an exercise must show: a name or a .toml file.")
@click.option("--rubric", type=click.Choice(rubrics.names()), help="Add the view of a rubric that people know.")
@click.option("--format", "format", help="Name of the format of all files.")
@click.option("--roles", multiple=True, metavar="NAME=ROLE", help="Fix a speaker's role in all files.")
@click.option("--staff", multiple=True, metavar="NAME", help="This speaker is staff in all files; may be given again.")
@click.option("--swap", is_flag=True, help="Staff and patient are the wrong way round in all files.")
@click.option("--split", is_flag=True, help="One label for all: judge from the words who speaks.")
@click.option("--focus", metavar="NAME", help="Score this one staff speaker alone.")
@click.option("--columns", multiple=True, metavar="FIELD=COLUMN", help="For tables, such as 'text=What was said'.")
@click.option("--only", multiple=True, metavar="MEASURE", help="Only this measure; may be given again.")
@with_models
@with_privacy
def batch(
    inputs: tuple[str, ...],
    manifest: str | None,
    out: str,
    long: bool,
    moments: bool,
    codes: bool,
    html: str | None,
    id_: str | None,
    carry: tuple[str, ...],
    jobs: int,
    scheduler: str | None,
    resume: bool,
    retry_failed: bool,
    force: bool,
    time_limit: float,
    memory_limit: int | None,
    private: Privacy,
    **given: Any,
) -> None:
    """Score the files, folders and patterns INPUT into the table OUT. What fails becomes a row with its reason.

    Every result is kept in OUT.resume as it finishes; OUT is written when all is done. A run that was stopped goes on
    with --resume, and then gives the same table.
    """
    work.processes(jobs)
    score = api.scorer(**_scoring(given))
    tables = _chosen({work.MEASURES: long, work.MOMENTS: moments, work.CODES: codes})
    keep = work.Keep(tables, html, private.redact, private.no_text)
    job = work.Job(score, keep, time_limit or None, memory_limit)
    if carry and not id_:
        raise UsageError("--carry goes with --id")
    reading = work.Reading(score.keywords["columns"], score.keywords["format"], id_, carry)
    listed = partial(work.works, _entries(inputs, manifest), work.is_own, reading)
    mark = work.fingerprint(api.versions(), score.keywords, keep)
    table = work.TableFile(work.local(out), mark, resume=resume, retry=retry_failed, force=force, keep=keep)
    if html:
        _folder(html)
    with table.open() as journal, _runner(scheduler, job, jobs) as run:
        total = sum(1 for _ in listed())
        done = table.fill(journal, listed(), run)
        kept = sum(item.unchanged for item in _progress.shown(done, total, lambda item: item.status == "failed"))
        totals = work.Totals()
        table.write(journal, totals.add)
    summary = totals.summary()
    _tell(summary, kept, out)
    sys.exit(1 if summary.counts.get("failed") else 0)


def _tell(summary: work.Summary, kept: int, out: str) -> None:
    counts = summary.counts
    text = ", ".join(f"{counts[status]:,} {status}" for status in ("scored", "failed", "skipped") if counts.get(status))
    click.echo(f"{text or 'nothing to score'}{f' ({kept:,} of them known before)' if kept else ''}, in {out}", err=True)
    for line in _summary.lines(summary):
        click.echo(line, err=True)


def _folder(name: str) -> None:
    """Makes the folder of the pages. Raises UsageError."""
    folder = work.local(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{name}: {error.strerror}") from None
    if not os.access(folder, os.W_OK):
        raise UsageError(f"{name} is read-only")


@contextmanager
def _runner(scheduler: str | None, job: work.Job, jobs: int) -> Iterator[Callable[[Iterator[work.Work]], Any]]:
    """What does the work: processes here, or a Dask cluster."""
    if scheduler is None:
        yield lambda works: work.over(job, works, jobs, isolated=True)
        return
    with work.connected(scheduler) as client:
        yield lambda works: work.over_cluster(job, works, client)


def _chosen(tables: dict[str, bool]) -> tuple[str, ...]:
    return tuple(name for name, wanted in tables.items() if wanted)


def _entries(inputs: tuple[str, ...], manifest: str | None) -> list[Any]:
    """The inputs with the manifest first. Raises UsageError where there is nothing."""
    if not inputs and manifest is None:
        raise UsageError("give files, folders or patterns, or --manifest FILE")
    return [*([work.Manifest(manifest)] if manifest else []), *inputs]


def _scoring(given: dict[str, Any]) -> dict[str, Any]:
    """The arguments of score from the options."""
    roles = pairs(given.pop("roles"), "--roles takes NAME=ROLE") | dict.fromkeys(given.pop("staff"), "staff")
    columns = pairs(given.pop("columns"), "--columns takes FIELD=COLUMN")
    models = models_of(given["models"])
    return given | {"roles": roles, "columns": columns, "only": given["only"] or None, "models": models}
