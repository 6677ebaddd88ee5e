"""Sentiment: how the patient feels about it, turn by turn, and whether it recovers.

Definition. The bundled `sentiment` model gives every turn a probability of negative, neutral and positive; a turn's
value is P(positive) − P(negative). VADER's scores are features of that model, never a mark by themselves. The closing
words of thanks and farewell are left out of `end`.
Formula. overall: mean value of the patient side's turns; by_role: the same for each side. figures: opening, middle,
end: means over thirds of the patient's turns; recovery: end − opening, only where a turn was negative.
Unit. −1 (negative) to +1 (positive).
Source. Trained on NHS patient comments and GoEmotions (see the model's card); thirds after vendors' quarters.
Limits. Context, not a mark against staff: a grave diagnosis is no bad talk. Sarcasm is missed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from carescore.measures._base import SIDES, Evidence, Figure, Measure, Rate, Sample, Score, whole
from carescore.nlp import Signals
from carescore.segmentation import Dialogue, Turn

UNIT = "-1 to 1"
SURE = 0.6  # a turn is quoted as negative or positive from this probability on
MIN_TURNS = 3  # fewer patient turns have no opening, middle and end
_FAREWELL = re.compile(r"\b(?:bye|goodbye|take care|see you|have a (?:good|nice|great))\b", re.IGNORECASE)


def score(dialogue: Dialogue, signals: Signals) -> Score:
    negative, positive = signals.sentiment[:, 0], signals.sentiment[:, 2]
    values = [float(p - n) for p, n in zip(positive, negative, strict=True)]
    by_role: dict[str, Figure] = {side: _mean([values[turn.index] for turn in dialogue.side(side)]) for side in SIDES}
    found = []
    for turn in dialogue.side("patient"):
        if negative[turn.index] >= SURE or positive[turn.index] >= SURE:
            label = "negative" if negative[turn.index] >= SURE else "positive"
            found.append(whole(turn, label))
    return Score("sentiment", by_role["patient"], by_role, _course(dialogue, values, found), tuple(found))


def _mean(values: Sequence[float]) -> Rate:
    return Rate(sum(values), len(values), 1, UNIT)


def _course(dialogue: Dialogue, values: Sequence[float], found: Sequence[Evidence]) -> dict[str, Figure]:
    turns: list[Turn] = list(dialogue.side("patient"))
    while len(turns) > MIN_TURNS and _FAREWELL.search(turns[-1].text):
        turns.pop()
    if len(turns) < MIN_TURNS:
        return {}
    cuts = [round(len(turns) * part / 3) for part in range(4)]
    names = ("opening", "middle", "end")
    thirds = {
        name: _mean([values[turn.index] for turn in turns[start:stop]])
        for name, start, stop in zip(names, cuts, cuts[1:], strict=False)
    }
    course: dict[str, Figure] = dict(thirds)
    if any(item.label == "negative" for item in found):
        course["recovery"] = Sample(((thirds["end"].value or 0.0) - (thirds["opening"].value or 0.0),), "-2 to 2")
    return course


MEASURE = Measure(
    name="sentiment",
    title="Patient sentiment",
    unit=UNIT,
    needs=frozenset({"patient", "model:sentiment"}),
    better="neither",
    source="models/sentiment/card.md; Hutto & Gilbert 2014 (VADER, as features)",
    score=score,
    counts=False,
)
