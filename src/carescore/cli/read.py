"""carescore read: how a file is understood, before any score."""

from __future__ import annotations

import sys

import click

from carescore import api, readers
from carescore.cli import _output
from carescore.cli._options import columns_of, roles_of, who_speaks
from carescore.segmentation import Dialogue, warnings


@click.command("read")
@click.argument("file")
@click.option("--to", type=click.Choice(("vtt", "jsonl")), help="Write the transcript as it was understood.")
@click.option("--fix", type=click.Path(exists=True, dir_okay=False), help="A .csv of turn, speaker, text to correct.")
@click.option("--fail-on", type=click.Choice(("doubtful",)), help="Exit with 1 where who spoke or when is doubtful.")
@click.option("--profile", help="The setting, whose names for speakers are known.")
@who_speaks
@click.option("--columns", multiple=True, metavar="FIELD=COLUMN", help="For tables, such as 'text=What was said'.")
def read(
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
    transcript = readers.read(file, format=format_, columns=columns_of(columns))
    dialogue = api.prepare(transcript, profile=profile, roles=roles_of(roles, staff), swap=swap, split=split, fix=fix)
    _print(dialogue, transcript.format, to)
    found = warnings.of(dialogue)
    if fail_on and found:
        click.echo(f"carescore: {len(found)} doubtful, in {file}", err=True)
        sys.exit(1)


def _print(dialogue: Dialogue, format: str, to: str | None) -> None:
    from carescore.renderers import to_transcript, to_turns

    if to:
        _output.data(to_transcript.WRITERS[to](dialogue))
        return
    width, color = _output.shape()
    click.echo(to_turns.render(dialogue, format, width, color), nl=False)
