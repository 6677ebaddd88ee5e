"""Empathic opportunities: the patient voices a feeling, a hardship or a hint of one; do staff take it up?

Definition. An opportunity is a patient-side turn that names an emotion, a hardship, a loss or a success, or hints at
one (sleep, daily life, a worried question). The best of the next two staff turns decides: met (the feeling is named,
confirmed, shared or explored: ECCS level 3 or more), partly (implicit recognition, information or reassurance only, a
bare "I see": 1 or 2), missed (another subject, a closed question of fact: 0) or dismissed (0, and the feeling is
denied: "nothing to worry about"). What nobody could answer does not count: the patient's side had the last word or
talked on.
Formula. Opportunities met / opportunities · 100. Evidence: one entry per opportunity, labelled with its outcome.
figures: partly, missed, dismissed (percent); first_reply (met in the first staff turn, percent); level (mean ECCS
level, 0 to 6).
Unit. Percent of opportunities; no value where there was none.
Source. Bylund & Makoul 2002 (ECCS); Suchman et al. 1997; Zimmermann et al. 2011 (VR-CoDES); norms 10 to 50 % (Pollak
2007, Morse 2008, Kennifer 2009).
Limits. Hints in tone or silence are not heard; a low threshold for opportunities lowers every response rate.
"""

from __future__ import annotations

from collections.abc import Sequence

from carescore.codes import feelings, responses_to_feelings
from carescore.measures._base import Codes, Evidence, Figure, Measure, Rate, Score, not_applicable

UNIT = "% of opportunities"
OUTCOMES = ("met", "partly", "missed", "dismissed")


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    found = feelings.voiced(dialogue, signals)
    weighed = responses_to_feelings.weigh(dialogue, signals, found)
    if not weighed:
        return not_applicable("empathic_opportunities", "the patient voiced no feeling that the lexicon knows")
    outcomes = {turn: _outcome(replies) for turn, replies in weighed.items()}
    rate = _rate(sum(outcome == "met" for outcome in outcomes.values()), len(outcomes))
    figures: dict[str, Figure] = {
        name: _rate(sum(outcome == name for outcome in outcomes.values()), len(outcomes)) for name in OUTCOMES[1:]
    }
    figures["first_reply"] = _rate(
        sum(replies[0].level >= responses_to_feelings.EMPATHIC for replies in weighed.values()), len(weighed)
    )
    best = [max(reply.level for reply in replies) for replies in weighed.values()]
    figures["level"] = Rate(sum(best), len(best), 1, "ECCS level, 0 to 6")
    evidence = tuple(_labelled(found[turn], outcome) for turn, outcome in sorted(outcomes.items()))
    return Score("empathic_opportunities", rate, {"staff": rate}, figures, evidence)


def _rate(count: int, per: int) -> Rate:
    return Rate(count, per, 100, UNIT)


def _outcome(replies: Sequence[responses_to_feelings.Reply]) -> str:
    best = max(reply.level for reply in replies)
    if best >= responses_to_feelings.EMPATHIC:
        return "met"
    if replies[0].denies:
        return "dismissed"
    return "partly" if best else "missed"


def _labelled(item: Evidence, outcome: str) -> Evidence:
    return Evidence(item.turn, item.start, item.end, f"{outcome}: {item.label}", item.start_ms)


MEASURE = Measure(
    name="empathic_opportunities",
    title="Empathic opportunities met",
    unit=UNIT,
    needs=frozenset({"roles", "model:empathy"}),
    better="higher",
    source="Bylund & Makoul 2002; Suchman et al. 1997; Zimmermann et al. 2011",
    score=score,
    counts=False,
)
