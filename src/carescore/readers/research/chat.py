"""CHAT transcripts (.cha, TalkBank): utterances, their media times, and speakers from @Participants.

The text is what was said: marks, codes in brackets, pauses and events go, fillers and repeated words stay, and xxx
becomes [inaudible]. An utterance that is cut off (+/. +/?) ends in a dash, one that trails off (+...) in three dots,
and one that goes on after it (+,) begins with a dash. A listener's word inside a turn (&*PAT:yeah) is an utterance of
its own, without times. Word times come from the %wor tier, where it has a time for each of the utterance's words.
Source: MacWhinney, The CHILDES Project: Tools for Analyzing Talk, part 1: the CHAT transcription format.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from carescore.errors import ReadError
from carescore.readers._base import Parsed, Reader
from carescore.readers._dates import day_ms, day_of
from carescore.readers._labels import clean
from carescore.text.regex import lazy
from carescore.transcript import Utterance, Word

_MAIN = lazy(r"^\*(?P<code>[^:\s]{1,20}):[ \t]*(?P<text>.*)$", re.DOTALL)
_TIMES = lazy(r"(?:[\x15•␕]|NAK|\^U)(?:%\w{1,9}:\"[^\"]{0,200}\"_)?(\d{1,12})_(\d{1,12})(?:[\x15•␕]|NAK|\^U)")
_COMPOUND = lazy(r"_|(?<=\w)\+(?=\w)")
_INSIDE = lazy(r"&\*(?P<code>[^:\s]{1,20}):(?P<said>\S+)")
_REPLACED = lazy(r"(?<![^\s\]])\S{1,200}[ \t]*\[::?[ \t]+([^\[\]]*)\]")
_CODES = lazy(r"\[[^\[\]]*\]|\(\.+\)|\(\d+(?:[.:]\d+)*\)|&=\S+|\b0\w+|\+[<^,\"≈≋+./!?]+|[<>„‡↗↘⌈⌉⌊⌋∆°≠↫]")
_CUT_OFF = lazy(r"\+(?://?[.?]|/)(?=\s*(?:\[|$))")
_TRAILING = lazy(r"\+\.\.(?:\.|\?)?")
_GOES_ON = lazy(r"^\s*\+[,+](?=\s)")
_UNHEARD = lazy(r"\b(?:xxx|yyy|www)\b")
_DAY = lazy(r"^@Date:[ \t]*(\d\d)-([A-Z]{3})-(\d{4})[ \t]*$", re.MULTILINE)
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_WORD_MARKS = lazy(r"&[-+~]|@[\w:$]+|(?<=\w):(?=\w)|[()]")


def looks_like(head: str) -> bool:
    return bool(re.match(r"\s*@(?:UTF8|Begin|Font:|PID:|Window:)", head)) and "@Begin" in head


def read(text: str) -> Parsed:
    names: dict[str, str] = {}
    found: list[Utterance] = []
    host = 0
    for number, line in _tiers(text):
        if line.startswith("@Participants:"):
            names = _names(list(_participants(line.partition(":")[2])))
        elif match := _MAIN.match(line):
            host = len(found)
            found += _utterances(match["code"], match["text"], names, number)
        elif line.startswith("%wor:") and host < len(found):
            found[host] = _with_words(found[host], line.partition(":")[2])
    if not found:
        raise ReadError("no main tier (*CODE:) holds speech", line=1)
    return found, []


def _tiers(text: str) -> Iterator[tuple[int, str]]:
    """(line number, text) of every header and tier; a line that begins with a tab goes on with the one before."""
    start, held = 0, ""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("\t"):
            held += " " + line.strip()
        else:
            if held:
                yield start, held
            start, held = number, line
    if held:
        yield start, held


def _participants(text: str) -> Iterator[tuple[str, str]]:
    """(code, name): the name, else the role, else the code."""
    for entry in text.split(","):
        parts = entry.split()
        if parts:
            yield parts[0], parts[1 if len(parts) > 1 else 0].replace("_", " ")


def _names(people: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The name of each code; with the code where several have it, as a role alone ("Adult") may be."""
    counts = Counter(name for _, name in people)
    return {code: name if counts[name] == 1 else f"{name} {code}" for code, name in people}


def _utterances(code: str, text: str, names: dict[str, str], number: int) -> list[Utterance]:
    spans = [[int(value) for value in match.groups()] for match in _TIMES.finditer(text)]
    text = _TIMES.sub(" ", text)
    inside = [(match["code"], _said(match["said"])) for match in _INSIDE.finditer(text)]
    start, end = (spans[0][0], spans[-1][1]) if spans else (None, None)
    found = []
    if said := _said(_INSIDE.sub(" ", text)):
        found.append(Utterance(clean(names.get(code, code)), said, start, end, (), number))
    found += [Utterance(clean(names.get(who, who)), said, None, None, (), number) for who, said in inside if said]
    return found


def _with_words(utterance: Utterance, tier: str) -> Utterance:
    """The utterance with the times of its words; unchanged unless the tier has as many as it has words."""
    times = [tuple(int(value) for value in match.groups()) for match in _TIMES.finditer(tier)]
    said = utterance.text.split()
    if len(times) != len(said):
        return utterance
    words = tuple(Word(word, start, end) for word, (start, end) in zip(said, times, strict=True))
    start = times[0][0] if utterance.start_ms is None else utterance.start_ms
    end = times[-1][1] if utterance.end_ms is None else utterance.end_ms
    return Utterance(utterance.speaker, utterance.text, start, end, words, utterance.line)


def _said(text: str) -> str:
    text = _GOES_ON.sub("—", _TRAILING.sub("…", _CUT_OFF.sub("—", text)))
    text = _CODES.sub(" ", _REPLACED.sub(r"\1", text))
    text = _WORD_MARKS.sub("", _UNHEARD.sub("[inaudible]", text))
    text = _COMPOUND.sub(" ", text)
    return re.sub(r"[ \t]+([.?!,;…]|—$)", r"\1", " ".join(text.split())).strip(" ,") if re.search(r"\w", text) else ""


def day(text: str) -> str | None:
    found = _DAY.search(text)
    if not found or found[2] not in _MONTHS:
        return None
    start = day_ms(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1]))
    return None if start is None else day_of(start)


READER = Reader(
    name="chat",
    title="CHAT transcript (TalkBank)",
    extensions=(".cha",),
    export="CLAN and TalkBank: the .cha file",
    looks_like=looks_like,
    read=read,
    day=day,
)
