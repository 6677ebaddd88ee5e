"""EXMARaLDA: basic (.exb) and segmented (.exs) transcriptions, every tier of speech a speaker.

Events that touch are one utterance until a full stop; they carry their own spaces. A point of the time line may have
no time: it is None. HIAT's marks (pauses, repairs, ((laughs))) are left out. Source: Schmidt and Wörner, EXMARaLDA.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from carescore.errors import ReadError
from carescore.readers import _xml
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_MARKS = lazy(r"\(\([^()]*\)\)|[•˙]|(?<=\w)/(?=\s|$)")
_STOP = lazy(r"[.?!…]\s*$")
_TAIL = 20  # characters of an event that show whether it ends in a stop

Span = tuple["str | None", "str | None", str]


def looks_like(head: str) -> bool:
    return _xml.root_name(head) in ("basic-transcription", "segmented-transcription")


def read(text: str) -> Parsed:
    root = _xml.parse(text)
    points = {tli.get("id"): scaled_ms(tli.get("time"), 1000) for tli in _xml.each(root, "tli")}
    names = {s.get("id"): _name(s) for s in _xml.each(root, "speaker")}
    tiers = [tier for tier in root.iter() if _xml.local(tier) in ("tier", "segmented-tier") and tier.get("type") == "t"]
    found: list[Utterance] = []
    for tier in tiers:
        code = tier.get("speaker")
        label = clean(names.get(code) or code or tier.get("display-name"))
        for first, last, said in _joined(_spans(tier)):
            if said := " ".join(_MARKS.sub(" ", said).split()):
                found.append(Utterance(label, said, points.get(first), points.get(last), (), len(found) + 1))
    if not found:
        raise ReadError("no tier of the type t holds speech", line=1)
    return found, []


def _name(speaker: Element) -> str | None:
    return next((name for child in _xml.each(speaker, "abbreviation") if (name := _xml.said(child))), None)


def _spans(tier: Element) -> Iterator[Span]:
    """(start, end, text) of the events of a basic tier, or of the first segmentation of a segmented one."""
    segmentation = next(_xml.each(tier, "segmentation"), None)
    if segmentation is None:
        yield from ((e.get("start"), e.get("end"), "".join(e.itertext())) for e in _xml.each(tier, "event"))
    else:
        yield from ((ts.get("s"), ts.get("e"), "".join(ts.itertext())) for ts in segmentation if _xml.local(ts) == "ts")


def _joined(spans: Iterator[Span]) -> Iterator[Span]:
    """Spans that touch as one, cut after a full stop."""
    start = end = None
    held: list[str] = []
    for first, last, said in spans:
        if held and (end is None or end != first or _STOP.search(held[-1][-_TAIL:])):
            yield start, end, "".join(held)
            held = []
        start = start if held else first
        end = last
        held.append(said)
    if held:
        yield start, end, "".join(held)


READER = Reader(
    name="exmaralda",
    title="EXMARaLDA transcription",
    extensions=(".exb", ".exs"),
    export="EXMARaLDA Partitur editor: save as .exb",
    looks_like=looks_like,
    read=read,
)
