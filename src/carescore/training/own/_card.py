"""The card of a model of one's own: what it learnt from, how well it does, beside the bundled model, and its limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from carescore.training.own._data import Figures, Result
from carescore.training.own._tasks import TASKS

_HOW = {
    "anew": "Fitted to the labels alone, by the code that made the bundled heads.",
    "adapted": "The bundled heads, with what the labels add: logistic regression over the terms and features of the"
    " bundled head beside its log-odds. No word of the labelled turns is in the model.",
}
_WORDS = (
    "The vocabulary of its heads holds words and word pairs that stand in three labelled turns or more: keep the folder"
    " as you keep the turns."
)


def written(name: str, trained: Mapping[str, Any], results: Sequence[Result]) -> str:
    """The card as Markdown."""
    own = set(trained["columns"])
    parts = [
        f"# {name}",
        f"Stands for the bundled model `{trained['model']}`, version {trained['version']}, of carescore"
        f" {trained['carescore']}: `--model {trained['model']}={name}/`.",
        f"**How.** {_HOW[trained['how']]}{' ' + _WORDS if trained['how'] == 'anew' else ''}",
        *(part for result in results for part in _of(result, result.column in own)),
        "**Limits.** It is as good as its labels, and for conversations like theirs. What is said of it holds if every"
        " conversation has one name of its own in them. Norms and percentiles are of the bundled models.",
    ]
    return "\n\n".join(parts) + "\n"


def _of(result: Result, own: bool) -> Iterator[str]:
    shares = ", ".join(f"{n:,} {label}" for label, n in result.classes.items())
    yield f"## {result.column}"
    yield f"Learnt from {result.turns:,} turns of {result.conversations:,} conversations: {shares}. {_use(result, own)}"
    if result.why_not:
        yield f"**No better than the bundled head{' and kept all the same' if own else ''}**: {result.why_not}."
    yield _table(result)
    yield (
        f"Gain in macro-F1 {result.gain:+.3f}, with 90 % certainty from {result.gain_low:+.3f} to"
        f" {result.gain_high:+.3f} (conversations drawn anew 2,000 times)."
    )
    points = ", ".join(f"{mean:.3f} ± {spread:.3f} from {n:,} turns" for n, mean, spread in result.curve)
    yield f"Learning curve, macro-F1 and its spread over the folds: {points}."
    yield (
        "Calibration, from the least sure fifth of the turns to the surest, said and right: "
        + ", ".join(f"{said:.2f} {right:.2f}" for said, right in result.own.calibration)
        + "."
    )


def _use(result: Result, own: bool) -> str:
    if not own:
        return "This head is the bundled one, unchanged."
    measure = TASKS[result.column].read_by
    return f"The measure `{measure}` reads it." if measure else "No measure reads it; `TurnClassifier` does."


def _table(result: Result) -> str:
    rows = [("cross-validated by conversation", result.own, result.bundled)]
    rows += [("on the test labels", *result.tested)] if result.tested else []
    lines = ["| | | macro-F1 | right | log loss | calibration error |", "|---|---|---|---|---|---|"]
    for title, mine, bundled in rows:
        lines += [_row(title, "own", mine), _row(title, "bundled", bundled)]
    return "\n".join(lines)


def _row(title: str, whose: str, one: Figures) -> str:
    return (
        f"| {title} | {whose} | {one.macro_f1:.3f} | {one.accuracy:.3f} | {one.log_loss:.3f} |"
        f" {one.calibration_error:.3f} |"
    )
