"""Bytes to text: byte order marks, UTF-16 without one, UTF-8, else Windows-1252; what is no text is refused."""

from __future__ import annotations

import re

from carescore.errors import ReadError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_BINARY = (
    (b"PK\x03\x04", "a damaged Word or Excel file or archive: export it again"),
    (b"%PDF", "a PDF: export the transcript as .docx, .txt or .vtt instead"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file: save it as plain text or .csv"),
    (b"ID3", "a sound recording: transcribe it first"),
    (b"RIFF", "a sound or video recording: transcribe it first"),
    (b"\xff\xfb", "a sound recording: transcribe it first"),
    (b"fLaC", "a sound recording: transcribe it first"),
    (b"\x1aE\xdf\xa3", "a video recording: transcribe it first"),
    (b"OggS", "a sound recording: transcribe it first"),
    (b"ooBinaryFile", "a binary TextGrid: save it as a text file in Praat"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x14\x16-\x1a\x1c-\x1f]")
_GARBAGE_SHARE = 0.002


def decode(content: bytes) -> tuple[str, list[str]]:
    """The text with newlines made "\\n", and notes. Raises ReadError for what is no text."""
    for magic, what in _BINARY:
        if content.startswith(magic):
            raise ReadError(f"the file is {what}")
    if content[4:8] == b"ftyp":
        raise ReadError("the file is a sound or video recording: transcribe it first")
    text, notes = _text(content)
    if len(_CONTROL.findall(text)) > _GARBAGE_SHARE * len(text):
        raise ReadError("the file is binary, or text in an unknown encoding")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\u200b", "")
    if not text.strip():
        raise ReadError("the file is empty")
    return text, notes


def _text(content: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), []
    if half := _utf16_half(content[:200]):
        return content.decode(half, errors="replace"), []
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), ["not UTF-8: read as Windows-1252"]


def _utf16_half(head: bytes) -> str | None:
    """UTF-16 without a mark: more than a fifth of the bytes are NUL, nearly all of them in one half."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd <= 0.2 * len(head) or min(even, odd) > 0.1 * max(even, odd):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"
