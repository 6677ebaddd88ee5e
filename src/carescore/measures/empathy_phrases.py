"""Empathy phrases: what staff say to show that they heard a feeling.

Definition. Phrases of the NURSE kinds (naming, understanding, respecting, supporting, exploring), condolences, and
apologies that are more than polite. Hollow formulas do not count: a stock line that "but", "however" or
"unfortunately" takes back without a word of what the patient said, reassurance and minimisers ("don't worry about
it", "at least it's …"), conditional apologies ("sorry if you were upset"), and the fourth use of the same wording.
Formula. Counted phrases / staff words · 100.
Unit. Phrases per 100 staff words. figures: kinds (distinct NURSE kinds), hollow_share (percent of all found),
apologies (elements present of those the policy asks for: under "ownership" regret, the act named, ownership, repair;
under "regret" regret and repair).
Source. Back et al. 2005 (NURSE); hollow formulas after Strekalova 2016; apologies after Robbennolt 2009;
three-strikes rule after MITI 4.2.1.
Limits. Words only: no tone, no gaze. Five in a row sound scripted, so more is better only up to a point. Courses on
service recovery disagree whether to own a failure: APOLOGY_POLICY chooses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from carescore.codes import apologies, empathy, feelings
from carescore.measures._base import Codes, Evidence, Figure, Level, Measure, Rate, Score, per_words
from carescore.segmentation import Dialogue

REPEATS = 3
APOLOGY_POLICY = "ownership"  # or "regret": risk-managed houses want regret and repair without a word of fault
_ASKED = {"ownership": apologies.ELEMENTS, "regret": ("regret", "repair")}


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    voiced = feelings.voiced(dialogue, signals)
    heard = empathy.phrases(dialogue, signals, voiced)
    sorry, sorrow = apologies.apologies(dialogue, signals, voiced)
    real = [p.quote for p in heard if not p.hollow] + sorrow + [a.quote for a in sorry if a.kind != "pseudo"]
    real = _apart(sorted(real, key=lambda item: (item.turn, item.start)))
    hollow = sum(p.hollow for p in heard) + sum(a.kind == "pseudo" for a in sorry)
    counted = _capped(dialogue, real)
    rate = per_words(len(counted), dialogue.side("staff"))
    figures: dict[str, Figure] = {
        "kinds": Level(float(len({item.label for item in counted} & set(empathy.NURSE))), "of 5 kinds"),
        "hollow_share": Rate(hollow + len(real) - len(counted), hollow + len(real), 100, "% of phrases"),
        "apologies": _elements(sorry),
    }
    return Score("empathy_phrases", rate, {"staff": rate}, figures, tuple(counted))


def _elements(sorry: Iterable[apologies.Apology], policy: str = APOLOGY_POLICY) -> Rate:
    """Elements of the apologies / elements that the policy asks of them."""
    asked, all_sorry = _ASKED[policy], list(sorry)
    held = sum(name in apology.elements for apology in all_sorry if apology.kind != "pseudo" for name in asked)
    return Rate(held, len(asked) * len(all_sorry), 100, "% of elements")


def _apart(found: list[Evidence]) -> list[Evidence]:
    """Without quotes that overlap an earlier one, or repeat its kind in the same turn."""
    kept: dict[tuple[int, str], Evidence] = {}
    for item in found:
        kept.setdefault((item.turn, item.label), item)
    return list(kept.values())


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
    source="Back et al. 2005 (NURSE); Robbennolt 2009; Strekalova 2016; MITI 4.2.1",
    score=score,
)
