"""OpenDocument texts and spreadsheets (.odt, .ods): paragraphs and table rows, read like any text or table.

Source: OASIS OpenDocument 1.3, content.xml.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from carescore.readers import _rows, _xml, _zip
from carescore.readers._base import Envelope, Part

_GAPS = {"tab": "\t", "line-break": "\n", "s": " "}
_MOST_REPEATED = 50  # columns; spreadsheets fill a row's rest with one empty cell repeated a thousand times


def looks_like(content: bytes) -> bool:
    return _zip.kind(content) == "odf"


def parts(content: bytes) -> list[Part]:
    (body,) = _zip.members(content, ["content.xml"])
    return [_rows.part(list(_lines(body)))]


def _lines(body: bytes) -> Iterator[list[str]]:
    """Each paragraph outside tables as a row of one cell, each table row as its cells."""
    cells: list[str] = []
    said: list[str] = []
    tables = 0
    for event, element in _xml.events(body, ("start", "end")):
        name = _xml.local(element)
        if name == "table":
            tables += 1 if event == "start" else -1
        elif event == "end" and name in ("p", "h"):
            said.append(_text(element))
            if not tables:
                yield [said.pop()]
            element.clear()
        elif event == "end" and name == "table-cell":
            cells += [" ".join(said)] * _repeated(element)
            said.clear()
        elif event == "end" and name == "table-row":
            while cells and not cells[-1]:
                cells.pop()
            yield cells
            cells = []


def _repeated(cell: Element) -> int:
    times = next((value for key, value in cell.attrib.items() if key.endswith("number-columns-repeated")), "1")
    return min(int(times), _MOST_REPEATED) if times.isdecimal() and len(times) < 9 else 1


def _text(paragraph: Element) -> str:
    """All text in it, with its gaps; by a stack, for elements may be nested deeper than Python calls."""
    said = [paragraph.text or ""]
    left: list[Element | str] = list(reversed(paragraph))
    while left:
        piece = left.pop()
        if isinstance(piece, str):
            said.append(piece)
        else:
            said += [_GAPS.get(_xml.local(piece), ""), piece.text or ""]
            left += [piece.tail or "", *reversed(piece)]
    return "".join(said)


READER = Envelope(
    name="odf",
    title="OpenDocument text or spreadsheet",
    extensions=(".odt", ".ods"),
    export="LibreOffice and Google Docs: download as .odt or .ods",
    looks_like=looks_like,
    parts=parts,
)
