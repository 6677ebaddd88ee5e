"""Staff check whether the patient has understood.

Definition. "invitation": "any questions?", "does that make sense?", good practice at a close; "check": asks whether the
patient has understood ("did you get all that?"); "own_words": asks the patient to say it ("how will you take it?").
Near-misses. An open check before any step was named asks for the history: the measure leaves it out.
Attributes. owned: staff take the responsibility in the same turn ("so I know I explained it well"). answered: the
patient's next turn has at least 5 words and repeats a word of what staff said before.
Source. AHRQ teach-back; Always Use Teach-back!; 5Ts (Anderson 2020).
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.codes._base import Code, Coder, Codes, phrases
from carescore.text.words import telling
from carescore.transcript import words_in

LEAST_WORDS = 5
BACK = 6  # staff turns whose words an answer may repeat
YES_NO = ("yes", "no")
_KINDS = {"check": "check", "invitation": "invitation", "own words": "own_words"}


def find(codes: Codes) -> Iterator[Code]:
    found = phrases(codes.dialogue, codes.signals, "teach_back", only=_KINDS)
    mine = phrases(codes.dialogue, codes.signals, "teach_back", only=("mine",)) if found else ()
    owned = {item.turn for item in mine}
    for item in found:
        answered = item.label == "own words" and _answered(codes, item.turn)
        attributes = {"owned": YES_NO[item.turn not in owned], "answered": YES_NO[not answered]}
        yield Code(item.turn, item.start, item.end, _KINDS[item.label], attributes, start_ms=item.start_ms)


def _answered(codes: Codes, turn: int) -> bool:
    """Whether the patient's next turn says some of it again."""
    replies = [code for code in codes["replies"] if code.replies_to == turn and code.attributes["how"] == "words"]
    said = words_in(codes.text(replies[0])) if replies else []
    earlier = [t.text for t in codes.dialogue.turns[: turn + 1] if t.side == "staff"][-BACK:]
    before = [word for text in earlier for word in words_in(text)]
    return len(said) >= LEAST_WORDS and bool(telling(" ".join(said)) & telling(" ".join(before)))


CODER = Coder(
    name="teach_back",
    kinds={key: {"owned": YES_NO, "answered": YES_NO} for key in _KINDS.values()},
    find=find,
    source="AHRQ; Always Use Teach-back!; Howard et al. 2013",
)
