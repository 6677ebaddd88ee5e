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

from carescore.codes.child_friendly import is_there, spoken_to
from carescore.measures._base import Codes, Measure, Rate, Score, not_applicable, per_words
from carescore.measures._kinds import of_kind, once_a_turn, one_sided

SHOWN = ("tell", "show", "do")
OTHER = ("praise", "child_word")
FAULTS = ("fear_word", "threat")


def score(codes: Codes) -> Score:
    if not is_there(codes):
        return not_applicable("child_friendly", "no child was spoken to")
    to_child = spoken_to(codes)
    places = {turn.index for turn in to_child}
    acts = of_kind(codes["child_friendly"], *SHOWN, *OTHER, *FAULTS)
    found = [code for code in once_a_turn(acts) if code.turn in places]
    if not found and not of_kind(codes["child_friendly"], "procedure"):
        return not_applicable("child_friendly", "nothing was done with the child")
    kinds = {code.kind for code in found}
    slots = (*SHOWN, *OTHER) if kinds & {*SHOWN, "fear_word"} else OTHER
    points = len(kinds & set(slots)) - len(kinds & set(FAULTS))
    fears = per_words(len(of_kind(found, "fear_word")), to_child)
    quotes = (code.evidence(code.kind.replace("_", " ")) for code in found)
    rate = Rate(max(0, points), len(slots), 100, "% of slots")
    return one_sided("child_friendly", rate, quotes, {"fear_words": fears})


MEASURE = Measure(
    name="child_friendly",
    title="Child-friendly talk",
    unit="% of slots",
    better="higher",
    score=score,
)
