"""Rich text (.rtf): its paragraphs and table rows, read like any text or table. Needs the extra "rtf" (striprtf).

Deleted and hidden text is taken out first: striprtf keeps both. A table's rows are marked, for striprtf parts cells by
bars, which may stand in the talk. Source: Rich Text Format specification 1.9.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carescore.errors import MissingDependencyError, ReadError
from carescore.readers._base import Envelope, Member
from carescore.readers.documents import _talk
from carescore.text.regex import lazy

_TOKEN = lazy(r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'[0-9a-fA-F]{2}|\\[^a-zA-Z]|[{}]|[^\\{}]+|\\", re.DOTALL)
_ROW, _CELL, _END = "\ue000", "\ue001", "\ue002"  # characters that no talk has
_MARKS = {"trowd": _ROW, "cell": _CELL, "row": _END, "nestcell": _CELL}
_HIDDEN = frozenset({"v", "deleted"})
_KEPT = ("{", "}")


def looks_like(content: bytes) -> bool:
    return content.startswith(b"{\\rtf")


def parts(content: bytes) -> list[Member]:
    try:
        from striprtf import striprtf
    except ImportError:
        raise MissingDependencyError("reading rich text", "rtf") from None
    try:
        shown = "".join(_shown(content.decode("latin-1")))
        text: str = striprtf.rtf_to_text(shown, errors="replace")  # type: ignore[no-untyped-call]  # untyped package
    except Exception:  # the package raises whatever it stumbles over
        raise ReadError("the rich text is damaged: save it as plain text") from None
    if _END not in text:
        return [Member("text.txt", text.encode("utf-8", errors="replace"))]
    return [_talk.part(list(_lines(text.encode("utf-8", errors="replace").decode("utf-8"))))]


def _shown(content: str) -> Iterator[str]:
    """The tokens without the text that is deleted or hidden, and with marks for the rows and cells of tables."""
    hidden: list[frozenset[str]] = [frozenset()]
    for match in _TOKEN.finditer(content):
        token, word = match[0], match[1]
        if token == "{":
            hidden.append(hidden[-1])
        elif token == "}" and len(hidden) > 1:
            hidden.pop()
        elif word in _HIDDEN:
            hidden[-1] = hidden[-1] - {word} if match[2] == "0" else hidden[-1] | {word}
        elif word == "plain":
            hidden[-1] = frozenset()
        if word in _MARKS:
            yield f"\\uc1\\u{ord(_MARKS[word]) - 65536}?"
        if word not in ("cell", "nestcell", "row") and (not hidden[-1] or token in _KEPT):
            yield token


def _lines(text: str) -> Iterator[list[str]]:
    """Paragraphs as rows of one cell, table rows as their cells; a row may be declared again before it ends."""
    for piece in text.split(_END):
        above, declared, row = piece.partition(_ROW)
        yield from ([line] for line in above.split("\n") if line.strip())
        if declared:
            cells = row.replace(_ROW, "").split(_CELL)
            yield [" ".join(cell.split()) for cell in (cells[:-1] if len(cells) > 1 else cells)]


READER = Envelope(
    name="rtf",
    title="Rich text",
    extensions=(".rtf",),
    export="word processors and Descript: save as .rtf (better: .docx or .txt)",
    looks_like=looks_like,
    parts=parts,
)
