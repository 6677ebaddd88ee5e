"""carescore score: recordings to the terminal, to JSON or to a page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from carescore import api, readers
from carescore.cli import _output
from carescore.cli._keeping import Keeping, with_library
from carescore.cli._options import columns_of, models_of, roles_of, who_speaks, with_models
from carescore.cli._page import Page, with_page
from carescore.cli._privacy import Privacy, with_privacy
from carescore.errors import CarescoreError, ModelError, ProfileError, UsageError
from carescore.predictors import own
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
@with_page
@with_privacy
@click.option("--only", multiple=True, metavar="MEASURE", help="Only this measure, shown whole; may be given again.")
@click.option("--all", "every", is_flag=True, help="Print the sums, all measures and moments, too.")
@with_models
@click.option("--review", type=click.Path(dir_okay=False), help="A review that the page saved.")
@with_library
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
    only: tuple[str, ...],
    every: bool,
    models: tuple[str, ...],
    review: str | None,
    page: Page,
    private: Privacy,
    keeping: Keeping,
) -> None:
    """Score each FILE ("-" reads standard input) and print the result."""
    sources: list[Any] = [list(files)] if together else list(files)
    private.check(page.media)
    page.check(len(sources))
    if review and len(sources) > 1:
        raise UsageError("--review is of one recording")
    keeping = keeping.settled()
    named = columns_of(columns)
    scored = partial(
        api.score,
        profile=profile,
        context=context,
        scenario=scenario,
        rubric=rubric,
        roles=roles_of(roles, staff),
        only=only or None,
        split=split,
        models=own.opened(models_of(models)),
    )
    failed = False
    for source in sources:
        try:
            transcript = readers.read(source, format=format_, columns=named)
            day = keeping.day_of(transcript)
            asked = partial(scored, transcript, date=day)
            report = private.kept(_whose(partial(asked, swap=swap, review=review), focus, keeping))
            other = private.kept(asked(swap=not swap, focus=focus)) if page.swapped else None
        except (UsageError, ProfileError, ModelError):
            raise
        except CarescoreError as error:
            failed = True
            click.echo(f"carescore: {error}", err=True)
            continue
        keeping.keep(report, day)
        page.write(report, other)
        _print(report, as_json, every or bool(only), len(sources) > 1)
    sys.exit(1 if failed else 0)


def _whose(scored: Callable[..., Report], focus: str | None, keeping: Keeping) -> Report:
    """The report, anew of one of several staff speakers where only one's scores can be kept."""
    report = scored(focus=focus)
    whose = keeping.focus_of(report)
    return scored(focus=whose) if whose else report


def _print(report: Report, as_json: bool, every: bool, several: bool) -> None:
    if as_json:
        from carescore.renderers import to_json

        _output.data(to_json.render(report, indent=None if several else 2) + "\n")
        return
    from carescore.renderers import to_table

    width, color = _output.shape()
    click.echo(to_table.render(report, width, color, every) + ("\n" if several else ""), nl=False)
