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

from collections.abc import Iterable

from carescore.annotate import Signals
from carescore.codes import first_of_each, phrases
from carescore.measures._base import Codes, Evidence, Measure, Rate, Score, not_applicable, quote, whole
from carescore.segmentation import Dialogue
from carescore.transcript import Role

CUES = {"companion_cue": "companion", "language_cue": "language", "culture_cue": "custom"}
FAULTS = ("ask_her", "relative_interprets")
Slots = dict[str, tuple[Evidence, ...]]


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    cues = _cues(dialogue, signals)
    if not cues:
        return not_applicable("family_and_culture", "no companion, other language or custom came up")
    staff = first_of_each(phrases(dialogue, signals, "family_and_culture", "staff"))
    slots = _slots(dialogue, cues, staff)
    rate = Rate(sum(bool(found) for found in slots.values()), len(slots), 100, "% of slots")
    met = [_named(dialogue, item, name) for name, found in slots.items() for item in found]
    against = [_named(dialogue, item, "against") for item in _faults(cues, staff)]
    evidence = sorted([*met, *against], key=lambda e: (e.turn, e.start))
    return Score("family_and_culture", rate, {"staff": rate}, evidence=tuple(evidence))


def _named(dialogue: Dialogue, item: Evidence, slot: str) -> Evidence:
    return quote(dialogue.turns[item.turn], item.start, item.end, f"{slot}: {item.label.replace('_', ' ')}")


def _cues(dialogue: Dialogue, signals: Signals) -> set[str]:
    roles = _roles(dialogue)
    said = [*phrases(dialogue, signals, "family_and_culture", "patient")]
    said += [e for e in phrases(dialogue, signals, "family_and_culture", "staff") if e.label == "language_cue"]
    cues = {CUES[item.label] for item in said if item.label in CUES}
    if {Role.COMPANION, Role.PATIENT} <= roles:
        cues.add("companion")
    return cues | ({"language", "interpreter"} if Role.INTERPRETER in roles else set())


def _roles(dialogue: Dialogue) -> set[Role]:
    return {turn.role for turn in dialogue.turns}


def _slots(dialogue: Dialogue, cues: set[str], staff: tuple[Evidence, ...]) -> Slots:
    slots: Slots = {}
    if "companion" in cues:
        slots["companion brought in"] = _of(staff, "joins", "companion_view")
        if {Role.COMPANION, Role.PATIENT} <= _roles(dialogue):
            slots["both spoken with"] = _both(dialogue)
    if "language" in cues:
        closed = bool(_of(staff, "relative_interprets"))
        slots["language"] = () if closed else _of(staff, "interpreter", "language")
    if "interpreter" in cues:
        slots["language"] = slots["language"] or _first(dialogue, Role.INTERPRETER)
        slots["spoken to directly"] = () if _of(staff, "ask_her") else _first(dialogue, Role.STAFF)
    if "custom" in cues:
        slots["custom"] = _of(staff, "customs")
    return slots


def _of(found: Iterable[Evidence], *labels: str) -> tuple[Evidence, ...]:
    return tuple(item for item in found if item.label in labels)


def _faults(cues: set[str], staff: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return _of(staff, *FAULTS) if "interpreter" in cues else _of(staff, "relative_interprets")


def _both(dialogue: Dialogue) -> tuple[Evidence, ...]:
    """The first staff turns that the patient and that the companion answer, where there are both."""
    first: dict[Role, Evidence] = {}
    for turn, after in zip(dialogue.turns, dialogue.turns[1:], strict=False):
        if turn.side == "staff" and after.role in (Role.PATIENT, Role.COMPANION):
            first.setdefault(after.role, whole(turn, f"answered by the {after.role.value}"))
    return tuple(first.values()) if len(first) == 2 else ()


def _first(dialogue: Dialogue, role: Role) -> tuple[Evidence, ...]:
    return tuple(whole(turn, role.value) for turn in dialogue.turns if turn.role is role)[:1]


MEASURE = Measure(
    name="family_and_culture",
    title="Family, language and culture",
    unit="% of slots",
    needs=frozenset({"staff"}),
    better="higher",
    source="CLAS standards; AHRQ; Calgary-Cambridge",
    score=score,
    counts=False,
)
