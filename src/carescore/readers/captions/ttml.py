"""TTML and DFXP subtitles: every paragraph a cue, its speaker from ttm:agent or a label in front of the text.

Times are clocks, clocks with frames, or offsets (12.5s, 500ms, 30f, 1000t), counted from the element around them.
Source: W3C Timed Text Markup Language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from xml.etree.ElementTree import Element

from carescore.errors import ReadError
from carescore.readers import _cues, _xml
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_CLOCK = lazy(r"(?P<h>\d+):(?P<m>\d\d):(?P<s>\d\d(?:\.\d{1,9})?)(?::(?P<f>\d{1,4}))?")
_OFFSET = lazy(r"(?P<n>\d{1,15}(?:\.\d{1,9})?)(?P<unit>h|ms|m|s|f|t)")
_FRAMES = 30  # a second, where the file does not say

Units = Mapping[str, Fraction]
Timed = tuple[Element, "int | None", "int | None"]


def looks_like(head: str) -> bool:
    return _xml.root_name(head) == "tt"


def read(text: str) -> Parsed:
    root = _xml.parse(text)
    agents = {_at(agent, "id"): _name(agent) for agent in _xml.each(root, "agent")}
    paragraphs = enumerate(_paragraphs(root, _units(root)), start=1)
    found: list[Utterance] = []
    unnamed: list[_cues.Cue] = []
    for number, (p, start, end) in paragraphs:
        for code, lines in _voices(p):
            if code and lines:
                found.append(Utterance(clean(agents.get(code) or code), " ".join(lines), start, end, (), number))
            elif lines:
                unnamed.append((start, end, lines, number))
    found = sorted([*found, *_cues.utterances(unnamed)], key=lambda utterance: utterance.line or 0)
    if not found:
        raise ReadError("no paragraph holds speech", line=1)
    return found, []


def _at(element: Element, name: str) -> str | None:
    """An attribute by its name without a namespace."""
    return next((value for key, value in element.items() if key.rpartition("}")[2] == name), None)


def _name(agent: Element) -> str | None:
    return next((name for child in _xml.each(agent, "name") if (name := _xml.said(child))), None)


def _voices(p: Element) -> Iterator[tuple[str | None, list[str]]]:
    """(agent, lines) of a paragraph; of each of its elements where they are of several agents."""
    codes = [code for e in p.iter() if (code := _at(e, "agent"))]
    outside = "".join(text or "" for text in (p.text, *(child.tail for child in p))).strip()
    if len(set(codes)) < 2 or outside:
        yield next(iter(codes), None), _lines(p)
        return
    for child in p:
        yield next((code for e in child.iter() if (code := _at(e, "agent"))), _at(p, "agent")), _lines(child)


def _lines(p: Element) -> list[str]:
    """The lines of a paragraph: a line break parts them, metadata is none."""
    for inner in p.iter():
        if _xml.local(inner) in ("br", "metadata"):
            inner[:], inner.text = [], "\n" if _xml.local(inner) == "br" else None
    return [line for part in "".join(p.itertext()).split("\n") if (line := " ".join(part.split()))]


def _units(root: Element) -> Units:
    """ms of every unit of time: frames and ticks as the root says."""
    rate = Fraction(_number(_at(root, "frameRate")) or _FRAMES)
    top, _, bottom = (_at(root, "frameRateMultiplier") or "1 1").replace(":", " ").partition(" ")
    if _number(top) and _number(bottom):
        rate = rate * _number(top) / _number(bottom)
    ticks = _number(_at(root, "tickRate")) or rate
    fixed = {"h": 3_600_000, "m": 60_000, "s": 1000, "ms": 1}
    return {**{unit: Fraction(ms) for unit, ms in fixed.items()}, "f": 1000 / rate, "t": Fraction(1000) / ticks}


def _number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"\s*\d{1,9}\s*", text) else 0


def _paragraphs(root: Element, units: Units) -> Iterator[Timed]:
    """Every p with its start and end, counted from the start of the recording."""
    waiting = [(root, 0)]
    while waiting:
        element, base = waiting.pop()
        begin, end, length = (_ms(element.get(name), units) for name in ("begin", "end", "dur"))
        if _xml.local(element) != "p":
            waiting += [(child, base + (begin or 0)) for child in reversed(element)]
            continue
        start = None if begin is None else base + begin
        stop = base + end if end is not None else None if start is None or length is None else start + length
        yield element, start, stop


def _ms(text: str | None, units: Units) -> int | None:
    text = (text or "").strip()
    if match := _CLOCK.fullmatch(text):
        whole = (int(match["h"]) * 60 + int(match["m"])) * 60 + Fraction(match["s"])
        return int(whole * 1000 + int(match["f"] or 0) * units["f"])
    match = _OFFSET.fullmatch(text)
    return round(Fraction(match["n"]) * units[match["unit"]]) if match else None


READER = Reader(
    name="ttml",
    title="TTML subtitles",
    extensions=(".ttml", ".dfxp", ".xml"),
    export="subtitle editors and video platforms: save as TTML or DFXP",
    looks_like=looks_like,
    read=read,
)
