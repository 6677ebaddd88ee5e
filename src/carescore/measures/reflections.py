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
from carescore.measures._kinds import one_sided, per_staff_turns, share
from carescore.predictors.behaviour import CLASSES

FEWEST_SHARE = 3  # reflections from which the share of complex ones is given
DEPTHS = ("simple", "complex", "summary")


def score(codes: Codes) -> Score:
    found, asking = codes["reflections"], {code.turn for code in codes["questions"]}
    if not found and not asking:
        return not_applicable("reflections", "staff neither asked nor reflected")
    depths = Counter(code.attributes["depth"] for code in found)
    figures: dict[str, Figure] = {name: per_staff_turns(depths[name], codes) for name in DEPTHS}
    if len(found) >= FEWEST_SHARE:
        figures["complex_share"] = share(depths["complex"], depths["simple"] + depths["complex"], "% complex")
    staff = [turn.index for turn in codes.dialogue.side("staff")]
    acts = dict(zip(CLASSES, codes.signals.behaviour[staff].sum(axis=0).tolist(), strict=True))
    both = acts["reflection"] + acts["therapist_input"]
    figures["balance"] = share(acts["reflection"], both, "% of reflecting and telling turns")
    quotes = (code.evidence(code.attributes["depth"]) for code in found)
    return one_sided("reflections", Rate(len(found), len(asking), 1, "per question"), quotes, figures)


MEASURE = Measure(
    name="reflections",
    title="Reflections per question",
    unit="reflections per question",
    needs=frozenset({"roles", "model:behaviour", "model:codes"}),
    better="higher",
    score=score,
    counts=True,
)
