"""Praat TextGrid, long or short text form: every interval tier is a speaker, empty intervals are silence.

One tokenizer reads both forms: outside quotes only free-standing numbers, "strings" and <flags> count; the long form as
Praat itself writes it is read faster, by pattern. Tiers that cut a speaker into words or phones are no speakers.
Annotators' tags: <UNSURE>words</UNSURE> keeps its words, <UNIN/> and the like become [inaudible]. Source: Praat manual,
"TextGrid file formats"; PriMock57.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carescore.errors import ReadError
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_STRING = r'"([^"]*(?:""[^"]*)*)"'
_TIER = lazy(rf'class = "IntervalTier"\s+name = {_STRING}\s+xmin = \S+\s+xmax = \S+\s+intervals: size = (\d{{1,9}})\s')
_INTERVAL = lazy(rf"xmin = (\S+)\s+xmax = (\S+)\s+text = {_STRING}")
_COMMENT = lazy(r'("[^"]*")|!.*')
_DIGITS = "-0123456789"
_SILENCE = frozenset({"", "sil", "sp", "<p:>", "#", "<sil>", "silence"})
_WORD_TIER = lazy(r"\b(?:words?|phones?|phonemes?|syllables?|mau)\b", re.IGNORECASE)
_UNHEARD = lazy(r"<(?:UNIN|INAUDIBLE_SPEECH|INAUDIBLE|UNINTELLIGIBLE)\s*/>")
_TAG = lazy(r"</?[A-Z_]+\s*/?>")

Token = tuple[str, str, int]  # kind, value, line
Interval = tuple[str, str, str, int]  # start, end, text, line


def looks_like(head: str) -> bool:
    lines = [line for line in head[:2000].split("\n") if line.strip() and not line.lstrip().startswith("!")]
    return bool(lines) and "ooTextFile" in lines[0] and '"TextGrid"' in head[:4000]


def read(text: str) -> Parsed:
    found: list[Utterance] = []
    for name, intervals in _usual(text) or _tiers(_tokens(text)):
        label = clean(name)
        for start, end, raw, line in () if _WORD_TIER.search(name) else intervals:
            said = _said(raw)
            if said.lower() not in _SILENCE:
                found.append(Utterance(label, said, scaled_ms(start, 1000), scaled_ms(end, 1000), (), line))
    if not found:
        raise ReadError("no interval of any tier holds speech", line=1)
    return found, []


def _usual(text: str) -> list[tuple[str, list[Interval]]]:
    """Name and intervals of the tiers of the long form as Praat writes it; none when anything in it is unusual."""
    tiers: list[tuple[str, list[Interval]]] = []
    heads = list(_TIER.finditer(text))
    if not heads or len(heads) != text.count('class = "') - text.count('Object class = "'):
        return []
    line, at = 1, 0
    for head, stop in zip(heads, [*(head.start() for head in heads[1:]), len(text)], strict=True):
        intervals: list[Interval] = []
        for match in _INTERVAL.finditer(text, head.end(), stop):
            line += text.count("\n", at, match.start(3))
            at = match.start(3)
            start, end, said = match.groups()
            intervals.append((start, end, said.replace('""', '"'), line))
        if len(intervals) != int(head[2]):
            return []
        tiers.append((head[1].replace('""', '"'), intervals))
    return tiers


def _tokens(text: str) -> list[Token]:
    """(kind, value, line) of the strings and free-standing numbers; of a number, the line where its string before ends.

    Cut at the quotes, every second piece is inside a string; two quotes with nothing between are one quote in it."""
    pieces = text.split('"')
    if any("!" in outside for outside in pieces[::2]):
        pieces = _COMMENT.sub(lambda match: match[1] or "", text).split('"')
    tokens: list[Token] = []
    held: list[str] = []
    line = start = 1
    for number, piece in enumerate(pieces):
        if number % 2:
            start = start if held else line
            held.append(piece)
        elif piece:
            if held:
                tokens.append(("string", '"'.join(held), start))
                held = []
            tokens += [("number", word, line) for word in piece.replace("=", " ").split() if word[0] in _DIGITS]
        line += piece.count("\n")
    return [*tokens, ("string", '"'.join(held), start)] if held and len(pieces) % 2 else tokens


def _tiers(tokens: list[Token]) -> Iterator[tuple[str, list[Interval]]]:
    """Name and intervals of each interval tier."""
    at = next((i for i, token in enumerate(tokens) if token[1] in ("IntervalTier", "TextTier")), len(tokens))
    while at < len(tokens):
        kind, name = tokens[at][1], _value(tokens, at + 1, "string")
        width = 3 if kind == "IntervalTier" else 2
        start = at + 5
        at = start + width * _size(_value(tokens, at + 4, "number"), tokens[at][2])
        if at > len(tokens):
            raise ReadError("the file ends in the middle of a tier", line=tokens[-1][2])
        if kind == "IntervalTier":
            yield name, [_interval(tokens, i) for i in range(start, at, width)]


def _interval(tokens: list[Token], at: int) -> Interval:
    start, end = _value(tokens, at, "number"), _value(tokens, at + 1, "number")
    return start, end, _value(tokens, at + 2, "string"), tokens[at + 2][2]


def _size(number: str, line: int) -> int:
    if not number.isdecimal() or len(number) > 9:
        raise ReadError("a tier without a number of intervals", line=line)
    return int(number)


def _value(tokens: list[Token], at: int, kind: str) -> str:
    if at >= len(tokens):
        raise ReadError("the file ends in the middle of a tier", line=tokens[-1][2])
    found, value, line = tokens[at]
    if found != kind:
        raise ReadError(f"a {kind} was expected", line=line)
    return value


def _said(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", _UNHEARD.sub("[inaudible]", text))
    return " ".join(text.split())


READER = Reader(
    name="textgrid",
    title="Praat TextGrid",
    extensions=(".textgrid",),
    export="Praat: save as text file; one tier, or one file, per speaker",
    looks_like=looks_like,
    read=read,
)
