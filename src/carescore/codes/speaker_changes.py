"""Speaker changes in which somebody may have been interrupted: what happened to the floor, and in which manner.

Definition. Where one speaker comes after another and the first had not visibly ended: both speak for 200 ms or more, a
mark shows that the first was cut off or trailed off, or the sentence stays open in a transcript that ends its
sentences. Two judgements. Floor: overlap, cut_off (a mark), unfinished (no mark), given_up (ran out of words, or left
the rest to the answer), together (both begin within 200 ms after a silence); taken: whether the second speaker got it.
Manner: how he or she comes in. An interruption is a floor taken from somebody who had more to say in a manner that does
not support them, and the model `floor` says that a trainer would show it; an attempt is the same without getting the
floor; every other change is shown as what it is. Companions who chime in are speakers like the others.
Near-misses. Acknowledgements, loose edges of under 200 ms, completions that are taken up, eager answers, goodbyes,
a speaker who trails off, two who begin together, overlaps of the last word.
Attributes. floor, taken, manner, sign: what shows it, in words.
Source. Ferguson 1977 (classes); Okamoto et al. 2002; Li et al. 2004; Plug et al. 2022 (83 % of 2,405 were cooperative).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from carescore.codes._base import Code, Coder, Codes
from carescore.codes._manner import MANNERS, STARTS_BACK, SUPPORTIVE, manner
from carescore.predictors import floor, load
from carescore.predictors.floor import FloorExchange
from carescore.segmentation import Dialogue, Turn
from carescore.segmentation.backchannels import is_acknowledgement
from carescore.text.marks import CUT_OFF, LOST, RESUMED, TRAILING, cut_off, plain_marks
from carescore.text.regex import lazy
from carescore.text.words import HESITATION
from carescore.transcript import words_in

SHORTEST_SAID = 100  # ms: a shorter overlap is said to be under 0.1 s
EDGE_MS = 200  # hand-drawn and recogniser edges: less is no overlap
TRY_WORDS = 3  # fewer words that stop before the other's end are no try for the floor
TOGETHER_MS = 200  # two that start within this time after a silence: nobody interrupts
LAST_WORD_MS = 1000  # a shorter overlap of a last "um" or "so" that no mark shows as cut off: they ran out of words
LOOSE_MS = 150  # a shorter overlap is not even looked at
BROKEN = 0.25  # the turn_taking model's probability from which an end without any mark is looked at
MARKED = 0.6  # share of turns that end in a mark from which an end without one says something
ENOUGH_TRANSFERS = 20  # so many floor transfers without one overlap: the times cannot show overlaps
HOLDERS = 3  # turns back among which the one is looked for who still speaks

_MARK = lazy(r"[.?!\-–—…][\"')\]]*$")
_FILLER_END = lazy(rf"\b(?:{HESITATION}|you know)\b[\s,.…]*$", re.IGNORECASE)
_DANGLING = lazy(r"\b(?:so|i mean|like|i guess)[\s,.…]*$", re.IGNORECASE)
_REPAIR = lazy(
    r"(?:^|[.?!]\s)\W*(?:sorry|pardon|excuse me|say (?:that|it) again)\b[^.?!]*$", re.IGNORECASE
)  # asks for it
_INVITES = lazy(rf"\bor(?:\W+{HESITATION})*\W*$", re.IGNORECASE)  # "… or" leaves the rest to the answer
_FIRST = lazy(r"[.?!](?=\s|$)")

_ATTRIBUTES = {
    "floor": ("overlap", "cut_off", "unfinished", "given_up", "together"),
    "taken": ("yes", "no"),
    "manner": MANNERS,
    "sign": (),
}


@dataclass(frozen=True, slots=True)
class SpeakerChange:
    """A change of speaker that may be an interruption: the turns, what the model sees, what happened to the floor, and
    in which manner."""

    before: Turn
    after: Turn
    exchange: FloorExchange
    floor: str
    taken: bool
    manner: str

    @property
    def against(self) -> bool:
        """Whether the first had more to say, and is not supported by what the second says."""
        return self.manner not in SUPPORTIVE and self.floor not in ("given_up", "together")


def changes(codes: Codes) -> tuple[SpeakerChange, ...]:
    """Every change of speaker between known sides that shows a sign, in order."""
    return codes.once(_changes)


def _changes(codes: Codes) -> tuple[SpeakerChange, ...]:
    dialogue = codes.dialogue
    ends = [bool(_MARK.search(turn.text)) for turn in dialogue.turns]
    marked = sum(ends) >= MARKED * len(ends)
    pairs = ((_holder(dialogue, after), after) for after in dialogue.turns[1:])
    found = (_change(codes, before, after, marked) for before, after in pairs if before.side and after.side)
    return tuple(change for change in found if change)


def _holder(dialogue: Dialogue, after: Turn) -> Turn:
    """The turn that this one comes after: of the last few the one that still goes on, else the last."""
    last = dialogue.turns[after.index - 1]
    if after.start_ms is None:
        return last
    near = dialogue.turns[max(0, after.index - HOLDERS) : after.index]
    others = [(t.end_ms, t) for t in near if t.speaker != after.speaker and t.end_ms is not None]
    going = [(end, t) for end, t in others if end >= after.start_ms + EDGE_MS]
    return max(going, key=itemgetter(0))[1] if going else last


def _change(codes: Codes, before: Turn, after: Turn, marked: bool) -> SpeakerChange | None:
    if before.speaker == after.speaker or is_acknowledgement(after.text):
        return None
    dialogue, last = codes.dialogue, before.parts[-1]
    if RESUMED.match(after.text) and cut_off(_said_at(dialogue, before.index - 1, after.speaker)):
        return None  # they go on with their own sentence, into which the other spoke
    overlap = outlasts = apart = None
    if clock := _clock(dialogue, last, after):
        begun, ended, start, stop = clock
        overlap, outlasts, apart = ended - start, stop - ended, abs(start - begun)
    text, broken = plain_marks(before.text, after.text), float(codes.signals.interrupted[last])
    if not _shows(text, overlap, broken, marked):
        return None
    later = _said_at(dialogue, after.index + 1, before.speaker)
    exchange = FloorExchange(text, after.text, later, overlap, outlasts, broken, after.side == "staff", marked)
    what = "together" if apart is not None and apart <= TOGETHER_MS else _floor(exchange)
    return SpeakerChange(before, after, exchange, what, _taken(exchange), manner(text, after.text, later))


def _clock(dialogue: Dialogue, last: int, after: Turn) -> tuple[int, ...]:
    """(start, end) in ms of the utterance before and of the turn after it, none unless all are known: a gap that is
    none but for a time that the file does not give says nothing."""
    said = dialogue.utterances[last]
    clock = _known(said.start_ms, said.end_ms, after.start_ms, after.end_ms)
    takes = (part for part, (_, ms) in zip(after.parts, after.anchors, strict=True) if ms == after.start_ms)
    if not clock or last in dialogue.estimated or (clock[2] >= clock[1] and next(takes) in dialogue.estimated):
        return ()
    return clock


def _known(*times: int | None) -> tuple[int, ...]:
    """The times (ms), none unless all are there."""
    known = tuple(ms for ms in times if ms is not None)
    return known if len(known) == len(times) else ()


def _shows(text: str, overlap: int | None, broken: float, marked: bool) -> bool:
    """Whether anything shows that the first speaker had not ended."""
    if overlap is not None and overlap >= LOOSE_MS:
        return True
    end = floor.end_of(text)
    return end in ("dash", "dots", "remark") or (end == "open" and marked) or broken >= BROKEN


def _said_at(dialogue: Dialogue, place: int, speaker: str) -> str:
    """What a speaker says in the turn at a place, "" where that is another's or none."""
    turn = dialogue.turns[place] if 0 <= place < len(dialogue.turns) else None
    return turn.text if turn and turn.speaker == speaker else ""


def _floor(exchange: FloorExchange) -> str:
    text = TRAILING.sub("", CUT_OFF.sub("", exchange.before))
    if _REPAIR.search(LOST.sub("", text)):
        return "given_up"
    runs_out = _FILLER_END.search(text) or (_DANGLING.search(text) and STARTS_BACK.match(exchange.after))
    overlap = exchange.overlap_ms or 0
    if runs_out and overlap < LAST_WORD_MS and text == exchange.before:
        return "given_up"
    if overlap >= EDGE_MS:
        return "overlap"
    if runs_out or _INVITES.search(text):
        return "given_up"
    return "cut_off" if floor.end_of(exchange.before) == "dash" else "unfinished"


def _taken(exchange: FloorExchange) -> bool:
    """Whether the second speaker got the floor: the first neither outlasts them nor goes on with the same sentence."""
    if exchange.outlasts_ms is not None and exchange.outlasts_ms < -EDGE_MS:
        return False
    return not RESUMED.match(exchange.later)


def _tries(dialogue: Dialogue) -> Iterator[Code]:
    """Turns that begin with a try inside the other's utterance, and take the floor only after it: certain by times.
    Both are of known sides."""
    pairs = ((before, after) for before, after in pairwise(dialogue.turns) if before.side and after.side)
    for before, after in pairs:
        first, said = dialogue.utterances[after.parts[0]], dialogue.utterances[before.parts[-1]]
        clock = _known(said.start_ms, said.end_ms, first.start_ms, first.end_ms, after.start_ms)
        given = dialogue.estimated.isdisjoint((before.parts[-1], after.parts[0]))
        if not clock or not given or first.start_ms == after.start_ms:
            continue
        begun, ended, start, stop, _ = clock
        inside = ended - stop >= EDGE_MS and start > begun
        if inside and len(words_in(first.text)) >= TRY_WORDS and not STARTS_BACK.match(first.text):
            overlap = (stop - start) / 1000
            attributes = {"floor": "overlap", "taken": "no", "manner": manner(before.text, first.text, "")}
            attributes["sign"] = f"{overlap:.1f} s of both at once"
            yield Code(after.index, 0, len(first.text), "attempt", attributes, None, before.index, first.start_ms)


def why_unseen(dialogue: Dialogue) -> str | None:
    """Why a file cannot show who spoke over whom, None where it can."""
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
    ended = sum(turn.text.rstrip().endswith((".", "?", "!")) for turn in turns)
    if len(turns) >= ENOUGH_TRANSFERS and MARKED * len(turns) <= ended < len(turns):
        return None
    return "no timestamps with an end, and no cut-off marks, in this file"


def find(codes: Codes) -> Iterator[Code]:
    yield from _tries(codes.dialogue)
    found = changes(codes)
    heads = load.load("floor").heads if found else {}
    judged = floor.predict(heads, [change.exchange for change in found])
    for change, probability in zip(found, judged.tolist(), strict=True):
        yield _code(change, probability, floor.interrupts(heads, change.exchange, probability))


def _code(change: SpeakerChange, probability: float, sure: bool) -> Code:
    counts = sure and change.against
    kind = ("interruption" if change.taken else "attempt") if counts else "speaker_change"
    taken = "yes" if change.taken else "no"
    attributes = {"floor": change.floor, "taken": taken, "manner": change.manner, "sign": _sign(change)}
    after, end = change.after, _FIRST.search(change.after.text)
    stop = end.end() if end else len(after.text)
    confidence = round(probability if counts else 1 - probability, 4)
    return Code(after.index, 0, stop, kind, attributes, confidence, change.before.index, after.start_ms)


def _sign(change: SpeakerChange) -> str:
    exchange = change.exchange
    if exchange.overlap_ms is not None and exchange.overlap_ms > 0:
        long = f"{exchange.overlap_ms / 1000:.1f} s" if exchange.overlap_ms >= SHORTEST_SAID else "under 0.1 s"
        return f"{long} of both at once"
    if cut_off(change.before.text, exchange.after):
        return "after a cut-off mark"
    if LOST.search(change.before.text):
        return "after words that were lost"
    return "after an ellipsis" if TRAILING.search(change.before.text) else "after an unfinished sentence"


CODER = Coder(
    name="speaker_changes",
    kinds={"interruption": _ATTRIBUTES, "attempt": _ATTRIBUTES, "speaker_change": _ATTRIBUTES},
    find=find,
    source="Ferguson 1977; Okamoto, Rashotte & Smith-Lovin 2002; Li et al. 2004; Plug et al. 2022",
)
