"""Child-friendly talk: tell-show-do, praise that names what the child did, children's words; no fear words or threats.

Definition. Only where a child is spoken to: a speaker is labelled so, or staff use children's words (two of them, or
one where a parent is there). Slots: tell, show and do (where anything is done), descriptive praise ("you kept your hand
still"; "good boy" is none), children's words ("tooth picture"). Against: fear words (needle, shot, drill, "it won't
hurt") and threats ("be a big boy", "if you don't open …") in staff turns to the child, not in those to the parent.
Formula. (Slots met - kinds of faults, at least 0) / slots · 100. figures.fear_words: per 100 staff words to the child.
Unit. Percent of slots; not applicable without a child, or where nothing is done with the child.
Source. AAPD guideline on behaviour guidance (tell-show-do, ask-tell-ask, word lists).
Limits. A turn is the parent's when it names the parent or stands between two turns of the parent's. Voice control,
distraction by objects and the age of the child are not heard; a teenager needs no children's words.
"""

from __future__ import annotations

import re

from carescore.codes import Code
from carescore.measures._base import Codes, Measure, Rate, Score, not_applicable, per_words
from carescore.measures._kinds import of_kind, once_a_turn, one_sided
from carescore.segmentation import Dialogue, Turn
from carescore.text.regex import lazy
from carescore.transcript import Role

SHOWN = ("tell", "show", "do")
OTHER = ("praise", "child_word")
FAULTS = ("fear_word", "threat")
CHILDISH = ("child_word", "address")
_LABEL = lazy(r"\b(?:child|kid|toddler|boy|girl|young patient)\b", re.IGNORECASE)  # in a speaker's label


def score(codes: Codes) -> Score:
    spoken = codes["child_friendly"]
    if not _child(codes.dialogue, spoken):
        return not_applicable("child_friendly", "no child was spoken to")
    to_child = _to_child(codes.dialogue, spoken)
    places = {turn.index for turn in to_child}
    found = [code for code in once_a_turn(of_kind(spoken, *SHOWN, *OTHER, *FAULTS)) if code.turn in places]
    if not found and not of_kind(spoken, "procedure"):
        return not_applicable("child_friendly", "nothing was done with the child")
    kinds = {code.kind for code in found}
    slots = (*SHOWN, *OTHER) if kinds & {*SHOWN, "fear_word"} else OTHER
    points = len(kinds & set(slots)) - len(kinds & set(FAULTS))
    fears = per_words(len(of_kind(found, "fear_word")), to_child)
    quotes = (code.evidence(code.kind.replace("_", " ")) for code in found)
    rate = Rate(max(0, points), len(slots), 100, "% of slots")
    return one_sided("child_friendly", rate, quotes, {"fear_words": fears})


def _child(dialogue: Dialogue, spoken: tuple[Code, ...]) -> bool:
    if any(_LABEL.search(speaker.id) for speaker in dialogue.speakers):
        return True
    parent = any(turn.role is Role.COMPANION for turn in dialogue.turns) or bool(of_kind(spoken, "parent"))
    return len(of_kind(spoken, *CHILDISH)) >= (1 if parent else 2)


def _to_child(dialogue: Dialogue, spoken: tuple[Code, ...]) -> list[Turn]:
    """The staff turns that hold children's words, or neither name the parent nor stand between the parent's turns."""
    childish = {code.turn for code in of_kind(spoken, *CHILDISH)}
    parent = {code.turn for code in of_kind(spoken, "parent")}
    staff = dialogue.side("staff")
    return [t for t in staff if t.index in childish or not (t.index in parent or _between(dialogue, t))]


def _between(dialogue: Dialogue, turn: Turn) -> bool:
    near = [dialogue.turns[i].role for i in (turn.index - 1, turn.index + 1) if 0 <= i < len(dialogue.turns)]
    return bool(near) and all(role is Role.COMPANION for role in near)


MEASURE = Measure(
    name="child_friendly",
    title="Child-friendly talk",
    unit="% of slots",
    better="higher",
    score=score,
)
