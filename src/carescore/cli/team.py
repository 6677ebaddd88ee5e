"""carescore team: skills of everybody by setting, what recurs, and good moments that may be shown."""

from __future__ import annotations

import click

from carescore.cli._options import columns, pages, require_known
from carescore.history import Library, Team, dates
from carescore.history import team as team_of


@click.command("team")
@click.argument("library", metavar="LIBRARY", type=click.Path(dir_okay=False))
@click.option("--setting", help="Conversations of this setting alone.")
@click.option("--since", metavar="DATE", help="From this day on.")
@click.option("--until", metavar="DATE", help="Before this day.")
@click.option("--rank", is_flag=True, help="Compare people by name, with the places that chance leaves open.")
@click.option("--html", type=click.Path(dir_okay=False), help="Write one self-contained page.")
@click.option("--csv", type=click.Path(dir_okay=False), help="Write the figures as a table.")
@click.option("--pages", "folder", type=click.Path(file_okay=False), help="Write a page of each shown conversation.")
def team(
    library: str,
    setting: str | None,
    since: str | None,
    until: str | None,
    rank: bool,
    html: str | None,
    csv: str | None,
    folder: str | None,
) -> None:
    """Show the team of LIBRARY. Groups under five people are not shown, and nobody is ranked unless asked."""
    first, last = (dates.parse(day).isoformat() if day else None for day in (since, until))
    with Library(library, create=False) as opened:
        require_known("setting", [setting], {entry.setting for entry in opened.entries()})
        found = team_of(opened, setting, first, last, rank)
        link = pages(opened, [good.entry for good in found.good], folder, html)
    if html:
        found.to_html(html, link)
        click.echo(f"wrote {html}", err=True)
    if csv:
        found.to_csv(csv)
        click.echo(f"wrote {csv}", err=True)
    _print(found)


def _print(found: Team) -> None:
    from carescore.history import counted, sentences

    click.echo(f"{counted.people(found.people)}, {counted.conversations(found.conversations)}.\n")
    columns(row for group in found.groups for row in sentences.group(group))
    for title, lines in (
        ("What recurs", [sentences.issue(issue) for issue in found.issues]),
        ("Places (95 % over all pairs)", [sentences.standing(one) for one in found.ranking or ()]),
        ("What this cannot say", list(found.notes)),
    ):
        if lines:
            click.echo(f"\n{title}")
        for line in lines:
            click.echo(f"- {line}")
