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
from dataclasses import replace

from carescore.measures._base import Codes, Measure, Score, not_applicable
from carescore.measures._kinds import level, one_sided, share

MINIMUM = 2  # commitments; a share of one says nothing
HALF = 0.5
LABELS = {"staff": "owned", "half": "half owned", "other": "not owned"}


def score(codes: Codes) -> Score:
    found = [code.evidence(LABELS[code.attributes["owner"]]) for code in codes["ownership"]]
    kinds = Counter(item.label for item in found)
    figures = {n: level(kinds[label], "commitments") for n, label in (("owned", "owned"), ("disowned", "not owned"))}
    if len(found) < MINIMUM:
        none = not_applicable("ownership", f"fewer than {MINIMUM} commitments")
        return replace(none, figures=figures, evidence=tuple(found))
    rate = share(kinds["owned"] + HALF * kinds["half owned"], len(found), "% of commitments")
    return one_sided("ownership", rate, found, figures)


MEASURE = Measure(
    name="ownership",
    title="Ownership",
    unit="% of commitments",
    better="higher",
    score=score,
)
