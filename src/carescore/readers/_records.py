"""Rows of a table, objects of a list: one utterance each, times by their unit, words put together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _cells, _columns, _json, _replies, _units
from carescore.readers._columns import Columns
from carescore.readers._times import scaled_ms
from carescore.text.regex import lazy
from carescore.transcript import Utterance, Word

_TIMESPAN = lazy(r"^\s*([\d:.,]+)\s*[-–/]\s*([\d:.,]+)\s*$")
_RANGE_MARKS = frozenset("-–/")
_COUNTED_IN_MS = lazy(r"ms$|millis|msec")
_COUNTED_IN_SECONDS = lazy(r"sec")
_DATED = 315_360_000_000  # ms: a start ten years after zero is a date, and counts from the first
_LOOKED_AT = 300  # rows that show the unit
_PURPOSES = {"internal": "Agent", "external": "Customer"}  # how telephone platforms name the sides of a call
_KINDS = frozenset("participantpurpose participanttype partytype speakertype side".split())
_WORDS = 8  # rows of one word each, with times, are words and not utterances
_SINGLE = 0.97  # of the rows hold one word

Record = Mapping[str, Any]


def utterances(
    records: Sequence[Record], lines: Sequence[int], given: Mapping[str, str] | None = None
) -> list[Utterance]:
    """One utterance a record with any text, one a run of words where a record is a word. given: columns that a person
    named. Raises ReadError where no column holds text."""
    named = _columns.of_records(records, given)
    if named is None:
        if records and _columns.untold(records[0]):
            raise ReadError("it says who spoke when, but not what: transcribe it as well", line=lines[0])
        raise ReadError("no column holds the text: name it 'text'", line=lines[0] if lines else None)
    scale = _scale(records, named)
    kinds = _columns.plain(named.speaker or "") in _KINDS
    made = (_utterance(record, named, scale, kinds, line) for record, line in zip(records, lines, strict=True))
    found = from_first([utterance for utterance in made if utterance is not None])
    return _joined(_replies.in_order(records, lines, found))


def from_first(found: Sequence[Utterance]) -> list[Utterance]:
    """The utterances with dates counted from the first of them; unchanged when their times are no dates."""
    first = min((u.start_ms for u in found if u.start_ms is not None), default=0)
    return [_moved(utterance, -first) for utterance in found] if first > _DATED else list(found)


def _moved(utterance: Utterance, by: int) -> Utterance:
    start, end = (None if ms is None else ms + by for ms in (utterance.start_ms, utterance.end_ms))
    words = tuple(replace(w, start_ms=_by(w.start_ms, by), end_ms=_by(w.end_ms, by)) for w in utterance.words)
    return replace(utterance, start_ms=start, end_ms=end, words=words)


def _by(ms: int | None, by: int) -> int | None:
    """A date moved; a word's time that counts from the start of the recording stays."""
    return ms + by if ms is not None and ms > _DATED else ms


def _joined(found: list[Utterance]) -> list[Utterance]:
    """Words by speaker, where every row was one word with its time."""
    if len(found) < _WORDS or any(u.words or u.start_ms is None for u in found):
        return found
    if sum(" " not in u.text for u in found) < _SINGLE * len(found):
        return found
    return _json.by_speaker((u.speaker, Word(u.text, u.start_ms, u.end_ms)) for u in found)


def _utterance(record: Record, named: Columns, scale: int, kinds: bool, line: int) -> Utterance | None:
    """A record as an utterance, None where nobody speaks. kinds: the column of the speaker tells sides of a call."""
    text = _cells.text(record.get(named.text))
    if not text or _cells.unspoken(record):
        return None
    start, end = _span(record, named, scale)
    spoken = record.get("words", record.get("result"))
    words = _words(spoken, scale) if spoken else ()
    if start is None and end is None and words:
        start, end = words[0].start_ms, words[-1].end_ms
    if end is None and named.duration and start is not None:
        length = _cells.ms(record.get(named.duration), _duration_scale(named.duration, scale))
        end = None if length is None else start + length
    label = _cells.label(record.get(named.speaker)) if named.speaker else None
    speaker = _PURPOSES.get(label, label) if kinds and label else label
    return Utterance(speaker, text, start, end, words, line)


def _duration_scale(name: str, scale: int) -> int:
    plain = _columns.plain(name)
    return 1 if _COUNTED_IN_MS.search(plain) else 1000 if _COUNTED_IN_SECONDS.search(plain) else scale


def _span(record: Record, named: Columns, scale: int) -> tuple[int | None, int | None]:
    """Start and end of a record; "0:01 - 0:04" in one cell is both, and so is a pair; else those of its instance."""
    begin = record.get(named.start) if named.start else None
    if "offset" in record and isinstance(record["offset"], Mapping):  # from the beginning, where the start is a date
        begin = record["offset"]
    if isinstance(begin, str) and _RANGE_MARKS.intersection(begin) and (both := _TIMESPAN.match(begin)):
        return scaled_ms(both[1], scale), scaled_ms(both[2], scale)
    if isinstance(begin, list):
        return _pair(begin, scale)
    if begin is None and (instance := _json.at(record, "instances", 0)):
        return _cells.ms(_json.at(instance, "start"), 1000), _cells.ms(_json.at(instance, "end"), 1000)
    return _cells.ms(begin, scale), _cells.ms(record.get(named.end), scale) if named.end else None


def _pair(times: list[Any], scale: int) -> tuple[int | None, int | None]:
    return _cells.ms(_json.at(times, 0), scale), _cells.ms(_json.at(times, 1), scale)


def _words(value: Any, scale: int) -> tuple[Word, ...]:
    if not isinstance(value, list):
        return ()
    words = []
    for item in value:
        if isinstance(item, Mapping) and isinstance(text := item.get("text", item.get("word")), str) and text.strip():
            words.append(Word(text.strip(), _word_ms(item, "start", scale), _word_ms(item, "end", scale)))
    return tuple(words)


def _word_ms(item: Record, name: str, scale: int) -> int | None:
    in_ms = next((item[key] for key in (f"{name}_ms", f"{name}TimeMs") if key in item), None)
    if in_ms is not None:
        return scaled_ms(in_ms, 1)
    value = next((item[key] for key in (name, f"{name}_time", f"{name}_timestamp", f"{name}Time") if key in item), None)
    return _cells.ms(value, scale)


def _scale(records: Sequence[Record], named: Columns) -> int:
    """ms per unit of the bare numbers: the name says it, or their size and the pace of the talk."""
    for key in (named.start, named.end):
        if key and _COUNTED_IN_MS.search(_columns.plain(key)):
            return 1
        if key and _COUNTED_IN_SECONDS.search(_columns.plain(key)):
            return 1000
    return _units.scale(_timed(record, named) for record in records[:_LOOKED_AT])


def _timed(record: Record, named: Columns) -> _units.Timed:
    times = [_cells.number(record.get(key)) if key else None for key in (named.start, named.end)]
    if named.duration and times[0] is not None and times[1] is None and not _named_unit(named.duration):
        length = _cells.number(record.get(named.duration))
        times[1] = None if length is None else times[0] + length
    return times[0], times[1], len(_cells.text(record.get(named.text)).split())


def _named_unit(name: str) -> bool:
    plain = _columns.plain(name)
    return bool(_COUNTED_IN_MS.search(plain) or _COUNTED_IN_SECONDS.search(plain))
