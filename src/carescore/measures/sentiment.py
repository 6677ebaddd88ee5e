"""Sentiment: how the patient feels about it, turn by turn, how low it goes, and whether it recovers.

Definition. The bundled `sentiment` model gives every turn a probability of negative, neutral and positive; a turn's
value is P(positive) − P(negative). VADER's scores are features of that model, never a mark by themselves: alone it
calls a negative biopsy bad news. Thanks and farewells at the close (code `partings`) are left out of the course.
Formula. overall: mean value of the patient side's turns; by_role: the same for each side. figures: opening, middle,
end: means over thirds of the patient's turns; low: the lowest turn; recovery: end − low, only where a turn was surely
negative. Evidence: the patient's surely negative and positive turns, labelled so, and what staff said just before the
mood turned, labelled "before a turn for the better" or "for the worse".
Unit. −1 (negative) to +1 (positive); recovery −2 to 2.
Source. Trained on NHS patient comments and GoEmotions (see the model's card); thirds after vendors' quarters; low point
and end after Fredrickson & Kahneman 1993.
Limits. Context, not a mark against staff: a grave diagnosis is no bad talk. Staff's own value is no verdict either: to
name a feeling sounds negative and is kind. Sarcasm is missed. Never a sign of risk or of its absence.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from carescore.measures._base import SIDES, Codes, Evidence, Figure, Level, Measure, Rate, Score, missing, whole
from carescore.segmentation import Dialogue, Turn

UNIT = "-1 to 1"
SURE = 0.6  # a turn is quoted as negative or positive from this probability on
SHIFT = 0.8  # the mood turned where two neighbouring patient turns differ by this much; proposal
MIN_TURNS = 3  # fewer patient turns have no opening, middle and end


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    negative, positive = signals.sentiment[:, 0], signals.sentiment[:, 2]
    values = [float(p - n) for p, n in zip(positive, negative, strict=True)]
    patient = dialogue.side("patient")
    if len(patient) < MIN_TURNS:
        return missing("sentiment", "the patient side has fewer than three turns: too few to tell a mood")
    by_role: dict[str, Figure] = {side: _mean([values[turn.index] for turn in dialogue.side(side)]) for side in SIDES}
    sure = {turn.index: "negative" for turn in patient if negative[turn.index] >= SURE}
    sure |= {turn.index: "positive" for turn in patient if positive[turn.index] >= SURE}
    course = _without_close(patient, sure, {code.turn for code in codes["partings"]})
    quoted = sure | _before_shifts(dialogue, course, values)
    evidence: tuple[Evidence, ...] = tuple(whole(dialogue.turns[i], label) for i, label in sorted(quoted.items()))
    figures = _course([values[turn.index] for turn in course], any(sure.get(t.index) == "negative" for t in course))
    return Score("sentiment", by_role["patient"], by_role, figures, evidence)


def _mean(values: Sequence[float]) -> Rate:
    return Rate(sum(values), len(values), 1, UNIT)


def _without_close(turns: Sequence[Turn], sure: Mapping[int, str], partings: Collection[int]) -> list[Turn]:
    """The turns up to the closing thanks and farewells; an angry farewell is none of them."""
    kept = list(turns)
    while len(kept) > MIN_TURNS and sure.get(kept[-1].index) != "negative" and kept[-1].index in partings:
        kept.pop()
    return kept


def _course(values: Sequence[float], went_low: bool) -> dict[str, Figure]:
    """Thirds, low point and recovery of the patient's values in order."""
    cuts = [round(len(values) * part / 3) for part in range(4)]
    parts = [values[start:stop] for start, stop in pairwise(cuts)]
    figures: dict[str, Figure] = dict(zip(("opening", "middle", "end"), map(_mean, parts), strict=True))
    figures["low"] = Level(min(values), UNIT)
    if went_low:
        figures["recovery"] = Level(sum(parts[2]) / len(parts[2]) - min(values), "-2 to 2")
    return figures


def _before_shifts(dialogue: Dialogue, course: Sequence[Turn], values: Sequence[float]) -> dict[int, str]:
    """The staff turn just before each patient turn at which the mood turned."""
    found = {}
    for one, two in pairwise(course):
        change = values[two.index] - values[one.index]
        between = [turn for turn in dialogue.turns[one.index + 1 : two.index] if turn.side == "staff"]
        if abs(change) >= SHIFT and between:
            found[between[-1].index] = f"before a turn for the {'better' if change > 0 else 'worse'}"
    return found


MEASURE = Measure(
    name="sentiment",
    title="Patient sentiment",
    unit=UNIT,
    needs=frozenset({"patient", "model:sentiment"}),
    better="neither",
    score=score,
)
