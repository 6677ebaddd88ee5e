"""What happens where one speaker comes after another: smooth, overlapping, cut off, butting in, finishing for them.

The classes are Ferguson's (1977; Beattie 1982), decided by three facts: does the speaker change, do both speak at once,
is the first one's sentence complete. Completeness is the turn-taking model's word on the last utterance; with an
overlap or a pause that cannot be an interruption its word does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from carescore.annotate import Signals
from carescore.segmentation import Dialogue, Turn
from carescore.segmentation.backchannels import is_acknowledgement
from carescore.transcript import Utterance

EDGE_MS = 200  # hand-drawn and recogniser edges: less is no overlap
OVERLAP_MS = 500  # a turn that begins so long before the other's end came in while the other spoke: our choice
SILENT_MS = 1000  # after a sentence that stopped half-way the other comes in within this time
TOGETHER_MS = 200  # two that start within this time after a silence: nobody interrupts
COMPLETION_WORDS = 5
BUTT_WORDS = 3  # fewer words that stop before the other's end are no attempt at the floor

CUT_OFF = re.compile(r"(?:--?|[–—])[\"')\]]*$")
TRAILING = re.compile(r"(?:\.\.\.+|…)[\"')\]]*$")
_FINISHED = re.compile(r"[.?!][\"')]*$")
_RESUMED = re.compile(r"^[\"'(]*(?:--?|[–—]|\.\.\.|…)")
_OPEN_END = re.compile(
    r"\b(?:a|an|the|my|your|his|her|its|our|their|this|to|of|in|on|at|for|with|from|and|or|but|because|that|which|is|are|"
    r"was|were|be|been|very|so|like|more|if|when|it's|that's|i'm|you're|called|about|just|really)[\s,]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_FILLER_END = re.compile(r"\b(?:um+|uh+|er+m?|hm+|mm+|you know)\b[\s,.…]*$", re.IGNORECASE)
_DANGLING = re.compile(r"\b(?:so|and|but|or|i mean|like|i guess)[\s,.…]*$", re.IGNORECASE)
_STARTS_BACK = re.compile(
    r"^\W*(?:\[inaudible\]|(?:ok(?:ay)?|yeah|yes|mm+[- ]?h*m*|right|sure|i see|all ?right|oh+|ah|no|perfect|great)\b)",
    re.IGNORECASE,
)
_LOST = re.compile(r"\[(?:inaudible|unintelligible|crosstalk)[^\]]*\][\s.,]*$|<[^<>]{1,40}/>[\s.,]*$", re.IGNORECASE)
_REPAIR = re.compile(r"^\W*(?:(?:um+|uh+|oh)\W+)*(?:sorry|pardon|excuse me|say (?:that|it) again)\b", re.IGNORECASE)
_INVITES = re.compile(r"\bor(?:\W+(?:um+|uh+|er+m?))*\W*$", re.IGNORECASE)  # "… or" leaves the rest to the answer
SENTENCE_WORDS = 3  # fewer words, without a mark, are no sentence that could be cut
_QUESTION_NEAR = 60  # characters: a question so near the end is still open, and what follows answers it


@dataclass(frozen=True, slots=True)
class Switch:
    """A change of speaker: the turns, the first one's last utterance, the overlap in ms (negative: a gap; None without
    times), and its class."""

    before: Turn
    after: Turn
    said: Utterance
    overlap_ms: int | None
    kind: str


def switches(dialogue: Dialogue, signals: Signals) -> Iterator[Switch]:
    """Every change of speaker in order."""
    cut, taken = signals.cut_off, signals.floor_taken
    for before, after in zip(dialogue.turns, dialogue.turns[1:], strict=False):
        last = before.parts[-1]
        said = dialogue.utterances[last]
        if _tries(dialogue, said, after):
            start = dialogue.utterances[after.parts[0]].start_ms or 0
            yield Switch(before, after, said, (said.end_ms or 0) - start, "butting in")
            continue
        overlap = _overlap(said, after)
        kind = _timed(dialogue, before, after, said, overlap, cut[last]) if overlap is not None else ""
        kept = not taken.get(after.parts[0], True)
        yield Switch(before, after, said, overlap, kind or _untimed(dialogue, before, after, cut[last], kept))


def _tries(dialogue: Dialogue, said: Utterance, after: Turn) -> bool:
    """Whether the turn begins with a try inside the other's utterance, and takes the floor only after it."""
    first = dialogue.utterances[after.parts[0]]
    if None in (first.start_ms, first.end_ms, said.end_ms, after.start_ms) or first.start_ms == after.start_ms:
        return False
    inside = (said.end_ms or 0) - (first.end_ms or 0) >= EDGE_MS and (first.start_ms or 0) > (said.start_ms or 0)
    return inside and len(first.text.split()) >= BUTT_WORDS and not _STARTS_BACK.match(first.text)


def _overlap(said: Utterance, after: Turn) -> int | None:
    if said.end_ms is None or said.start_ms is None or after.start_ms is None or after.end_ms is None:
        return None
    return said.end_ms - after.start_ms


def _timed(dialogue: Dialogue, before: Turn, after: Turn, said: Utterance, overlap: int, cut: bool) -> str:
    if is_acknowledgement(after.text):
        return "acknowledgement"
    start, end = said.start_ms or 0, said.end_ms or 0
    if abs((after.start_ms or 0) - start) <= TOGETHER_MS:
        return "simultaneous start"
    if completes(dialogue, before, after):
        return "collaborative completion"
    if overlap >= OVERLAP_MS and (after.end_ms or 0) < end - EDGE_MS:
        return "butting in" if len(after.text.split()) >= BUTT_WORDS and not _STARTS_BACK.match(after.text) else "aside"
    broken = bool(CUT_OFF.search(before.text)) and not _trails_off(before.text, after.text)
    complete = not (broken or (cut and _unfinished(before.text) and not _STARTS_BACK.match(after.text)))
    if overlap >= EDGE_MS:
        if complete or (overlap < OVERLAP_MS and not broken):
            return "terminal overlap"
        return "interruption"
    if complete or overlap < -SILENT_MS:
        return "smooth switch"
    return "silent interruption" if broken else "smooth switch"


def _trails_off(before: str, after: str) -> bool:
    """Whether a speaker ran out of words rather than being stopped: "um—", or "so—" and the other says "okay"."""
    text = CUT_OFF.sub("", before)
    return bool(_FILLER_END.search(text) or (_DANGLING.search(text) and _STARTS_BACK.match(after)))


def _untimed(dialogue: Dialogue, before: Turn, after: Turn, cut: bool, kept: bool) -> str:
    if is_acknowledgement(after.text):
        return "acknowledgement"
    marked = CUT_OFF.search(before.text) or TRAILING.search(before.text)
    if not marked and not (cut and _unfinished(before.text)):
        return "smooth switch"
    if completes(dialogue, before, after):
        return "collaborative completion"
    if resumes(dialogue, after):
        return "butting in"
    if kept and _STARTS_BACK.match(after.text):
        return "acknowledgement"
    if _trails_off(before.text, after.text) or (TRAILING.search(before.text) and not cut):
        return "smooth switch"
    return "interruption"


def _unfinished(text: str) -> bool:
    """Whether a turn without a cut-off mark may have stopped in mid-sentence, as far as the transcript can show."""
    last = re.split(r"(?<=[.?!])\s+", _LOST.sub("", text).strip())[-1]
    if "?" in text[-_QUESTION_NEAR:] or _FILLER_END.search(text) or len(last.split()) < SENTENCE_WORDS:
        return False
    if _REPAIR.match(last) or _INVITES.search(last):
        return False
    return not _FINISHED.search(last) or bool(_LOST.search(text))


def resumes(dialogue: Dialogue, after: Turn) -> bool:
    """Whether the speaker before takes the sentence up again behind this turn, with a leading dash."""
    later = dialogue.turns[after.index + 1] if after.index + 1 < len(dialogue.turns) else None
    return (
        later is not None
        and later.speaker == dialogue.turns[after.index - 1].speaker
        and bool(_RESUMED.match(later.text))
    )


def completes(dialogue: Dialogue, before: Turn, after: Turn) -> bool:
    """Whether a few words finish the other's open sentence, and are then taken up ("yes", or the words again)."""
    words = _WORD.findall(after.text.lower())
    if not 0 < len(words) <= COMPLETION_WORDS or after.text.rstrip().endswith("?"):
        return False
    if not _OPEN_END.search(CUT_OFF.sub("", before.text)):
        return False
    later = dialogue.turns[after.index + 1] if after.index + 1 < len(dialogue.turns) else None
    if later is None or later.speaker != before.speaker:
        return False
    said = _WORD.findall(later.text.lower())[:6]
    return bool(_STARTS_BACK.match(later.text)) or bool(set(words) & set(said) - _COMMON)


_COMMON = frozenset("i a the it you to and of is that in".split())
