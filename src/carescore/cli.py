"""The command line: flags to the api, its results to a renderer, and an exit code. No arithmetic."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from carescore import api, batch, measures, readers
from carescore.errors import CarescoreError, ModelError, ProfileError, UsageError
from carescore.predictors import verify
from carescore.report import Report
from carescore.segmentation import Dialogue, warnings
from carescore.skills import CONTEXTS, VISIT, profiles, rubrics, scenarios

OWN = "carescore"  # who a measure, a format or a profile comes from, unless another package adds it


class Group(click.Group):
    """Turns carescore's own errors into one line on stderr: 2 for bad usage, 1 for everything else."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except CarescoreError as error:
            click.echo(f"carescore: {error}", err=True)
            ctx.exit(2 if isinstance(error, UsageError | ProfileError) else 1)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="carescore")
def main() -> None:
    """Scores how well staff spoke with the patient, from a transcript. Nothing leaves this machine."""


@main.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--together", is_flag=True, help="The files are the speakers of one recording.")
@click.option("--profile", help="Targets and weights of a setting: a name (see: carescore profiles) or a .toml file.")
@click.option("--context", type=click.Choice(CONTEXTS), default=VISIT, show_default=True, help="Norms of which kind.")
@click.option("--scenario", help="What an exercise must show: a name (see: carescore scenarios) or a .toml file.")
@click.option("--rubric", type=click.Choice(rubrics.names()), help="Add the view of a rubric that people know.")
@click.option("--format", "format_", help="Name of the format, when it is not recognised (see: carescore formats).")
@click.option("--roles", multiple=True, metavar="NAME=ROLE", help="Fix a speaker's role, such as 'Speaker 1=staff'.")
@click.option("--staff", multiple=True, metavar="NAME", help="This speaker is staff; may be given again.")
@click.option("--swap", is_flag=True, help="Staff and patient are the wrong way round: exchange them.")
@click.option("--split", is_flag=True, help="One label for all: judge from the words who speaks.")
@click.option("--focus", metavar="NAME", help="Score this one staff speaker alone.")
@click.option("--columns", multiple=True, metavar="FIELD=COLUMN", help="For tables, such as 'text=What was said'.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object, or one a line for several recordings.")
@click.option("--html", type=click.Path(dir_okay=False, writable=True), help="Write a page to open in a browser.")
@click.option("--media", help="The recording, so that the page can replay it.")
@click.option("--only", multiple=True, metavar="MEASURE", help="Only this measure; may be given again.")
def score(
    files: tuple[str, ...],
    together: bool,
    profile: str | None,
    context: str,
    scenario: str | None,
    rubric: str | None,
    format_: str | None,
    roles: tuple[str, ...],
    staff: tuple[str, ...],
    swap: bool,
    split: bool,
    focus: str | None,
    columns: tuple[str, ...],
    as_json: bool,
    html: str | None,
    media: str | None,
    only: tuple[str, ...],
) -> None:
    """Score each FILE ("-" reads standard input) and print the result."""
    sources: list[Any] = [list(files)] if together else list(files)
    if html and len(sources) > 1:
        raise UsageError("--html takes one recording; say --together when the files are its speakers")
    given = _pairs(roles, "--roles takes NAME=ROLE") | dict.fromkeys(staff, "staff")
    named = _pairs(columns, "--columns takes FIELD=COLUMN")
    failed = False
    for source in sources:
        try:
            report = api.score(
                source,
                profile=profile,
                context=context,
                scenario=scenario,
                rubric=rubric,
                roles=given,
                only=only or None,
                format=format_,
                columns=named,
                swap=swap,
                split=split,
                focus=focus,
            )
        except (UsageError, ProfileError, ModelError):
            raise
        except CarescoreError as error:
            failed = True
            click.echo(f"carescore: {error}", err=True)
            continue
        if html:
            report.to_html(html, media=media)
            click.echo(f"wrote {html}", err=True)
        click.echo(_text(report, as_json, len(sources) > 1), nl=False)
    sys.exit(1 if failed else 0)


def _pairs(pairs: Sequence[str], usage: str) -> dict[str, str]:
    """Each "KEY=VALUE"; the last "=" parts them."""
    given = {}
    for pair in pairs:
        key, sign, value = pair.rpartition("=")
        if not sign or not key or not value:
            raise UsageError(usage)
        given[key] = value
    return given


def _text(report: Report, as_json: bool, several: bool) -> str:
    if as_json:
        from carescore.renderers import to_json

        return to_json.render(report, indent=None if several else 2) + "\n"
    from carescore.renderers import to_table

    return to_table.render(report, color=sys.stdout.isatty()) + ("\n" if several else "")


@main.command("read")
@click.argument("file")
@click.option("--to", type=click.Choice(("vtt", "jsonl")), help="Write the transcript as it was understood.")
@click.option("--fix", type=click.Path(exists=True, dir_okay=False), help="A .csv of turn, speaker, text to correct.")
@click.option("--fail-on", type=click.Choice(("doubtful",)), help="Exit with 1 where who spoke or when is doubtful.")
@click.option("--profile", help="The setting, whose names for speakers are known.")
@click.option("--format", "format_", help="Name of the format, when it is not recognised (see: carescore formats).")
@click.option("--roles", multiple=True, metavar="NAME=ROLE", help="Fix a speaker's role, such as 'Speaker 1=staff'.")
@click.option("--staff", multiple=True, metavar="NAME", help="This speaker is staff; may be given again.")
@click.option("--swap", is_flag=True, help="Staff and patient are the wrong way round: exchange them.")
@click.option("--split", is_flag=True, help="One label for all: judge from the words who speaks.")
@click.option("--columns", multiple=True, metavar="FIELD=COLUMN", help="For tables, such as 'text=What was said'.")
def read_(
    file: str,
    to: str | None,
    fix: str | None,
    fail_on: str | None,
    profile: str | None,
    format_: str | None,
    roles: tuple[str, ...],
    staff: tuple[str, ...],
    swap: bool,
    split: bool,
    columns: tuple[str, ...],
) -> None:
    """Show how FILE is understood before any score: turns, speakers, roles, times and what is doubtful."""
    transcript = readers.read(file, format=format_, columns=_pairs(columns, "--columns takes FIELD=COLUMN"))
    given = _pairs(roles, "--roles takes NAME=ROLE") | dict.fromkeys(staff, "staff")
    dialogue = api.prepare(transcript, profile=profile, roles=given, swap=swap, split=split, fix=fix)
    click.echo(_shown(dialogue, transcript.format, to), nl=False)
    found = warnings.of(dialogue)
    if fail_on and found:
        click.echo(f"carescore: {len(found)} doubtful, in {file}", err=True)
        sys.exit(1)


def _shown(dialogue: Dialogue, format: str, to: str | None) -> str:
    from carescore.renderers import to_transcript, to_turns

    if to:
        return to_transcript.WRITERS[to](dialogue)
    return to_turns.render(dialogue, format, color=sys.stdout.isatty())


@main.command("batch")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path())
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .jsonl or .csv file.")
@click.option("--jobs", default=-1, show_default=True, help="Processes; -1 for every core.")
@click.option("--resume", is_flag=True, help="Keep what OUT has and score the rest.")
@click.option("--profile", default=api.DEFAULT_PROFILE, show_default=True)
@click.option("--format", "format_", help="Name of the format of all files.")
@click.option("--only", multiple=True, metavar="MEASURE")
def batch_(
    inputs: tuple[str, ...],
    out: Path,
    jobs: int,
    resume: bool,
    profile: str,
    format_: str | None,
    only: tuple[str, ...],
) -> None:
    """Score the files and folders INPUT into OUT as they finish. A file that fails becomes a row with its error."""
    make_writer = batch.writer(out)
    before = batch.done(out) if resume else set()
    todo = [path for path in batch.files(inputs) if path not in before]
    results = api.score_many(todo, n_jobs=jobs, profile=profile, only=only or None, format=format_)
    with out.open("a" if before else "w", encoding="utf-8", newline="") as stream:
        rows = make_writer(stream, fresh=not before)
        failures = 0
        for item in _progress(results, len(todo)):
            rows.write(item)
            failures += isinstance(item, batch.Failure)
    click.echo(f"{len(todo) - failures} scored, {failures} failed, {len(before)} kept, in {out}", err=True)
    sys.exit(1 if failures else 0)


def _progress(items: Iterator[batch.Item], total: int) -> Iterator[batch.Item]:
    from rich.console import Console
    from rich.progress import track

    yield from track(items, "Scoring", total=total, console=Console(stderr=True))


@main.command("measures")
@click.argument("name", required=False)
def measures_(name: str | None) -> None:
    """List the measures and who they come from, or say all about the one NAMEd."""
    if name:
        (measure,) = measures.named([name])
        click.echo(measures.docstring(measure))
        return
    by = measures.others().origins
    _columns((m.name, m.title, m.unit, f"better: {m.better}", by.get(m.name, OWN)) for m in measures.measures())


@main.command()
def formats() -> None:
    """List the formats that are read, where to get each, and who reads it."""
    by = readers.others().origins
    _columns((r.name, " ".join(r.extensions), r.title, r.export, by.get(r.name, OWN)) for r in readers.formats())


@main.group("profiles", invoke_without_command=True)
@click.pass_context
def profiles_(ctx: click.Context) -> None:
    """List the profiles and who they come from; show NAME prints one to start from."""
    if ctx.invoked_subcommand is None:
        by = profiles.others().origins
        _columns((name, profiles.load(name).title, by.get(name, OWN)) for name in profiles.names())


@profiles_.command("show")
@click.argument("name")
def show_profile(name: str) -> None:
    """Print the TOML of the profile NAME."""
    click.echo(profiles.text(name), nl=False)


@main.command("scenarios")
@click.argument("name", required=False)
def scenarios_(name: str | None) -> None:
    """List the bundled scenarios, or what the one NAMEd asks for."""
    if name:
        _columns((step.id, step.title, step.measure, step.why) for step in scenarios.load(name).behaviours)
        return
    _columns((found, scenarios.load(found).title, scenarios.load(found).purpose) for found in scenarios.names())


@main.command()
@click.option("--verify", "check", is_flag=True, help="Load every model and compare its golden inputs.")
def models(check: bool) -> None:
    """List the bundled models."""
    rows = []
    for name, manifest in verify.manifests().items():
        state = f"golden inputs within {verify.verify(name):.0e}" if check else ""
        rows.append((name, manifest["version"], manifest["sha256"][:12], ", ".join(manifest["labels"]), state))
    _columns(rows)


def _columns(rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False).print(table)
