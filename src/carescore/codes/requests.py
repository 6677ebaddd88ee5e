"""What the patient side asks of staff, where staff say no to it, and how the patient side leaves it.

Definition. "request": the patient side asks for something to be done, to its sentence's end; "declined": staff say no
to what the patient side asked in one of its last two turns; "instead": staff say what can be done; "gave_up" and
"settled": the patient side lets a request go, or is content.
Near-misses. "We don't have any further questions" and "no problem" decline nothing; nor does a "we can't" that answers
neither a request nor a question.
Attributes. need: the number of the need that a request asks for, those that share content words being one; final:
whether the patient side gives up in its last four turns and nothing later settles it; instead: of a decline, whether
the same or the next staff turn offers something else: an option, a step of their own, what can be done.
Source. Stokoe, Sikveland & Symonds 2016 (requests, declines and what comes instead); phrases written for carescore.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from carescore.codes._base import Code, Coder, Codes, Evidence, phrases
from carescore.text.context import sentence
from carescore.text.words import telling

ALIKE = 2  # content words that make two requests one need
LAST = 4  # patient turns that are the end
BEFORE = 2  # patient turns that a decline may answer
OWN = ("i", "we", "named")  # whose steps are an alternative to a no


def find(codes: Codes) -> Iterator[Code]:
    dialogue, signals = codes.dialogue, codes.signals
    asked = list(phrases(dialogue, signals, "unresolved"))
    asked = [replace(item, end=_end(codes, item)) if item.label == "request" else item for item in asked]
    needs, final = _needs(codes, asked), _final(codes, asked)
    for item in asked:
        if item.label == "request":
            yield Code.of(item, need=str(needs[item.turn]))
        else:
            yield Code.of(item, "gave_up", final=item is final) if item.label == "gave up" else Code.of(item)
    requesting = needs.keys()
    said = phrases(dialogue, signals, "patient_burden", only=("decline", "instead"))
    offers = [item for item in said if item.label == "instead"]
    for item in said:
        if item.label == "instead":
            yield Code.of(item)
        elif (turn := _answered(codes, item, requesting)) is not None:
            yield replace(Code.of(item, "declined", instead=_instead(codes, item, offers)), replies_to=turn)


def _end(codes: Codes, item: Evidence) -> int:
    """The end of the sentence of a request, its mark left out."""
    text = codes.dialogue.turns[item.turn].text
    end = sentence(text, item.start, item.end)[1]
    return item.start + len(text[item.start : end].rstrip(" .?!\n"))


def _needs(codes: Codes, asked: Sequence[Evidence]) -> dict[int, int]:
    """The need that each turn with a request asks for, by the words that its first request shares with those before."""
    needs: list[frozenset[str]] = []
    of_turn: dict[int, int] = {}
    for item in asked:
        if item.label != "request" or item.turn in of_turn:
            continue
        words = telling(codes.text(item))
        at = next((i for i, need in enumerate(needs) if len(need & words) >= min(ALIKE, len(words) or 1)), len(needs))
        if at == len(needs):
            needs.append(frozenset())
        needs[at] |= words
        of_turn[item.turn] = at
    return of_turn


def _final(codes: Codes, asked: Sequence[Evidence]) -> Evidence | None:
    """The patient's last words of giving up, where nothing later settles it."""
    last = {turn.index for turn in codes.dialogue.side("patient")[-LAST:]}
    ends = [item for item in asked if item.label != "request" and item.turn in last]
    return ends[-1] if ends and ends[-1].label == "gave up" else None


def _answered(codes: Codes, item: Evidence, requesting: Container[int]) -> int | None:
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
        **{kind: {} for kind in ("instead", "settled")},
        "request": {"need": ()},
        "gave_up": {"final": ("yes", "no")},
        "declined": {"instead": ("yes", "no")},
    },
    find=find,
    source="Stokoe, Sikveland & Symonds 2016",
)
