"""carescore train: a model from one's own labels, beside the bundled one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from carescore.cli._options import columns

if TYPE_CHECKING:
    from carescore.training.own import Result


@click.command()
@click.argument("model", metavar="MODEL")
@click.option(
    "--labels",
    required=True,
    type=click.Path(exists=True),
    help="A .csv or .jsonl file; codes (.qdpx, .eaf, .csv) or reviews beside their transcripts; or a folder.",
)
@click.option("--out", required=True, type=click.Path(file_okay=False), help="The model's folder, a new one.")
@click.option("--test", type=click.Path(exists=True), help="Labels of other conversations, to try the result on.")
@click.option("--anew", is_flag=True, help="From these labels alone; otherwise the bundled model is adapted.")
@click.option("--keep", is_flag=True, help="Keep it even when it is no better; its card says so.")
def train(model: str, labels: str, out: str, test: str | None, anew: bool, keep: bool) -> None:
    """Train the bundled MODEL, or one of its heads, on labels of your own.

    Each row of labels is a turn: `conversation`, `text`, a column for each head, and `role` (whole conversations, in
    order) or `before` (single turns). Codes and reviews need the transcripts that they are of beside them. The result
    is written only when it is better than the bundled model. Use it with `score --model MODEL=FOLDER`. A model folder
    is opened without running anything in it, and still: take none from somebody you do not trust.
    """
    from carescore.training import own  # scikit-learn, which nothing else here needs

    done = own.train(model, labels, out, test=test, anew=anew, keep=keep)
    columns([("head", "turns", "macro-F1", "bundled", "gain, 90 %", "log loss", "bundled"), *map(_row, done.results)])
    for result in done.results:
        click.echo(f"{result.column}: {_verdict(result, result.column in done.heads)}", err=True)
    click.echo(f"{done.model}: {done.folder} (sha256 {done.sha256[:12]}); card.md tells more", err=True)


def _row(result: Result) -> tuple[str, ...]:
    own, bundled = result.own, result.bundled
    gain = f"{result.gain:+.3f} ({result.gain_low:+.3f} to {result.gain_high:+.3f})"
    logs = f"{own.log_loss:.3f}", f"{bundled.log_loss:.3f}"
    return result.column, f"{result.turns:,}", f"{own.macro_f1:.3f}", f"{bundled.macro_f1:.3f}", gain, *logs


def _verdict(result: Result, kept: bool) -> str:
    if not result.why_not:
        return "better"
    return f"{'no better, kept all the same' if kept else 'no better, stays as bundled'}: {result.why_not}"
