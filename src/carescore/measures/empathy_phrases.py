"""Empathy phrases: what staff say to show that they heard a feeling.

Definition. Phrases of the NURSE kinds (naming, understanding, respecting, supporting, exploring) and apologies that
own the failure or carry feeling. A hollow formula ("I understand your frustration, but …") is quoted apart and does
not count; nor does a phrase that "but", "however" or "unfortunately" takes back at once.
Formula. Counted phrases / staff words · 100; the same wording counts at most three times.
Unit. Phrases per 100 staff words. figures: kinds (distinct NURSE kinds), hollow_share (percent of all found).
Source. Back et al. 2005 (NURSE); hollow formulas after Strekalova 2016; three-strikes rule after MITI 4.2.1.
Limits. Words only: no tone, no gaze. Five in a row sound scripted, so more is better only up to a point.
"""

from __future__ import annotations

import re
from collections import Counter

from carescore.measures._base import Evidence, Figure, Measure, Rate, Sample, Score, per_words, phrases
from carescore.nlp import Signals
from carescore.segmentation import Dialogue

REPEATS = 3
_TAKEN_BACK = re.compile(r"[,;.\s]*(?:\S+\s+){0,2}?(?:but|however|unfortunately)\b", re.IGNORECASE)


def score(dialogue: Dialogue, signals: Signals) -> Score:
    found = phrases(dialogue, signals, "empathy_phrases", "staff")
    real = [item for item in found if item.label != "hollow" and not _taken_back(dialogue, item)]
    counted = _capped(dialogue, real)
    staff = dialogue.side("staff")
    rate = per_words(len(counted), staff)
    kinds = {item.label for item in counted} - {"apology"}
    figures: dict[str, Figure] = {
        "kinds": Sample((float(len(kinds)),), "of 5 kinds"),
        "hollow_share": Rate(len(found) - len(real), len(found), 100, "% of phrases"),
    }
    return Score("empathy_phrases", rate, {"staff": rate}, figures, tuple(counted))


def _taken_back(dialogue: Dialogue, item: Evidence) -> bool:
    return bool(_TAKEN_BACK.match(dialogue.turns[item.turn].text, item.end))


def _capped(dialogue: Dialogue, found: list[Evidence]) -> list[Evidence]:
    seen: Counter[str] = Counter()
    kept = []
    for item in found:
        wording = dialogue.turns[item.turn].text[item.start : item.end].lower()
        seen[wording] += 1
        if seen[wording] <= REPEATS:
            kept.append(item)
    return kept


MEASURE = Measure(
    name="empathy_phrases",
    title="Empathy phrases",
    unit="per 100 staff words",
    needs=frozenset({"staff"}),
    better="higher",
    source="Back et al. 2005 (NURSE); Strekalova 2016; MITI 4.2.1",
    score=score,
)
