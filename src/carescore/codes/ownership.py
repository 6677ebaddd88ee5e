"""What staff take on, have done, or leave to others.

Definition. "taken" ("leave it with me"), "done" ("I've put that through"), "disowned" ("they should", "you'll have to
call your insurance"); "promised": a next step of somebody but the patient in which none of these stands.
Near-misses. Instructions for the patient's own care; a safety net.
Attributes. owner: staff (I, or we, with an action of the team), half ("I'll try", "I'll see what I can do"), other
(somebody else or nobody named, or a vague promise).
Source. Owned commitments after Purver et al. 2007 and service recovery practice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carescore.codes._base import Code, Coder, Codes, Evidence, phrases

_WORDED = {"done": "staff", "taken": "staff", "disowned": "other"}
_OWNERS = {"i": "staff", "we": "staff", "try": "half", "named": "other", "nobody": "other"}  # by who a step names


def find(codes: Codes) -> Iterator[Code]:
    found = phrases(codes.dialogue, codes.signals, "ownership")
    for item in found:
        yield Code.of(item, owner=_WORDED[item.label])
    for step in codes["next_steps"]:
        if _commits(step, found):
            empty = step.attributes["vague"] == "yes" and step.attributes["timed"] == "no"
            owner = "other" if empty else _OWNERS[step.attributes["who"]]
            yield Code.of(step.evidence(), "promised", owner=owner)


def _commits(step: Code, found: Sequence[Evidence]) -> bool:
    """Whether a step is a commitment of somebody but the patient, and not found by its wording."""
    inside = any(item.turn == step.turn and step.start <= item.start < step.end for item in found)
    return step.kind != "safety_net" and step.attributes["who"] in _OWNERS and not inside


CODER = Coder(
    name="ownership",
    kinds={key: {"owner": ("staff", "half", "other")} for key in ("taken", "done", "disowned", "promised")},
    find=find,
    source="Purver et al. 2007",
)
