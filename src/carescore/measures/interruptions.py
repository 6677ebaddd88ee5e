"""Interruptions: somebody takes the floor from one who had more to say, and not to support them.

Definition. The code `speaker_changes` tells what happened to the floor (both at once, a cut-off mark, an unfinished
sentence) and in which manner the other came in. Counted: interruptions, which take the floor in a manner that does not
support its owner, where the `floor` model says that a trainer would show it. Shown apart: attempts, which do not get
the floor, and completions. Not counted: backchannels, acknowledgements, overlaps of the last word, answers, agreement,
asking back, goodbyes, a speaker who trails off, two who begin together.
Formula. by_role: interruptions by that side of the other / turns of the other side · 10; overall: all interruptions /
all turns · 10. figures: per_10_minutes, successful (percent of attempts that got the floor), intrusive (percent that
contradict, advise over or change the topic), all of the staff's; completions.
Unit. Interruptions per 10 turns of the person interrupted.
Source. Ferguson 1977 (classes); Okamoto et al. 2002; Plug et al. 2022 (83 % of 2,405 were cooperative); Li et al.
2004 (doctors fail in 6 %, patients in 32 %). On MRDA an overlap over 0.5 s alone is right in 15 % of its hits.
Limits. Role-plays interrupt more than visits (de la Croix & Skelton 2009); a recogniser that lets one person speak at
a time hides them; without times only marks show them, and readers agree on few of those; text cannot hear tone.
"""

from __future__ import annotations

from carescore.codes.speaker_changes import why_unseen
from carescore.measures._base import SIDES, Code, Codes, Figure, Measure, Rate, Score, missing
from carescore.measures._kinds import count, having, of_kind, share
from carescore.segmentation import Dialogue

INTRUSIVE = ("contradicts", "advises_over", "changes_topic")


def score(codes: Codes) -> Score:
    dialogue = codes.dialogue
    if why := why_unseen(dialogue):
        return missing("interruptions", why)
    found = codes["speaker_changes"]
    counted = of_kind(found, "interruption")
    by_role: dict[str, Figure] = {
        side: Rate(sum(_crosses(dialogue, c, side) for c in counted), len(dialogue.side(other)), 10, "per 10 turns")
        for side, other in zip(SIDES, SIDES[::-1], strict=True)
    }
    turns = sum(len(dialogue.side(side)) for side in SIDES)
    staff = [code for code in found if _crosses(dialogue, code, "staff")]
    own = of_kind(staff, "interruption")
    intrusive = [code for code in own if code.attributes["manner"] in INTRUSIVE]
    figures: dict[str, Figure] = {
        "successful": share(len(own), len(of_kind(staff, "interruption", "attempt")), "% of staff attempts"),
        "intrusive": share(len(intrusive), len(own), "% of staff interruptions"),
        "completions": count(having(found, manner="completes"), "by both"),
    }
    if dialogue.has_clock:
        figures["per_10_minutes"] = Rate(len(own), dialogue.length_ms, 600_000, "by staff per 10 minutes")
    quotes = tuple(code.evidence(_label(code)) for code in counted)
    return Score("interruptions", Rate(len(counted), turns, 10, "per 10 turns"), by_role, figures, quotes)


def _crosses(dialogue: Dialogue, code: Code, side: str) -> bool:
    """Whether a side comes in on the other one."""
    return dialogue.turns[code.turn].side == side != dialogue.turns[code.replies_to or 0].side


def _label(code: Code) -> str:
    way = "intrusive" if code.attributes["manner"] in INTRUSIVE else "cooperative"
    return f"interruption, {way}, {code.attributes['manner']}: {code.attributes['sign']}"


MEASURE = Measure(
    name="interruptions",
    title="Interruptions",
    unit="per 10 turns of the person interrupted",
    needs=frozenset({"roles", "model:floor"}),
    better="lower",
    score=score,
    counts=True,
)
