"""Word documents: the downloads of Teams and Google Meet, Otter, Rev, and what people typed or pasted.

The text of the body, a paragraph or a table row a line, is read like any text: every dialect of plain text, and
tables with named columns. Deleted and hidden text, field codes and the second copy of text boxes are left out, inserted
text and content controls are kept: python-docx loses the latter two, so the XML is read here.
Source: ECMA-376 part 1, WordprocessingML.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from carescore.readers import _xml, _zip
from carescore.readers._base import Envelope, Member
from carescore.readers.documents import _talk

_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WIDEST = 50  # columns that a cell can take
_NOT_SAID = frozenset({"del", "moveFrom", "delText", "instrText", "Fallback", "pPr", "rPr", "txbxContent"})


def looks_like(content: bytes) -> bool:
    return _zip.kind(content) == "docx"


def parts(content: bytes) -> list[Member]:
    (body,) = _zip.members(content, ["word/document.xml"])
    return [_talk.part(list(_lines(body)))]


def _lines(body: bytes) -> Iterator[list[str]]:
    """Each paragraph outside tables as a row of one cell, each table row as its cells."""
    cells: list[str] = []
    said: list[str] = []
    above: list[str] = []
    tables = skipped = 0
    for event, element in _xml.events(body, ("start", "end")):
        name = _xml.local(element)
        step = 1 if event == "start" else -1
        if name == "tbl":
            tables += step
        elif name == "Fallback":
            skipped += step
        elif event == "end" and name == "p" and not skipped:
            said.append(_text(element))
            if not tables:
                yield [said.pop()]
            element.clear()
        elif event == "end" and name == "tc":
            cells += _spanned(element, "\n".join(said), above, len(cells))
            said.clear()
        elif event == "end" and name == "tr":
            yield cells
            above, cells = cells, []


def _spanned(cell: Element, said: str, above: list[str], place: int) -> list[str]:
    """The text of a cell, in as many columns as it takes; a cell merged with the one above says what that says."""
    marks = {_xml.local(mark): next(iter(mark.attrib.values()), "") for mark in cell.iterfind("./{*}tcPr/*")}
    if not said and marks.get("vMerge", "restart") != "restart" and place < len(above):
        said = above[place]
    wide = marks.get("gridSpan", "1")
    return [said, *[""] * (min(int(wide), _WIDEST) - 1 if wide.isdigit() else 0)]


def _text(paragraph: Element) -> str:
    """The visible text of a paragraph, with its tabs and line breaks."""
    found: list[str] = []
    stack = [paragraph]
    while stack:
        element = stack.pop()
        name = _xml.local(element)
        if name in _NOT_SAID or (name == "r" and _hidden(element)):
            continue
        found.append(element.text or "" if name == "t" else _BREAKS.get(name, ""))
        stack.extend(reversed(element))
    return "".join(found)


def _hidden(run: Element) -> bool:
    """Whether a run of text is formatted as hidden."""
    mark = run.find("./{*}rPr/{*}vanish")
    return mark is not None and next(iter(mark.attrib.values()), "1").lower() not in ("0", "false", "off")


READER = Envelope(
    name="docx",
    title="Word document",
    extensions=(".docx",),
    export="Teams and Google Meet: download the transcript as .docx",
    looks_like=looks_like,
    parts=parts,
)
