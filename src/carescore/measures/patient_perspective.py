"""Patient's perspective: were ideas, concerns, expectations and the impact on life asked for?

Definition. Staff questions that ask what patients think it is (ideas), what worries them (concerns), what they hope
for or what matters to them (expectations), and how it affects their life (impact). A bare "any concerns?" is half a
slot; concerns about an organ, a pregnancy or a home are screening and none.
Formula. Slots asked / 4 · 100; figures.asked: how many such questions there were, each kind once per turn.
Unit. Percent of four slots.
Source. Calgary-Cambridge guide; Four Habits (Krupat et al. 2006); ICE after Matthys 2009.
Limits. Whether the answer was taken up is another measure's; what patients tell unasked is not counted.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Measure, Rate, Score
from carescore.measures._kinds import count, once_a_turn, one_sided

SLOTS = ("ideas", "concerns", "expectations", "impact")
BARE = "concerns_bare"
HALF = 0.5  # "Do you have concerns?" alone


def score(codes: Codes) -> Score:
    found = once_a_turn(codes["patient_perspective"])
    kinds = {code.kind for code in found}
    half = HALF if BARE in kinds and "concerns" not in kinds else 0.0
    rate = Rate(len(kinds & set(SLOTS)) + half, len(SLOTS), 100, "% of 4 slots")
    quotes = (code.evidence(code.kind.replace("_", ", ")) for code in found)
    return one_sided("patient_perspective", rate, quotes, {"asked": count(found, "questions")})


MEASURE = Measure(
    name="patient_perspective",
    title="Patient's perspective asked for",
    unit="% of 4 slots",
    better="higher",
    score=score,
)
