"""carescore agree: a scorecard beside the forms that a trainer filled in."""

from __future__ import annotations

import click

from carescore.cli._options import columns
from carescore.history import agreement as compared
from carescore.renderers import words

MOST = 10  # disagreements of an item that are listed


@click.command("agree")
@click.argument("forms", metavar="FORMS.csv", type=click.Path(dir_okay=False))
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True, type=click.Path())
def agree(forms: str, reports: tuple[str, ...]) -> None:
    """Compare the scorecard in REPORTs (score --scenario CARD.toml --json) with FORMS: file, each item's yes or no."""
    found = compared.agreement(compared.read(forms), reports)
    columns([("item", "forms", "alike", "kappa", "95 %"), *map(_row, found)])
    for one in found:
        if one.disagreements:
            click.echo(f"\n{one.title}: form and scorecard differ in")
        for apart in one.disagreements[:MOST]:
            times = ", ".join(words.clock(ms) for ms in apart.quotes_ms if ms is not None)
            click.echo(
                f"- {apart.file}: the form says {'yes' if apart.form else 'no'}{f'; found at {times}' if times else ''}"
            )
        if len(one.disagreements) > MOST:
            click.echo(f"- and {len(one.disagreements) - MOST} more")


def _row(one: compared.Agreement) -> tuple[str, ...]:
    share = "–" if one.share is None else f"{100 * one.share:.0f} %"
    if one.kappa is None or one.interval is None:
        return one.title, str(one.forms), share, "–", ""
    return one.title, str(one.forms), share, f"{one.kappa:.2f}", f"{one.interval[0]:.2f} to {one.interval[1]:.2f}"
