"""A batch as a whole, as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carescore.batch import Summary


def lines(summary: Summary) -> Iterator[str]:
    """What to know of a batch when it is done, in few lines."""
    for name, figure in summary.skills.items():
        spread = "" if figure.low is None else f", the middle half {figure.low:.0f} to {figure.high:.0f}"
        yield f"{name}: median {figure.value:.0f}{spread}, of {figure.of:,}"
    if len(summary.lowest) > 1:
        yield "lowest overall: " + ", ".join(f"{key} ({value:.0f})" for key, value in summary.lowest)
        yield "highest overall: " + ", ".join(f"{key} ({value:.0f})" for key, value in summary.highest)
    yield from (f"failed: {why} ({count:,})" for why, count in summary.failures)
    if summary.slowest:
        yield "slowest: " + ", ".join(f"{key} ({seconds:.1f} s)" for key, seconds in summary.slowest)
