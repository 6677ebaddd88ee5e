"""Patient burden: how often must patients push, because a "no" comes alone or a call ends without a recap?

Definition. (i) Staff decline what the patient asked in one of the last two turns and offer no alternative in the same
or the next staff turn: no option, no step, no "but I can", no other time. (ii) Staff start to close (first "goodbye",
"have a nice day", "thanks for calling" in the last part of the talk), and neither that turn nor the three staff turns
before it say what happens next.
Formula. overall: number of both.
Unit. Burdens per talk. figures: declined (declines with and without an alternative), no_recap (0 or 1).
Source. Stokoe, Sikveland & Symonds 2016 (447 calls: more burden goes with lower patient satisfaction).
Limits. Three practices; a refusal in other words is not heard. A talk without a goodbye has no close to judge.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Measure, Rate, Score
from carescore.measures._kinds import count, first_a_turn, having, of_kind, one_sided


def score(codes: Codes) -> Score:
    declined = of_kind(codes["requests"], "declined")
    alone = first_a_turn(having(declined, instead="no"))
    unsaid = having(having(codes["closings"], late="yes")[:1], recap="no")
    quotes = [code.evidence("no without an alternative") for code in alone]
    quotes += [code.evidence("close without a recap") for code in unsaid]
    figures = {
        "declined": count(first_a_turn(declined), "declines"),
        "no_recap": count(unsaid, "closes without a recap"),
    }
    return one_sided("patient_burden", Rate(len(quotes), 1, 1, "per talk"), quotes, figures)


MEASURE = Measure(
    name="patient_burden",
    title="Patient burden",
    unit="burdens per talk",
    needs=frozenset({"roles"}),
    better="lower",
    score=score,
    counts=True,
)
