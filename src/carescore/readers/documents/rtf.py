"""Rich text (.rtf): its text, read like any text. Needs the extra "rtf" (striprtf)."""

from __future__ import annotations

from carescore.errors import MissingDependencyError, ReadError
from carescore.readers._base import Envelope, Member


def looks_like(content: bytes) -> bool:
    return content.startswith(b"{\\rtf")


def parts(content: bytes) -> list[Member]:
    try:
        from striprtf import striprtf
    except ImportError:
        raise MissingDependencyError("reading rich text", "rtf") from None
    try:
        text = striprtf.rtf_to_text(content.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]  # untyped package
    except Exception:  # the package raises whatever it stumbles over
        raise ReadError("the rich text is damaged: save it as plain text") from None
    return [Member("text.txt", text.encode("utf-8", errors="replace"))]


READER = Envelope(
    name="rtf",
    title="Rich text",
    extensions=(".rtf",),
    export="word processors and Descript: save as .rtf (better: .docx or .txt)",
    looks_like=looks_like,
    parts=parts,
)
