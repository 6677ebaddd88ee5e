"""Courtesies of staff: greeting, names, role, practice, time, reason, thanks, please, permission, offer, farewell.

Definition. One code for each act of courtesy that staff say themselves, and "action" for what is done to the patient
without asking. A name that is redacted is as good as a name; the name by which the patient was greeted counts again
where it is said to them once more. A greeting that gives thanks ("Thank you for calling") gives both.
Near-misses. A "please" that starts a sentence is a demand; a time that is asked for or repeats ("30 minutes a day");
thanks to somebody else or for nothing ("Thanks to the antibiotics"); "any questions" that one may call with.
Attributes. placed: whether a greeting opens (in the first four staff turns, once in each of two of them) and a closing
question closes (once a turn, late: in the last two fifths, a bare "anything else?" in the last fifth).
Source. Opening slots after AIDET and #hellomynameis (Gillen 2018); thanks, please and permission after
Danescu-Niculescu-Mizil et al. 2013.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from carescore.codes import _courtesy_patterns as patterns
from carescore.codes._base import Code, Coder, Codes, Evidence, phrases, quote
from carescore.segmentation import Dialogue, Turn
from carescore.segmentation.names import addressed, introduced
from carescore.text.literals import Needed
from carescore.text.words import GREETINGS

KINDS = (
    *("greeting", "own_name", "role", "patient_name", "practice", "time", "reason", "thanks", "please", "permission"),
    *("action", "offer", "closing_question", "closing_bare", "farewell"),
)
PATTERNS = patterns.ALL
THEIR_NAME = patterns.THEIR_NAME
_ONCE = ("own_name", "role", "practice")
_EACH = ("reason", "please")
_NEEDED = Needed.of(PATTERNS)
OPENING_TURNS = 4  # staff turns in which people introduce themselves: later "I'm ..." says something else
MOST_GREETINGS = 2  # turns that greet: more are calls into a bad line
_LATE = {"closing_question": 0.6, "closing_bare": 0.8}  # of the turns: before that it is part of taking a history
_NO_COURTESY = "refusal"  # a label that only keeps its words from being taken for thanks
_ASK_NAME = frozenset(("called", "address", "you"))  # the last words of what asks for a name


def find(codes: Codes) -> Iterator[Code]:
    dialogue = codes.dialogue
    found = [item for item in phrases(dialogue, codes.signals, "courtesy") if item.label != _NO_COURTESY]
    found += _patterns(dialogue.side("staff"), codes.signals.of_texts(_worth_trying))
    found += [_as(item, "thanks") for item in found if item.label == "greeting" and _thanks(dialogue, item)]
    found += _called_again(dialogue, [item for item in found if item.label == "patient_name"])
    found.sort(key=lambda e: (e.turn, e.start, e.label))
    opens, closes = _opening(dialogue, found), _closing(dialogue, found)
    for item in found:
        places = opens if item.label == "greeting" else closes if item.label in _LATE else None
        yield Code.of(item) if places is None else Code.of(item, placed=places.get(item.turn) is item)


def _opening(dialogue: Dialogue, found: Sequence[Evidence]) -> dict[int, Evidence]:
    """The first greeting of each of the turns that open."""
    early = {turn.index for turn in dialogue.side("staff")[:OPENING_TURNS]}
    first: dict[int, Evidence] = {}
    for item in found:
        if item.label == "greeting" and item.turn in early and len(first) < MOST_GREETINGS:
            first.setdefault(item.turn, item)
    return first


def _closing(dialogue: Dialogue, found: Sequence[Evidence]) -> dict[int, Evidence]:
    """The first closing question of each turn that is late enough for it."""
    first: dict[int, Evidence] = {}
    for item in found:
        if item.label in _LATE and (item.turn + 1) / len(dialogue.turns) >= _LATE[item.label]:
            first.setdefault(item.turn, item)
    return first


def _as(item: Evidence, label: str) -> Evidence:
    return Evidence(item.turn, item.start, item.end, label, item.start_ms)


def _thanks(dialogue: Dialogue, item: Evidence) -> bool:
    return dialogue.turns[item.turn].text[item.start :][:5].lower() == "thank"


def _worth_trying(texts: Sequence[str]) -> list[set[str]]:
    return list(_NEEDED.worth_trying(texts))


def _patterns(staff: Sequence[Turn], tried: Sequence[set[str]]) -> Iterator[Evidence]:
    """What the patterns find in staff turns: each is tried where one of the words stands that it needs, which tried
    has for every turn of the talk."""
    for place, turn in enumerate(staff):
        worth = tried[turn.index]
        if place < OPENING_TURNS:
            yield from _introduced(turn, worth)
        for label in _EACH:
            yield from _each(turn, label) if label in worth else ()
        yield from (_each(turn, "patient_name") or _called(turn)) if "patient_name" in worth else ()
        times = _each(turn, "time") if "time" in worth else ()
        yield from (item for item in times if patterns.expects(turn.text, item.start))


def _introduced(turn: Turn, worth: set[str]) -> Iterator[Evidence]:
    """Name, role and practice, once each; a name that only its capital shows is found by segmentation."""
    for label in _ONCE:
        match = patterns.ALL[label].search(turn.text) if label in worth else None
        if match:
            yield quote(turn, *match.span(), label)
        elif label == "own_name" and (name := introduced(turn.text)):
            yield _named(turn, name, label)


def _each(turn: Turn, label: str) -> list[Evidence]:
    """The matches of a label's pattern, without the marks and spaces at their edges."""
    found: list[Evidence] = []
    for match in patterns.ALL[label].finditer(turn.text):
        words = match[0].strip(" ,.?!;")
        start = match.start() + match[0].index(words)
        found.append(quote(turn, start, start + len(words), label))
    return found


def _called(turn: Turn) -> list[Evidence]:
    """The first name by which a turn greets or thanks the listener."""
    return [_named(turn, name, "patient_name") for name in addressed(turn.text)[:1] if name.lower() not in GREETINGS]


def _named(turn: Turn, name: str, label: str) -> Evidence:
    """The first place where a turn says a name, as words of their own: "Ann" is not said in "Anna"."""
    start, end = next(re.finditer(rf"\b{re.escape(name)}\b", turn.text, re.IGNORECASE)).span()
    return quote(turn, start, end, label)


def _called_again(dialogue: Dialogue, called: list[Evidence]) -> Iterator[Evidence]:
    """The name by which the patient was greeted, said to them again: set off by marks, or at an edge of the turn."""
    last = [dialogue.turns[e.turn].text[e.start : e.end].split()[-1].strip(" ,.!?").lower() for e in called]
    names = sorted({name for name in last if len(name) > 2} - _ASK_NAME)
    if not names:
        return
    again = re.compile(rf"(?:^|[,.!?]\s*)({'|'.join(map(re.escape, names))})(?=\s*(?:[,.!?]|$))", re.IGNORECASE)
    taken = {(e.turn, e.end) for e in called}
    for turn in dialogue.side("staff"):
        for match in again.finditer(turn.text):
            if (turn.index, match.end()) not in taken:
                yield quote(turn, match.start(1), match.end(1), "patient_name")


CODER = Coder(
    name="courtesies",
    kinds={
        **{kind: {} for kind in KINDS},
        **{kind: {"placed": ("yes", "no")} for kind in ("greeting", *_LATE)},
    },
    find=find,
    source="Gillen 2018; Danescu-Niculescu-Mizil et al. 2013",
)
