"""Transcriber (.trs): turns cut by Sync, the text between the marks, speakers by their names.

A turn of two speakers tells them apart by Who; a turn of nobody is no speech; events (coughs, noise) are left out.
The document type is declared, never loaded. Source: Barras et al. 2001, Transcriber; its trans-14.dtd.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from carescore.errors import ReadError
from carescore.readers import _xml
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance


def looks_like(head: str) -> bool:
    return _xml.root_name(head) == "Trans"


def read(text: str) -> Parsed:
    root = _xml.parse(text)
    names = {speaker.get("id"): speaker.get("name") for speaker in _xml.each(root, "Speaker")}
    turns = list(enumerate(_xml.each(root, "Turn"), start=1))
    found = [utterance for number, turn in turns for utterance in _utterances(turn, names, number)]
    if not found:
        raise ReadError("no turn of a speaker holds speech", line=1)
    nobody = (number for number, turn in turns if not (turn.get("speaker") or "").strip() and _xml.said(turn))
    return found, [f"line {number}: a turn without a speaker was left out" for number in nobody]


def _utterances(turn: Element, names: dict[str | None, str | None], number: int) -> Iterator[Utterance]:
    who = (turn.get("speaker") or "").split()
    segments = list(_segments(turn)) if who else []
    ends = _ends([start for start, _, _ in segments], scaled_ms(turn.get("endTime"), 1000))
    for (start, nth, said), end in zip(segments, ends, strict=True):
        code = who[nth] if nth < len(who) else None
        if said:
            yield Utterance(clean(names.get(code) or code), said, start, end, (), number)


def _ends(starts: list[int | None], last: int | None) -> list[int | None]:
    """Where each stretch ends: at the next mark of another time, else at the end of the turn."""
    ends: list[int | None] = []
    following = after = last
    for start in reversed(starts):
        if start != following:
            following, after = start, following
        ends.append(after)
    return ends[::-1]


def _segments(turn: Element) -> Iterator[tuple[int | None, int, str]]:
    """(start, which of the turn's speakers, text) of every stretch between two marks."""
    start, nth, said = scaled_ms(turn.get("startTime"), 1000), 0, turn.text or ""
    for mark in turn:
        if _xml.local(mark) in ("Sync", "Who"):
            yield start, nth, " ".join(said.split())
            said = ""
        if _xml.local(mark) == "Sync":
            start, nth = scaled_ms(mark.get("time"), 1000), 0
        elif _xml.local(mark) == "Who":
            number = scaled_ms(mark.get("nb"), 1)
            nth = number - 1 if number and number > 0 else 0
        said += mark.tail or ""
    yield start, nth, " ".join(said.split())


READER = Reader(
    name="transcriber",
    title="Transcriber file",
    extensions=(".trs",),
    export="Transcriber: save",
    looks_like=looks_like,
    read=read,
)
