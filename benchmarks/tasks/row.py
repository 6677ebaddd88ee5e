"""One figure of the accuracy benchmark."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Records = list[dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """One figure. floor: a trivial or rival method on the same rows; published: the best published value."""

    task: str
    dataset: str
    metric: str
    value: float
    n: int
    floor: float | None = None
    published: float | None = None
