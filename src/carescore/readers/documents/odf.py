"""OpenDocument texts and spreadsheets (.odt, .ods): paragraphs and table rows, read like any text or table.

Source: OASIS OpenDocument 1.3, content.xml.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from carescore.readers import _xml, _zip
from carescore.readers._base import Envelope, Member
from carescore.readers.documents import _talk

_GAPS = {"tab": "\t", "line-break": "\n"}
_NOT_SAID = frozenset({"annotation", "tracked-changes", "note"})
_MOST_ROWS = 1000  # equal rows that follow each other stand once, with their number
_MOST_REPEATED = 50  # columns; spreadsheets fill a row's rest with one empty cell repeated a thousand times


def looks_like(content: bytes) -> bool:
    return _zip.kind(content) == "odf"


def parts(content: bytes) -> list[Member]:
    (body,) = _zip.members(content, ["content.xml"])
    return [_talk.part(list(_lines(body)))]


def _lines(body: bytes) -> Iterator[list[str]]:
    """Each paragraph outside tables as a row of one cell, each table row as its cells."""
    cells: list[str] = []
    said: list[str] = []
    above: list[str] = []
    down: dict[int, int] = {}  # by column: rows that the cell above still covers
    tables = skipped = 0
    for event, element in _xml.events(body, ("start", "end")):
        name = _xml.local(element)
        if name == "table":
            tables += 1 if event == "start" else -1
        elif name in _NOT_SAID:
            skipped += 1 if event == "start" else -1
        elif event == "end" and name in ("p", "h") and not skipped:
            said.append(_text(element))
            if not tables:
                yield [said.pop()]
            element.clear()
        elif event == "end" and name in ("table-cell", "covered-table-cell"):
            place, times = len(cells), _count(element, "number-columns-repeated", _MOST_REPEATED)
            if name == "table-cell":
                down[place] = _count(element, "number-rows-spanned", _MOST_ROWS) - 1
            elif down.get(place, 0) > 0 and place < len(above):
                said, down[place] = [above[place]], down[place] - 1
            cells += ["\n".join(said)] * times
            said.clear()
        elif event == "end" and name == "table-row":
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield from [cells] * _count(element, "number-rows-repeated", _MOST_ROWS)
            above, cells = cells, []


def _count(element: Element, name: str, most: int) -> int:
    """A number that stands in an attribute, 1 where it is absent."""
    value = next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "1")
    return min(int(value), most) if value.isdecimal() and len(value) < 9 else 1


def _text(paragraph: Element) -> str:
    """All text in it, with its gaps; by a stack, for elements may be nested deeper than Python calls."""
    said = [paragraph.text or ""]
    left: list[Element | str] = list(reversed(paragraph))
    while left:
        piece = left.pop()
        if isinstance(piece, str):
            said.append(piece)
            continue
        name = _xml.local(piece)
        left.append(piece.tail or "")
        if name == "s":
            said.append(" " * _count(piece, "c", _MOST_REPEATED))
        elif name not in _NOT_SAID:
            said += [_GAPS.get(name, ""), piece.text or ""]
            left += reversed(piece)
    return "".join(said)


READER = Envelope(
    name="odf",
    title="OpenDocument text or spreadsheet",
    extensions=(".odt", ".ods"),
    export="LibreOffice and Google Docs: download as .odt or .ods",
    looks_like=looks_like,
    parts=parts,
)
