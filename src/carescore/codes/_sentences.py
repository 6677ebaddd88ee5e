"""Where in a turn a head of the codes finds what it looks for."""

from __future__ import annotations

from carescore.codes._base import Codes
from carescore.predictors.codes import SENTENCE_HEADS


def likeliest(codes: Codes, turn: int, head: str) -> tuple[int, int]:
    """(start, end) of the turn's likeliest sentence, the whole turn where it has none."""
    numbers = codes.dialogue.prose.numbers_of(turn)
    if not numbers:
        return 0, len(codes.dialogue.turns[turn].text)
    scores = codes.signals.judged.sentences[numbers.start : numbers.stop, SENTENCE_HEADS.index(head)]
    _, start, end = codes.signals.sentences[numbers.start + int(scores.argmax())]
    return start, end
