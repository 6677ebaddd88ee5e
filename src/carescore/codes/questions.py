"""Questions of staff: how much they leave to the answer, and how they are strung together.

Definition. A staff sentence is a question when it ends in "?" ("sorry?" and a statement with "okay?" are none), asks to
be told ("tell me about"), or, where the mark is missing, starts as a question and the `behaviour` model agrees. Open:
what, how, why, "tell me", wanting a clause. Closed: yes/no ("have you noticed"), either-or, a number, a date, a place.
Leading: a statement with a tag or a negative one. Greeting: "how are you?" in the first turns. Reproach: a question in
form only ("what did you expect?", "why didn't you …?"). Check: "any questions?". Identity and admin: slots to fill.
Stacked: a turn with two or more of them. Chain: six or more closed or leading ones in a row, over turns in which nobody
asks openly and the patient answers briefly; one code at the first, with its extent.
Near-misses. "Why don't you sit down?" suggests; "how are you feeling now?" is open; a question that is told ("they
asked what it was") is none; greetings, checks and slots are in no chain.
Attributes. stacked, chain: questions (how many); chain: until (the last turn).
Source. MITI 3 / MISC 2 (open and closed); Robinson & Heritage 2006; Roter & Hall 2006 (chains of closed questions).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from carescore.codes._base import Code, Coder, Codes
from carescore.codes._question_rules import Asked, questions_in
from carescore.segmentation import Turn
from carescore.transcript import words_in

GREETED = 6  # turns in which "how are you?" greets
STACK = 2  # questions in a turn from which they are stacked
CHAIN = 6  # closed questions in a row from which they are a chain
TELLS = 25  # words: a patient who answers at such length is not questioned away, and staff who say so much explain
BOUND = ("closed", "leading")


def asked(codes: Codes) -> dict[int, list[Asked]]:
    """The questions of every staff sentence that asks, by number of the sentence."""
    return codes.once(_asked)


def _asked(codes: Codes) -> dict[int, list[Asked]]:
    signals, turns = codes.signals, codes.dialogue.turns
    found: dict[int, list[Asked]] = {}
    for number, (turn, _, _) in enumerate(signals.sentences):
        if turns[turn].side == "staff":
            one = questions_in(signals.sentence_texts[number], lambda n=number: float(signals.asks[n]))  # type: ignore[misc]  # bound at once
            if one:
                found[number] = one
    return found


def find(codes: Codes) -> Iterator[Code]:
    singles = list(_singles(codes))
    yield from singles
    by_turn = {turn: list(own) for turn, own in groupby(singles, key=lambda code: code.turn)}
    for own in by_turn.values():
        if len(own) >= STACK:
            first, last = own[0], own[-1]
            yield Code(
                first.turn, first.start, last.end, "stacked", {"questions": str(len(own))}, start_ms=first.start_ms
            )
    for chain in _chains(codes.dialogue.turns, by_turn):
        first, extent = chain[0], {"questions": str(len(chain)), "until": str(chain[-1].turn)}
        yield Code(first.turn, first.start, first.end, "chain", extent, start_ms=first.start_ms)


def _singles(codes: Codes) -> Iterator[Code]:
    for number, own in asked(codes).items():
        index, begin, _ = codes.signals.sentences[number]
        turn = codes.dialogue.turns[index]
        for one in own:
            start = begin + one.start
            kind = "open" if one.kind == "greeting" and index >= GREETED else one.kind
            yield Code(index, start, begin + one.end, kind, start_ms=turn.ms_at(start))


def _chains(turns: tuple[Turn, ...], by_turn: dict[int, list[Code]]) -> Iterator[list[Code]]:
    """The bound questions of every stretch that is long enough, in order."""
    run: list[Code] = []
    for turn in turns:
        own = by_turn.get(turn.index, [])
        if _breaks(turn, own):
            if len(run) >= CHAIN:
                yield run
            run = []
        run += [code for code in own if code.kind in BOUND]
    if len(run) >= CHAIN:
        yield run


def _breaks(turn: Turn, own: list[Code]) -> bool:
    """Whether a turn ends a row of closed questions: somebody speaks at length without one, or asks openly."""
    if any(code.kind == "open" for code in own):
        return True
    return not any(code.kind in BOUND for code in own) and len(words_in(turn.text)) > TELLS


_COUNTED = {"questions": ()}
CODER = Coder(
    name="questions",
    kinds={
        **{kind: {} for kind in ("open", "closed", "leading", "greeting", "reproach", "check", "identity", "admin")},
        "stacked": _COUNTED,
        "chain": {**_COUNTED, "until": ()},
    },
    find=find,
    source="MITI 3; MISC 2; Robinson & Heritage 2006; Roter & Hall 2006",
)
