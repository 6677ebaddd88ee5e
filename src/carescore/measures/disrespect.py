"""Disrespect: blame, dismissal, bare commands, defensiveness, "calm down", the policy wall.

Definition. Phrases of the lexicon in staff talk.
Formula. Phrases / staff turns · 10. One act outweighs many thanks, so the target is none.
Unit. Acts per 10 staff turns.
Source. Acts after Voigt et al. 2017, Camp 2024 and BETA's list of what inflames (Richmond et al. 2012).
Limits. Sarcasm and tone are not heard; commands for safety during a procedure are no disrespect.
"""

from __future__ import annotations

from carescore.measures._base import Measure, Rate, Score, phrases
from carescore.nlp import Signals
from carescore.segmentation import Dialogue


def score(dialogue: Dialogue, signals: Signals) -> Score:
    found = phrases(dialogue, signals, "disrespect", "staff")
    rate = Rate(len(found), len(dialogue.side("staff")), 10, "per 10 staff turns")
    return Score("disrespect", rate, {"staff": rate}, evidence=found)


MEASURE = Measure(
    name="disrespect",
    title="Disrespect",
    unit="acts per 10 staff turns",
    needs=frozenset({"staff"}),
    better="lower",
    source="Voigt et al. 2017; Camp 2024; Richmond et al. 2012",
    score=score,
)
