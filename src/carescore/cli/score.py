"""carescore score: recordings to the terminal, to JSON or to a page."""

from __future__ import annotations

import sys
from typing import Any

import click

from carescore import api
from carescore.cli._options import columns_of, roles_of, who_speaks
from carescore.cli.library import save
from carescore.errors import CarescoreError, ModelError, ProfileError, UsageError
from carescore.report import Report
from carescore.skills import CONTEXTS, VISIT, rubrics


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--together", is_flag=True, help="The files are the speakers of one recording.")
@click.option("--profile", help="Targets and weights of a setting: a name (see: carescore profiles) or a .toml file.")
@click.option("--context", type=click.Choice(CONTEXTS), default=VISIT, show_default=True, help="Norms of which kind.")
@click.option("--scenario", help="What an exercise must show: a name (see: carescore scenarios) or a .toml file.")
@click.option("--rubric", type=click.Choice(rubrics.names()), help="Add the view of a rubric that people know.")
@who_speaks
@click.option("--focus", metavar="NAME", help="Score this one staff speaker alone.")
@click.option("--columns", multiple=True, metavar="FIELD=COLUMN", help="For tables, such as 'text=What was said'.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: one object, or one a line for several recordings.")
@click.option("--html", type=click.Path(dir_okay=False, writable=True), help="Write a page to open in a browser.")
@click.option("--media", help="The recording, so that the page can replay it.")
@click.option("--only", multiple=True, metavar="MEASURE", help="Only this measure; may be given again.")
@click.option("--library", type=click.Path(dir_okay=False), help="Keep the report in this library, made if need be.")
@click.option("--trainee", metavar="NAME", help="For the library: whose scores they are.")
@click.option("--date", help="For the library: the day of the conversation, such as 2026-03-14.")
@click.option("--keep-text", is_flag=True, help="For the library: keep what was said too.")
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
    library: str | None,
    trainee: str | None,
    date: str | None,
    keep_text: bool,
) -> None:
    """Score each FILE ("-" reads standard input) and print the result."""
    sources: list[Any] = [list(files)] if together else list(files)
    if html and len(sources) > 1:
        raise UsageError("--html takes one recording; say --together when the files are its speakers")
    given, named = roles_of(roles, staff), columns_of(columns)
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
        if library:
            click.echo(save(library, report, trainee, date, keep_text), err=True)
        if html:
            report.to_html(html, media=media)
            click.echo(f"wrote {html}", err=True)
        click.echo(_text(report, as_json, len(sources) > 1), nl=False)
    sys.exit(1 if failed else 0)


def _text(report: Report, as_json: bool, several: bool) -> str:
    if as_json:
        from carescore.renderers import to_json

        return to_json.render(report, indent=None if several else 2) + "\n"
    from carescore.renderers import to_table

    return to_table.render(report, color=sys.stdout.isatty()) + ("\n" if several else "")
