"""Which words of a talk are people's names, told by where they stand: an unfamiliar name is no jargon.

A word with a capital in a speaker's label, after a title, in an introduction, in a greeting or farewell, or beside what
somebody is ("the nurse, X,", "X, our hygienist", "my son X") is a name wherever the talk has it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from carescore.segmentation import Dialogue
from carescore.segmentation.names import addressed, introduced
from carescore.text.dates import PARTS_OF_DAY
from carescore.text.people import PROFESSIONS, RELATIVES, TITLES
from carescore.text.regex import either_case, lazy, one_of
from carescore.text.words import GREETINGS

_NAME = r"(?P<name>[^\W\d_a-z][\w'’-]+)(?: (?P<more>[^\W\d_a-z][\w'’-]+))?"
# Stays a pattern: a part of those that tell a name by its capitals and its place.
_IS = one_of(PROFESSIONS, RELATIVES, ("colleague", "friend", "boss", "neighbor", "neighbour"))
_PLACES = tuple(
    lazy(pattern)
    for pattern in (
        rf"\b{either_case(TITLES, ('sister',))}\b\.? {_NAME}",
        rf"\b(?:[Mm]y name(?:['’]s| is)|[Cc]all me|[Nn]amed?|called) {_NAME}",
        rf"\b(?:[Tt]hank you|[Tt]hanks|[Bb]ye|day|night|weekend|{one_of(PARTS_OF_DAY)}|care|[Ww]elcome|[Ss]orry"
        rf"|{either_case(GREETINGS)}|[Yy]es|[Oo]kay),? {_NAME}(?=\s*[,.?!]|\s*$)",
        rf"\b(?:[Mm]y|[Oo]ur|[Yy]our|[Tt]he|[Hh]is|[Hh]er) {_IS},? {_NAME}",
        rf"{_NAME}, (?:my|our|your|the|one of (?:our|the)) (?:\w+ ){{0,2}}{_IS}\b",
    )
)
_WORD = lazy(r"[^\W\d_]+")


def names(dialogue: Dialogue, among: Collection[str]) -> frozenset[str]:
    """Which of some words (lower case) are of names in a talk; a turn that has none of them is not looked at."""
    return frozenset(word for name in _names(dialogue, among) for word in _WORD.findall(name.lower())).intersection(
        among
    )


def _names(dialogue: Dialogue, among: Collection[str]) -> Iterator[str]:
    for speaker in dialogue.speakers:
        yield from (speaker.id, speaker.name or "")
    for turn in dialogue.turns:
        low = turn.text.lower()
        if not any(word in low for word in among):
            continue
        yield introduced(turn.text) or ""
        yield from addressed(turn.text)
        for pattern in _PLACES:
            for match in pattern.finditer(turn.text):
                yield from (match["name"], match["more"] or "")
