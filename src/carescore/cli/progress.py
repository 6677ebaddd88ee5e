"""carescore progress: a person's skills over time, what is new, what recurs, and what to practise next."""

from __future__ import annotations

import click

from carescore.cli._options import columns, pages
from carescore.history import Library, Progress
from carescore.history import progress as progress_of


@click.command("progress")
@click.argument("library", metavar="LIBRARY", type=click.Path(dir_okay=False))
@click.option("--trainee", required=True, metavar="NAME", help="Whose progress.")
@click.option("--html", type=click.Path(dir_okay=False), help="Write one self-contained page.")
@click.option("--pages", "folder", type=click.Path(file_okay=False), help="Write a page of each conversation, linked.")
def progress(library: str, trainee: str, html: str | None, folder: str | None) -> None:
    """Show the progress of one person in LIBRARY. Only what chance does not explain is called a change."""
    with Library(library, create=False) as opened:
        found = progress_of(opened, trainee)
        link = pages(opened, found.entries, folder, html)
    if html:
        found.to_html(html, link)
        click.echo(f"wrote {html}", err=True)
    _print(found)


def _print(found: Progress) -> None:
    from carescore.history import counted, sentences

    click.echo(f"{found.trainee}: {counted.conversations(len(found.entries))}. {sentences.summary(found)}\n")
    columns((sentences.what(c.skill), c.setting, sentences.course(c)) for c in found.courses)
    for title, lines in (
        ("Worth celebrating", [f"{m.date}  {sentences.milestone(m)}" for m in found.milestones]),
        ("What recurs", [sentences.issue(issue) for issue in found.issues]),
        ("Practise next", [sentences.practice(found.practice)] if found.practice else []),
        ("What this cannot say", list(found.notes)),
    ):
        if lines:
            click.echo(f"\n{title}")
        for line in lines:
            click.echo(f"- {line}")
