"""How a phrase was said: asked, denied, or only reported ("they told me to …"). Looks only at words near a hit."""

from __future__ import annotations

import re
from collections.abc import Iterable

from carescore.annotate import Signals
from carescore.codes._base import Evidence, phrases
from carescore.segmentation import Dialogue

NEAR = 40  # characters before a phrase that may deny it or give it to somebody else
FAR = 400  # characters: no sentence of speech is longer, and talk without marks may have no end
_REPORTED = re.compile(
    r"\b(?:they|he|she|who|people|somebody|someone|nobody|doctor|dentist|nurse|(?:my|his|her) \w+)\s+(?:\w+\s+)?"
    r"(?:said|says|told|asked|tells|thinks|goes)\b(?:\s+(?:me|us|him|her|them|you))?(?:\s+(?:that|to|if|like))?"
    r"(?:\s+(?:s?he|they)(?:['’]\w+| is| was| are| were)?(?:\s+(?:so|really|very))?)?\W*$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no|hardly|without|nor|cannot)|n['’]?t)\b(?:[^\w.?!,;]+\w+){0,2}[^\w.?!,;]*$", re.IGNORECASE
)
_STARTS = re.compile(
    r"(?:^|[,;]|\b(?:and|or|so|but|ok|okay|um|uh|yeah|right|well|then))\W*(?:what|how|why|which|is|are|was|were|do|does"
    r"|did|has|have|had|can|could|would|will|any|tell me)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?]")


def reported(text: str, start: int) -> bool:
    """Whether the words at start are somebody else's, as told here."""
    return bool(_REPORTED.search(text[max(0, start - NEAR) : start]))


def denied(text: str, start: int) -> bool:
    """Whether a negation of the same clause reaches the words at start."""
    return bool(_DENIED.search(text[max(0, start - NEAR) : start]))


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a phrase, its end mark included, looking at most FAR to either side."""
    floor = max(0, start - FAR)
    left = max(text.rfind(mark, floor, start) for mark in ".!?") + 1
    after = _END.search(text, end, end + FAR)
    return max(left, floor), (after.end() if after else min(len(text), end + FAR))


def asked(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a phrase is a question, by its mark or, without any mark, by how it starts."""
    left, right = sentence(text, start, end)
    if text[right - 1 : right] in ".!":
        return False
    return text[right - 1 : right] == "?" or bool(_STARTS.search(text[left:end]))


def own(dialogue: Dialogue, signals: Signals, lexicon: str, side: str) -> tuple[Evidence, ...]:
    """The phrases of a lexicon that one side says itself: reported talk is left out."""
    found = phrases(dialogue, signals, lexicon, side)
    return tuple(item for item in found if not reported(dialogue.turns[item.turn].text, item.start))


def once(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The first of each label in a turn: repeats in one breath are one act."""
    first: dict[tuple[int, str], Evidence] = {}
    for item in items:
        first.setdefault((item.turn, item.label), item)
    return tuple(first.values())
