"""How the patient side takes a staff turn: it accepts, refuses or answers otherwise.

Definition. One code for each reply to a staff turn: a listener signal of that side on it ("mm-hm"), and its next turn,
unless staff take two more before. "accepts" begins by agreeing or thanking, "refuses" by a no, a "but" or
a cannot; "answers" is any other reply.
Near-misses. "Yes, but I can't" and "Okay, no" refuse; "No problem" and "No, that's fine" accept nothing and refuse
nothing.
Attributes. how: "words" or "signal".
Source. Acceptance as agreement with an action item (Purver et al. 2007); the openings of turns written for carescore.
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.codes._base import Code, Coder, Codes
from carescore.segmentation import Dialogue, Turn
from carescore.text.regex import lazy, one_of
from carescore.text.words import ASSENTS, BEGINNING, HESITATION, LINKS, MURMUR, plain

# They stay patterns: a reply begins with them, behind any number of fillers, and what follows may take them back.
_YES = lazy(
    rf"^[\W_]*(?:(?:{HESITATION}|{one_of(LINKS)})\W+)*(?:{one_of(ASSENTS)}|yep|yup|aye|ya|okey|great|perfect|good"
    rf"|fine|sounds|that (?:works|sounds|would|will|makes|helps|is|'s)|that's|works|absolutely|exactly"
    r"|definitely|of course"
    r"|got it|you got it|i will|i'll|will do|i can|we can|we will|we'll|let's|thank|thanks|cool|lovely|wonderful"
    r"|excellent"
    rf"|correct|{MURMUR}|no problem|agreed|brilliant|cheers|understood|makes sense|i guess)\b",
)
_NO = lazy(
    rf"^[\W_]*(?:{BEGINNING}\W+)*(?:no\b(?!\W+(?:problem|that's (?:fine|all|it|great)"
    r"|worries|questions))|not really"
    r"|nope|nah|but\b|i can't|i don't (?:want|think|have|need)|i won't|that (?:doesn't|won't|isn't)|that's not"
    r"|forget it|never ?mind)",
)


HOW = {"how": ("words", "signal")}


def find(codes: Codes) -> Iterator[Code]:
    for turn in codes.dialogue.side("staff"):
        if any(codes.dialogue.side_of(signal) == "patient" for signal in turn.backchannels):
            yield Code(turn.index, 0, len(turn.text), "accepts", {"how": "signal"}, None, turn.index, turn.start_ms)
        if reply := _next(codes.dialogue, turn):
            kind, end = kind_of(reply.text), len(reply.text)
            yield Code(reply.index, 0, end, kind, {"how": "words"}, None, turn.index, reply.start_ms)


def _next(dialogue: Dialogue, turn: Turn) -> Turn | None:
    """The patient side's first turn after a staff turn, None when a second staff turn comes first."""
    staff = 0
    for place in range(turn.index + 1, len(dialogue.turns)):
        later = dialogue.turns[place]
        if later.side == "patient":
            return later
        staff += later.side == "staff"
        if staff > 1:
            return None
    return None


def kind_of(text: str) -> str:
    """What a reply begins with."""
    said = plain(text)
    if _NO.match(said):
        return "refuses"
    return "accepts" if _YES.match(said) else "answers"


CODER = Coder(
    name="replies",
    kinds={"accepts": HOW, "refuses": HOW, "answers": HOW},
    find=find,
    source="Purver et al. 2007",
)
