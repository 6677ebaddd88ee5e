"""Staff pass the patient on, and what they tell about it.

Definition. "transfer" ("let me connect you with"), "cold" (sends them away to another number or office); in the turn or
the staff turns next to it: "who" (a named person or department), "why", "context" (what was said is passed on),
"fallback" (what if the line drops).
Near-misses. The same words where nobody is passed on.
Attributes. told: of a transfer, what is told about it (who and why in its own turn); of a cold one nothing.
Source. AHRQ warm handoff; SQM; slots who, why, context, fallback.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carescore.codes._base import Code, Coder, Codes, Evidence, phrases, quote
from carescore.segmentation import Turn
from carescore.text.people import PROFESSIONS, STAFF_TITLES
from carescore.text.regex import lazy, one_of

NEAR = 2  # turns before and after a hand-off in which something is told about it
HANDS_OFF = ("transfer", "cold")
SLOTS = ("who", "why", "context", "fallback")
HERE = ("who", "why")  # told in the turn of the hand-off itself
# Stays a pattern: a name is told by its capital, behind any number of small words.
_WHO = lazy(  # a name is told by its capital
    r"\b(?:to|with|in|get|bring(?:ing)?|through to|grab|fetch|my|our|colleague|this is)\s+(?:my |our |the |a "
    rf"|{one_of(STAFF_TITLES)}\.? )*(?:[A-Z][a-z]+|\[[A-Z]\w+"
    rf"|{one_of(PROFESSIONS)}|billing|scheduling|pharmac\w+|triage|colleague|records|insurance|reception"
    r"|front desk|referrals?|lab|radiology|accounts?|team|department)\b"
)


def find(codes: Codes) -> Iterator[Code]:
    dialogue, signals = codes.dialogue, codes.signals
    told = list(phrases(dialogue, signals, "handoff", only=HANDS_OFF))
    places = {item.turn for item in told}
    near = {place + step for place in places for step in range(-NEAR, NEAR + 1)}
    staff = (turn for turn in dialogue.side("staff") if turn.index in places)
    if told:
        told += [item for item in phrases(dialogue, signals, "handoff", only=SLOTS) if item.turn in near]
    told += [who for turn in staff for who in _who(turn)]
    for item in sorted(told, key=lambda e: (e.turn, e.start, e.label)):
        attributes = {"told": " ".join(_told(item, told))} if item.label in HANDS_OFF else {}
        yield Code.of(item, **attributes)


def _told(passing: Evidence, told: Sequence[Evidence]) -> list[str]:
    """What is told of a hand-off; a cold one tells nothing."""
    if passing.label == "cold":
        return []
    here = {item.label for item in told if item.turn == passing.turn}
    near = {item.label for item in told if abs(item.turn - passing.turn) <= NEAR}
    return [slot for slot in SLOTS if slot in (here if slot in HERE else near)]


def _who(turn: Turn) -> list[Evidence]:
    match = _WHO.search(turn.text)
    return [quote(turn, *match.span(), "who")] if match else []


CODER = Coder(
    name="handoff",
    kinds={**{key: {"told": ()} for key in HANDS_OFF}, **{key: {} for key in SLOTS}},
    find=find,
    source="AHRQ warm handoff; SQM",
)
