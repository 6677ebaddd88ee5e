"""carescore export: a report in the files of researchers' tools."""

from __future__ import annotations

from pathlib import Path

import click

from carescore.cli._options import pairs
from carescore.cli._reports import report_of
from carescore.errors import UsageError
from carescore.integrations import codings, exports


@click.command("export")
@click.argument("file", metavar="REPORT.json|TRANSCRIPT")
@click.option("--format", "format_", type=click.Choice(tuple(exports.EXPORTS)), required=True, help="The kind of file.")
@click.option("--out", type=click.Path(), help="Where to write; by default beside FILE, as FILE.carescore.…")
@click.option("--numbers-only", is_flag=True, help="Leave out every word and name of the conversation.")
@click.option("--no-codes", is_flag=True, help="Leave out what carescore found: for a person to code.")
@click.option(
    "--codes", "coded", multiple=True, type=click.Path(), help="What people coded in it, added: .qdpx, .eaf, .csv."
)
@click.option("--code", "names", multiple=True, metavar="THEIRS=OURS", help="A code that they call otherwise.")
@click.option("--media", type=click.Path(), help="The recording, which ELAN and QDA tools then open too.")
@click.option("--profile", help="For a transcript: the setting it is scored by.")
def export(
    file: str,
    format_: str,
    out: str | None,
    numbers_only: bool,
    no_codes: bool,
    coded: tuple[str, ...],
    names: tuple[str, ...],
    media: str | None,
    profile: str | None,
) -> None:
    """Write a report, or the score of a transcript, for a tool that researchers use (docs/exports.md)."""
    if media and numbers_only:
        raise UsageError("--media plays every name and word: leave it out with --numbers-only")
    path = Path(out) if out else Path(file).with_suffix(f".carescore{exports.EXPORTS[format_].ending}")
    if path.exists() and path.resolve() == Path(file).resolve():
        raise UsageError("--out is the file that is read")
    report = report_of(file, profile)
    if names and not coded:
        raise UsageError("--code is for --codes: what people coded")
    theirs = [read for one in coded for read in codings.read(one, [report], pairs(names, "--code takes THEIRS=OURS"))]
    report = codings.beside(exports.uncoded(report) if no_codes else report, theirs)
    written = report.export(format_, path, numbers_only=numbers_only, media=media)
    for place in written:
        click.echo(f"wrote {place}", err=True)
