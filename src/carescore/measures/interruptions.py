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

from collections.abc import Sequence

from carescore.measures._base import Code, Codes, Figure, Level, Measure, Rate, Score, missing
from carescore.segmentation import Dialogue
from carescore.text.marks import CUT_OFF, TRAILING

ENOUGH_TRANSFERS = 20  # so many floor transfers without one overlap: the times cannot show overlaps
FULL_STOPS = 0.6  # share of turns that end in a mark from which one without it says something
INTRUSIVE = ("contradicts", "advises_over", "changes_topic")


def score(codes: Codes) -> Score:
    dialogue = codes.dialogue
    if why := _why_not(dialogue):
        return missing("interruptions", why)
    found = codes["speaker_changes"]
    counted = [code for code in found if code.kind == "interruption"]
    by_role: dict[str, Figure] = {
        side: Rate(sum(_crosses(dialogue, c, side) for c in counted), len(dialogue.side(other)), 10, "per 10 turns")
        for side, other in (("staff", "patient"), ("patient", "staff"))
    }
    overall = Rate(len(counted), len(dialogue.side("staff")) + len(dialogue.side("patient")), 10, "per 10 turns")
    evidence = tuple(code.evidence(_label(code)) for code in counted)
    return Score("interruptions", overall, by_role, _figures(dialogue, found), evidence)


def _crosses(dialogue: Dialogue, code: Code, side: str) -> bool:
    """Whether a side comes in on the other one."""
    return dialogue.turns[code.turn].side == side != dialogue.turns[code.replies_to or 0].side


def _figures(dialogue: Dialogue, found: Sequence[Code]) -> dict[str, Figure]:
    staff = [code for code in found if _crosses(dialogue, code, "staff")]
    counted = [code for code in staff if code.kind == "interruption"]
    tried = len(counted) + sum(code.kind == "attempt" for code in staff)
    intrusive = sum(code.attributes["manner"] in INTRUSIVE for code in counted)
    figures: dict[str, Figure] = {
        "successful": Rate(len(counted), tried, 100, "% of staff attempts"),
        "intrusive": Rate(intrusive, len(counted), 100, "% of staff interruptions"),
        "completions": Level(float(sum(code.attributes["manner"] == "completes" for code in found)), "by both"),
    }
    if dialogue.has_clock:
        figures["per_10_minutes"] = Rate(len(counted), dialogue.length_ms, 600_000, "by staff per 10 minutes")
    return figures


def _label(code: Code) -> str:
    way = "intrusive" if code.attributes["manner"] in INTRUSIVE else "cooperative"
    return f"interruption, {way}, {code.attributes['manner']}: {code.attributes['sign']}"


def _why_not(dialogue: Dialogue) -> str | None:
    turns = dialogue.turns
    if any(CUT_OFF.search(turn.text) or TRAILING.search(turn.text) for turn in turns):
        return None
    if dialogue.no_overlaps:
        return dialogue.no_overlaps
    if dialogue.has_clock:
        offsets = [transition.offset_ms for transition in dialogue.transitions]
        if len(offsets) < ENOUGH_TRANSFERS or min(offsets) < 0:
            return None
        return "the times in this file never overlap: it cannot show who spoke over whom"
    marked = sum(turn.text.rstrip().endswith((".", "?", "!")) for turn in turns)
    if len(turns) >= ENOUGH_TRANSFERS and FULL_STOPS * len(turns) <= marked < len(turns):
        return None
    return "no timestamps with an end, and no cut-off marks, in this file"


MEASURE = Measure(
    name="interruptions",
    title="Interruptions",
    unit="per 10 turns of the person interrupted",
    needs=frozenset({"roles", "model:floor"}),
    better="lower",
    score=score,
    counts=True,
)
