"""Whether a term is explained where it is said: in its sentence, the next one, or the next thing staff say."""

from __future__ import annotations

import re
from functools import lru_cache

from carescore.annotate import Signals

_KIND = (
    "kind|type|sort|form|medicine|medication|drug|pill|tablet|test|scan|picture|condition|disease|illness|infection|"
    "problem|swelling|letter|statement|paper|fee|amount|share|part|number|price|plan|list|tube|film|layer|bone|muscle|"
    "nerve|gland|tissue|procedure|operation|study|doctor|specialist|word|name"
)
_POINTS = r"(?:that|this|it|they|those|these)(?: just| really| basically)?"
_AFTER = re.compile(  # begins within three words after the term
    r"^\W*(?:[\w'’]+\W+){0,3}?(?:"
    r"which (?:is|are|means?|just means|basically|stands|helps?|treats?|makes?)|"
    rf"{_POINTS} means|(?:that['’]s|that is) (?:when|where|just|basically|a|an|the|your|like|to say)\b|that is,|"
    r"meaning|in other words|also (?:called|known as)|like (?:a|an)\b|is when|are when|is (?:just|basically)|"
    r"or basically|stands? for|short for|in plain|simply put|"
    r"so(?: basically)? that['’]s (?:a|an|the|your|when|where))",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"^\s*(?:,|-|–|—|\(|or)\s*(?:or )?(?:it['’]s )?(?:a|an|the|your|another)\s+(?:\w+\s+){0,3}"
    rf"(?:{_KIND})\b",
    re.IGNORECASE,
)
_SYNONYM = re.compile(
    r"^\s*,?\s*or (?:(?:a|an|the|your|some|what we call) )?(?P<word>[a-z]+)\b(?! or\b)", re.IGNORECASE
)
_BEFORE = re.compile(
    r"(?:(?:we|doctors|dentists|people|i) (?:\w+ )?call (?:it|that|this|them|those)|"
    r"(?:it|that|this)(?:['’]s| is) (?:also )?(?:called|known as)|also (?:called|known as)|"
    r"(?:term|word|name) (?:for (?:it|that|this) )?is|in other words)\W+(?:(?:a|an|the)\W+)?$",
    re.IGNORECASE,
)
_OPENS = re.compile(
    rf"^\W*(?:(?:so|and|um|uh|okay|now|well|sorry|sure|oh)\W+)*(?:what )?(?:{_POINTS} means?|"
    r"(?:that|it|this)(?:['’]s| is)(?: just| basically| really)? "
    r"(?:when|where|basically|like|a|an|the|your|how|what)\b|"
    r"they(?:['’]re| are) (?:the|your|a|just|like)\b|basically|in other words|meaning)",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:what(?:['’]s| is| are| does)?|sorry|mean|pardon|never heard|don['’]t know)\b", re.IGNORECASE)


def explained(signals: Signals, turn: int, start: int, end: int, plain: str) -> bool:
    """Whether the term at start..end of a staff turn is glossed, or said in its plain words nearby."""
    text = signals.dialogue.turns[turn].text
    here, following = _sentences(signals, turn, start)
    if _AFTER.search(text[end : here[1]]) or _APPOSED.search(text[end : here[1]]):
        return True
    if _renamed(signals, turn, text[here[0] : here[1]], here[0], end):
        return True
    if _BEFORE.search(text[here[0] : start]) and len(text[here[0] : start].split()) > 3:
        return True
    after = text[following[0] : following[1]]
    if _OPENS.search(after) or _says(f"{text[here[0] : start]} {text[end : here[1]]} {after}", plain):
        return True
    return following[0] == following[1] and _in_reply(signals, turn, plain)


def _renamed(signals: Signals, turn: int, sentence: str, begin: int, end: int) -> bool:
    """Whether an everyday word follows the term behind "or", in a statement: in a question it is another item."""
    match = _SYNONYM.match(sentence[end - begin :])
    if not match or sentence.rstrip().endswith("?") or re.search(r"\bany\b", sentence[: end - begin]):
        return False
    at = end + match.start("word")
    hard = [(t, s) for t, s, _, p in signals.terms if p > 0.5]
    listed = any(
        h.turn == turn and h.start == at and h.entry.label != "known" for h in signals.phrases["jargon_density"]
    )
    return (turn, at) not in hard and not listed


def _sentences(signals: Signals, turn: int, start: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The sentence around an offset and the one after it, empty at the end of the turn."""
    spans = [(a, b) for number, a, b in signals.sentences_of(turn)]
    at = next((i for i, (_, b) in enumerate(spans) if start < b), len(spans) - 1)
    return spans[at], spans[at + 1] if at + 1 < len(spans) else (spans[at][1], spans[at][1])


def _in_reply(signals: Signals, turn: int, plain: str) -> bool:
    """Whether staff, going on after the patient asked or signalled, gloss what they said last."""
    turns = signals.dialogue.turns
    if turn + 2 >= len(turns) or turns[turn + 2].side != "staff" or len(turns[turn + 1].text.split()) > 12:
        return False
    reply = turns[turn + 2].text
    first = reply[: signals.sentences_of(turn + 2)[0][2]] if signals.sentences_of(turn + 2) else ""
    return _says(first, plain) or bool(_ASKS.search(turns[turn + 1].text) and _OPENS.search(first))


def _says(text: str, plain: str) -> bool:
    return bool(plain) and plain.lower() in text.lower() and _whole(plain).search(text) is not None


@lru_cache(maxsize=4096)
def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE)
