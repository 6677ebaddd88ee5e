"""carescore fit: a profile's weights as trainers weigh, from the values that they gave by hand."""

from __future__ import annotations

from pathlib import Path

import click

from carescore.cli._options import columns
from carescore.errors import UsageError
from carescore.history import Library, fitting, sentences
from carescore.renderers import files
from carescore.skills import profiles


@click.command("fit")
@click.option(
    "--reviews",
    "folders",
    multiple=True,
    metavar="DIR",
    type=click.Path(exists=True),
    help="Reports and their reviews.",
)
@click.option("--library", type=click.Path(dir_okay=False), help="Or a library whose conversations were reviewed.")
@click.option("--profile", default="clinic", show_default=True, help="The profile that they were scored with.")
@click.option("--out", default="own-weights.toml", show_default=True, type=click.Path(dir_okay=False, path_type=Path))
def fit(folders: tuple[str, ...], library: str | None, profile: str, out: Path) -> None:
    """Fit the weights of a profile to what trainers judged in at least 30 conversations, and write it as OUT.

    A skill keeps its weights unless others come surely nearer to the trainers in conversations that they never saw."""
    of = fitting.read(folders)
    if library:
        with Library(library, create=False) as opened:
            of += fitting.kept(opened)
    base = profiles.load(profile)
    found = fitting.fits([one for one in of if one.given], base)
    columns([("skill", "conversations", "distance before", "after", "nearer by (95 %)", ""), *map(_row, found)])
    click.echo(
        "\nDistance: mean difference to the trainers' values, in conversations that the weights never saw. Trainers saw"
        "\ncarescore's value before they gave theirs, and only what they changed is here: both flatter it."
    )
    if not any(one.weights for one in found):
        raise UsageError("no other weights are surely nearer: nothing was written, keep the profile")
    files.put(out, fitting.to_toml(base, out.stem, found).encode("utf-8"))
    profiles.load(out)
    click.echo(f"wrote {out}: carescore score visit.vtt --profile {out}", err=True)


def _row(one: fitting.Fit) -> tuple[str, ...]:
    shown = sentences.what(one.skill), str(one.conversations)
    if one.before is None or one.after is None or one.gain is None:
        return *shown, "–", "–", "–", one.missing or ""
    nearer = f"{one.gain[0]:+.1f} to {one.gain[1]:+.1f}"
    return *shown, f"{one.before:.1f}", f"{one.after:.1f}", nearer, one.missing or "new weights"
