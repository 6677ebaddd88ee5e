"""A REFI-QDA project (.qdpx): the conversation as plain text, its codes as selections by whoever coded them.

Positions count Unicode code points from 0, the end excluded; lines end in a line feed, without a byte order mark. Ids
are the same whenever the same conversation is exported. With a recording the text is its transcript: a point of
synchrony for each turn and each end of a code. Source: REFI-QDA Standard 1.5, project exchange (2019).
"""

from __future__ import annotations

import io
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from carescore.codes import Code
from carescore.integrations.exports._base import (
    MADE,
    OURS,
    Export,
    ExportPlace,
    codes_by_turn,
    document,
    guid,
    one_line,
    people,
    timed,
    xml,
)
from carescore.integrations.exports.qda_codebook import add_codes, code_guid
from carescore.report import Report, TurnText

NAMESPACE = "urn:QDA-XML:project:1.0"
USER = guid("user", OURS)
_BY = {"creatingUser": USER, "creationDateTime": MADE}
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip can tell


@dataclass(frozen=True, slots=True)
class PlacedTurn:
    """A turn in the text: where its words begin, and its codes."""

    turn: TurnText
    start: int
    codes: list[Code]


def laid_out(report: Report) -> tuple[str, list[PlacedTurn]]:
    """The conversation as one text, "Name: what was said" a line."""
    text, lines, codes = "", [], codes_by_turn(report)
    for turn in report.turns:
        text += f"{' '.join(one_line(turn.speaker).split())}: "
        lines.append(PlacedTurn(turn, len(text), codes[turn.index]))
        text += one_line(turn.text) + "\n"
    return text, lines


def files(report: Report, place: ExportPlace) -> dict[str, bytes]:
    text, lines = laid_out(report)
    source = guid("source", report.id, report.source.sha256, text)
    root = Element("Project", {"xmlns": NAMESPACE, "name": xml(report.id), "origin": OURS, "creationDateTime": MADE})
    users = SubElement(root, "Users")
    for coder in (None, *people(report)):
        SubElement(users, "User", {"guid": _user(coder), "name": xml(coder or OURS)})
    add_codes(SubElement(SubElement(root, "CodeBook"), "Codes"), report)
    sources = SubElement(root, "Sources")
    where = {"name": xml(report.id), "plainTextPath": f"internal://{source}.txt", **_BY}
    if place.media is None:
        _document(SubElement(sources, "TextSource", {"guid": source, **where}), source, lines)
    else:
        timed(report, "a recording with its transcript")
        root.set("basePath", str(Path(place.media).resolve().parent))
        recording = _recording(sources, source, place.media)
        _transcript(SubElement(recording, "Transcript", {"guid": source, **where}), source, lines)
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("project.qde", _EARLIEST), document(root))
        archive.writestr(ZipInfo(f"sources/{source}.txt", _EARLIEST), text.encode("utf-8"))
    return {".qdpx": stream.getvalue()}


def _document(parent: Element, source: str, lines: list[PlacedTurn]) -> None:
    for line in lines:
        for code in line.codes:
            at = {"startPosition": str(line.start + code.start), "endPosition": str(line.start + code.end)}
            own = _selection(source, code)
            chosen = SubElement(parent, "PlainTextSelection", {"guid": own, "name": code.kind, **at, **_by(code)})
            _coding(chosen, own, code)


def _user(coder: str | None) -> str:
    return USER if coder is None else guid("user", "person", coder)


def _by(code: Code) -> dict[str, str]:
    return {**_BY, "creatingUser": _user(code.coder)}


def _selection(source: str, code: Code) -> str:
    return guid(source, code.turn, code.start, code.end, code.kind, *([code.coder] if code.coder else []))


def _coding(selection: Element, own: str, code: Code) -> None:
    coding = SubElement(selection, "Coding", {"guid": guid(own, "coding"), **_by(code)})
    SubElement(coding, "CodeRef", {"targetGUID": code_guid(code.kind)})


def _recording(sources: Element, source: str, media: str) -> Element:
    tag = "AudioSource" if (mimetypes.guess_type(media)[0] or "").startswith("audio/") else "VideoSource"
    name = Path(media).name
    return SubElement(sources, tag, {"guid": guid(source, "media"), "name": name, "path": f"relative:///{name}", **_BY})


def _transcript(parent: Element, source: str, lines: list[PlacedTurn]) -> None:
    """All points of synchrony, then the selections between them."""
    points: dict[int, int | None] = {}
    for line in lines:
        points.setdefault(line.start, line.turn.start_ms)
        for code in line.codes:
            for place in (code.start, code.end):
                points.setdefault(line.start + place, _time(line.turn, place))
    for position, ms in sorted(points.items()):
        time = {} if ms is None else {"timeStamp": str(ms)}
        SubElement(parent, "SyncPoint", {"guid": guid(source, position), **time, "position": str(position)})
    for line in lines:
        for code in line.codes:
            ends = [guid(source, line.start + place) for place in (code.start, code.end)]
            own = _selection(source, code)
            at = {"fromSyncPoint": ends[0], "toSyncPoint": ends[1]}
            chosen = SubElement(parent, "TranscriptSelection", {"guid": own, "name": code.kind, **at, **_by(code)})
            _coding(chosen, own, code)


def _time(turn: TurnText, place: int) -> int | None:
    """When a place in a turn's text is spoken, were all of it spoken alike."""
    if turn.start_ms is None or turn.end_ms is None:
        return None
    return turn.start_ms + (turn.end_ms - turn.start_ms) * place // max(len(turn.text), 1)


EXPORT = Export(
    "qdpx",
    "REFI-QDA project",
    ".qdpx",
    "MAXQDA, NVivo, ATLAS.ti, QualCoder, pyrefiqda",
    'the text with its codes by coder, "carescore" among them; with --media the recording\'s transcript',
    files,
    media=True,
)
