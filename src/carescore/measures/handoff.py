"""Hand-off: when staff pass the patient on, does the patient know to whom and why, and is the story passed on too?

Definition. A hand-off is a phrase that transfers the patient ("let me connect you with") or sends them away to another
number or office ("call the number on your card": cold). Slots, in the turn or the staff turns next to it: who (a named
person or department), why (the reason), context (what was said is passed on), fallback (what if the line drops).
Formula. overall: slots filled / (4 · hand-offs) · 100; a cold one fills none.
Unit. Percent of 4 slots; does not apply without a hand-off. figures: handoffs, cold (how many).
Source. AHRQ warm handoff; SQM (a warm transfer beats a cold one); one hand-off a turn is counted.
Limits. Whether the patient had to tell it all again is in the next call's transcript, not in this one.
"""

from __future__ import annotations

import re

from carescore.measures._base import Codes, Evidence, Figure, Level, Measure, Rate, Score, not_applicable, phrases
from carescore.segmentation import Dialogue

_SLOTS = {
    "who": re.compile(
        r"\b(?:to|with|in|get|bring(?:ing)?|through to|grab|fetch|my|our|colleague|this is)\s+(?:my |our |the |a "
        r"|dr\.? |doctor |nurse )*(?:[A-Z][a-z]+|\[[A-Z]\w+"
        r"|billing|scheduling|pharmac\w+|nurse|triage|manager|supervisor|colleague|records|insurance|reception"
        r"|front desk"
        r"|referrals?|lab|radiology|interpreter|hygienist|doctor|dentist|specialist|surgeon|accounts?|team"
        r"|department)\b"
    ),
    "why": re.compile(
        r"\b(?:because|so (?:that )?(?:she|he|they|you|we)|who (?:can|will|handles?|knows?|deals?|looks?)"
        r"|about (?:the|your|that|this)|(?:she|he|they)"
        r"(?: can|'ll| will| handles?| knows?|'s the| are the| is the)|for (?:the|your) \w+|to (?:help|look|fix"
        r"|sort|check|answer|get)"
        r"|since|regarding|the reason)\b",
        re.IGNORECASE,
    ),
    "context": re.compile(
        r"\b(?:(?:i'll|i will|i've|i have|let me|i'm going to|we'll) (?:just |already |first |quickly )*(?:tell"
        r"|told|explain|explained|fill|filled|brief|briefed"
        r"|let (?:her|him|them) know|give (?:her|him|them)|given|pass|passed|put (?:it|that|everything|a note"
        r"|notes)|note|noted|catch|share)"
        r"|(?:don't|do not|needn't|need not|won't|will not|not) (?:have|need)? ?(?:to )?(?:repeat|explain|tell"
        r"|go through|start over|say)"
        r"|(?:she|he|they)(?:'ll| will)? (?:know|knows|already|has|have) (?:all|everything|your|about|the|what)"
        r"|this is (?:mr|mrs|ms|miss)\b"
        r"|(?:he|she) (?:was|is|has|has been) (?:billed|charged|calling|having|told|waiting))",
        re.IGNORECASE,
    ),
    "fallback": re.compile(
        r"\b(?:if (?:the (?:line|call)|we|you|it|she|he|they|nobody|no one) (?:drops?|gets? (?:cut|disconnected"
        r"|dropped)|cuts?|is busy|don't|doesn't|isn't|aren't"
        r"|get lost|answers?|fails?|can't|are cut|lose)|call (?:you )?(?:right )?back (?:on|at|if)|my (?:direct"
        r"|extension|number|line)"
        r"|(?:the|their|her|his) (?:direct )?(?:number|extension) is|in case (?:we|the|you|it))",
        re.IGNORECASE,
    ),
}


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    found: dict[int, Evidence] = {}
    for item in phrases(dialogue, signals, "handoff", "staff"):
        found.setdefault(item.turn, item)
    if not found:
        return not_applicable("handoff", "nobody was passed on")
    filled = [_filled(dialogue, item) for item in found.values()]
    rate = Rate(sum(map(len, filled)), len(_SLOTS) * len(found), 100, "% of 4 slots")
    figures: dict[str, Figure] = {
        "handoffs": Level(float(len(found)), "hand-offs"),
        "cold": Level(float(sum(item.label == "cold" for item in found.values())), "hand-offs"),
    }
    evidence = tuple(_labelled(item, slots) for item, slots in zip(found.values(), filled, strict=True))
    return Score("handoff", rate, {"staff": rate}, figures, evidence)


def _filled(dialogue: Dialogue, item: Evidence) -> list[str]:
    if item.label == "cold":
        return []
    near = [turn.text for turn in dialogue.turns[max(0, item.turn - 2) : item.turn + 3] if turn.side == "staff"]
    here = dialogue.turns[item.turn].text.replace("’", "'")
    text = " ".join(near).replace("’", "'")
    return [name for name, slot in _SLOTS.items() if slot.search(here if name in ("who", "why") else text)]


def _labelled(item: Evidence, slots: list[str]) -> Evidence:
    return Evidence(
        item.turn, item.start, item.end, f"{item.label}: {', '.join(slots) or 'nothing told'}", item.start_ms
    )


MEASURE = Measure(
    name="handoff",
    title="Hand-off",
    unit="% of 4 slots",
    needs=frozenset({"staff"}),
    better="higher",
    source="AHRQ warm handoff; SQM",
    score=score,
    counts=False,
)
