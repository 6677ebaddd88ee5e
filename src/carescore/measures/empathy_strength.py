"""Empathy strength: how strongly staff turns react to feelings, interpret them, explore them.

Definition. The bundled `empathy` model gives every staff turn that answers the patient side a level 0 (none),
1 (weak) or 2 (strong) of emotional reaction, interpretation and exploration.
Formula. Staff turns with any level above 0 / staff turns that answer the patient side · 100.
Unit. Percent of replies. figures: one share per mechanism.
Source. Sharma et al. 2020 (EPITOME). Level 1 is the weakest sign ("I get it").
Limits. The model learnt from written peer support, not from clinics: read the quotes. A reply of under four words
is not judged.
"""

from __future__ import annotations

from itertools import pairwise

from carescore.measures._base import Evidence, Figure, Measure, Rate, Score, whole
from carescore.nlp import Signals
from carescore.segmentation import Dialogue, Turn

MIN_WORDS = 4
_TITLES = {
    "emotional_reactions": "emotional reaction",
    "interpretations": "interpretation",
    "explorations": "exploration",
}


def score(dialogue: Dialogue, signals: Signals) -> Score:
    replies = _replies(dialogue)
    levels = signals.empathy_levels
    found = [item for turn in replies if (item := _evidence(turn, levels))]
    rate = Rate(len(found), len(replies), 100, "% of replies")
    figures: dict[str, Figure] = {
        name: Rate(sum(levels[name][turn.index] > 0 for turn in replies), len(replies), 100, "% of replies")
        for name in _TITLES
    }
    return Score("empathy_strength", rate, {"staff": rate}, figures, tuple(found))


def _replies(dialogue: Dialogue) -> list[Turn]:
    return [
        turn
        for before, turn in pairwise(dialogue.turns)
        if turn.side == "staff" and before.side == "patient" and len(turn.text.split()) >= MIN_WORDS
    ]


def _evidence(turn: Turn, levels: dict[str, list[int]]) -> Evidence | None:
    parts = [f"{title} {levels[name][turn.index]}" for name, title in _TITLES.items() if levels[name][turn.index]]
    return whole(turn, ", ".join(parts)) if parts else None


MEASURE = Measure(
    name="empathy_strength",
    title="Empathy strength",
    unit="% of staff replies",
    needs=frozenset({"roles", "model:empathy"}),
    better="higher",
    source="Sharma et al. 2020 (EPITOME)",
    score=score,
)
