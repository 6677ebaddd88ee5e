"""In which manner somebody comes in while another speaks, by the words of both: supportive, neutral or against."""

from __future__ import annotations

import re

from carescore.text.marks import CUT_OFF
from carescore.text.regex import lazy, one_of
from carescore.text.words import ASSENTS, BEGINNING, straight

MANNERS = (
    "completes",
    "closes",
    "answers",
    "affirms",
    "joins",
    "clarifies",
    "contradicts",
    "advises_over",
    "changes_topic",
    "responds",
)
SUPPORTIVE = ("completes", "closes", "affirms")  # readers mark the others nearly as often as what changes the topic
COMPLETION_WORDS = 5
SHORT_WORDS = 3  # a question of so few words asks back
_NEAR = 60  # characters: a question so near the end is still open, and what follows answers it
_TAIL = 300  # characters of the talk before that a newcomer may take words from

# They stay patterns: each is bound to the end or the beginning of what was said, or ends in any form of a word.
_OPEN_END = lazy(
    r"\b(?:a|an|the|my|your|his|her|its|our|their|this|to|of|in|on|at|for|with|from|and|or|but|because|that|which|is|are|"
    r"was|were|be|been|very|so|like|more|if|when|it's|that's|i'm|you're|called|about|just|really)[\s,]*$",
    re.IGNORECASE,
)
_TOKEN = lazy(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LONG = lazy(r"[^\W\d_]{4,}")
STARTS_BACK = lazy(
    r"^\W*(?:\[inaudible\]|(?:ok(?:ay)?|yeah|yes|mm+[- ]?h*m*|right|sure|i see|all ?right|oh+|ah|no|perfect|great)\b)",
    re.IGNORECASE,
)
_CLOSES = lazy(rf"^\W*(?:{BEGINNING}\W+)?(?:bye\b|goodbye|take care|have a (?:good|nice|great)|see you)", re.I)
_REPAIRS = lazy(
    rf"^\W*(?:(?:{BEGINNING}|sorry|wait|hold on)\W+)*(?:which|did you say|do you mean|you mean|you said|is that"
    rf"|was that"
    r"|say that again|can you repeat|sorry\?|pardon|what was that)\b",
    re.IGNORECASE,
)
_AFFIRMS = lazy(
    r"^\W*(?:exactly|absolutely|of course|true|that's (?:right|true|it)|definitely|same here|totally|right,? right)\b",
    re.IGNORECASE,
)
_OPPOSES = lazy(
    rf"^\W*(?:(?:{one_of(ASSENTS)}|well)\W+)?(?:no|but|actually|listen|look|that's not|you can't|i don't think|nobody"
    r"|it's not|well)\b",
    re.IGNORECASE,
)
_ADVISES = lazy(
    r"\byou(?:'ll| really|'d better| just)? (?:need|have|ought|want|should|must|could|can|better)\b|\bwhy don't you\b"
    r"|\b(?:calm down|i'd (?:recommend|suggest|advise)|i (?:recommend|suggest|advise)|don't worry|try to)\b",
    re.IGNORECASE,
)
_JOINS = lazy(r"^\W*(?:and|so|or|because|'cause|like)\b", re.IGNORECASE)
_COMMON_SHORT = frozenset("i a the it you to and of is that in".split())
_COMMON = frozenset(
    "that this with have been they them then what when were will just like know from your about there would could "
    "really well yeah okay because think going want some more very much here".split()
)


def manner(before: str, after: str, later: str) -> str:
    """One of MANNERS. before: what is cut; after: what the other says; later: what the first says next, or ""."""
    before, after, later = straight(before), straight(after), straight(later)
    asks = "?" in after[: _NEAR * 2]
    shared = bool(_content(before[-_TAIL:]) & _content(after[:_TAIL]))
    if completes(before, after, later):
        return "completes"
    if _CLOSES.match(after):
        return "closes"
    if "?" in before[-_NEAR:] and not asks:
        return "answers"
    return _asking(after, shared) if asks else _telling(after, shared)


def _asking(after: str, shared: bool) -> str:
    few = len(_TOKEN.findall(after)) <= SHORT_WORDS
    return "clarifies" if few or shared or _REPAIRS.match(after) else "changes_topic"


def _telling(after: str, shared: bool) -> str:
    if _AFFIRMS.match(after):
        return "affirms"
    if _OPPOSES.match(after):
        return "contradicts"
    if _ADVISES.search(after[: _NEAR * 2]):
        return "advises_over"
    if _JOINS.match(after):
        return "joins"
    return "responds" if shared else "changes_topic"


def completes(before: str, after: str, later: str) -> bool:
    """Whether a few words finish the other's open sentence, and are then taken up ("yes", or the words again)."""
    words = _TOKEN.findall(after.lower())
    if not 0 < len(words) <= COMPLETION_WORDS or after.rstrip().endswith("?") or not later:
        return False
    if not _OPEN_END.search(CUT_OFF.sub("", before)):
        return False
    again = set(_TOKEN.findall(later.lower())[:6]) - _COMMON_SHORT
    return bool(STARTS_BACK.match(later)) or bool(set(words) & again)


def _content(text: str) -> set[str]:
    return {word[:6] for word in _LONG.findall(text.lower()) if word not in _COMMON}
