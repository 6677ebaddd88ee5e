"""Disrespect: blame, dismissal, orders, defensiveness, lectures, the policy wall.

Definition. Staff turns with disrespect (code `disrespect`).
Formula. Such turns / staff turns · 10, one repaired by staff in the same or one of the next two turns (an apology,
taking it back) at half. figures: acts (as they are), repaired (percent).
Unit. Acts per 10 staff turns. One act outweighs many thanks, so the target is none.
Source. Acts after Voigt et al. 2017, Camp 2024 and BETA's list of what inflames (Richmond et al. 2012).
Limits. Tone is not in a transcript; a pet name may be welcome: read the quote.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Measure, Score
from carescore.measures._kinds import having, one_sided, per_staff_turns, share

REPAIRED = 0.5  # what an act counts that staff took back


def score(codes: Codes) -> Score:
    found = codes["disrespect"]
    repaired = len(having(found, repaired="yes"))
    figures = {"acts": per_staff_turns(len(found), codes), "repaired": share(repaired, len(found), "% of acts")}
    quotes = (code.evidence(code.attributes["kind"]) for code in found)
    return one_sided("disrespect", per_staff_turns(len(found) - REPAIRED * repaired, codes), quotes, figures)


MEASURE = Measure(
    name="disrespect",
    title="Disrespect",
    unit="acts per 10 staff turns",
    needs=frozenset({"staff", "model:codes"}),
    better="lower",
    score=score,
)
