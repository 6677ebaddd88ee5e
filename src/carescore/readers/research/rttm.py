"""RTTM, who spoke when: read where it holds the words (LEXEME), refused where it holds times alone.

Source: NIST Rich Transcription; diarizers (pyannote, NeMo) write SPEAKER lines without words.
"""

from __future__ import annotations

from carescore.errors import ReadError
from carescore.readers import _cues, _json
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.text.regex import lazy
from carescore.transcript import Word

_TYPES = "SPEAKER|LEXEME|SPKR-INFO|SEGMENT|NOSCORE|NO_RT_METADATA|NON-LEX|NON-SPEECH|FILLER|EDIT|IP|SU|CB|A/P"
_NUMBER = r"(?:-?\d+(?:\.\d+)?|<NA>)"
_LINE = lazy(rf"^(?:{_TYPES})[ \t]+\S+[ \t]+\S+[ \t]+{_NUMBER}[ \t]+{_NUMBER}(?:[ \t]+\S+){{3,}}[ \t]*$")
_TEXTLESS = (
    "the times of the speakers without their words: use a transcript with the speakers in it (WhisperX --diarize)"
)
_OTHER = "a line that is no RTTM was skipped"
_SHARE = 0.8


def looks_like(head: str) -> bool:
    return _cues.share(_LINE, head, ";;") >= _SHARE


def read(text: str) -> Parsed:
    lines = [(number, line) for number, line in _cues.numbered(text) if not line.startswith(";;")]
    rows = [(number, line.split()) for number, line in lines if _LINE.match(line)]
    spoken = [row for _, row in rows if row[0] == "LEXEME" and row[5] != "<NA>"]
    if not spoken:
        raise ReadError(_TEXTLESS, line=rows[0][0] if rows else 1)
    if (files := len({row[1] for row in spoken})) > 1:
        raise ReadError(f"{files} recordings in one file: split it, one file each", line=1)
    words = ((clean(row[7].replace("<NA>", "")), _word(row)) for row in spoken)
    skipped = [f"line {number}: {_OTHER}" for number, line in lines if not _LINE.match(line)]
    return _json.by_speaker(sorted(words, key=lambda pair: pair[1].start_ms or 0)), skipped


def _word(row: list[str]) -> Word:
    start, length = scaled_ms(row[3], 1000), scaled_ms(row[4], 1000)
    return Word(row[5], start, None if start is None or length is None else start + length)


READER = Reader(
    name="rttm",
    title="RTTM speaker times",
    extensions=(".rttm",),
    export="diarizers write times alone; read only with LEXEME lines, which hold the words",
    looks_like=looks_like,
    read=read,
)
