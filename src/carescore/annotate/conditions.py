"""The conditions under which a phrase of a lexicon counts: who says it, how it is meant, what stands around it.

A condition holds for one row (its column) or for every row of some labels (a header line: ``# when LABEL, LABEL: KEY =
VALUE``). Keys: side (staff or patient; both where it is not given); polarity (affirmed or negated); mood (asked or
told); before and after (what stands right beside the phrase in its sentence), near (anywhere in the sentence, the
phrase included), earlier (anywhere before the phrase, over the ends of sentences), turn (anywhere in the turn), each
also with ``not_``. Grammar of what stands there: as of patterns, and ``...`` anything within the sentence, ``word*``
any ending, ``*`` any word, ``^`` and ``$`` the edges of the sentence. All but turn reach REACH characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from carescore.annotate.patterns import balanced
from carescore.text.context import asked, negated, sentence
from carescore.text.regex import lazy
from carescore.text.words import plain

REACH = 90  # characters before and after a phrase that may change what it means
_CHOICES = {"side": ("staff", "patient"), "polarity": ("affirmed", "negated"), "mood": ("asked", "told")}
_PLACES = ("before", "after", "near", "earlier", "turn")
KEYS = (*_CHOICES, *_PLACES, *(f"not_{place}" for place in _PLACES))
_GAP = r"(?:[\s,]+|(?<=[\s,])|(?<=^))"  # a space; nothing where the optional word before it is missing
_SIGNS = {"(": "(?:", "[": "(?:", "]": ")?", "*": r"\w*", " ": _GAP}
_TOKEN = lazy(r"\.\.\.|.")
_USUAL = lazy(r"(?:[\w\s'’,;:|()\[\]*^$…-]|\.\.\.)*")  # if balanced, an expression without a fault
_FRAMES = {"before": r"(?<!\w)(?:{})[\s,;:\"“(-]*$", "after": r"^[\s,;:\"”)-]*(?:{})(?!\w)"}
_ANYWHERE = r"(?<!\w)(?:{})(?!\w)"


@dataclass(frozen=True, slots=True)
class When:
    """Conditions that must all hold. around: (place, whether it must be there, what)."""

    side: str | None = None
    polarity: str | None = None
    mood: str | None = None
    around: tuple[tuple[str, bool, re.Pattern[str]], ...] = ()

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether they hold for the phrase at text[start:end], its side left aside."""
        if self.polarity and negated(text, start) != (self.polarity == "negated"):
            return False
        if self.mood and asked(text, start, end) != (self.mood == "asked"):
            return False
        if not self.around:
            return True
        places = _around(text, start, end)
        return all((what.search(places[place]) is not None) == wanted for place, wanted, what in self.around)


ALWAYS = When()


def _around(text: str, start: int, end: int) -> Mapping[str, str]:
    """What stands at each place around a phrase, in plain lower case."""
    first, last = sentence(text, start, end)
    earlier = plain(text[max(0, start - REACH) : start])
    left = earlier[max(0, first - max(0, start - REACH)) :]
    right = plain(text[end : min(last, end + REACH)]).rstrip(" .?!\n")
    near = left + plain(text[start:end]) + right
    return {"before": left, "after": right, "near": near, "earlier": earlier, "turn": plain(text)}


def when(cells: Mapping[str, str]) -> When:
    """The conditions of some cells by key; empty cells and other columns say nothing. Raises ValueError for a value
    that is none of a key's."""
    given = {key: value for key in KEYS if (value := cells.get(key, ""))}
    chosen = {key: _chosen(key, value) for key, value in given.items() if key in _CHOICES}
    around = [(key.removeprefix("not_"), key in _PLACES, _pattern(key, value)) for key, value in given.items()]
    return When(**chosen, around=tuple(one for one in around if one[0] not in _CHOICES))


def _chosen(key: str, value: str) -> str:
    if value not in _CHOICES[key]:
        raise ValueError(f"{key} is {' or '.join(_CHOICES[key])}")
    return value


@cache
def _pattern(key: str, cell: str) -> re.Pattern[str]:
    """A cell as a regular expression. Raises ValueError for an unbalanced group."""
    signs = (r"[^.?!]*?" if sign == "..." else _SIGNS.get(sign, sign) for sign in _TOKEN.findall(cell))
    found = lazy(_FRAMES.get(key.removeprefix("not_"), _ANYWHERE).format("".join(signs)))
    if not (_USUAL.fullmatch(cell) and balanced(cell)):
        try:
            found.search("")
        except re.error:
            raise ValueError("unbalanced group") from None
    return found


def both(one: When, other: When) -> When:
    """The conditions of both; what the first chooses goes before."""
    return When(
        one.side or other.side, one.polarity or other.polarity, one.mood or other.mood, one.around + other.around
    )
