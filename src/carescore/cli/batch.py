"""carescore batch: files and folders into one table."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from carescore import api
from carescore import batch as work
from carescore.cli import _progress
from carescore.cli._options import pairs
from carescore.skills import CONTEXTS, VISIT, rubrics


@click.command("batch")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@click.option("--out", required=True, type=click.Path(path_type=Path), help="A .csv, .jsonl, .parquet or .db file.")
@click.option("--jobs", default=-1, show_default=True, help="Processes; -1 for every core.")
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
def batch(
    inputs: tuple[str, ...],
    out: Path,
    jobs: int,
    resume: bool,
    retry_failed: bool,
    force: bool,
    time_limit: float,
    memory_limit: int | None,
    **given: Any,
) -> None:
    """Score the files, folders and patterns INPUT into the table OUT. What fails becomes a row with its reason.

    Every result is kept in OUT.resume as it finishes; OUT is written when all is done. A run that was stopped goes on
    with --resume, and then gives the same table.
    """
    score = api.scorer(**_scoring(given))
    job = work.Job(score, work.kept, time_limit or None, memory_limit)
    listed = partial(work.works, inputs, work.is_own, score.keywords["columns"])
    mark = work.fingerprint(api.versions(), score.keywords)
    table = work.Table(out, mark, resume=resume, retry=retry_failed, force=force)
    with table.open() as journal:
        total = sum(1 for _ in listed())
        done = table.fill(journal, listed(), lambda works: work.over(job, works, jobs, isolated=True))
        kept = sum(item.unchanged for item in _progress.shown(done, total, lambda item: item.status == "failed"))
        table.write(journal)
        counts = journal.counts()
    failed = counts.get("failed", 0)
    text = ", ".join(f"{counts[status]:,} {status}" for status in ("scored", "failed", "skipped") if counts.get(status))
    click.echo(f"{text or 'nothing to score'}{f' ({kept:,} of them known before)' if kept else ''}, in {out}", err=True)
    sys.exit(1 if failed else 0)


def _scoring(given: dict[str, Any]) -> dict[str, Any]:
    """The arguments of score from the options."""
    roles = pairs(given.pop("roles"), "--roles takes NAME=ROLE") | dict.fromkeys(given.pop("staff"), "staff")
    columns = pairs(given.pop("columns"), "--columns takes FIELD=COLUMN")
    return given | {"roles": roles, "columns": columns, "only": given["only"] or None}
