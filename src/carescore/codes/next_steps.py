"""What staff say will happen next: commitments and instructions with their who, what and when.

Definition. A phrase of the lexicon begins a step and says who is to act; the words after it must name an action, and
not one that is done there and then (an examination, a look at a result). One step per sentence; a long stretch without
full stops is cut where another step begins. "full": who, what and when; "no_time"; "no_owner" ("someone", "they", the
passive); "vague" ("we'll be in touch", "hopefully"); "safety_net": it holds only if something happens.
Near-misses. Questions, dictation to a machine, what others said, states ("you should feel better"), "I'll be honest".
Attributes. who: "i", "we", "try" (staff who will only try), "you", "named" (somebody else), "nobody"; timed, vague.
Source. Purver et al. 2007; Morgan et al. 2006; "you can" and "we can" count from 60 % of the conversation on (Murray &
Renals 2008).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carescore.codes import _step_patterns as patterns
from carescore.codes._base import Code, Coder, Codes, phrases
from carescore.text.when import has_time
from carescore.text.words import plain

LATE = 0.6  # from here on "you can", "we can" count as steps; action items cluster near the end (Murray & Renals 2008)
LONG = 40  # words after which a stretch without a full stop is cut
NEAR = 45  # characters before a phrase that are looked at
FAR = 240  # characters around a phrase that may say when
APART = 12  # words between two steps of such a stretch


_WHO = {"do": "you", "request": "you", "expect": "you", "dose": "you", "doing": "i", "they": "nobody"}
_WHO |= dict.fromkeys(("weak", "plan", "booked", "vague"), "we")
_YES_NO = ("no", "yes")


@dataclass(frozen=True, slots=True)
class _Cue:
    """A phrase of the lexicon by its place in the turn; of_you: it begins with "you"."""

    start: int
    end: int
    label: str
    of_you: bool = False


def find(codes: Codes) -> Iterator[Code]:
    dialogue = codes.dialogue
    cues: dict[int, list[_Cue]] = defaultdict(list)
    for item in phrases(dialogue, codes.signals, "next_steps"):
        cues[item.turn].append(_cue(plain(dialogue.turns[item.turn].text), item.start, item.end, item.label))
    for index, start, end in codes.signals.sentences:
        inside = [cue for cue in cues.get(index, ()) if start <= cue.start < end]
        if not inside or any(cue.label == "dictation" for cue in inside):
            continue
        turn = dialogue.turns[index]
        text, late = plain(turn.text), index >= LATE * len(dialogue.turns)
        for first, last, cue in _found(text, start, end, inside, late):
            kind, attributes = _kind(text[first:last], text[first : cue.start], cue)
            yield Code(index, first, last, kind, attributes, start_ms=turn.ms_at(first))


def _cue(text: str, start: int, end: int, label: str) -> _Cue:
    """A phrase with its label; "will call" after "I" or "we" is theirs, and the action is what follows "will"."""
    subject = patterns.OURS.search(text[max(0, start - NEAR) : start]) if label == "named" else None
    if subject is None:
        return _Cue(start, end, label, text.startswith("you", start))
    auxiliary = patterns.AUXILIARY.match(text[start:end])
    return _Cue(start, start + (auxiliary.end() if auxiliary else 0), subject[1])


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
            acts = patterns.PATIENT_ACT if cue.of_you else patterns.ACT
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


def _kind(said: str, before: str, cue: _Cue) -> tuple[str, dict[str, str]]:
    """What a step says of itself, and its attributes. said: its words; before: those before its phrase."""
    who = _who(before, cue)
    timed = has_time(said)
    vague = bool(patterns.HOPED.search(said)) or (cue.label == "vague" and not timed)
    attributes = {"who": who, "timed": _YES_NO[timed], "vague": _YES_NO[vague]}
    if patterns.IF.search(patterns.POLITE_IF.sub(" ", patterns.WHETHER.sub(" ", said))):
        return "safety_net", attributes
    if vague or (who == "try" and not timed):
        return "vague", attributes
    if who == "nobody":
        return "no_owner", attributes
    return ("full" if timed else "no_time"), attributes


def _who(before: str, cue: _Cue) -> str:
    if cue.label == "weak" and cue.of_you:
        return "you"
    if cue.label == "named" and patterns.NOBODY.search(before):
        return "nobody"
    return _WHO.get(cue.label, cue.label)


_ATTRIBUTES = {
    "who": ("i", "we", "try", "you", "named", "nobody"),
    "timed": ("yes", "no"),
    "vague": ("yes", "no"),
}
CODER = Coder(
    name="next_steps",
    kinds=dict.fromkeys(("full", "no_time", "no_owner", "vague", "safety_net"), _ATTRIBUTES),
    find=find,
    source="Purver et al. 2007; Morgan et al. 2006; Murray & Renals 2008",
)
