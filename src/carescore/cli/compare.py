"""carescore compare: what changed between two periods of a library, or differs between two cohorts."""

from __future__ import annotations

import click

from carescore.cli._options import columns, require_known
from carescore.errors import UsageError
from carescore.history import Change, Impact, Library, cohorts, counted, dates, power
from carescore.history import compare as compared


@click.command("compare")
@click.argument("library", metavar="LIBRARY", type=click.Path(dir_okay=False))
@click.option("--before", metavar="DATE", help="Up to and without this day is before.")
@click.option("--after", metavar="DATE", help="From this day on is after; the same day unless given.")
@click.option("--cohorts", "groups", nargs=2, metavar="FIRST SECOND", help="Compare two cohorts of people instead.")
@click.option("--setting", help="Conversations of this setting alone.")
@click.option("--cohort", help="Conversations of this cohort alone.")
@click.option("--control", metavar="COHORT", help="This cohort was not trained: compare with its changes.")
@click.option("--people", is_flag=True, help="Say who changed reliably, by name.")
@click.option("--html", type=click.Path(dir_okay=False), help="Write one self-contained page.")
@click.option("--plan", type=float, metavar="POINTS", help="Only say how many conversations show so large a change.")
def compare(
    library: str,
    before: str | None,
    after: str | None,
    groups: tuple[str, str] | None,
    setting: str | None,
    cohort: str | None,
    control: str | None,
    people: bool,
    html: str | None,
    plan: float | None,
) -> None:
    """Compare the conversations of LIBRARY before and after a training, with what cannot be said."""
    if plan is not None:
        _plan(plan)
        return
    with Library(library, create=False) as opened:
        entries = opened.entries()
        require_known("setting", [setting], {e.setting for e in entries})
        require_known("cohort", [cohort, control, *(groups or ())], {e.cohort for e in entries})
        chosen = [e for e in entries if setting in (None, e.setting) and cohort in (None, e.cohort)]
        if groups:
            one, two = ([e for e in chosen if e.cohort == name] for name in groups)
            impact = cohorts(one, two, groups)
        else:
            until, since = _days(before, after)
            first, second = [e for e in chosen if e.date < until], [e for e in chosen if e.date >= since]
            impact = compared(first, second, opened.totals, control, opened.answers(), until)
    if html:
        impact.to_html(html, people)
        click.echo(f"wrote {html}", err=True)
    _print(impact, people)


def _days(before: str | None, after: str | None) -> tuple[str, str]:
    if before is None:
        raise UsageError("say --before DATE, or --cohorts FIRST SECOND")
    until = dates.parse(before).isoformat()
    since = dates.parse(after).isoformat() if after else until
    if since < until:
        raise UsageError("--after is earlier than --before: the periods would overlap")
    return until, since


def _print(impact: Impact, people: bool) -> None:
    from carescore.history import sentences

    click.echo(f"{sentences.compared(impact)}.\n{sentences.verdict(impact.changes, impact.is_change)}\n")
    columns((sentences.what(e.skill), *_shown(e), sentences.change(e, impact.is_change)) for e in impact.changes)
    if impact.beside:
        click.echo("\nBeside those who were not trained (their change, the trained people's change):")
        columns((sentences.what(one.skill), *_shown(one), sentences.change(one)) for one in impact.beside)
    if impact.answers:
        click.echo("\nWhat patients answered, of 100 (need not be a cause, nor caused by the training):")
        columns((sentences.what(one.skill), *_shown(one), sentences.change(one)) for one in impact.answers)
    if impact.reliable:
        click.echo(f"\n{sentences.reliable(impact.reliable)}")
        columns(sentences.person(one) for one in impact.named if people)
    if impact.chart:
        click.echo(f"\nOverall by month: {sentences.chart(impact.chart)}")
    if moved := [one for one in impact.pooled if one.changed]:
        click.echo("\nMeasures that changed (ratios of sums):")
        columns(
            (one.measure, f"{one.before:.2f} to {one.after:.2f} {one.unit}", f"p {sentences.chance(one.p)}")
            for one in moved
        )
    click.echo("\nWhat this cannot say:")
    for sentence in impact.limits:
        click.echo(f"- {sentence}")


def _shown(change: Change) -> tuple[str, str]:
    levels = "" if change.before is None else f"{change.before:.0f} to {change.after:.0f}"
    return counted.people(change.people), levels


def _plan(points: float) -> None:
    click.echo(f"To see a change of {points:g} points in the overall score in four of five trainings:\n")
    rows = [(str(need.people), str(need.conversations or "more than 50")) for need in power.needed(points)]
    columns([("people", "conversations of each, before and again after"), *rows])
