"""Interruptions: somebody takes the floor while the other is still in mid-sentence.

Definition. With times: the next speaker starts at least 500 ms before the other's end, goes on after it, begins
with more than an acknowledgement, and the other's sentence stays unfinished; or comes in after a cut-off dash.
Without times: a turn that ends in a cut-off dash or an ellipsis, followed by another speaker who does not merely
acknowledge; when the first speaker then takes the sentence up again (a leading dash), the floor was not taken. A
backchannel or the answer to a question is no interruption; what ends in a filler or in inaudible words is not called
unfinished.
Formula. by_role: interruptions by that side / turns of the other side · 10; overall: all / floor transfers · 10.
Unit. Interruptions per 10 turns of the person interrupted.
Source. West & Zimmerman's criterion as in Okamoto et al. 2002 (Soc. Psych. Q. 65); classes after Ferguson 1977; on
MRDA an overlap of 0.5 s alone is right in 15 % of its hits, so completeness of the sentence is asked for too.
Limits. Many interruptions are cooperative (83 % in 84 visits, Plug et al. 2022); role-plays interrupt more than
visits; a recogniser that lets one person speak at a time hides them; text cannot hear tone.
"""

from __future__ import annotations

import re

from carescore.measures._base import Evidence, Measure, Rate, Score, missing, quote
from carescore.nlp import Signals
from carescore.segmentation import Dialogue, Turn
from carescore.segmentation.backchannels import is_acknowledgement

OVERLAP_MS = 500  # below it lie loose edges and projected turn ends (turns.md 1.2, 1.8)
SILENT_GAP_MS = 1000  # after a cut-off dash the other comes in within this time
ENOUGH_TRANSFERS = 20  # so many floor transfers without one overlap: the times cannot show overlaps

_DASH = re.compile(r"(?:--?|[–—])[\"')\]]*$")
_ELLIPSIS = re.compile(r"(?:\.\.\.+|…)[\"')\]]*$")
_FINISHED = re.compile(r"[.?!][\"')]*$")
_FILLER_END = re.compile(r"\b(?:um+|uh+|er+m?|hm+|mm+)\b[\s,.…]*$", re.IGNORECASE)
_STARTS_BACK = re.compile(
    r"^\W*(?:\[inaudible\]|(?:ok(?:ay)?|yeah|yes|mm+[- ]?h*m*|right|sure|i see|all ?right|oh+|ah|no|perfect|great)\b)",
    re.IGNORECASE,
)
_QUESTION_NEAR = 60  # characters: a question so near the end is still open, and what follows answers it
_RESUMED = re.compile(r"^[\"'(]*(?:--?|[–—]|\.\.\.|…)")


def score(dialogue: Dialogue, signals: Signals) -> Score:
    turns = dialogue.turns
    if not _can_show(dialogue):
        return missing("interruptions", _why_not(dialogue))
    found = []
    for i in range(1, len(turns)):
        label = _kind(dialogue, i)
        if label:
            found.append(quote(turns[i], 0, _first_sentence_end(turns[i].text), label))
    by_role = {
        side: Rate(_by(found, turns, side), len(dialogue.side(other)), 10, "per 10 turns")
        for side, other in (("staff", "patient"), ("patient", "staff"))
    }
    overall = Rate(len(found), max(len(turns) - 1, 0), 10, "per 10 turns")
    return Score("interruptions", overall, by_role, evidence=tuple(found))


def _by(found: list[Evidence], turns: tuple[Turn, ...], side: str) -> int:
    return sum(turns[item.turn].side == side for item in found)


def _can_show(dialogue: Dialogue) -> bool:
    if any(_DASH.search(turn.text) or _ELLIPSIS.search(turn.text) for turn in dialogue.turns):
        return True
    offsets = [transition.offset_ms for transition in dialogue.transitions]
    return dialogue.has_clock and (len(offsets) < ENOUGH_TRANSFERS or min(offsets) < 0)


def _why_not(dialogue: Dialogue) -> str:
    if dialogue.has_clock:
        return "the times in this file never overlap: it cannot show who spoke over whom"
    return "no timestamps with an end, and no cut-off marks, in this file"


def _kind(dialogue: Dialogue, i: int) -> str | None:
    """How turn i interrupts the one before, None when it does not."""
    before, turn = dialogue.turns[i - 1], dialogue.turns[i]
    if is_acknowledgement(turn.text) or _resumes(dialogue, i):
        return None
    if before.end_ms is None or turn.start_ms is None or turn.end_ms is None:
        return _marked(before)
    overlap = before.end_ms - turn.start_ms
    if _DASH.search(before.text):
        return "after a cut-off dash" if overlap >= -SILENT_GAP_MS else None
    takes = overlap >= OVERLAP_MS and turn.end_ms > before.end_ms and not _STARTS_BACK.match(turn.text)
    if takes and _unfinished(before.text):
        return f"speaks over for {overlap / 1000:.1f} s and takes the floor"
    return None


def _marked(before: Turn) -> str | None:
    if _DASH.search(before.text):
        return "after a cut-off dash"
    return "after an ellipsis" if _ELLIPSIS.search(before.text) else None


def _unfinished(text: str) -> bool:
    """Whether a turn without a cut-off mark stops in mid-sentence, as far as the transcript can show."""
    if text.endswith("[inaudible]") or "?" in text[-_QUESTION_NEAR:] or _FILLER_END.search(text):
        return False
    return not _FINISHED.search(text)


def _resumes(dialogue: Dialogue, i: int) -> bool:
    """Whether the speaker before turn i takes the sentence up again after it."""
    later = dialogue.turns[i + 1] if i + 1 < len(dialogue.turns) else None
    same = later is not None and later.speaker == dialogue.turns[i - 1].speaker
    return same and later is not None and bool(_RESUMED.match(later.text))


def _first_sentence_end(text: str) -> int:
    end = re.search(r"[.?!](?=\s|$)", text)
    return end.end() if end else len(text)


MEASURE = Measure(
    name="interruptions",
    title="Interruptions",
    unit="per 10 turns of the person interrupted",
    needs=frozenset({"roles"}),
    better="lower",
    source="Okamoto, Rashotte & Smith-Lovin 2002; Ferguson 1977; Plug et al. 2022",
    score=score,
)
