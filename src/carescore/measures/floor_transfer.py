"""Floor transfer: how long it takes until the other side answers, and who comes in before the floor is free.

Definition. Floor transfer offset: start of a turn minus end of the turn before, where the side changes; positive is a
gap, negative an overlap. Backchannels are on neither end.
Formula. overall: median offset before staff turns; by_role: before the turns of each side. figures: fastest (the
smallest staff offset), rushed (share of staff offsets under 200 ms), after_question (median offset of staff turns
that follow a patient's question), slow_answers (share of those over 2 s).
Unit. Seconds.
Source. Heldner & Edlund 2010; Stivers et al. 2009 (ten languages: about 0.2 s); answers over 2 s as in call-ai-metrics.
Limits. Recognisers' ends drift by 0.1 to 0.3 s; the two ends of a line hear different gaps; compare within one talk.
"""

from __future__ import annotations

from carescore.measures._base import SIDES, Codes, Figure, Level, Measure, Rate, Sample, Score, missing, quote
from carescore.segmentation import Dialogue, Transition

FEWEST = 3  # replies below which no median is given (call-ai-metrics)
RUSHED_S = 0.2  # people take about so long; less was begun before the other had ended
SLOW_S = 2.0
UNIT = "s"


def score(codes: Codes) -> Score:
    dialogue = codes.dialogue
    if dialogue.no_overlaps:
        return missing("floor_transfer", dialogue.no_overlaps)
    by_side = {side: _offsets(dialogue, side) for side in SIDES}
    if len(by_side["staff"]) < FEWEST:
        return missing("floor_transfer", f"fewer than {FEWEST} staff replies have the times for it")
    seconds = {side: tuple(t.offset_ms / 1000 for t in found) for side, found in by_side.items()}
    by_role: dict[str, Figure] = {side: Sample(values, UNIT) for side, values in seconds.items() if values}
    staff = by_side["staff"]
    asked = [t.offset_ms / 1000 for t in staff if dialogue.turns[t.before].text.rstrip().endswith("?")]
    figures: dict[str, Figure] = {
        "fastest": Level(min(seconds["staff"]), UNIT),
        "rushed": Rate(sum(value < RUSHED_S for value in seconds["staff"]), len(staff), 100, "% of staff replies"),
        "after_question": Sample(tuple(asked), UNIT),
        "slow_answers": Rate(sum(value > SLOW_S for value in asked), len(asked), 100, "% of answers"),
    }
    evidence = tuple(
        quote(turn, 0, min(len(turn.text), 80), f"{t.offset_ms / 1000:+.1f} s")
        for t in sorted(staff, key=lambda t: t.offset_ms)[:1] + [t for t in staff if _slow(dialogue, t)]
        if (turn := dialogue.turns[t.after])
    )
    return Score("floor_transfer", by_role["staff"], by_role, figures, evidence)


def _offsets(dialogue: Dialogue, side: str) -> list[Transition]:
    other = "patient" if side == "staff" else "staff"
    sides = [turn.floor_side or turn.side for turn in dialogue.turns]
    return [t for t in dialogue.transitions if sides[t.after] == side and sides[t.before] == other]


def _slow(dialogue: Dialogue, transition: Transition) -> bool:
    return transition.offset_ms > SLOW_S * 1000 and dialogue.turns[transition.before].text.rstrip().endswith("?")


MEASURE = Measure(
    name="floor_transfer",
    title="Response time",
    unit="s, median",
    needs=frozenset({"clock", "roles"}),
    better="neither",
    score=score,
)
