"""Advanced SubStation Alpha (.ass, .ssa): the Dialogue lines of [Events], their speakers in the column Name.

Where no line fills Name, styles that come back are speakers; else labels stand in front of the text. Comments,
drawings and styling are no talk. Source: Aegisub, pysubs2, subtitle editors.
"""

from __future__ import annotations

from carescore.errors import ReadError
from carescore.readers import _cues, _labels
from carescore.readers._base import Parsed, Reader
from carescore.readers._times import SKIPPED_CUE, clock_ms
from carescore.readers.captions import _captions
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_USUAL = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"
_STYLING = lazy(r"\{\\[^{}]*\}")
_DRAWING = lazy(r"\{[^{}]*\\p[1-9]")
_BREAK = lazy(r"\\[Nnh]")
Row = dict[str, str]


def looks_like(head: str) -> bool:
    return head.lstrip().lower().startswith("[script info]")


def read(text: str) -> Parsed:
    columns = _columns(_USUAL)
    rows: list[tuple[int, Row]] = []
    inside = False
    for number, line in _cues.numbered(text):
        kind, colon, rest = line.partition(":")
        if line.startswith("["):
            inside = line.strip().lower() == "[events]"
        elif inside and colon and kind.strip().lower() == "format":
            columns = _columns(rest)
        elif inside and colon and kind.strip().lower() == "dialogue":
            cells = (cell.strip() for cell in rest.split(",", len(columns) - 1))
            row = dict(zip(columns, cells, strict=False))
            rows += [] if _DRAWING.search(row.get("text", "")) else [(number, row)]
    if not rows:
        raise ReadError("no line of dialogue in it", line=1)
    return _parsed(rows)


def _columns(header: str) -> list[str]:
    return [name.strip().lower() for name in header.split(",")]


def _parsed(rows: list[tuple[int, Row]]) -> Parsed:
    key = "name" if any(_who(row, "name") for _, row in rows) else "style"
    styles = _labels.returning([row.get("style", "") for _, row in rows])
    named = key == "name" or len(styles) > 1
    found: list[Utterance] = []
    unnamed: list[_cues.Cue] = []
    notes: list[str] = []
    for number, row in rows:
        start, end = clock_ms(row.get("start", "")), clock_ms(row.get("end", ""))
        said = [" ".join(piece.split()) for piece in _BREAK.split(_STYLING.sub("", row.get("text", "")))]
        if start is None or end is None:
            notes.append(f"line {number}: {SKIPPED_CUE}")
        elif named and any(said):
            found.append(Utterance(_labels.clean(_who(row, key)), " ".join(filter(None, said)), start, end, (), number))
        elif any(said):
            unnamed.append((start, end, [piece for piece in said if piece], number))
    said_by, more = _captions.finished(found if named else _cues.utterances(unnamed))
    if not said_by:
        raise ReadError("no line of dialogue holds talk", line=1)
    return said_by, [*notes, *more]


def _who(row: Row, key: str) -> str:
    return row.get(key, "") or row.get("actor", "")


READER = Reader(
    name="ass",
    title="SubStation Alpha subtitles",
    extensions=(".ass", ".ssa"),
    export="Aegisub and other subtitle editors: save as .ass",
    looks_like=looks_like,
    read=read,
)
