"""Teach-back: were patients asked to say in their own words what they will do?

Definition. Levels: 0 nothing; 1 an invitation ("any questions?", "does that make sense?"), good practice at a close, or
a check that only yes answers ("do you understand?"); 2 an open check in the patient's own words ("how will you take
it?"); 3 with staff taking responsibility ("so I know I explained it well"), or answered without; 4 with it and
answered: the patient's next turn has at least 5 words and repeats a word of what staff said before. "Do you
understand?", "got it?" never rise above 1.
Formula. overall: the highest level reached.
Unit. Level 0 to 4; does not apply without an instruction or an open check. figures: loops (open checks that were
answered), checks (yes/no checks, invitations with them).
Source. AHRQ teach-back; Always Use Teach-back!; 5Ts (Anderson 2020); residents claim 48 % and do 22 % (Howard 2013).
Limits. Tone and print-outs are not in the text; an answer is matched by its words, not by its truth.
"""

from __future__ import annotations

from carescore.codes import Code
from carescore.measures._base import Codes, Measure, Score, not_applicable
from carescore.measures._kinds import count, having, level, of_kind, one_sided


def score(codes: Codes) -> Score:
    plan = codes["next_steps"]
    first = plan[0].turn if plan else len(codes.dialogue.turns)
    found = [code for code in codes["teach_back"] if code.kind != "own_words" or code.turn >= first]
    asked = of_kind(found, "own_words")
    if not asked and not having(plan, who="you"):
        return not_applicable("teach_back", "staff gave the patient no instruction")
    figures = {
        "loops": count(having(asked, answered="yes"), "answered open checks"),
        "checks": level(len(found) - len(asked), "yes/no checks"),
    }
    value = level(max(map(_level, found), default=0), "level 0 to 4")
    return one_sided("teach_back", value, (code.evidence(code.kind.replace("_", " ")) for code in found), figures)


def _level(code: Code) -> int:
    if code.kind != "own_words":
        return 1
    return 2 + (code.attributes["owned"] == "yes") + (code.attributes["answered"] == "yes")


MEASURE = Measure(
    name="teach_back",
    title="Teach-back",
    unit="level 0 to 4",
    needs=frozenset({"roles"}),
    better="higher",
    score=score,
)
