"""carescore compare: what changed between two periods of a library."""

from __future__ import annotations

import click

from carescore.cli._options import columns
from carescore.errors import UsageError
from carescore.history import Change, Library, dates
from carescore.history import compare as compared


@click.command("compare")
@click.argument("library", metavar="LIBRARY", type=click.Path(dir_okay=False))
@click.option("--before", required=True, metavar="DATE", help="Up to and without this day is before.")
@click.option("--after", metavar="DATE", help="From this day on is after; the same day unless given.")
@click.option("--setting", help="Conversations of this setting alone.")
@click.option("--cohort", help="Conversations of this cohort alone.")
def compare(library: str, before: str, after: str | None, setting: str | None, cohort: str | None) -> None:
    """Compare the conversations of LIBRARY before and after a training, by person, with what cannot be said."""
    until = dates.parse(before).isoformat()
    since = dates.parse(after).isoformat() if after else until
    if since < until:
        raise UsageError("--after is earlier than --before: the periods would overlap")
    with Library(library, create=False) as opened:
        chosen = [e for e in opened.entries() if setting in (None, e.setting) and cohort in (None, e.cohort)]
    impact = compared([e for e in chosen if e.date < until], [e for e in chosen if e.date >= since])
    click.echo(f"{impact.before} conversations before, {impact.after} after; {impact.people} people in both.\n")
    columns([_HEAD, *map(_row, impact.changes)])
    click.echo("\nWhat this cannot say:")
    for sentence in impact.limits:
        click.echo(f"- {sentence}")


_HEAD = ("skill", "people", "before", "after", "difference (95 %)", "p, Holm", "effect", "detectable", "")


def _row(change: Change) -> tuple[str, ...]:
    if change.interval is None or change.difference is None or change.p is None:
        return (change.skill, str(change.people), "", "", "", "", "", "", change.missing or "")
    low, high = change.interval
    said = "changed" if change.changed else "no change shown"
    return (
        *(change.skill, str(change.people), f"{change.before:.1f}", f"{change.after:.1f}"),
        *(f"{change.difference:+.1f} ({low:+.1f} to {high:+.1f})", f"{change.p:.3f}", f"{change.effect:+.2f}"),
        *(f"{change.detectable:.1f}", said),
    )
