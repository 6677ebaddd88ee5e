"""LRC, timed lines of lyrics: "[mm:ss.xx] text", starts alone; several times before a line repeat it.

A line without a time goes on with the one before. A label in front of the text is a speaker. Words may carry times,
<mm:ss.xx>: then a word ends where the next begins. Source: whisper.cpp --output-lrc, Whisper front ends.
"""

from __future__ import annotations

from carescore.errors import ReadError
from carescore.readers import _cues
from carescore.readers._base import Parsed, Reader
from carescore.readers._times import clock_ms
from carescore.text.regex import lazy
from carescore.transcript import Utterance, Word

_LINE = lazy(r"^[ \t]*(?P<times>(?:\[\d{1,3}:\d\d\.\d\d\][ \t]*){1,20})(?P<rest>.*)$")
_TIME = lazy(r"\[(\d{1,3}:\d\d\.\d\d)\]")
_TAG = lazy(r"^[ \t]*\[[A-Za-z#]+:[^\]]*\][ \t]*$")
_WORD = lazy(r"<(\d{1,3}:\d\d\.\d\d)>")
_HEAD = lazy(r"^\s*\[(?:by|ti|ar|al|re|ve|length|offset):")
_SHARE = 0.8


def looks_like(head: str) -> bool:
    untagged = "\n".join(line for line in head.split("\n") if not _TAG.match(line))
    timed = _cues.share(_LINE, untagged)
    return timed >= _SHARE or (timed > 0 and bool(_HEAD.match(head)))


def read(text: str) -> Parsed:
    cues: list[tuple[int | None, int | None, list[str], int]] = []
    words: dict[int, tuple[Word, ...]] = {}
    for number, line in _cues.numbered(text):
        match = _LINE.match(line)
        if match and (said := " ".join(_WORD.sub(" ", match["rest"]).split())):
            cues += [(clock_ms(time), None, [said], number) for time in _TIME.findall(match["times"])]
            words[number] = _words(match["rest"])
        elif not match and cues and not _TAG.match(line):
            cues[-1][2].append(" ".join(line.split()))
    if not cues:
        raise ReadError("no line with a time in front of it holds text", line=1)
    found = _cues.utterances(sorted(cues, key=lambda cue: cue[0] or 0))
    return [_with_words(utterance, words[utterance.line or 0]) for utterance in found], []


def _words(rest: str) -> tuple[Word, ...]:
    """The words between the times inside a line; none where a word has no time of its own."""
    before, *parts = _WORD.split(rest)
    times = [clock_ms(time) for time in parts[0::2]]
    said = [" ".join(part.split()) for part in parts[1::2]]
    if before.strip() or any(len(one.split()) > 1 for one in said):
        return ()
    ends = [*times[1:], None]
    return tuple(Word(one, start, end) for one, start, end in zip(said, times, ends, strict=True) if one)


def _with_words(utterance: Utterance, words: tuple[Word, ...]) -> Utterance:
    if not words or [word.text for word in words] != utterance.text.split():
        return utterance
    return Utterance(utterance.speaker, utterance.text, utterance.start_ms, None, words, utterance.line)


READER = Reader(
    name="lrc",
    title="LRC timed lines",
    extensions=(".lrc",),
    export="whisper.cpp --output-lrc",
    looks_like=looks_like,
    read=read,
)
