"""What the patient side asks of staff, where staff say no to it, and how the patient side leaves it.

Definition. "request": the patient side asks for something to be done, to its sentence's end; "declined": staff say no
to what the patient side asked in one of its last two turns; "instead": staff say what can be done; "gave_up" and
"settled": the patient side lets a request go, or is content.
Near-misses. "We don't have any further questions" and "no problem" decline nothing; nor does a "we can't" that answers
neither a request nor a question.
Attributes. instead: of a decline, whether the same or the next staff turn offers something else: an option, a step of
their own, what can be done.
Source. Stokoe, Sikveland & Symonds 2016 (requests, declines and what comes instead); phrases written for carescore.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from carescore.codes._base import Code, Coder, Codes, Evidence, phrases
from carescore.text.context import sentence

BEFORE = 2  # patient turns that a decline may answer
OWN = ("i", "we", "named")  # whose steps are an alternative
_KINDS = {"request": "request", "gave up": "gave_up", "settled": "settled"}


def find(codes: Codes) -> Iterator[Code]:
    dialogue, signals = codes.dialogue, codes.signals
    asked = phrases(dialogue, signals, "unresolved")
    for item in asked:
        code = Code(item.turn, item.start, item.end, _KINDS[item.label], start_ms=item.start_ms)
        yield replace(code, end=_end(codes, item)) if code.kind == "request" else code
    requesting = {item.turn for item in asked if item.label == "request"}
    said = phrases(dialogue, signals, "patient_burden", only=("decline", "instead"))
    offers = [item for item in said if item.label == "instead"]
    for item in said:
        if item.label == "instead":
            yield Code(item.turn, item.start, item.end, "instead", start_ms=item.start_ms)
        elif (turn := _answered(codes, item, requesting)) is not None:
            instead = {"instead": "yes" if _instead(codes, item, offers) else "no"}
            yield Code(item.turn, item.start, item.end, "declined", instead, None, turn, item.start_ms)


def _end(codes: Codes, item: Evidence) -> int:
    """The end of the sentence of a request, its mark left out."""
    text = codes.dialogue.turns[item.turn].text
    end = sentence(text, item.start, item.end)[1]
    return item.start + len(text[item.start : end].rstrip(" .?!\n"))


def _answered(codes: Codes, item: Evidence, requesting: set[int]) -> int | None:
    """The patient turn to which a decline answers, None where nothing was asked."""
    before = [turn for turn in codes.dialogue.turns[: item.turn] if turn.side == "patient"][-BEFORE:]
    asking = [turn.index for turn in before if "?" in turn.text or turn.index in requesting]
    return asking[-1] if asking else None


def _instead(codes: Codes, item: Evidence, offers: Sequence[Evidence]) -> bool:
    """Whether the same or the next staff turn offers something else than what is declined."""
    later = [turn.index for turn in codes.dialogue.side("staff") if turn.index > item.turn][:1]
    offered = {e.turn for e in offers if (e.turn, e.start) >= (item.turn, item.end)}
    offered |= {code.turn for code in codes["options"] if code.kind != "asked"}
    offered |= {code.turn for code in codes["next_steps"] if code.attributes["who"] in OWN}
    return not offered.isdisjoint({item.turn, *later})


CODER = Coder(
    name="requests",
    kinds={
        **{kind: {} for kind in ("request", "instead", "gave_up", "settled")},
        "declined": {"instead": ("yes", "no")},
    },
    find=find,
    source="Stokoe, Sikveland & Symonds 2016",
)
