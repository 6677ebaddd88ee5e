"""Ownership: do staff take on what has to be done themselves?

Definition. Future commitments in staff talk. Owned: I, or we, with an action of the team ("I'll ring the lab myself",
"leave it with me", "I've put that through"). Half owned: "I'll try", "I'll see what I can do". Not owned: somebody else
or nobody named ("someone will call", "they should"), a vague promise, and sending the patient on ("you'll have to call
your insurance"). Instructions for the patient's own care are no commitments; safety nets are left out.
Formula. overall: (owned + half · 0.5) / all commitments · 100.
Unit. Percent of commitments; below MINIMUM no percentage. figures: owned, disowned (how many).
Source. Purver et al. 2007 (owner of an action item); target 70 % is a proposal.
Limits. Whether the promise was kept is not in the text; "we" is taken as the speaker's team.
"""

from __future__ import annotations

from collections import Counter

from carescore.codes import Code
from carescore.measures._base import Codes, Evidence, Figure, Measure, Score
from carescore.measures._kinds import level, one_sided, share

MINIMUM = 2  # commitments; a share of one says nothing
HALF = 0.5
_OWNERS = {"i": "owned", "we": "owned", "try": "half owned", "named": "not owned", "nobody": "not owned"}
_KINDS = {"done": "owned", "taken": "owned", "disowned": "not owned"}


def score(codes: Codes) -> Score:
    found = [code.evidence(_KINDS[code.kind]) for code in codes["ownership"]]
    found += [step.evidence(_owner(step)) for step in codes["next_steps"] if _commits(step, found)]
    kinds = Counter(item.label for item in found)
    figures: dict[str, Figure] = {
        "owned": level(kinds["owned"], "commitments"),
        "disowned": level(kinds["not owned"], "commitments"),
    }
    if len(found) < MINIMUM:
        why = f"not applicable: fewer than {MINIMUM} commitments"
        return Score("ownership", None, {}, figures, tuple(found), why, applicable=False)
    rate = share(kinds["owned"] + HALF * kinds["half owned"], len(found), "% of commitments")
    return one_sided("ownership", rate, found, figures)


def _commits(step: Code, found: list[Evidence]) -> bool:
    """Whether a step is a commitment of somebody but the patient, and not yet counted by its wording."""
    inside = any(item.turn == step.turn and step.start <= item.start < step.end for item in found)
    return step.kind != "safety_net" and step.attributes["who"] in _OWNERS and not inside


def _owner(step: Code) -> str:
    empty = step.attributes["vague"] == "yes" and step.attributes["timed"] == "no"
    return "not owned" if empty else _OWNERS[step.attributes["who"]]


MEASURE = Measure(
    name="ownership",
    title="Ownership",
    unit="% of commitments",
    needs=frozenset({"staff"}),
    better="higher",
    source="Purver et al. 2007",
    score=score,
    counts=False,
)
