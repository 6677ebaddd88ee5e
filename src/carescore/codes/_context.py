"""What must stand around a phrase for it to mean what its lexicon label says: rules on the rest of
its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carescore.segmentation import Turn
from carescore.text.people import PARENTS
from carescore.text.regex import lazy, one_of

REACH = 90  # characters looked at before and after a phrase
# Stays a pattern: a part of others, in which any number of adverbs may stand one after the other.
ADVERB = (
    "(?:so|really|very|just|quite|pretty|kind of|sort of|a bit|a little(?: bit)?|extremely|"
    "super|all|even|too|like|such|"
    "incredibly|absolutely|certainly|definitely|probably|completely|totally|understandably|"
    "obviously|clearly|still)"
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "İ": "I"})  # the one capital that lower() makes two signs of
_SENTENCE = lazy(r"[.?!]\s")
_NEXT = lazy(r"(?<=[.?!])\s")
_SPOKEN = {  # how an accent or a dialect is written down: the rules know the usual spelling
    "dis": "this",
    "dat": "that",
    "dey": "they",
    "dem": "them",
    "dere": "there",
    "de": "the",
    "da": "the",
    "den": "then",
    "tink": "think",
    "ting": "thing",
    "wit": "with",
    "wid": "with",
    "ya": "you",
    "cos": "because",
    "cuz": "because",
    "coz": "because",
    "wanna": "want to",
    "y'all": "you",
}
_RESPELLED = lazy(rf"\b(?:{'|'.join(_SPOKEN)})\b|\b(?P<stem>\w{{2,}}in)'(?!\w)|\bme (?={one_of(PARENTS)}\b)")


def before(pattern: str) -> re.Pattern[str]:
    """A pattern that must end right before a phrase."""
    return lazy(rf"(?:{pattern})[\s,]*$")


def after(pattern: str) -> re.Pattern[str]:
    """A pattern that must begin right after a phrase."""
    return lazy(rf"[\s,]*(?:{pattern})")


@dataclass(frozen=True, slots=True)
class Rule:
    """kind: what the phrase shows; before and after: what must stand there; unless_before and unless_after: what must
    not; polar: whether a negation before the phrase takes it back."""

    kind: str
    before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    unless_before: re.Pattern[str] | None = None
    unless_after: re.Pattern[str] | None = None
    polar: bool = True

    def fits(self, left: str, right: str) -> bool:
        """Whether a phrase between left and right shows the kind, negation left aside."""
        return (
            (self.before is None or self.before.search(left) is not None)
            and (self.after is None or self.after.match(right) is not None)
            and (self.unless_before is None or self.unless_before.search(left) is None)
            and (self.unless_after is None or self.unless_after.match(right) is None)
        )


def plain(text: str) -> str:
    """Lower case with plain apostrophes; as long as the text."""
    return text.translate(_PLAIN).lower()


def around(turn: Turn, start: int, end: int) -> tuple[str, str, str]:
    """What stands before a phrase in its sentence, the phrase, and what stands after it, as far as
    REACH goes."""
    text = turn.text
    left = _SENTENCE.split(plain(text[max(0, start - REACH) : start]))[-1]
    right = _NEXT.split(plain(text[end : end + REACH]))[0]
    return _usual(left), plain(text[start:end]).replace(" n't", "n't"), _usual(right)


def _usual(said: str) -> str:
    """The usual spelling of what is said around a phrase."""
    return _RESPELLED.sub(_spelling, said.replace(" n't", "n't"))


def _spelling(match: re.Match[str]) -> str:
    if match["stem"]:
        return f"{match['stem']}g"
    return _SPOKEN.get(match[0], "my ")
