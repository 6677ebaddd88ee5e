"""Where in a turn a head of the codes finds what it looks for."""

from __future__ import annotations

import numpy as np

from carescore.codes._base import Codes
from carescore.predictors.codes import SENTENCE_HEADS

OPENING = "opening"  # a patient says it in one word: "Terrified."


def likeliest(codes: Codes, turn: int, head: str) -> tuple[int, int]:
    """(start, end) of the turn's likeliest sentence, the whole turn where it has none. One word of staff shows nobody
    what was meant ("There.") where a longer sentence stands beside it."""
    numbers = codes.dialogue.prose.numbers_of(turn)
    if not numbers:
        return 0, len(codes.dialogue.turns[turn].text)
    scores = codes.signals.judged.sentences[numbers.start : numbers.stop, SENTENCE_HEADS.index(head)]
    texts = codes.dialogue.prose.sentence_texts
    short = np.array([head != OPENING and len(texts[number].split()) == 1 for number in numbers])
    place = int(scores.argmax() if short.all() else np.where(short, -np.inf, scores).argmax())
    _, start, end = codes.signals.sentences[numbers.start + place]
    return start, end
