"""What staff say will happen next: commitments and instructions with their who, what and when, shared by measures.

A lexicon phrase of `next_steps` begins a step and says who is to act; the words after it must name an action, and not
one that is done there and then (an examination, a look at a result). One step per sentence; a long stretch without
full stops is cut where another step begins.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from carescore.annotate import Signals
from carescore.codes import _step_patterns as patterns
from carescore.segmentation import Dialogue
from carescore.text.when import has_time

LATE = 0.6  # from here on "you can", "we can" count as steps; action items cluster near the end (Murray & Renals 2008)
LONG = 40  # words after which a stretch without a full stop is cut
NEAR = 45  # characters before a phrase that are looked at
FAR = 240  # characters around a phrase that may say when
APART = 12  # words between two steps of such a stretch


_WHO = {"do": "you", "request": "you", "expect": "you", "dose": "you", "doing": "i", "they": "nobody"}
_WHO |= dict.fromkeys(("weak", "plan", "booked", "vague"), "we")


@dataclass(frozen=True, slots=True)
class Step:
    """who: "i", "we", "try" (staff who will only try), "you", "named" (somebody else), "nobody"; timed: a when is
    said; vague: a promise without a content or with "hopefully"; safety: holds only if something happens; done: it
    has been arranged already."""

    turn: int
    start: int
    end: int
    who: str
    timed: bool = False
    vague: bool = False
    safety: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class _Cue:
    """A phrase of the lexicon by its place in the sentence."""

    start: int
    end: int
    label: str


_KNOWN: WeakKeyDictionary[Signals, tuple[Step, ...]] = WeakKeyDictionary()  # one dialogue's steps serve six measures


def steps(dialogue: Dialogue, signals: Signals) -> tuple[Step, ...]:
    """The steps that staff say, in order of place."""
    if signals not in _KNOWN:
        _KNOWN[signals] = tuple(_steps(dialogue, signals))
    return _KNOWN[signals]


def _steps(dialogue: Dialogue, signals: Signals) -> Iterator[Step]:
    cues: dict[int, list[_Cue]] = defaultdict(list)
    for hit in signals.phrases["next_steps"]:
        if dialogue.turns[hit.turn].side == "staff":
            cues[hit.turn].append(_cue(dialogue.turns[hit.turn].text, hit.start, hit.end, hit.entry.label))
    for index, start, end in signals.sentences:
        inside = [cue for cue in cues.get(index, ()) if start <= cue.start < end]
        if not inside or any(cue.label == "dictation" for cue in inside):
            continue
        text = dialogue.turns[index].text.replace("’", "'")
        late = index >= LATE * len(dialogue.turns)
        for first, last, cue in _found(text, start, end, inside, late):
            yield _step(text, index, first, last, cue)


def _cue(text: str, start: int, end: int, label: str) -> _Cue:
    """A phrase with its label; "will call" after "I" or "we" is theirs, and the action is what follows "will"."""
    subject = patterns.OURS.search(text[max(0, start - NEAR) : start]) if label == "named" else None
    if subject is None:
        return _Cue(start, end, label)
    auxiliary = patterns.AUXILIARY.match(text[start:end])
    return _Cue(start, start + (auxiliary.end() if auxiliary else 0), subject[1].lower())


def _found(text: str, start: int, end: int, cues: Sequence[_Cue], late: bool) -> Iterator[tuple[int, int, _Cue]]:
    """(start, end, cue) of the steps of one sentence: one, or several where it is long."""
    sentence = text[start:end]
    if (
        patterns.ASKS.match(sentence)
        and sentence.rstrip(" \"'").endswith("?")
        and not patterns.TAG.search(sentence.rstrip(" ?"))
    ):
        return
    kept = [cue for cue in cues if _begins(text, start, end, cue, late)]
    if not kept:
        return
    heads = [kept[0]]
    if len(sentence.split()) > LONG:
        for cue in kept[1:]:
            if len(text[heads[-1].start : cue.start].split()) >= APART:
                heads.append(cue)
    bounds = [start, *(cue.start for cue in heads[1:]), end]
    yield from zip(bounds, bounds[1:], heads, strict=False)


def _begins(text: str, start: int, end: int, cue: _Cue, late: bool) -> bool:
    """Whether a phrase begins a step, by what stands before and after it."""
    rest, before = text[cue.end : min(end, cue.end + 90)], text[max(start, cue.start - NEAR) : cue.start]
    around = text[max(start, cue.start - FAR) : min(end, cue.end + FAR)]
    return _says_so(text, cue, before, rest, around, late) and not patterns.QUOTED.search(before)


def _says_so(text: str, cue: _Cue, before: str, rest: str, around: str, late: bool) -> bool:
    match cue.label:
        case "i" | "we" | "they":
            return bool(patterns.ACT.match(rest)) and not patterns.NOW.match(rest)
        case "weak":
            acts = patterns.PATIENT_ACT if text[cue.start : cue.start + 3].lower() == "you" else patterns.ACT
            fits = bool(acts.match(rest)) and not patterns.NOW.match(rest) and not patterns.WHAT.search(before)
            return fits and (late or has_time(around))
        case "you":
            return bool(rest.strip(" .,?!")) and not patterns.STATE.match(rest)
        case "try":
            return bool(rest.strip(" .,?!"))
        case "expect":
            return bool(patterns.PATIENT_ACT.match(rest))
        case "do":
            return bool(patterns.OPENS.search(before)) and not patterns.EXAM.match(text[cue.start : cue.end + 60])
        case "booked" | "request":
            return has_time(around)
    return True


def _step(text: str, turn: int, start: int, end: int, cue: _Cue) -> Step:
    said = text[start:end]
    who = _WHO.get(cue.label, cue.label)
    if cue.label == "weak" and text[cue.start : cue.start + 3].lower() == "you":
        who = "you"
    if cue.label == "named" and patterns.NOBODY.search(text[start : cue.start]):
        who = "nobody"
    condition = patterns.IF.search(patterns.POLITE_IF.sub(" ", patterns.WHETHER.sub(" ", said)))
    timed = has_time(said)
    vague = bool(patterns.HOPED.search(said)) or (cue.label == "vague" and not timed)
    return Step(turn, start, end, who, timed, vague, bool(condition), cue.label == "booked")
