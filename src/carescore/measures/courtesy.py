"""Courtesy: greeting, introduction, thanks, polite requests, permission, offers of help.

Definition. Phrases of the lexicon in staff talk; a "please" that starts a sentence is a demand and is not in it.
Formula. overall: courteous phrases / staff turns · 10, each wording once per turn. figures.slots: how many of the
six kinds (greeting, introduction, thanks, please, permission, offer) occur at all.
Unit. Phrases per 10 staff turns.
Source. Opening slots after AIDET and #hellomynameis (Gillen 2018); "please" after Danescu-Niculescu-Mizil 2013.
Limits. Names are not yet recognised; courtesy of voice is not in the text.
"""

from __future__ import annotations

from carescore.measures._base import Measure, Rate, Sample, Score, phrases
from carescore.nlp import Signals
from carescore.segmentation import Dialogue

SLOTS = ("greeting", "introduction", "thanks", "please", "permission", "offer")


def score(dialogue: Dialogue, signals: Signals) -> Score:
    found = phrases(dialogue, signals, "courtesy", "staff")
    rate = Rate(len(found), len(dialogue.side("staff")), 10, "per 10 staff turns")
    slots = {item.label for item in found} & set(SLOTS)
    return Score("courtesy", rate, {"staff": rate}, {"slots": Sample((float(len(slots)),), "of 6 kinds")}, found)


MEASURE = Measure(
    name="courtesy",
    title="Courtesy",
    unit="phrases per 10 staff turns",
    needs=frozenset({"staff"}),
    better="higher",
    source="Gillen 2018; Danescu-Niculescu-Mizil et al. 2013",
    score=score,
)
