"""How far a figure would move on another conversation of its kind: bootstrap over turns, seeded, nothing scored anew.

What is counted by quotes is resampled with the turns that hold them, and with it the words or turns it is counted per;
a share whose quotes do not give both its numbers is drawn from what its chances allow (Jeffreys: half a hit and half a
miss more than were seen, at most one chance a turn); what was counted never, or always, is not certain either, so half
a count of doubt (the same prior for counts) is added to each draw; a list of values is drawn from with replacement.
Efron & Tibshirani 1993; Brown, Cai & DasGupta 2001.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from carescore.measures import Evidence, Figure, Level, Rate, Sample

DRAWS = 150
SEED = 20261125
DOUBT = 0.5  # Jeffreys' prior
Draws = npt.NDArray[np.float64]


class Resampled:
    """The turns of a conversation, drawn DRAWS times with replacement. sizes: words of each turn of staff, else 0."""

    def __init__(self, sizes: Sequence[int]) -> None:
        self._random = np.random.default_rng(SEED)
        self._sizes = np.asarray(sizes, dtype=np.float64)
        n = max(len(sizes), 1)
        self._drawn = self._random.multinomial(n, np.full(n, 1 / n), size=DRAWS).astype(np.float64)
        self._staff_turns = int((self._sizes > 0).sum())
        self._held = self._drawn @ self._sizes / max(self._sizes.sum(), 1.0)
        self._held[self._held == 0] = 1.0

    def values(self, figure: Figure, evidence: Sequence[Evidence] | None) -> Draws:
        """(DRAWS,): the figure's value on every draw. evidence: its quotes, None when they are not what it counts."""
        if isinstance(figure, Level) or (isinstance(figure, Sample) and len(figure.values) == 1):
            return np.full(DRAWS, figure.value)
        if isinstance(figure, Sample):
            drawn = self._random.choice(np.asarray(figure.values), size=(DRAWS, len(figure.values)))
            return np.asarray(np.median(drawn, axis=1), dtype=np.float64)
        if evidence is not None:
            return self._counted(figure, evidence)
        if not 0 <= figure.count <= figure.per:
            return np.full(DRAWS, figure.value)
        chances = max(1, min(round(figure.per), self._staff_turns))
        hits = figure.count / figure.per * chances
        return self._random.beta(hits + DOUBT, chances - hits + DOUBT, size=DRAWS) * figure.scale

    def _counted(self, figure: Rate, evidence: Sequence[Evidence]) -> Draws:
        by_turn = np.bincount([item.turn for item in evidence], minlength=len(self._sizes)).astype(np.float64)
        each = figure.count / len(evidence) if evidence else 0.0
        counts = (self._drawn @ by_turn) * each + self._random.gamma(DOUBT, size=DRAWS) * (each or 1.0)
        found: Draws = counts / (figure.per * self._held) * figure.scale
        return found
