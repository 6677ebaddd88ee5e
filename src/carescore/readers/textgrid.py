"""Praat TextGrid, long or short text form: every interval tier is a speaker, empty intervals are silence.

One tokenizer reads both forms: outside quotes only free-standing numbers, "strings" and <flags> count. Tiers that
cut a speaker into words or phones are no speakers. Annotators' tags: <UNSURE>words</UNSURE> keeps its words,
<UNIN/> and the like become [inaudible]. Source: Praat manual, "TextGrid file formats"; PriMock57.
"""

from __future__ import annotations

import re

from carescore.errors import ReadError
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance

_TOKEN = re.compile(
    r'"(?P<string>(?:[^"]|"")*)"|(?P<comment>!.*)|(?P<number>(?<![\w\[.])-?\d+(?:\.\d*)?(?:[eE]-?\d+)?(?![\w\].]))'
)
_SILENCE = frozenset({"", "sil", "sp", "<p:>", "#", "<sil>", "silence"})
_WORD_TIER = re.compile(r"\b(?:words?|phones?|phonemes?|syllables?|mau)\b", re.IGNORECASE)
_UNHEARD = re.compile(r"<(?:UNIN|INAUDIBLE_SPEECH|INAUDIBLE|UNINTELLIGIBLE)\s*/>")
_TAG = re.compile(r"</?[A-Z_]+\s*/?>")

Token = tuple[str, str, int]


def looks_like(head: str) -> bool:
    lines = [line for line in head[:2000].split("\n") if line.strip() and not line.lstrip().startswith("!")]
    return bool(lines) and "ooTextFile" in lines[0] and '"TextGrid"' in head[:4000]


def read(text: str) -> Parsed:
    tokens = _tokens(text)
    found: list[Utterance] = []
    at = next((i for i, t in enumerate(tokens) if t[1] in ("IntervalTier", "TextTier")), len(tokens))
    while at < len(tokens):
        at = _tier(tokens, at, found)
    if not found:
        raise ReadError("no interval of any tier holds speech", line=1)
    return found, []


def _tokens(text: str) -> list[Token]:
    """(kind, value, line) of the strings and free-standing numbers."""
    tokens: list[Token] = []
    line, at = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        if match["string"] is not None:
            tokens.append(("string", match["string"].replace('""', '"'), line))
        elif match["number"] is not None:
            tokens.append(("number", match["number"], line))
    return tokens


def _tier(tokens: list[Token], at: int, found: list[Utterance]) -> int:
    """Reads the tier whose class stands at at; returns where the next one starts."""
    kind, name = tokens[at][1], _value(tokens, at + 1, "string")
    size = int(float(_value(tokens, at + 4, "number")))
    width = 3 if kind == "IntervalTier" else 2
    start = at + 5
    if kind == "IntervalTier" and not _WORD_TIER.search(name):
        for i in range(start, start + size * width, width):
            said = _said(_value(tokens, i + 2, "string"))
            if said.lower() not in _SILENCE:
                begin, end = (scaled_ms(_value(tokens, i + n, "number"), 1000) for n in (0, 1))
                found.append(Utterance(clean(name), said, begin, end, (), tokens[i][2]))
    return start + size * width


def _value(tokens: list[Token], at: int, kind: str) -> str:
    if at >= len(tokens):
        raise ReadError("the file ends in the middle of a tier", line=tokens[-1][2])
    if tokens[at][0] != kind:
        raise ReadError(f"a {kind} was expected", line=tokens[at][2])
    return tokens[at][1]


def _said(text: str) -> str:
    return " ".join(_TAG.sub("", _UNHEARD.sub("[inaudible]", text)).split())


READER = Reader(
    name="textgrid",
    title="Praat TextGrid",
    extensions=(".textgrid",),
    export="Praat: save as text file; one tier, or one file, per speaker",
    looks_like=looks_like,
    read=read,
)
