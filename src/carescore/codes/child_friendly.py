"""How staff speak with a child: tell-show-do, praise, children's words; fear words, threats, and to whom it is said.

Definition. "tell", "show", "do"; "praise" that names what the child did; "child_word" ("tooth picture") and "address"
("buddy"); "fear_word" (needle, shot), "threat" ("be a big boy"); "parent": words to the parent; "procedure": something
is done.
Near-misses. "Good boy" praises no act; "you kept" needs what was kept.
Attributes. None.
Source. AAPD guideline on behaviour guidance (tell-show-do, ask-tell-ask, word lists).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from carescore.codes._base import Code, Coder, Codes, coded
from carescore.segmentation import Dialogue, Turn
from carescore.text.regex import lazy
from carescore.transcript import Role

KINDS = (
    *("tell", "show", "do", "praise", "child_word", "address", "fear_word", "threat", "parent"),
    "procedure",
)
CHILDISH = ("child_word", "address")
_LABEL = lazy(r"\b(?:child|kid|toddler|boy|girl|young patient)\b", re.IGNORECASE)  # in a speaker's label


def is_there(codes: Codes) -> bool:
    """Whether a child is spoken to: a label says so, or words for children do, two of them or one beside a parent."""
    if any(_LABEL.search(speaker.id) for speaker in codes.dialogue.speakers):
        return True
    found = codes["child_friendly"]
    parent = any(turn.role is Role.COMPANION for turn in codes.dialogue.turns) or bool(_turns(found, "parent"))
    return sum(code.kind in CHILDISH for code in found) >= (1 if parent else 2)


def spoken_to(codes: Codes) -> list[Turn]:
    """The staff turns that hold children's words, or neither name the parent nor stand between the parent's turns."""
    found, dialogue = codes["child_friendly"], codes.dialogue
    childish, parent = _turns(found, *CHILDISH), _turns(found, "parent")
    return [
        t for t in dialogue.side("staff") if t.index in childish or not (t.index in parent or _between(dialogue, t))
    ]


def _turns(found: Iterable[Code], *kinds: str) -> set[int]:
    return {code.turn for code in found if code.kind in kinds}


def _between(dialogue: Dialogue, turn: Turn) -> bool:
    near = [dialogue.turns[i].role for i in (turn.index - 1, turn.index + 1) if 0 <= i < len(dialogue.turns)]
    return bool(near) and all(role is Role.COMPANION for role in near)


CODER = Coder(
    name="child_friendly",
    kinds={key: {} for key in KINDS},
    find=coded("child_friendly"),
    source="AAPD guideline on behaviour guidance",
)
