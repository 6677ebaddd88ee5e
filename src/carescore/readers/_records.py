"""Rows of a table, objects of a list: columns recognised by name, times by their unit, one utterance each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from carescore.errors import ReadError
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

SYNONYMS: dict[str, tuple[str, ...]] = {
    "speaker": tuple(
        "speaker speakername speakerid speakerlabel spk spkr name participant participantid participantrole role who "
        "author sender from user username personname displayname agent actor voice channel tier talker sprecher person "
        "locuteur intervenant hablante".split()
    ),
    "text": tuple(
        "text utterance transcript transcription content message body sentence line speech caption dialogue comment "
        "value annotation display phrase said texte texto testo".split()
    ),
    "start": tuple(
        "startms startmillis start starttime startsec begin begintime onset offsetms tmin xmin timestamp time timein "
        "in t0 timecode ts".split()
    ),
    "end": tuple("endms endmillis end endtime endsec stop stoptime tmax xmax timeout out t1".split()),
    "duration": ("durationms", "duration", "dur"),
}
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


def columns(keys: Iterable[str]) -> Columns | None:
    """The columns that the names tell, None when nothing holds the text."""
    by_name = {_plain(key): key for key in keys}
    found = {field: next((by_name[n] for n in names if n in by_name), None) for field, names in SYNONYMS.items()}
    if found["text"] is None:
        return None
    return Columns(found["speaker"], found["text"], found["start"], found["end"], found["duration"])


def utterances(records: Sequence[Mapping[str, Any]], lines: Sequence[int]) -> list[Utterance]:
    """One utterance a record with any text. Raises ReadError where no column holds text."""
    named = columns(dict.fromkeys(key for record in records for key in record))
    if named is None:
        raise ReadError("no column holds the text: name it 'text'", line=lines[0] if lines else None)
    scale = _scale(records, named)
    made = (_utterance(record, named, scale, line) for record, line in zip(records, lines, strict=True))
    return [utterance for utterance in made if utterance.text]


def _utterance(record: Mapping[str, Any], named: Columns, scale: int, line: int) -> Utterance:
    start = scaled_ms(record.get(named.start), scale) if named.start else None
    end = scaled_ms(record.get(named.end), scale) if named.end else None
    if end is None and named.duration and start is not None:
        length = scaled_ms(record.get(named.duration), 1 if _plain(named.duration).endswith("ms") else scale)
        end = None if length is None else start + length
    speaker = record.get(named.speaker) if named.speaker else None
    text = record.get(named.text)
    return Utterance(
        clean(_label(speaker)),
        "" if text is None else " ".join(str(text).split()),
        start,
        end,
        _words(record.get("words"), scale),
        line,
    )


def _label(value: Any) -> str | None:
    """Numbers are diarizer's labels; 0 is a real one."""
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
    return scaled_ms(item[f"{name}_ms"], 1) if f"{name}_ms" in item else scaled_ms(item.get(name), scale)


def _scale(records: Sequence[Mapping[str, Any]], named: Columns) -> int:
    """ms per unit of the bare numbers: the name says ms, or fractions say seconds, or lengths say which."""
    if named.start and re.search(r"ms$|millis", _plain(named.start)):
        return 1
    values = [str(r[key]) for r in records for key in (named.start, named.end) if key and r.get(key) not in (None, "")]
    if any(not re.fullmatch(r"-?\d+", value) for value in values):
        return 1000
    pairs = [(int(r[named.start]), int(r[named.end])) for r in records if named.start and named.end and _both(r, named)]
    return 1 if pairs and median(end - start for start, end in pairs) >= _MS_UTTERANCE else 1000


def _both(record: Mapping[str, Any], named: Columns) -> bool:
    return all(record.get(key) not in (None, "") for key in (named.start, named.end) if key)
