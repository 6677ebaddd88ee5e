"""Rows of a table, objects of a list: columns recognised by name, times by their unit, one utterance each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median
from typing import Any

from carescore.errors import ReadError, UsageError
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

SYNONYMS: dict[str, tuple[str, ...]] = {
    "speaker": tuple(
        "speaker speakername personname speakerid speakerlabel spk spkr participant participantname name participantid "
        "participantrole role who author sender sendername from user username displayname agent actor voice tier "
        "interlocutor talker turnby sprecher person locuteur intervenant hablante participante orador parlante spreker "
        "talare 話者 说话人 发言人 channel mediachannel".split()
    ),
    "text": tuple(
        "text utterance transcript transcription content message body sentence line speech words caption dialogue "
        "comment value annotation display phrase said äußerung texte énoncé texto testo tekst 内容 発話 文本".split()
    ),
    "start": tuple(
        "startms startmillis startmilliseconds beginoffsetmillis start starttime startsec begin begintime from onset "
        "offsetms offsetmillisecond offsetmilliseconds offset tmin xmin timestamp time timein in intime beginning ts "
        "t0 timecode tc tcin timespan audiostart anfang début inicio inizio 開始 开始时间".split()
    ),
    "end": tuple(
        "endms endmillis endmilliseconds endoffsetmillis end endtime endsec stop stoptime to tmax xmax timeout out "
        "outtime endts audioend t1 tcout ende fin fine 終了 结束时间".split()
    ),
    "duration": tuple("durationms durationmillisecond durationmilliseconds duration dur length dauer".split()),
}
_LISTS = (
    "messages utterances conversations conversation turns segments sentences transcript transcriptEntries items lines "
    "records entries"
).split()
_WHO = frozenset("speaker speakerid speakerlabel spk".split())
_SPOKEN_BY = frozenset({"system", "tool", "developer", "function"})  # roles in a chat log that nobody speaks
_RECORDINGS = frozenset("conversationid callid sessionid session recording recordingid visit visitid file".split())
_TIMESPAN = re.compile(r"^\s*([\d:.,]+)\s*[-–/]\s*([\d:.,]+)\s*$")
_WHOLE = re.compile(r"-?\d{1,18}$")
_COUNTED_IN_MS = re.compile(r"ms$|millis")
_DATED = 315_360_000_000  # ms: a start ten years after zero is a date, and counts from the first
_MS_DATE = 100_000_000_000  # a bare number above is a date in ms, not in seconds
_LOOKED_AT = 20  # rows: who lists recordings lists one among the first
_MS_UTTERANCE = 200  # a median utterance of so many units is counted in ms, not in seconds


@dataclass(frozen=True, slots=True)
class Columns:
    """Which key of a record holds what; None where no key does."""

    speaker: str | None
    text: str
    start: str | None
    end: str | None
    duration: str | None


def _plain(key: str) -> str:
    return re.sub(r"[\s_\-.()\[\]]", "", key).lower()


def columns(keys: Iterable[str], given: Mapping[str, str] | None = None) -> Columns | None:
    """The columns that the names tell, or a person gave; None when nothing holds the text. Raises UsageError."""
    keys = [str(key) for key in keys]
    by_name = {_plain(key): key for key in reversed(keys)}
    found = {field: next((by_name[n] for n in names if n in by_name), None) for field, names in SYNONYMS.items()}
    for field, key in (given or {}).items():
        if key not in keys:
            raise UsageError(f"no column of that name for {field}")
        found[field] = key
    if found["text"] is None:
        return None
    return Columns(found["speaker"], found["text"], found["start"], found["end"], found["duration"])


def untold(record: Mapping[str, Any]) -> bool:
    """Whether a record says who spoke when but not what: a diarization, without the words."""
    names = {_plain(str(key)) for key in record}
    found = columns([*record, "text"])
    return columns(record) is None and bool(_WHO & names and found and found.start and (found.end or found.duration))


def inside(record: Mapping[str, Any]) -> list[Any] | None:
    """The list of utterances or messages that an object holds."""
    return next((record[key] for key in _LISTS if isinstance(record.get(key), list)), None)


def held(row: Any) -> list[Any]:
    """The conversation that an entry of a list holds, where the entry is a recording; empty for an utterance."""
    if not isinstance(row, Mapping):
        return []
    named = columns(row)
    rows = inside(row) if named is None else row.get(named.text) if named.text != "words" else None
    if not isinstance(rows, list) or not rows or not isinstance(rows[0], Mapping):
        return []
    found = columns(rows[0])
    return rows if found and found.speaker else []


def conversation(rows: Sequence[Any]) -> list[Any]:
    """The rows, or what the only recording among them holds. Raises ReadError where several hold a conversation."""
    if not any(map(held, rows[:_LOOKED_AT])):
        return list(rows)
    inner = [found for found in map(held, rows) if found]
    if len(inner) > 1:
        raise ReadError(f"{len(inner)} recordings in one file: split it, one file each", line=1)
    return inner[0]


def utterances(
    records: Sequence[Mapping[str, Any]], lines: Sequence[int], given: Mapping[str, str] | None = None
) -> list[Utterance]:
    """One utterance a record with any text. given: columns that a person named. Raises ReadError where no column
    holds text, or where the records are of several recordings."""
    keys = list(dict.fromkeys(key for record in records for key in record))
    named = columns(keys, given)
    if named is None:
        if records and untold(records[0]):
            raise ReadError("it says who spoke when, but not what: transcribe it as well", line=lines[0])
        raise ReadError("no column holds the text: name it 'text'", line=lines[0] if lines else None)
    _refuse_several(records, keys, lines)
    scale = _scale(records, named)
    made = (_utterance(record, named, scale, line) for record, line in zip(records, lines, strict=True))
    return from_first([utterance for utterance in made if utterance is not None])


def from_first(found: Sequence[Utterance]) -> list[Utterance]:
    """The utterances with dates counted from the first of them; unchanged when their times are no dates."""
    first = min((u.start_ms for u in found if u.start_ms is not None), default=0)
    return [_moved(utterance, -first) for utterance in found] if first > _DATED else list(found)


def _moved(utterance: Utterance, by: int) -> Utterance:
    start, end = (None if ms is None else ms + by for ms in (utterance.start_ms, utterance.end_ms))
    return replace(utterance, start_ms=start, end_ms=end)


def _refuse_several(records: Sequence[Mapping[str, Any]], keys: Sequence[str], lines: Sequence[int]) -> None:
    """Rows of several recordings are no conversation; ConvoKit's replies name the conversation they belong to."""
    for key in keys:
        if _plain(key) in _RECORDINGS and not {"reply_to", "reply-to"} & set(keys):
            values = {str(record.get(key)) for record in records if record.get(key) not in (None, "")}
            if len(values) > 1:
                raise ReadError(f"{len(values)} recordings in one table: split it, one file each", line=lines[0])


def _utterance(record: Mapping[str, Any], named: Columns, scale: int, line: int) -> Utterance | None:
    text = _text(record.get(named.text))
    if not text or str(record.get("role")).lower() in _SPOKEN_BY:
        return None
    start, end = _span(record, named, scale)
    words = _words(record.get("words", record.get("result")), scale)
    if start is None and end is None and words:
        start, end = words[0].start_ms, words[-1].end_ms
    if end is None and named.duration and start is not None:
        length = scaled_ms(record.get(named.duration), 1 if _COUNTED_IN_MS.search(_plain(named.duration)) else scale)
        end = None if length is None else start + length
    speaker = record.get(named.speaker) if named.speaker else None
    return Utterance(_speaker(_label(speaker)), text, start, end, words, line)


def _span(record: Mapping[str, Any], named: Columns, scale: int) -> tuple[int | None, int | None]:
    """Start and end of a record; "0:01 - 0:04" in one cell is both."""
    begin = record.get(named.start) if named.start else None
    if isinstance(begin, str) and (both := _TIMESPAN.match(begin)):
        return scaled_ms(both[1], scale), scaled_ms(both[2], scale)
    return scaled_ms(begin, scale), scaled_ms(record.get(named.end), scale) if named.end else None


def _text(value: Any) -> str:
    """The text of a cell; of a chat message's parts, or of words, those that are text."""
    if isinstance(value, list):
        parts = (part.get("text", part.get("word")) if isinstance(part, Mapping) else part for part in value)
        value = " ".join(str(part) for part in parts if part)
    said = "" if value is None else " ".join(str(value).split())
    return value if isinstance(value, str) and said == value else said  # no second copy of the talk


_speaker = lru_cache(maxsize=1024)(clean)  # one string for all utterances of a speaker


def _label(value: Any) -> str | None:
    """Numbers are diarizer's labels; 0 is a real one. An object is a person with a name."""
    if isinstance(value, Mapping):
        value = next((value[key] for key in ("name", "display_name", "displayName", "id") if value.get(key)), None)
    if isinstance(value, int) and not isinstance(value, bool):
        return f"Speaker {value}"
    return None if value is None else str(value)


def _words(value: Any, scale: int) -> tuple[Word, ...]:
    if not isinstance(value, list):
        return ()
    words = []
    for item in value:
        if isinstance(item, Mapping) and (text := item.get("text", item.get("word"))):
            times = (_word_ms(item, "start", scale), _word_ms(item, "end", scale))
            words.append(Word(str(text).strip(), *times))
    return tuple(words)


def _word_ms(item: Mapping[str, Any], name: str, scale: int) -> int | None:
    if f"{name}_ms" in item:
        return scaled_ms(item[f"{name}_ms"], 1)
    value = next((item[key] for key in (name, f"{name}_time", f"{name}_timestamp") if key in item), None)
    return scaled_ms(value.get("relative") if isinstance(value, Mapping) else value, scale)


def _scale(records: Sequence[Mapping[str, Any]], named: Columns) -> int:
    """ms per unit of the bare numbers: the name says ms, or fractions say seconds, or lengths say which."""
    if named.start and _COUNTED_IN_MS.search(_plain(named.start)):
        return 1
    keys = [key for key in (named.start, named.end) if key]
    if any(not _WHOLE.match(str(r[key])) for r in records for key in keys if r.get(key) not in (None, "")):
        return 1000
    if any(int(r[key]) > _MS_DATE for r in records for key in keys if r.get(key) not in (None, "")):
        return 1
    pairs = [(int(r[named.start]), int(r[named.end])) for r in records if named.start and named.end and _both(r, named)]
    return 1 if pairs and median(end - start for start, end in pairs) >= _MS_UTTERANCE else 1000


def _both(record: Mapping[str, Any], named: Columns) -> bool:
    return all(record.get(key) not in (None, "") for key in (named.start, named.end) if key)
