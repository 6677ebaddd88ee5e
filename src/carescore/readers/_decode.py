"""Bytes to text: byte order marks, UTF-16 without one, UTF-8, else Windows-1252; what is no text is refused."""

from __future__ import annotations

from carescore.errors import ReadError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SOUND = "a sound recording: transcribe it first"
_VIDEO = "a sound or video recording: transcribe it first"
_PACKED = "packed: unpack it first, or pack it as .zip"
_PICTURE = "a picture: export the transcript as text"
_BINARY = (
    (b"PK\x03\x04", "a damaged Word or Excel file or archive: export it again"),
    (b"%PDF", "a PDF: export the transcript as .docx, .txt or .vtt instead"),
    (b"%!PS", "made for printing: export the transcript as .docx, .txt or .vtt instead"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file: save it as .docx, .csv or plain text"),
    (b"SQLite format 3\0", "a database: export the conversation as text from the app it belongs to"),
    (b"bplist00", "a binary property list: export the transcript as text"),
    (b"Scenarist_SCC", "a broadcaster's captions: convert it to .srt or .vtt"),
    (b"PAR1\x15", "a Parquet table: save it as .csv"),
    (b"ooBinaryFile", "a binary TextGrid: save it as a text file in Praat"),
    *((magic, _PICTURE) for magic in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")),
    *((magic, _PACKED) for magic in (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a", b"BZh91AY", b"\xfd7zXZ")),
    *((b"ID3" + version, _SOUND) for version in (b"\2", b"\3", b"\4")),
    *((b"\xff" + frame, _SOUND) for frame in (b"\xfb", b"\xfa", b"\xf3", b"\xf2", b"\xf1", b"\xf9")),
    *((magic, _SOUND) for magic in (b"fLaC\0", b"OggS\0", b"#!AMR", b"FORM\0", b".snd\0", b"caff\0")),
    *((magic, _VIDEO) for magic in (b"RIFF", b"\x1aE\xdf\xa3", b"\x30\x26\xb2\x75", b"\0\0\x01\xba", b"FLV\x01")),
)
_BOXES = (b"ftyp", b"moov", b"mdat", b"wide")  # how MP4 and QuickTime files begin, behind the length
_CONTROLS = bytes({*range(0x20)} - {*b"\t\n\v\f\r\x15\x1b"})
_INVISIBLE = (
    "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"  # marks of order and direction
)
_GARBAGE_SHARE = 0.002


def decode(content: bytes) -> tuple[str, list[str]]:
    """The text with newlines made "\\n", and notes. Raises ReadError for what is no text."""
    for magic, what in _BINARY:
        if content.startswith(magic):
            raise ReadError(f"the file is {what}")
    if content.startswith(b"\0") and content[4:8] in _BOXES:
        raise ReadError(f"the file is {_VIDEO}")
    text, notes = _text(content)
    if _controls(text) > _GARBAGE_SHARE * len(text):
        raise ReadError("the file is binary, or text in an unknown encoding")
    if "\0" in text:
        text, notes = text.replace("\0", ""), [*notes, "NUL characters were left out"]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        for mark in _INVISIBLE:
            text = text.replace(mark, "")
    if not text or text.isspace():
        raise ReadError("the file is empty")
    return text, notes


def _controls(text: str) -> int:
    """How many control characters are in it that no text has."""
    content = text.encode("utf-8", errors="replace")
    return len(content) - len(content.translate(None, _CONTROLS))


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
