"""Disrespect: blame, dismissal, orders, defensiveness, lectures, the policy wall.

Definition. Staff turns with disrespect (code `disrespect`).
Formula. Such turns / staff turns · 10, one repaired by staff in the same or one of the next two turns (an apology,
taking it back) at half. figures: acts (as they are), repaired (percent).
Unit. Acts per 10 staff turns. One act outweighs many thanks, so the target is none.
Source. Acts after Voigt et al. 2017, Camp 2024 and BETA's list of what inflames (Richmond et al. 2012).
Limits. Tone is not in a transcript; a pet name may be welcome: read the quote.
"""

from __future__ import annotations

import re

from carescore.codes import Code
from carescore.measures._base import Codes, Figure, Measure, Rate, Score
from carescore.segmentation import Dialogue
from carescore.text.regex import lazy

REPAIR_TURNS = 2
REPAIRED = 0.5
# Stays a pattern: "sorry" repairs unless one of many ways to go on follows.
_REPAIR = lazy(
    r"\b(?:sorry(?!,? (?:(?:that )?you feel|if|but|you(?:['’]re| are) (?:upset|angry)))|apologi[sz]e"
    r"|i did ?n['’]t mean|that came out wrong|let me (?:rephrase|start over"
    r"|try (?:that )?again)|"
    r"my mistake|i should ?n['’]t have|you(?:['’]re| are) right)\b",
    re.IGNORECASE,
)


def score(codes: Codes) -> Score:
    found = codes["disrespect"]
    repaired = sum(_repaired(codes.dialogue, code) for code in found)
    turns = len(codes.dialogue.side("staff"))
    rate = Rate(len(found) - REPAIRED * repaired, turns, 10, "per 10 staff turns")
    figures: dict[str, Figure] = {
        "acts": Rate(len(found), turns, 10, "per 10 staff turns"),
        "repaired": Rate(repaired, len(found), 100, "% of acts"),
    }
    evidence = tuple(code.evidence(code.attributes["kind"]) for code in found)
    return Score("disrespect", rate, {"staff": rate}, figures, evidence)


def _repaired(dialogue: Dialogue, code: Code) -> bool:
    """Whether staff take the act back later in the turn or in one of their next turns."""
    turn = dialogue.turns[code.turn]
    later = [t.text for t in dialogue.turns[code.turn + 1 :] if t.side == "staff"][:REPAIR_TURNS]
    return any(_REPAIR.search(text) for text in (turn.text[code.end :], *later))


MEASURE = Measure(
    name="disrespect",
    title="Disrespect",
    unit="acts per 10 staff turns",
    needs=frozenset({"staff", "model:codes"}),
    better="lower",
    source="Voigt et al. 2017; Camp 2024; Richmond et al. 2012",
    score=score,
    counts=False,
)
