"""CTM, words with times: "file channel start duration word [confidence [type speaker]]", in seconds.

Words of one speaker, else of one channel, are one utterance until another's come between. Of alternatives the first is
kept; lines of comment begin with ;;. Source: NIST SCTK, ctm format; Kaldi, NeMo.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carescore.errors import ReadError
from carescore.readers import _cues, _json
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.text.regex import lazy
from carescore.transcript import Word

# Stays a pattern: the columns of a line.
_LINE = lazy(
    r"^(?P<file>\S+)[ \t]+(?P<channel>\d{1,2}|[A-Za-z])[ \t]+(?P<start>\d+(?:\.\d+)?|\*)[ \t]+"
    r"(?P<length>\d+(?:\.\d+)?|\*)[ \t]+(?P<word>\S+)"
    r"(?:[ \t]+(?:-?[\d.]+(?:[eE][-+]?\d+)?|NA|<NA>)(?:[ \t]+\S+(?:[ \t]+(?P<who>\S+))?)?)?[ \t]*$"
)
_SHARE = 0.8
_MARKUP = ("<ALT", "<alt")

Row = re.Match[str]


def looks_like(head: str) -> bool:
    return _cues.share(_LINE, head, ";;") >= _SHARE and "." in head


def read(text: str) -> Parsed:
    lines = [(number, line) for number, line in _cues.numbered(text) if not line.startswith(";;")]
    matches = [(number, _LINE.match(line)) for number, line in lines]
    skipped = [f"line {number}: a line that is no word was skipped" for number, match in matches if not match]
    rows = list(_first_of_alternatives([match for _, match in matches if match]))
    if (files := len({row["file"] for row in rows})) > 1:
        raise ReadError(f"{files} recordings in one file: split it, one file each", line=1)
    several = len({row["channel"] for row in rows}) > 1
    words = sorted(((_speaker(row, several), _word(row)) for row in rows), key=lambda pair: pair[1].start_ms or 0)
    found = _json.by_speaker(words)
    if not found:
        raise ReadError("no line holds a word with its time", line=1)
    return found, skipped


def _first_of_alternatives(rows: list[Row]) -> Iterator[Row]:
    """The words, without the marks around alternatives and without all but the first of them."""
    other = False
    for row in rows:
        if row["word"].startswith(_MARKUP):
            other = row["word"].upper() == "<ALT>"
        elif not other and row["start"] != "*" and row["word"] not in ("@", "<eps>"):
            yield row


def _speaker(row: Row, several: bool) -> str | None:
    who = clean((row["who"] or "").strip("<>"))
    return who if who not in (None, "NA", "na") else f"Channel {row['channel']}" if several else None


def _word(row: Row) -> Word:
    start, length = scaled_ms(row["start"], 1000), scaled_ms(row["length"], 1000)
    return Word(row["word"], start, None if start is None or length is None else start + length)


READER = Reader(
    name="ctm",
    title="CTM words",
    extensions=(".ctm",),
    export="speech recognition tools (Kaldi, NeMo, SCTK): words with times, one channel a speaker",
    looks_like=looks_like,
    read=read,
)
