"""How the patient's side ends a conversation: thanks, agreement and farewells that say nothing of the matter.

Definition. The last turns of the patient's side, back to the first that is neither: "parting", a turn that holds
a farewell or nothing but thanks, agreement and such words.
Near-misses. Thanks in the middle of a conversation; "Can you take care of it?" is no goodbye.
Attributes. None.
Source. Words written for carescore.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from carescore.codes._base import Code, Coder, Codes, whole
from carescore.segmentation import Turn
from carescore.text.regex import lazy
from carescore.text.words import BEGINNING

# Stays a pattern: a turn that is nothing but such words, in any number and order.
_CLOSING = lazy(
    r"(?:\W*\b(?:bye(?:[- ]bye)?|goodbye|take care|see you(?: \w+){0,2}|have a (?:good|nice|great|lovely) \w+|you too"
    rf"|thank(?:s| you)(?: so much| very much| a lot| again)*(?: for (?:your|the) \w+)?|same to you|cheers|{BEGINNING}"
    r"|great|perfect|fine|good|no|sir|ma'?am|doctor"
    r"|i appreciate (?:it|that)|(?:i think )?that(?:['’]s| is) (?:it|all|everything|great|good|fine))\b)+\W*",
    re.IGNORECASE,
)
_FAREWELL = lazy(
    r"\b(?:bye|goodbye|take care(?! of\b)|see you|have a (?:good|nice|great|lovely)|you too)\b", re.IGNORECASE
)


def find(codes: Codes) -> Iterator[Code]:
    for turn in takewhile(_parts, reversed(codes.dialogue.side("patient"))):
        yield Code.of(whole(turn, "parting"))


def _parts(turn: Turn) -> bool:
    return bool(_CLOSING.fullmatch(turn.text) or _FAREWELL.search(turn.text))


CODER = Coder(name="partings", kinds={"parting": {}}, find=find, source="words written for carescore")
