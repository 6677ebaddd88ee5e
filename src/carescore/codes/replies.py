"""How the other side takes what was said: acceptance and refusal in a reply."""

from __future__ import annotations

import re

from carescore.segmentation import Dialogue, Turn

_YES = re.compile(
    r"^[\W_]*(?:(?:oh|um+|uh+|well|so|and)\W+)*(?:yes|yeah|yep|yup|aye|ya|ok|okay|okey|sure|right|all right|alright"
    r"|great|perfect"
    r"|good|fine|sounds|that (?:works|sounds|would|will|makes|helps|is|'s)|that's|works|absolutely|exactly"
    r"|definitely|of course"
    r"|got it|you got it|i will|i'll|will do|i can|we can|we will|we'll|let's|thank|thanks|cool|lovely|wonderful"
    r"|excellent"
    r"|correct|mm-?hm+|mhm|uh-?huh|no problem|agreed|brilliant|cheers|understood|makes sense|i guess)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^[\W_]*(?:(?:oh|um+|uh+|well|but|yeah|yes|okay|ok)\W+)*(?:no\b(?!\W+(?:problem|that's (?:fine|all|it|great)"
    r"|worries|questions))|not really"
    r"|nope|nah|but\b|i can't|i don't (?:want|think|have|need)|i won't|that (?:doesn't|won't|isn't)|that's not"
    r"|forget it|never ?mind)",
    re.IGNORECASE,
)


def next_of(dialogue: Dialogue, turn: int, side: str) -> Turn | None:
    """The first turn of a side after a turn, None when a second turn of the other side comes first."""
    other = 0
    for later in dialogue.turns[turn + 1 :]:
        if later.side == side:
            return later
        other += later.side is not None
        if other > 1:
            return None
    return None


def is_yes(text: str) -> bool:
    """Whether a reply begins by accepting or confirming."""
    plain = text.replace("’", "'")
    return bool(_YES.match(plain)) and not _NO.match(plain)


def accepts(dialogue: Dialogue, turn: int) -> bool:
    """Whether the patient side accepts a staff turn: by a listener signal on it, or at the start of the next turn."""
    if dialogue.turns[turn].backchannels:
        return True
    reply = next_of(dialogue, turn, "patient")
    return reply is not None and is_yes(reply.text)
