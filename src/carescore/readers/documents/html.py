"""Web pages (.html): block elements are lines, table rows are rows, read like any text or table.

Podcast transcripts in HTML (<cite>Name:</cite><time>0:03</time><p>text</p>) become "Name (0:03): text".
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from carescore.errors import ReadError
from carescore.readers._base import Envelope, Member
from carescore.readers.documents import _talk
from carescore.text.regex import lazy

_HEAD = lazy(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|body)\b", re.IGNORECASE | re.DOTALL
)
_CONDITION = lazy(r"<!\[[^\]<>]*\]?>")
_HIDDEN = frozenset({"script", "style", "head", "template"})
_BLOCKS = frozenset("p div li ul ol br hr h1 h2 h3 h4 h5 h6 section article blockquote dt dd table".split())


class _Lines(HTMLParser):
    """Rows of cells: one cell for a line of text, several for a table row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = [[""]]
        self.hidden = 0
        self.in_row = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in _HIDDEN
        if tag == "tr":
            self.rows.append([])
            self.in_row = True
        elif tag in ("td", "th") and self.in_row:
            self.rows[-1].append("")
        elif tag == "cite":
            self.rows.append([""])
        elif tag == "time":
            self.rows[-1][-1:] = ["".join(self.rows[-1][-1:]).rstrip(": ") + " ("]
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN and self.hidden > 0
        if tag == "tr":
            self.in_row = False
            self.rows.append([""])
        elif tag == "time":
            self.handle_data("): ")
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        if not self.rows[-1]:
            self.rows[-1].append("")
        self.rows[-1][-1] += re.sub(r"\s+", " ", data)

    def _break(self) -> None:
        """A new line; inside a cell, whose row goes on, a space."""
        if self.in_row:
            self.handle_data(" " if self.rows[-1] else "")
        elif self.rows[-1] and self.rows[-1][-1].strip() and not self.rows[-1][-1].endswith("): "):
            self.rows.append([""])


def looks_like(content: bytes) -> bool:
    return bool(_HEAD.match(content[:4096]))


def parts(content: bytes) -> list[Member]:
    lines = _Lines()
    try:
        lines.feed(_closed(content.decode("utf-8-sig", errors="replace")))
        lines.close()
    except (AssertionError, ValueError):  # how the parser meets what it cannot read, quoting it
        raise ReadError("broken HTML", line=lines.getpos()[0]) from None
    return [_talk.part([row for row in lines.rows if any(cell.strip() for cell in row)])]


def _closed(page: str) -> str:
    """The page without conditions of Word, and without tags and comments that never end: the parser would look for
    the end of each, anew."""
    page = _CONDITION.sub("", page).replace("<![", " ")
    tags, comments = page.rfind(">") + 1, page.rfind("-->") + 1
    page = page[:tags] + page[tags:].replace("<", " ")
    return page[:comments] + page[comments:].replace("<!--", " ")


READER = Envelope(
    name="html",
    title="Web page",
    extensions=(".html", ".htm"),
    export="save the page with the transcript, or copy it into a .docx",
    looks_like=looks_like,
    parts=parts,
)
