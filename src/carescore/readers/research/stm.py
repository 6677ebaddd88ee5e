"""STM, segments with speaker and text: "file channel speaker start end <label> text", in seconds.

Of alternatives, { um / uh / @ }, the first is kept; segments that scoring ignores and gaps between segments are left
out; lines of comment begin with ;;. Source: NIST SCTK, stm format.
"""

from __future__ import annotations

from carescore.errors import ReadError
from carescore.readers import _cues
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.text.regex import lazy
from carescore.transcript import Utterance

_LINE = lazy(
    r"^(?P<file>\S+)[ \t]+(?P<channel>\d{1,2}|[A-Za-z])[ \t]+(?P<who>\S+)[ \t]+(?P<start>\d+(?:\.\d+)?)[ \t]+"
    r"(?P<end>\d+(?:\.\d+)?)(?:[ \t]+<[^>]*>)?(?:[ \t]+(?P<said>.*))?$"
)
_ALTERNATIVES = lazy(r"\{([^{}/]*)/[^{}]*\}")
_IGNORED = "ignore_time_segment_in_scoring"
_GAP = "inter_segment_gap"
_SHARE = 0.8


def looks_like(head: str) -> bool:
    return _cues.share(_LINE, head, ";;") >= _SHARE and "." in head


def read(text: str) -> Parsed:
    found: list[Utterance] = []
    skipped: list[str] = []
    files: set[str] = set()
    for number, line in _cues.numbered(text):
        match = _LINE.match(line)
        if match and (said := _said(match["said"] or "")) and match["who"].lower() != _GAP:
            files.add(match["file"])
            start, end = scaled_ms(match["start"], 1000), scaled_ms(match["end"], 1000)
            found.append(Utterance(clean(match["who"]), said, start, end, (), number))
        elif not match and not line.startswith(";;"):
            skipped.append(f"line {number}: a line that is no segment was skipped")
    if len(files) > 1:
        raise ReadError(f"{len(files)} recordings in one file: split it, one file each", line=1)
    if not found:
        raise ReadError("no segment holds speech", line=1)
    return found, skipped


def _said(text: str) -> str:
    if text.strip().lower() == _IGNORED:
        return ""
    return " ".join(_ALTERNATIVES.sub(r"\1", text).replace("@", " ").split())


READER = Reader(
    name="stm",
    title="STM segments",
    extensions=(".stm",),
    export="speech recognition tools: reference transcripts in STM",
    looks_like=looks_like,
    read=read,
)
