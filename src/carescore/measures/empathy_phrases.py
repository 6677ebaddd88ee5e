"""Empathy phrases: what staff say to show that they take in this patient's feeling.

Definition. Staff turns with empathy that has something specific to this patient (code `empathy`, stock: no), the fourth
use of the same wording left out. A formula ("I understand", "sorry to hear that") is no such turn: it is counted apart.
Formula. Such turns / staff words · 100.
Unit. Turns per 100 staff words. figures: kinds (distinct NURSE kinds that the words show), stock (percent of all turns
with empathy that are formulas), apologies (elements present of those the policy asks for: under "ownership" regret, the
act named, ownership, repair; under "regret" regret and repair). Apologies are quoted beside the turns, by their class.
Source. Back et al. 2005 (NURSE); formulas after Strekalova 2016; apologies after Robbennolt 2009; three-strikes rule
after MITI 4.2.1.
Limits. Words only: no tone, no gaze. Five in a row sound scripted, so more is better only up to a point. Courses on
service recovery disagree whether to own a failure: APOLOGY_POLICY chooses.
"""

from __future__ import annotations

from collections import Counter

from carescore.measures._base import Code, Codes, Figure, Measure, Rate, Score, per_words
from carescore.measures._kinds import count, having, of_kind, one_sided, share

REPEATS = 3
NURSE = frozenset(("naming", "understanding", "respecting", "supporting", "exploring"))
APOLOGY_POLICY = "ownership"  # or "regret": risk-managed houses want regret and repair without a word of fault
_ASKED = {"ownership": ("regret", "act", "ownership", "repair"), "regret": ("regret", "repair")}


def score(codes: Codes) -> Score:
    counted, stock = _capped(codes, having(codes["empathy"], stock="no")), len(having(codes["empathy"], stock="yes"))
    apologies = of_kind(codes["apologies"], "apology")
    figures: dict[str, Figure] = {
        "kinds": count({code.attributes["kind"] for code in counted} & NURSE, "of 5 kinds"),
        "stock": share(stock, stock + len(counted), "% of turns with empathy"),
        "apologies": _elements(apologies),
    }
    quotes = [code.evidence(code.attributes["kind"]) for code in counted]
    quotes += [code.evidence(f"{code.attributes['class']} apology") for code in apologies]
    return one_sided("empathy_phrases", per_words(len(counted), codes.dialogue.side("staff")), quotes, figures)


def _elements(apologies: list[Code], policy: str = APOLOGY_POLICY) -> Rate:
    """Elements of the apologies / elements that the policy asks of them; a pseudo-apology has none."""
    asked = _ASKED[policy]
    real = [set(code.attributes["elements"].split()) for code in apologies if code.attributes["class"] != "pseudo"]
    return share(sum(len(own & set(asked)) for own in real), len(asked) * len(apologies), "% of elements")


def _capped(codes: Codes, found: list[Code]) -> list[Code]:
    """Without the uses of a wording beyond REPEATS."""
    seen: Counter[str] = Counter()
    kept = []
    for code in found:
        seen[wording := codes.text(code).lower()] += 1
        kept += [code] if seen[wording] <= REPEATS else []
    return kept


MEASURE = Measure(
    name="empathy_phrases",
    title="Empathy phrases",
    unit="per 100 staff words",
    needs=frozenset({"staff", "model:codes"}),
    better="higher",
    score=score,
)
