"""carescore agree: a scorecard beside the forms that a trainer filled in, or codes beside those of a person."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import click

from carescore.cli._options import columns, pairs
from carescore.cli._reports import reports_in
from carescore.errors import UsageError
from carescore.history import agreement as compared
from carescore.integrations import codings
from carescore.renderers import words

MOST = 10  # disagreements of an item that are listed


@click.command("agree")
@click.argument("theirs", metavar="FORMS.csv|CODES", type=click.Path())
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True, type=click.Path())
@click.option("--code", "names", multiple=True, metavar="THEIRS=OURS", help="A code that they call otherwise.")
@click.option("--all-codes", is_flag=True, help="Also codes that one of the two never used.")
def agree(theirs: str, reports: tuple[str, ...], names: tuple[str, ...], all_codes: bool) -> None:
    """Compare REPORTs (score --json) with what a person says of the same conversations.

    FORMS.csv: file, and for each item of a scorecard (score --scenario CARD.toml) yes or no. CODES: a project .qdpx, an
    .eaf, a .csv with the columns turn and code, or a folder of these (docs/exports.md). Several coders are
    also compared with each other.
    """
    if codings.is_codings(theirs):
        _codes(theirs, reports, names, all_codes)
    elif names or all_codes:
        raise UsageError("--code and --all-codes are for codes: a .qdpx, an .eaf or a .csv with a column 'code'")
    else:
        _forms(theirs, reports)


def _codes(theirs: str, paths: tuple[str, ...], names: tuple[str, ...], all_codes: bool) -> None:
    reports = reports_in(paths)
    files = codings.read(theirs, reports, pairs(names, "--code takes THEIRS=OURS"))
    left = len(reports) - len(frozenset().union(*(file.reports for file in files)))
    if left:
        click.echo(f"{left} of {len(reports)} reports are of no conversation that was coded", err=True)
    found = codings.agreement(files, reports, all_codes)
    head = ("code", "turns", "first", "second", "both", "alike", "kappa", "95 %", "AC1", "95 %")
    for (coder, other), own in groupby(found, key=lambda one: (one.coder, one.other)):
        click.echo(f"{coder} and {other}")
        columns([head, *map(_code_row, own)])
    for one in found:
        _differ(f"{one.code}: {one.coder} and {one.other}", [_alone(one, apart) for apart in one.differences])


def _differ(who: str, places: Sequence[str]) -> None:
    """The first places in which two differ."""
    if places:
        click.echo(f"\n{who} differ in")
    for place in places[:MOST]:
        click.echo(f"- {place}")
    if len(places) > MOST:
        click.echo(f"- and {len(places) - MOST} more")


def _alone(one: codings.CodeAgreement, apart: codings.Difference) -> str:
    time = "" if apart.start_ms is None else f" at {words.clock(apart.start_ms)}"
    return f"{apart.report}, turn {apart.turn}{time}: {one.coder if apart.coder else one.other} alone"


def _code_row(one: codings.CodeAgreement) -> tuple[str, ...]:
    counts = (one.turns, one.theirs, one.ours, one.both)
    kappa, ac1 = _coefficient(one.kappa, one.kappa_interval), _coefficient(one.ac1, one.ac1_interval)
    return (one.code, *map(str, counts), f"{100 * one.share:.0f} %", *kappa, *ac1)


def _coefficient(value: float | None, interval: tuple[float, float] | None) -> tuple[str, str]:
    if value is None or interval is None:
        return "–", ""
    return f"{value:.2f}", f"{interval[0]:.2f} to {interval[1]:.2f}"


def _forms(forms: str, reports: tuple[str, ...]) -> None:
    found = compared.agreement(compared.read(forms), reports)
    columns([("item", "forms", "alike", "kappa", "95 %"), *map(_row, found)])
    for one in found:
        _differ(f"{one.title}: form and scorecard", [_apart(apart) for apart in one.disagreements])


def _apart(one: compared.Disagreement) -> str:
    quotes = "; ".join(_quoted(quote) for quote in one.quotes)
    return f"{one.file}: the form says {'yes' if one.form else 'no'}; found {quotes or 'nowhere'}"


def _quoted(one: compared.Quote) -> str:
    time = "" if one.start_ms is None else f", {words.clock(one.start_ms)}"
    return f"in turn {one.turn + 1}{time}{f': “{one.text}”' if one.text else ''}"


def _row(one: compared.Agreement) -> tuple[str, ...]:
    share = "–" if one.share is None else f"{100 * one.share:.0f} %"
    return (one.title, str(one.forms), share, *_coefficient(one.kappa, one.interval))
