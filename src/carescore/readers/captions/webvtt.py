"""WebVTT: Teams (voice tags, cue ids that cut one utterance), Zoom ("Name: text"), plain and rolling captions.

Own parser: webvtt-py merges two voices of one cue (findings/webvtt-py-*.sh), keeps entities escaped and drops cues with
comma times silently.
Source: W3C WebVTT; exports of Teams, Zoom and YouTube.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from carescore.errors import ReadError
from carescore.readers import _cues, _labels, _remarks
from carescore.readers._base import Parsed, Reader
from carescore.readers._builder import Growing, drained
from carescore.readers._times import SKIPPED_CUE, clock_ms, cue_ms
from carescore.readers._xml import unescaped
from carescore.readers.captions import _captions
from carescore.text.regex import lazy
from carescore.transcript import Utterance, Word

_VOICE = lazy(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]+)>")
_TAG = lazy(r"</?(?:c|i|b|u|v|ruby|rt|lang)(?:[.\s][^<>]*)?>|<\d[\d:.]*>")
_BUT_MARKS = lazy(_TAG.pattern.replace("|u|", "|"))  # underlines may mark the word that is being said
_WEBEX_ID = lazy(r'^\d+\s+"(?P<who>[^"<>]+)"(?:\s+\(\d+\))?$')
_TEAMS_ID = lazy(r"^(?P<key>[0-9a-fA-F-]{36}/\d+)-\d+$")
_INLINE = lazy(r"<(\d[\d:.]*)>")
_ROLLING = lazy(r"<\d\d:\d\d:\d\d\.\d{3}><c>")
_TIMING = lazy(r"[ \t]*-?\d+:")
_BLOCK = lazy(r"^(?:NOTE|STYLE|REGION)(?:[ \t]|$)")


@dataclass(slots=True)
class Cue:
    """One cue as it stands: what its utterance is called ("" where its id says none), times, payload lines, the line of
    its timing, and its id where that is no number."""

    key: str
    start: int
    end: int
    payload: list[str]
    line: int
    id: str = ""


def looks_like(head: str) -> bool:
    return bool(re.match(r"\s*WEBVTT(?:[ \t\n]|$)", head)) and '"spokenText"' not in head  # Teams' metadata are JSON


def read(text: str) -> Parsed:
    cues, broken = _blocks(text)
    if not cues:
        raise ReadError("no cue with readable times in it", line=broken[0] if broken else 1)
    notes = [f"line {number}: {SKIPPED_CUE}" for number in broken]
    if _ROLLING.search(text):
        return list(_remarks.left_out(_rolling(cues))), [*notes, "rolling captions: repeated lines were left out"]
    _by_ids(cues)
    cues, words = _cleared(cues)
    named = _prefixes(cues)
    talk = Growing()
    speaker: str | None = None
    previous = ""
    for cue in drained(cues):
        for label, said in _voices(cue, named):
            speaker = (label or None) if label is not None else (speaker if named else None)
            if cue.key and cue.key == previous and talk.last and talk.last.speaker == speaker:
                talk.go_on(said, cue.end)
            elif said:
                talk.add(Utterance(speaker, said, cue.start, cue.end, (), cue.line))
        previous = cue.key
    found, more = _captions.finished(_captions.worded(talk.utterances(), words))
    return found, [*notes, *more]


def _cleared(cues: list[Cue]) -> tuple[list[Cue], dict[int, tuple[Word, ...]]]:
    """The cues without what subtitles do to talk; where voices are tagged, as they are."""
    if any("<v" in line for cue in cues for line in cue.payload):
        return cues, {}
    keys = {cue.line: cue.key for cue in cues if cue.key}
    plain: list[_captions.Cue] = []
    for cue in drained(cues):
        said = (_plain(line, _BUT_MARKS) for line in cue.payload)
        plain.append((cue.start, cue.end, tuple(filter(None, said)), cue.line))
    clear, words = _captions.clear(plain)
    del plain
    return [
        Cue(keys.get(line, ""), start, end, [escape(text, quote=False) for text in said], line)
        for start, end, said, line in drained(clear)
    ], words


def _blocks(text: str) -> tuple[list[Cue], list[int]]:
    """Every cue, and the lines of times that cannot be read; a line with an arrow always starts a cue, an id counts
    only after a blank line."""
    cues: list[Cue] = []
    broken: list[int] = []
    inside = skipping = False
    earlier = before = ""  # the two lines above
    for number, line in enumerate(_cues.lines(text), start=1):
        if not line:
            skipping = False
        elif not before and _BLOCK.match(line):
            skipping, inside = True, False
        elif "-->" in line and not skipping and (_TIMING.match(line) or not before):
            key = before.strip() if number > 2 and not earlier else ""
            if inside and key and cues[-1].payload and cues[-1].payload[-1].strip() == key:
                cues[-1].payload.pop()
            inside = (cue := _timed(line, number, key)) is not None
            cues += [cue] if cue else []
            broken += [] if cue else [number]
        elif inside and not skipping:
            cues[-1].payload.append(line)
        earlier, before = before, line
    return cues, broken


def _timed(line: str, number: int, key: str) -> Cue | None:
    times = cue_ms(line)
    if times is None:
        return None
    if not key or key.isdigit():
        return Cue("", *times, [], number)
    teams = _TEAMS_ID.match(key)
    webex = _WEBEX_ID.match(key)
    voice = [f"<v {webex['who']}>"] if webex else []
    own = "" if teams or webex else key
    return Cue(teams["key"] if teams else "", *times, voice, number, own)


def _by_ids(cues: list[Cue]) -> None:
    """Ids that come back are speakers, where every cue has one: they become voices."""
    ids = [cue.id for cue in cues]
    named = _labels.returning(ids)
    if "" in ids or len(named) < 2 or 3 * len(set(ids)) > 2 * len(ids):
        return
    for cue in cues:
        cue.payload.insert(0, f"<v {escape(cue.id)}>")


def _plain(text: str, tags: re.Pattern[str] = _TAG) -> str:
    return " ".join((unescaped(tags.sub("", text)) if "<" in text or "&" in text else text).split())


def _prefixes(cues: list[Cue]) -> frozenset[str]:
    """The labels before a colon that are speakers, in files without voice tags."""
    if any(_VOICE.search(line) for cue in cues for line in cue.payload):
        return frozenset()
    split = (_labels.split(_plain(line)) for cue in cues for line in cue.payload)
    return _labels.accepted(pair[0] for pair in split if pair)


def _voices(cue: Cue, named: frozenset[str]) -> Iterator[tuple[str | None, str]]:
    """(label, text) of the voices in one cue; None where the cue names nobody, "" where somebody unknown begins."""
    payload = "\n".join(cue.payload)
    parts = _VOICE.split(payload)
    if len(parts) > 1:
        if any(map(str.isalnum, before := _plain(parts[0]))):
            yield None, before
        for voice, words in zip(parts[1::2], parts[2::2], strict=True):
            yield _labels.clean(unescaped(voice)) or "", _plain(words)
        return
    label: str | None = None
    said: list[str] = []
    for line in cue.payload:
        pair = _labels.split(_plain(line))
        if pair and pair[0] in named:
            if said:
                yield label, " ".join(filter(None, said))
            label, said = _labels.clean(pair[0]) or "", [pair[1]]
        elif line.startswith("- "):
            if said:
                yield label, " ".join(filter(None, said))
            label, said = "", [_plain(line[2:])]
        else:
            said.append(_plain(line))
    yield label, " ".join(filter(None, said))


def _rolling(cues: list[Cue]) -> list[Utterance]:
    """Rolling captions show every line two or three times: the tagged one is kept, and new plain ones."""
    found: list[Utterance] = []
    shown: list[str] = []
    for cue in cues:
        for line in cue.payload:
            said = _plain(line)
            if said and (_ROLLING.search(line) or said not in shown[-2:]):
                shown.append(said)
                found.append(Utterance(None, said.lstrip("> "), cue.start, cue.end, _spoken(line, cue), cue.line))
    return found


def _spoken(line: str, cue: Cue) -> tuple[Word, ...]:
    """The words of a tagged line: the first begins with the cue, each ends where the next begins."""
    said = _INLINE.split(line)
    starts = [cue.start, *(clock_ms(time) for time in said[1::2])]
    ends = [*starts[1:], cue.end]
    timed = zip(map(_plain, said[::2]), starts, ends, strict=True)
    return tuple(Word(w, start, end) for word, start, end in timed if (w := word.lstrip("> "))) if len(said) > 1 else ()


READER = Reader(
    name="webvtt",
    title="WebVTT",
    extensions=(".vtt",),
    export="Teams and Zoom: download the transcript as .vtt",
    looks_like=looks_like,
    read=read,
)
