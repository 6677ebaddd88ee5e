"""Uptake: how often a staff reply builds on what the patient side has just said.

Definition. A patient turn of five words or more is taken up when the staff reply acknowledges, repeats, rewords,
answers or elaborates it: the uptake model finds it likely, and something of the turn's content comes back or
the model is sure. A reply that is four fifths the patient's own words repeats them and does not build on them.
Formula. Patient turns taken up / patient turns of five words or more with a staff reply · 100.
Unit. Percent of patient turns. figures: echoed (replies that only repeat, percent).
Source. Demszky et al. 2021 (Measuring Conversational Uptake).
Limits. The model learnt from lessons in mathematics: read the quotes. A nod or "mm-hm" is no reply and is not judged.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Figure, Measure, Rate, Score, not_applicable, whole

LIKELY = 0.4  # probability from which a reply with shared content counts: the share of high ratings in the data
SURE = 0.75  # and from which one without shared content does; a proposal, long replies get high values


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    judged = [(dialogue.turns[index], one) for index, one in signals.uptake.items()]
    if not judged:
        return not_applicable("uptake", "no patient turn of five words or more has a staff reply")
    found = tuple(
        whole(turn, "taken up")
        for turn, one in judged
        if not one.copied and one.probability >= (LIKELY if one.shared else SURE)
    )
    rate = Rate(len(found), len(judged), 100, "% of patient turns")
    figures: dict[str, Figure] = {
        "echoed": Rate(sum(one.copied for _, one in judged), len(judged), 100, "% of replies")
    }
    return Score("uptake", rate, {"staff": rate}, figures, found)


MEASURE = Measure(
    name="uptake",
    title="Uptake",
    unit="% of patient turns",
    needs=frozenset({"roles", "model:uptake"}),
    better="higher",
    score=score,
    counts=True,
)
