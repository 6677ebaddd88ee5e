"""Empathic opportunities: the patient voices a feeling, a hardship or a hint of one; do staff take it up?

Definition. An opportunity is an opening (code `feelings`) that somebody could answer; what became of it is the code
`responses_to_feelings`: met, partly, missed or dismissed by the next two staff turns. What nobody could answer does not
count: the patient's side had the last word or talked on.
Formula. Opportunities met / opportunities · 100. Evidence: one entry per opportunity, labelled with its outcome.
figures: partly, missed, dismissed (percent); first_reply (met in the first staff turn, percent).
Unit. Percent of opportunities; no value where there was none.
Source. Bylund & Makoul 2002 (ECCS); Suchman et al. 1997; Zimmermann et al. 2011 (VR-CoDES); norms 10 to 50 % (Pollak
2007, Morse 2008, Kennifer 2009).
Limits. Tone and silence are not in a transcript; a low threshold for opportunities lowers every response rate.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Measure, Score, not_applicable
from carescore.measures._kinds import having, one_sided, share

UNIT = "% of opportunities"
OUTCOMES = ("met", "partly", "missed", "dismissed")


def score(codes: Codes) -> Score:
    openings = {code.turn: code for code in codes["feelings"]}
    responses = codes["responses_to_feelings"]
    if not responses:
        return not_applicable("empathic_opportunities", "the patient voiced no feeling that staff could answer")
    rates = {name: share(len(having(responses, outcome=name)), len(responses), UNIT) for name in OUTCOMES}
    rates["first_reply"] = share(len(having(responses, outcome="met", reply="first")), len(responses), UNIT)
    quotes = (
        opening.evidence(f"{code.attributes['outcome']}: {opening.attributes['family']}")
        for code in responses
        if code.replies_to is not None and (opening := openings[code.replies_to])
    )
    return one_sided("empathic_opportunities", rates.pop("met"), quotes, rates)


MEASURE = Measure(
    name="empathic_opportunities",
    title="Empathic opportunities met",
    unit=UNIT,
    needs=frozenset({"roles", "model:codes"}),
    better="higher",
    score=score,
)
