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

from carescore.codes import first_of_each, phrases
from carescore.measures._base import Codes, Evidence, Measure, Rate, Score, not_applicable, per_words
from carescore.segmentation import Dialogue, Turn
from carescore.transcript import Role

SHOWN = ("tell", "show", "do")
OTHER = ("praise", "child_word")
FAULTS = ("fear_word", "threat")
CHILDISH = ("child_word", "address")
_LABEL = re.compile(r"\b(?:child|kid|toddler|boy|girl|young patient)\b", re.IGNORECASE)
_DID = re.compile(r"you(?:['’]re| are)?\s+\w+$", re.IGNORECASE)
_WHAT = re.compile(
    r"(?:\W+\w+){0,4}?\W+(?:still|open|wide|hands?|mouth|head|legs?|nice\w*|quiet\w*|me|calm\w*|tongue|brave\w*|to)\b",
    re.IGNORECASE,
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    heard = [e for e in phrases(dialogue, signals, "child_friendly", "staff") if _names_it(dialogue, e)]
    if not _child(dialogue, heard):
        return not_applicable("child_friendly", "no child was spoken to")
    to_child = _to_child(dialogue, heard)
    places = {turn.index for turn in to_child}
    found = first_of_each(e for e in heard if e.label in (*SHOWN, *OTHER, *FAULTS) and e.turn in places)
    if not found and all(item.label != "procedure" for item in heard):
        return not_applicable("child_friendly", "nothing was done with the child")
    labels = {item.label for item in found}
    slots = (*SHOWN, *OTHER) if labels & {*SHOWN, "fear_word"} else OTHER
    points = len(labels & set(slots)) - len(labels & set(FAULTS))
    rate = Rate(max(0, points), len(slots), 100, "% of slots")
    fears = sum(item.label == "fear_word" for item in found)
    evidence = tuple(Evidence(e.turn, e.start, e.end, e.label.replace("_", " "), e.start_ms) for e in found)
    return Score("child_friendly", rate, {"staff": rate}, {"fear_words": per_words(fears, to_child)}, evidence)


def _names_it(dialogue: Dialogue, item: Evidence) -> bool:
    """Whether praise says what the child did: "you kept" needs its object."""
    text = dialogue.turns[item.turn].text
    return item.label != "praise" or not _DID.match(text[item.start : item.end]) or bool(_WHAT.match(text, item.end))


def _child(dialogue: Dialogue, heard: list[Evidence]) -> bool:
    if any(_LABEL.search(speaker.id) for speaker in dialogue.speakers):
        return True
    childish = {(item.turn, item.start) for item in heard if item.label in CHILDISH}
    parent = any(turn.role is Role.COMPANION for turn in dialogue.turns) or any(e.label == "parent" for e in heard)
    return len(childish) >= (1 if parent else 2)


def _to_child(dialogue: Dialogue, heard: list[Evidence]) -> list[Turn]:
    childish = {item.turn for item in heard if item.label in CHILDISH}
    parent = {item.turn for item in heard if item.label == "parent"}
    parent |= {turn.index for turn in dialogue.side("staff") if _between(dialogue, turn)}
    return [turn for turn in dialogue.side("staff") if turn.index in childish or turn.index not in parent]


def _between(dialogue: Dialogue, turn: Turn) -> bool:
    """Whether a turn stands between turns of the parent's."""
    near = [dialogue.turns[i].role for i in (turn.index - 1, turn.index + 1) if 0 <= i < len(dialogue.turns)]
    return bool(near) and all(role is Role.COMPANION for role in near)


MEASURE = Measure(
    name="child_friendly",
    title="Child-friendly talk",
    unit="% of slots",
    needs=frozenset({"staff"}),
    better="higher",
    source="AAPD guideline on behaviour guidance",
    score=score,
    counts=False,
)
