"""Numbers as people say and write them: runs of digits, number words and single letters, and the digits they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carescore.text.numbers import ONES, TENS, VALUES
from carescore.text.regex import lazy
from carescore.text.words import HESITATIONS

_OH = frozenset({"oh", "o"})
_DIGITS = {word: str(value) for word, value in VALUES.items()}
WORDS = "|".join(sorted({*VALUES, "hundred", "thousand"}, key=len, reverse=True))
_ANY = lazy(rf"\d|\b(?:{WORDS})\b", re.IGNORECASE)
_TIMES = {"double": 2, "triple": 3}
_POWERS = {"hundred": "00", "thousand": "000"}
_ALPHABET = frozenset(
    "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa "
    "quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu".split()
)
_BETWEEN = HESITATIONS | {"dash", "hyphen", "space", "then"}
_JOINTS = frozenset("-–—.()#,+…")
_TOKEN = lazy(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_AS_IN = lazy(r"\s+(?:as in|like in|for)\s+(?!(?:my|the|a|an|your|me|you)\b)[^\W\d_]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of numbers and single letters; digits: what they mean, letters included; parts: one for each word."""

    start: int
    end: int
    parts: tuple[str, ...]

    @property
    def key(self) -> str:
        return "".join(self.parts)

    @property
    def digits(self) -> str:
        return "".join(sign for sign in self.key if sign.isdigit())


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str


def any_in(text: str) -> bool:
    """Whether a text has figures or a word of one."""
    return bool(_ANY.search(text))


def runs(text: str) -> list[Run]:
    """The runs of a text, each as long as it goes on."""
    if not any_in(text):
        return []
    tokens = [_Token(m.start(), m.end(), m[0]) for m in _TOKEN.finditer(text)]
    found: list[Run] = []
    held: list[tuple[_Token, str]] = []
    stop = 0
    for place, token in enumerate(tokens):
        if token.start < stop:
            continue
        value = _value(tokens, place, held)
        if value is not None and not (held and _broken(text, held[-1][0].end, token.start)):
            spelled = _AS_IN.match(text, token.end) if value.isalpha() else None
            stop = spelled.end() if spelled else token.end
            held.append((_Token(token.start, stop, token.text), value))
        elif value is not None:
            found += _run(held)
            held = [(token, value)]
        elif held and not _joins(text, token, held[-1][0].text):
            found += _run(held)
            held = []
    return [*found, *_run(held)]


def _run(held: Sequence[tuple[_Token, str]]) -> Iterator[Run]:
    if any(value[:1].isdigit() for _, value in held):
        yield Run(held[0][0].start, held[-1][0].end, tuple(_digits(value for _, value in held)))


def _joins(text: str, token: _Token, last: str) -> bool:
    """Whether a sign or a word may stand inside a run; a full stop only between figures, "and" only between words."""
    if token.text.lower() == "and":
        return last.isalpha() and text[: token.start].endswith(f"{last} ")
    if token.text in (".", "…"):
        return token.end < len(text) and not text[token.end].isspace()
    return token.text in _JOINTS or token.text.lower() in _BETWEEN


def _broken(text: str, end: int, start: int) -> bool:
    """Whether what stands between two numbers parts them: much space, or money."""
    between = text[end:start]
    return "\n" in between or "$" in between or len(between) > 12


def _value(tokens: Sequence[_Token], place: int, held: Sequence[tuple[_Token, str]]) -> str | None:
    """What a token stands for in a run: figures, a word of one, or a letter; None where it is none of these."""
    token = tokens[place]
    word = token.text.lower()
    if token.text.isdigit() or word in VALUES:
        return _DIGITS.get(word, token.text)
    after = tokens[place + 1].text.lower() if place + 1 < len(tokens) else ""
    counts = after.isdigit() or after in VALUES
    if word in _OH:
        hyphened = after == "-" and place + 2 < len(tokens) and tokens[place + 2].text.lower() in ONES
        return "0" if counts or held or hyphened else None
    if word in _TIMES or (word in _POWERS and held):
        return f"*{word}" if counts or after in _OH or word in _POWERS else None
    spells = place and tokens[place - 1].text.lower() in ("in", "for", "like", "as")  # "B as in bravo"
    if word in _ALPHABET and not spells:
        return word[0].upper() if counts or (held and held[-1][1] != "*") else None
    if len(word) == 1 and word.isalpha():
        near = place + 1 < len(tokens) and tokens[place + 1].start == token.end and tokens[place + 1].text == "-"
        glued = place + 1 < len(tokens) and tokens[place + 1].start == token.end and tokens[place + 1].text.isdigit()
        alone = word == "i" or (word == "a" and not (place and counts))  # words, but for "reference A 7 7 1"
        return token.text.upper() if token.text.isupper() and (not alone or near or glued or held) else None
    beside = place + 1 < len(tokens) and tokens[place + 1].start == token.end and counts
    behind = bool(held) and held[-1][0].end == token.start
    return token.text.upper() if (beside or behind) and token.text.isupper() and len(word) <= 5 else None


def _digits(values: Iterator[str]) -> Iterator[str]:
    """The digits of each part: "double five" is 55, "nineteen" "eighty" "one" is 19 and 81, "five" "hundred" is 500."""
    last, times = "", 1
    for value in values:
        word = value.removeprefix("*")
        if word in _TIMES:
            times = _TIMES[word]
        elif word in _POWERS:
            last += _POWERS[word]
        elif last in _TENS_VALUES and len(value) == 1 and value != "0":
            last = last[0] + value
        else:
            if last:
                yield last
            last, times = value * times, 1
    if last:
        yield last


_TENS_VALUES = frozenset(map(str, TENS.values()))
