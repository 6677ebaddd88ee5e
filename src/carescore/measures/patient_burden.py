"""Patient burden: how often must patients push, because a "no" comes alone or a call ends without a recap?

Definition. (i) Staff decline what the patient asked in one of the last two turns and offer no alternative in the same
or the next staff turn: no option, no step, no "but I can", no other time. (ii) Staff start to close (first "goodbye",
"have a nice day", "thanks for calling" in the last part of the talk), and neither that turn nor the RECAP staff turns
before it say what happens next.
Formula. overall: number of both.
Unit. Burdens per talk. figures: declined (declines with and without an alternative), no_recap (0 or 1).
Source. Stokoe, Sikveland & Symonds 2016 (447 calls: more burden goes with lower patient satisfaction).
Limits. Three practices; a refusal in other words is not heard. A talk without a goodbye has no close to judge.
"""

from __future__ import annotations

from carescore.codes import Code
from carescore.measures._base import Codes, Evidence, Figure, Measure, Rate, Score
from carescore.measures._kinds import count, first_a_turn, level, of_kind, one_sided

RECAP = 3  # staff turns before the close in which the next step may be said
LAST = 0.6  # a goodbye before this part of the conversation is none
OWN = ("i", "we", "named")  # whose steps are an alternative


def score(codes: Codes) -> Score:
    declined = of_kind(codes["requests"], "declined")
    alone = first_a_turn(code for code in declined if not _alternative(codes, code))
    found = [code.evidence("no without an alternative") for code in alone]
    found += (closes := _closes_unsaid(codes))
    figures: dict[str, Figure] = {
        "declined": count(first_a_turn(declined), "declines"),
        "no_recap": level(len(closes), "closes without a recap"),
    }
    return one_sided("patient_burden", Rate(len(found), 1, 1, "per talk"), found, figures)


def _alternative(codes: Codes, code: Code) -> bool:
    """Whether the same or the next staff turn offers something else."""
    later = [turn.index for turn in codes.dialogue.side("staff") if turn.index > code.turn][:1]
    said = [c for c in of_kind(codes["requests"], "instead") if (c.turn, c.start) >= (code.turn, code.end)]
    offered = {c.turn for c in codes["options"] if c.kind != "asked"} | {c.turn for c in said}
    taken = {c.turn for c in codes["next_steps"] if c.attributes["who"] in OWN}
    return bool({code.turn, *later} & (offered | taken))


def _closes_unsaid(codes: Codes) -> list[Evidence]:
    """Where staff begin to say goodbye without having said what comes next."""
    closings, turns = of_kind(codes["closings"], "closing"), codes.dialogue.turns
    first = next((code for code in closings if code.turn >= LAST * len(turns)), None)
    if first is None:
        return []
    before = {turn.index for turn in codes.dialogue.side("staff") if turn.index <= first.turn}
    told = {code.turn for code in (*codes["next_steps"], *of_kind(codes["closings"], "recap"))}
    return [] if told & set(sorted(before)[-RECAP - 1 :]) else [first.evidence("close without a recap")]


MEASURE = Measure(
    name="patient_burden",
    title="Patient burden",
    unit="burdens per talk",
    needs=frozenset({"roles"}),
    better="lower",
    source="Stokoe, Sikveland & Symonds 2016",
    score=score,
)
