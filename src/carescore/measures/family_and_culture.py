"""Family and culture: where a companion, another language or a custom comes in, do staff take it up?

Definition. Cues open slots. A companion beside a patient who speaks: both are spoken with (staff turns answered by each
of them), and the companion is brought in (relation asked, consent to join, own view asked). Another
language or an interpreter: an interpreter or the preferred language is offered; the patient is spoken to directly.
A custom or a faith: its needs are asked for. "Ask her if …" to an interpreter and "can your son translate?" close a
slot whatever else was said.
Formula. Slots met / slots opened · 100.
Unit. Percent of slots; not applicable without a cue.
Source. CLAS standards; AHRQ interpreter guidance; Calgary-Cambridge on third parties.
Limits. A parent who speaks for a baby is the addressee and opens no slot. A companion who never speaks is heard only
where the talk names them.
"""

from __future__ import annotations

from carescore.codes import Code
from carescore.measures._base import Codes, Evidence, Measure, Score, not_applicable, whole
from carescore.measures._kinds import of_kind, once_a_turn, one_sided, share
from carescore.segmentation import Dialogue
from carescore.transcript import Role

CUES = {"companion_cue": "companion", "language_cue": "language", "culture_cue": "custom"}
BOTH = {Role.COMPANION, Role.PATIENT}


def score(codes: Codes) -> Score:
    found = once_a_turn(codes["family_and_culture"])
    roles = {turn.role for turn in codes.dialogue.turns}
    cues = {CUES[code.kind] for code in found if code.kind in CUES} | ({"companion"} if roles >= BOTH else set())
    cues |= {"language", "interpreter"} if Role.INTERPRETER in roles else set()
    if not cues:
        return not_applicable("family_and_culture", "no companion, other language or custom came up")
    slots = _slots(codes.dialogue, cues, roles, found)
    faults = of_kind(found, "relative_interprets", *(("ask_her",) if "interpreter" in cues else ()))
    quotes = [_as(item, slot) for slot, items in slots.items() for item in items]
    quotes += [_as(code.evidence(), "against") for code in faults]
    rate = share(sum(bool(items) for items in slots.values()), len(slots), "% of slots")
    return one_sided("family_and_culture", rate, quotes, {})


def _as(item: Evidence, slot: str) -> Evidence:
    return Evidence(item.turn, item.start, item.end, f"{slot}: {item.label.replace('_', ' ')}", item.start_ms)


def _slots(dialogue: Dialogue, cues: set[str], roles: set[Role], found: list[Code]) -> dict[str, list[Evidence]]:
    """What meets each slot that the cues open."""
    slots: dict[str, list[Evidence]] = {}
    if "companion" in cues:
        slots["companion brought in"] = _quotes(found, "joins", "companion_view")
    if "companion" in cues and roles >= BOTH:
        slots["both spoken with"] = _both(dialogue)
    if "language" in cues:
        closed = of_kind(found, "relative_interprets")
        slots["language"] = [] if closed else _quotes(found, "interpreter", "language")
    if "interpreter" in cues:
        slots["language"] = slots["language"] or _first(dialogue, Role.INTERPRETER)
        slots["spoken to directly"] = [] if of_kind(found, "ask_her") else _first(dialogue, Role.STAFF)
    if "custom" in cues:
        slots["custom"] = _quotes(found, "customs")
    return slots


def _quotes(found: list[Code], *kinds: str) -> list[Evidence]:
    return [code.evidence() for code in of_kind(found, *kinds)]


def _both(dialogue: Dialogue) -> list[Evidence]:
    """The first staff turns that the patient and that the companion answer, where there are both."""
    first: dict[Role, Evidence] = {}
    for turn, after in zip(dialogue.turns, dialogue.turns[1:], strict=False):
        if turn.side == "staff" and after.role in BOTH:
            first.setdefault(after.role, whole(turn, f"answered by the {after.role.value}"))
    return list(first.values()) if len(first) == len(BOTH) else []


def _first(dialogue: Dialogue, role: Role) -> list[Evidence]:
    return [whole(turn, role.value) for turn in dialogue.turns if turn.role is role][:1]


MEASURE = Measure(
    name="family_and_culture",
    title="Family, language and culture",
    unit="% of slots",
    better="higher",
    score=score,
)
