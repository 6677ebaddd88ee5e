"""Reflections: staff hand back what the patient meant, simply, with something added, or as a summary.

Definition. One code a turn: a staff turn that the bundled model `codes`, learnt from experts' codes and readers'
labels, judges to hand the patient's meaning back, and that is not only a question. summary: opens as one, or joins
contents that the patient side brought up in several earlier turns; complex: two sides, or a feeling not yet named; else
simple.
Near-misses. A question's syntax, a read-back of numbers or addresses, a reminder that only sets up a question, advice,
a warning, a confrontation, a diagnosis.
Attributes. depth: simple, complex, summary.
Source. MITI 4.2.1 (Moyers, Manuel & Ernst 2014).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carescore.codes._base import Code, Coder, Codes
from carescore.segmentation import Turn
from carescore.text.regex import lazy
from carescore.text.words import BEGINNING
from carescore.transcript import words_in

DEPTHS = ("simple", "complex", "summary")
WINDOW = 6  # earlier turns in which a feeling counts as named
JOINED = 2  # a summary joins more patient turns than these, and more than twice as many contents
SUMMARY_WORDS = 12
_READ_BACK = lazy(
    r"\d{3}|\d[- ]\d|\b(?:date of birth|birthday|phone|number|address|e-?mail|spelled|zip|postcode|street|insurance)\b",
    re.IGNORECASE,
)
_INVITES = lazy(
    rf"\W*(?:(?:{BEGINNING}|please)\W+)*"
    r"(?:tell me|talk me through|walk me through|say (?:some )?more|go on|help me understand|describe)\b",
    re.IGNORECASE,
)


def find(codes: Codes) -> Iterator[Code]:
    """The turns that reflect."""
    judged = codes.signals.judged
    found, chances = judged.found("reflection"), judged.probabilities("reflection")
    for turn in codes.dialogue.side("staff"):
        if not found[turn.index]:
            continue
        place = _statement(codes, turn)
        if place and not _READ_BACK.search(turn.text[place[0] : place[1]]):
            start, end = place
            attributes = {"depth": _depth(codes, turn, start, end)}
            chance = round(float(chances[turn.index]), 3)
            yield Code(turn.index, start, end, "reflection", attributes, chance, None, turn.ms_at(start))


def _statement(codes: Codes, turn: Turn) -> tuple[int, int] | None:
    """The turn's sentence that shares most with what the patient side said before, the longest of those that share as
    much; no question or invitation."""
    before = [t.index for t in codes.dialogue.turns[max(0, turn.index - WINDOW) : turn.index] if t.side == "patient"]
    heard = frozenset[str]().union(*(_about(codes, index) for index in before))
    numbers = [n for n in codes.dialogue.prose.numbers_of(turn.index) if not asks(codes.signals.sentence_texts[n])]
    if not numbers:
        return None
    contents, sentences = codes.signals.contents, codes.signals.sentences
    best = max(numbers, key=lambda n: (len(contents[n] & heard), sentences[n][2] - sentences[n][1]))
    return sentences[best][1], sentences[best][2]


def asks(sentence: str) -> bool:
    """Whether a sentence is a question, or invites to tell more."""
    return sentence.rstrip(" \"')").endswith("?") or _INVITES.match(sentence) is not None


def _depth(codes: Codes, turn: Turn, start: int, end: int) -> str:
    hits = codes.signals.phrases_in
    own = [(hit.entry.label, hit.start) for hit in hits(turn.index, "reflections") if hit.start < end]
    summary = any(label == "summary" for label, _ in own) or _joins(codes, turn.index)  # "So far:" may stand before it
    labels = {label for label, at in own if at >= start}
    if summary and len(words_in(turn.text)) >= SUMMARY_WORDS:
        return "summary"
    recent = range(max(0, turn.index - WINDOW), turn.index)
    named = any(hit.entry.label == "feeling" for index in recent for hit in hits(index, "reflections"))
    new_feeling = "feeling" in labels and not named
    return "complex" if "double" in labels or new_feeling else "simple"


def _joins(codes: Codes, index: int) -> bool:
    """Whether a turn joins enough contents that the patient side brought up first, in enough earlier turns."""
    first, turns = codes.once(_first), codes.dialogue.turns
    sources = [first[one] for one in _about(codes, index) if first[one] < index and turns[first[one]].side == "patient"]
    return len(set(sources)) > JOINED and len(sources) > 2 * JOINED


def _about(codes: Codes, turn: int) -> frozenset[str]:
    return codes.once(_contents)[turn]


def _first(codes: Codes) -> dict[str, int]:
    """The turn that brought up each content."""
    first: dict[str, int] = {}
    for turn, about in enumerate(codes.once(_contents)):
        for one in about:
            first.setdefault(one, turn)
    return first


def _contents(codes: Codes) -> list[frozenset[str]]:
    """What every turn is about."""
    own = (codes.dialogue.prose.numbers_of(turn.index) for turn in codes.dialogue.turns)
    return [frozenset().union(*(codes.signals.contents[n] for n in numbers)) for numbers in own]


CODER = Coder(
    name="reflections",
    kinds={"reflection": {"depth": DEPTHS}},
    find=find,
    source="MITI 4.2.1 (Moyers, Manuel & Ernst 2014)",
)
