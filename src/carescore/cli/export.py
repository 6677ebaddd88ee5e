"""carescore export: a report in the files of researchers' tools."""

from __future__ import annotations

import json
from pathlib import Path

import click

from carescore import api
from carescore.errors import CarescoreError, ReadError
from carescore.integrations import exports
from carescore.report import Report


@click.command("export")
@click.argument("file")
@click.option("--to", type=click.Choice(tuple(exports.EXPORTS)), required=True, help="The kind of file.")
@click.option("--out", type=click.Path(), help="Where to write; beside FILE by default.")
@click.option("--numbers-only", is_flag=True, help="Leave out every word and name of the conversation.")
@click.option("--profile", help="For a transcript: the setting it is scored by.")
def export(file: str, to: str, out: str | None, numbers_only: bool, profile: str | None) -> None:
    """Write FILE, a report in JSON or a transcript, for a tool that researchers use."""
    report = _report(Path(file), profile)
    kind = exports.EXPORTS[to]
    path = Path(out) if out else Path(file).with_name(f"{Path(file).stem}-{to}{kind.ending}")
    for written in exports.write(exports.numbers_only(report) if numbers_only else report, to, path):
        click.echo(f"wrote {written}", err=True)


def _report(path: Path, profile: str | None) -> Report:
    """A report as it was written, or the score of a transcript."""
    if path.suffix.lower() == ".json" and path.is_file():
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            data = None
        if isinstance(data, dict) and {"schema", "scores", "turns"} <= data.keys():
            try:
                return Report.from_dict(data)
            except CarescoreError as error:
                raise ReadError(str(error), str(path)) from None
    return api.score(path, profile=profile)
