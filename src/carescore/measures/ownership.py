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

from carescore.codes.next_steps import Step, steps
from carescore.measures._base import Codes, Evidence, Figure, Level, Measure, Rate, Score, phrases, quote

MINIMUM = 2  # commitments; a share of one says nothing
HALF = 0.5
_OWNERS = {"i": "owned", "we": "owned", "try": "half owned", "named": "not owned", "nobody": "not owned"}
_PHRASES = {"done": "owned", "taken": "owned", "disowned": "not owned"}


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    said = phrases(dialogue, signals, "ownership", "staff")
    found = [Evidence(e.turn, e.start, e.end, _PHRASES[e.label], e.start_ms) for e in said]
    for step in steps(dialogue, signals):
        if step.who in _OWNERS and not step.safety and not any(_inside(item, step) for item in found):
            found.append(quote(dialogue.turns[step.turn], step.start, step.end, _label(step)))
    labels = Counter(item.label for item in found)
    owned = labels["owned"] + HALF * labels["half owned"]
    figures: dict[str, Figure] = {
        "owned": Level(float(labels["owned"]), "commitments"),
        "disowned": Level(float(labels["not owned"]), "commitments"),
    }
    evidence = tuple(sorted(found, key=lambda e: (e.turn, e.start)))
    if len(found) < MINIMUM:
        why = f"not applicable: fewer than {MINIMUM} commitments"
        return Score("ownership", None, {}, figures, evidence, why, applicable=False)
    rate = Rate(owned, len(found), 100, "% of commitments")
    return Score("ownership", rate, {"staff": rate}, figures, evidence)


def _label(step: Step) -> str:
    return "not owned" if step.vague and not step.timed else _OWNERS[step.who]


def _inside(item: Evidence, step: Step) -> bool:
    return item.turn == step.turn and step.start <= item.start < step.end


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
