"""Next steps: what staff commit to, offer, check and confirm, so that the problem moves.

Definition. Phrases of the lexicon in staff talk: commitments in the first person (owned), options, need confirmed,
teach-back, safety net; and, apart, vague promises and bare comprehension checks.
Formula. overall: distinct helpful kinds present / 5 · 100 (owned, options, confirm_need, teach_back, safety_net).
figures: owned_share (owned / owned and vague), steps (all helpful phrases).
Unit. Percent of five kinds.
Source. Ownership and action items: Purver et al. (ICSI); teach-back: AHRQ; options: OPTION-5 (Elwyn).
Limits. Presence, not quality: who-what-when is not yet parsed; not every talk needs all five.
"""

from __future__ import annotations

from carescore.measures._base import Figure, Measure, Rate, Sample, Score, phrases
from carescore.nlp import Signals
from carescore.segmentation import Dialogue

HELPFUL = ("owned", "options", "confirm_need", "teach_back", "safety_net")


def score(dialogue: Dialogue, signals: Signals) -> Score:
    found = phrases(dialogue, signals, "next_steps", "staff")
    labels = [item.label for item in found]
    helpful = [label for label in labels if label in HELPFUL]
    owned, vague = labels.count("owned"), labels.count("vague")
    figures: dict[str, Figure] = {
        "owned_share": Rate(owned, owned + vague, 100, "% of commitments"),
        "steps": Sample((float(len(helpful)),), "phrases"),
    }
    rate = Rate(len(set(helpful)), len(HELPFUL), 100, "% of 5 kinds")
    return Score("next_steps", rate, {"staff": rate}, figures, found)


MEASURE = Measure(
    name="next_steps",
    title="Next steps",
    unit="% of 5 kinds",
    needs=frozenset({"staff"}),
    better="higher",
    source="Purver et al. 2007; AHRQ teach-back; OPTION-5",
    score=score,
    counts=False,
)
