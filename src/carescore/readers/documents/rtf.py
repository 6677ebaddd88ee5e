"""Rich text (.rtf): its text without what was deleted or hidden, table rows as rows.

Needs the extra "rtf" (striprtf).
"""

from __future__ import annotations

import re

from carescore.errors import MissingDependencyError, ReadError
from carescore.readers._base import Envelope, Part
from carescore.readers.documents import _talk

_TOKEN = re.compile(r"[{}]|\\(?:(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})? ?|'[0-9a-fA-F]{2}|[^a-z])|[^{}\\]+")
_UNSEEN = re.compile(r"\\(?:deleted|v)(?![a-z0])")


def looks_like(content: bytes) -> bool:
    return content.startswith(b"{\\rtf")


def parts(content: bytes) -> list[Part]:
    try:
        from striprtf import striprtf
    except ImportError:
        raise MissingDependencyError("reading rich text", "rtf") from None
    try:
        text = striprtf.rtf_to_text(_seen(content.decode("latin-1")), errors="replace")  # type: ignore[no-untyped-call]  # untyped package
    except Exception:  # the package raises whatever it stumbles over
        raise ReadError("the rich text is damaged: save it as plain text") from None
    return [_talk.part([_row(line) for line in text.split("\n")])]


def _row(line: str) -> list[str]:
    """The cells of a table row, which end in bars; any other line as one."""
    return line.removesuffix("|").split("|") if line.endswith("|") else [line]


def _seen(rtf: str) -> str:
    """The source without text that was deleted or is hidden: such a mark holds to the end of its group."""
    if not _UNSEEN.search(rtf):
        return rtf
    kept: list[str] = []
    hidden = [False]
    for token in _TOKEN.finditer(rtf):
        if token[0] == "{":
            hidden.append(hidden[-1])
        elif token[0] == "}" and len(hidden) > 1:
            hidden.pop()
        elif token["word"] in ("v", "deleted"):
            hidden[-1] = token["number"] != "0"
            continue
        elif hidden[-1]:
            continue
        kept.append(token[0])
    return "".join(kept)


READER = Envelope(
    name="rtf",
    title="Rich text",
    extensions=(".rtf",),
    export="word processors and Descript: save as .rtf (better: .docx or .txt)",
    looks_like=looks_like,
    parts=parts,
)
