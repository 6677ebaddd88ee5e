"""Reflections per question: how often staff hand back what the patient meant instead of asking.

Definition. Staff turns that reflect (code `reflections`) against staff turns that ask (code `questions`).
Formula. overall: turns with a reflection / turns with a question.
Unit. Reflections per question; no value where staff asked nothing. figures: simple, complex, summary (per 10 staff
turns); complex_share (percent of simple and complex, only from three reflections on); balance (of the turns whose
main act, as the model of behaviour judges it, is to reflect or else to inform or advise, the percent that reflect).
Source. MITI 4.2.1 (Moyers, Manuel & Ernst 2014): 1:1 fair, 2:1 good, 40 and 50 % complex; expert opinion.
Limits. Learnt mostly from motivational interviews. Depth is hard to tell from text. Tone is not in a transcript;
history taking needs questions, so targets differ by role.
"""

from __future__ import annotations

from collections import Counter

from carescore.measures._base import Codes, Figure, Measure, Rate, Score, not_applicable
from carescore.predictors.behaviour import CLASSES

FEWEST_SHARE = 3  # reflections from which the share of complex ones is given
DEPTHS = ("simple", "complex", "summary")


def score(codes: Codes) -> Score:
    found, n = codes["reflections"], len(codes.dialogue.side("staff"))
    asking = {code.turn for code in codes["questions"]}
    if not found and not asking:
        return not_applicable("reflections", "staff neither asked nor reflected")
    depths = Counter(code.attributes["depth"] for code in found)
    figures: dict[str, Figure] = {name: Rate(depths[name], n, 10, "per 10 staff turns") for name in DEPTHS}
    if len(found) >= FEWEST_SHARE:
        both = depths["simple"] + depths["complex"]
        figures["complex_share"] = Rate(depths["complex"], both, 100, "% complex")
    figures["balance"] = _balance(codes)
    ratio = Rate(len(found), len(asking), 1, "per question")
    evidence = tuple(code.evidence(code.attributes["depth"]) for code in found)
    return Score("reflections", ratio, {"staff": ratio}, figures, evidence)


def _balance(codes: Codes) -> Rate:
    staff = [turn.index for turn in codes.dialogue.side("staff")]
    expected = dict(zip(CLASSES, codes.signals.behaviour[staff].sum(axis=0).tolist(), strict=True))
    reflecting, telling = expected["reflection"], expected["therapist_input"]
    return Rate(reflecting, reflecting + telling, 100, "% of reflecting and telling turns")


MEASURE = Measure(
    name="reflections",
    title="Reflections per question",
    unit="reflections per question",
    needs=frozenset({"roles", "model:behaviour", "model:codes"}),
    better="higher",
    source="MITI 4.2.1 (Moyers, Manuel & Ernst 2014)",
    score=score,
)
