"""Interruptions: somebody comes in while the other is in mid-sentence, and takes the floor or tries to.

Definition. Interruption: the next speaker starts at least 500 ms before the other's end and goes on, the other's
sentence stays unfinished (a cut-off mark, or the turn_taking model's word). Silent interruption: the same without
overlap, after a cut-off mark, within 1 s. Butting in: the next speaker comes in likewise but stops first. Not
counted: backchannels, acknowledgements, terminal overlaps of under 500 ms or of complete sentences, two who start
together, a few words that finish the other's sentence and are taken up, answers to a question, loose edges. Without
times: cut-off marks and resumed speech, and unfinished sentences where the transcript writes full stops elsewhere.
Cooperative: it asks about, agrees with or stays with the other's words; intrusive: it contradicts or changes topic.
Formula. by_role: interruptions by that side / turns of the other side · 10; overall: staff of patient and patient of
staff / all turns · 10. figures: per_10_minutes, successful (percent that got the floor), intrusive (percent), all of
the staff's; completions.
Unit. Interruptions per 10 turns of the person interrupted.
Source. Ferguson 1977 (classes); Okamoto et al. 2002; Plug et al. 2022 (83 % of 2,405 were cooperative); Li et al.
2004 (doctors fail in 6 %, patients in 32 %). On MRDA an overlap over 0.5 s alone is right in 15 % of its hits.
Limits. Role-plays interrupt more than visits (de la Croix & Skelton 2009); a recogniser that lets one person speak at
a time hides them; the model learnt from meetings; text cannot hear tone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from carescore.codes.speaker_changes import CUT_OFF, TRAILING, Switch, switches
from carescore.measures._base import Codes, Evidence, Figure, Level, Measure, Rate, Score, missing, quote
from carescore.segmentation import Dialogue

ENOUGH_TRANSFERS = 20  # so many floor transfers without one overlap: the times cannot show overlaps
FULL_STOPS = 0.6  # share of turns that end in a mark from which one without it says something
COUNTED = ("interruption", "silent interruption", "butting in")

_CLARIFIES = re.compile(
    r"^\W*(?:(?:sorry|wait|hold on|okay|so)\W+)?(?:which|what|where|when|who|how|did you say|do you mean|you mean"
    r"|you said|is that|was that|say that again|can you repeat)\b",
    re.IGNORECASE,
)
_AGREES = re.compile(r"^\W*(?:exactly|absolutely|of course|true|that's right|i know|definitely|same|sorry)\b", re.I)
_OPPOSES = re.compile(
    r"^\W*(?:no|but|actually|well|listen|look|that's not|you can't|i don't think|nobody|it's not)\b", re.I
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "that this with have been they them then what when were will just like know from your about there would could "
    "really  well yeah okay because think going want some more very much here".split()
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    if why := _why_not(dialogue):
        return missing("interruptions", why)
    found = list(switches(dialogue, signals))
    counted = [s for s in found if s.kind in COUNTED and {s.before.side, s.after.side} == {"staff", "patient"}]
    by_role: dict[str, Figure] = {
        side: Rate(sum(s.after.side == side for s in counted), len(dialogue.side(other)), 10, "per 10 turns")
        for side, other in (("staff", "patient"), ("patient", "staff"))
    }
    overall = Rate(len(counted), len(dialogue.side("staff")) + len(dialogue.side("patient")), 10, "per 10 turns")
    evidence = tuple(_evidence(dialogue, s) for s in counted)
    return Score("interruptions", overall, by_role, _figures(dialogue, found, counted), evidence)


def _figures(dialogue: Dialogue, found: Sequence[Switch], counted: Sequence[Switch]) -> dict[str, Figure]:
    staff = [s for s in counted if s.after.side == "staff"]
    intrusive = sum(manner(dialogue, s) == "intrusive" for s in staff)
    figures: dict[str, Figure] = {
        "successful": Rate(sum(s.kind != "butting in" for s in staff), len(staff), 100, "% of staff interruptions"),
        "intrusive": Rate(intrusive, len(staff), 100, "% of staff interruptions"),
        "completions": Level(float(sum(s.kind == "collaborative completion" for s in found)), "by both"),
    }
    if dialogue.has_clock:
        figures["per_10_minutes"] = Rate(len(staff), dialogue.length_ms, 600_000, "by staff per 10 minutes")
    return figures


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


def manner(dialogue: Dialogue, switch: Switch) -> str:
    """Cooperative or intrusive, by the words with which somebody comes in (after Murata 1994)."""
    text = switch.after.text
    if _CLARIFIES.match(text) or _AGREES.match(text):
        return "cooperative"
    if _OPPOSES.match(text):
        return "intrusive"
    shared = _content(text) & _content(switch.before.text[-300:])
    return "cooperative" if shared else "intrusive"


def _content(text: str) -> set[str]:
    return {word[:6] for word in _WORD.findall(text.lower()) if word not in _COMMON}


def _evidence(dialogue: Dialogue, switch: Switch) -> Evidence:
    sign = _sign(switch)
    label = f"{switch.kind}, {manner(dialogue, switch)}: {sign}"
    return quote(switch.after, 0, _first_sentence_end(switch.after.text), label)


def _sign(switch: Switch) -> str:
    if switch.overlap_ms is not None and switch.overlap_ms > 0:
        return f"{switch.overlap_ms / 1000:.1f} s of both at once"
    if CUT_OFF.search(switch.before.text):
        return "after a cut-off mark"
    return "after an ellipsis" if TRAILING.search(switch.before.text) else "after an unfinished sentence"


def _first_sentence_end(text: str) -> int:
    end = re.search(r"[.?!](?=\s|$)", text)
    return end.end() if end else len(text)


MEASURE = Measure(
    name="interruptions",
    title="Interruptions",
    unit="per 10 turns of the person interrupted",
    needs=frozenset({"roles", "model:turn_taking"}),
    better="lower",
    source="Ferguson 1977; Okamoto, Rashotte & Smith-Lovin 2002; Plug et al. 2022",
    score=score,
)
