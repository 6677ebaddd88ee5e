"""Which key of a record holds the speaker, the text and the times: by its name, and where several could, by which of
them the records fill."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from carescore.errors import ReadError, UsageError
from carescore.readers import _cells

SYNONYMS: dict[str, tuple[str, ...]] = {
    "speaker": tuple(
        "speaker speakername speakerdisplayname speakerfullname personname speakerid speakerlabel spk spkr participant "
        "participantname name participantpurpose participantrole participanttype participantid role who author sender "
        "sendername from user users username displayname agent actor voice tier tiername interlocutor talker turnby "
        "speakerrole speakertype speakertag "
        "persona partytype party parties side sprecher person locuteur intervenant "
        "hablante participante orador parlante spreker talare 話者 说话人 发言人 source sourcetype origin track "
        "channel mediachannel channelid channelname channellabel channeltag direction type kind "
        "isagent isbot isstaff isuser fromme isfromme".split()
    ),
    "text": tuple(
        "decoratedtext displaytext text utterance transcript transcription content message body sentence line speech "
        "spokentext words word caption dialogue dialog comment value annotation display phrase said utterancetext "
        "messagetext transcripttext utt parts äußerung texte énoncé texto testo tekst 内容 発話 文本".split()
    ),
    "start": tuple(
        "startms starts startmillis startmilliseconds "
        "starttimems beginoffsetmillis start starttime startsec startseconds "
        "startinseconds begin begintime from onset startoffset startoffsetms startdatetime starttimestamp startedat "
        "adjustedstart offsetms offsetmillisecond offsetmilliseconds offset tmin xmin timestamp time timein in intime "
        "beginning ts t0 timecode tc tcin timespan audiostart audiostartms absolutetime createdat created spokenat "
        "sentat receivedat received datetime date "
        "secondsfromstart timeincallsecs elapsed anfang début inicio inizio 開始 开始时间".split()
    ),
    "end": tuple(
        "endms ends endmillis endmilliseconds "
        "endtimems endoffsetmillis end endtime endsec endseconds endinseconds stop "
        "stoptime to endoffset endoffsetms enddatetime endtimestamp endedat adjustedend tmax xmax timeout out outtime "
        "endts audioend audioendms t1 tcout ende fin fine 終了 结束时间".split()
    ),
    "duration": tuple(
        "durationms durations durationmillis durationmillisecond "
        "durationmilliseconds duration durationseconds dur length dauer".split()
    ),
}
_SIDES = frozenset(
    "human ai user assistant agent customer caller client bot patient doctor nurse clinician staff member inbound "
    "outbound incoming outgoing in out rep operator".split()
)
_TELLING = frozenset({"type", "kind", "direction"})  # keys that name the speaker only where their values are sides
_FROM_TO = frozenset({"from", "to"})
_LOOKED_AT = 200  # records that show which keys are filled
_HALF = 0.5  # of what the fullest key fills: so much a key with a better name must fill
_VARIED = 6  # records, from which on a key that names speakers must hold fewer labels than records
_MOST_LABELS = 0.67  # labels per record
_WHO = frozenset("speaker speakerid speakerlabel spk".split())

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Columns:
    """Which key of a record holds what; None where no key does."""

    speaker: str | None
    text: str
    start: str | None
    end: str | None
    duration: str | None


def plain(key: str) -> str:
    """A key without what parts its words, in small letters."""
    return re.sub(r"[\s_\-.()\[\]]", "", key).lower()


def require_distinct(header: Sequence[str], line: int, given: Mapping[str, str] | None = None) -> None:
    """Raises ReadError where two columns of a table have one name that could be a field's: rows lose one of them."""
    twice = [name for name, count in Counter(header).items() if count > 1]
    known = {name for names in SYNONYMS.values() for name in names}
    if any(plain(name) in known or name in (given or {}).values() for name in twice):
        raise ReadError("two columns have one name: rename or drop one", line=line)


def columns(keys: Iterable[str], given: Mapping[str, str] | None = None) -> Columns | None:
    """The columns that the names tell, or a person gave; None when nothing holds the text. Raises UsageError."""
    options = _options(keys, given)
    found = {field: next(iter(options[field]), None) for field in SYNONYMS}
    return None if found["text"] is None else Columns(**found)  # type: ignore[arg-type]  # the text is known


def of_records(records: Sequence[Record], given: Mapping[str, str] | None = None) -> Columns | None:
    """The columns of records: of several that could hold a field, the best named that the records with text fill."""
    step = max(1, len(records) // _LOOKED_AT)
    sample = records[::step]
    options = _options(dict.fromkeys(key for record in (records if given else sample) for key in record), given)
    text = _fullest(sample, options["text"], _cells.spoken)
    if text is None:
        return None
    spoken = [record for record in sample if _cells.spoken(record.get(text)) and not _cells.unspoken(record)]
    speaker = _speaker(spoken, [key for key in options["speaker"] if given or not _from_when(spoken, key)])
    if speaker is not None and plain(speaker) == "from":  # who to whom, and no times
        options = {field: [key for key in keys if plain(key) not in _FROM_TO] for field, keys in options.items()}
    times = {field: _fullest(spoken, options[field], _cells.filled) for field in ("start", "end", "duration")}
    return Columns(speaker, text, times["start"], times["end"], times["duration"])


def _options(keys: Iterable[str], given: Mapping[str, str] | None) -> dict[str, list[str]]:
    """By field the keys that could hold it, the best named first; only the one that a person gave, where one was."""
    keys = [str(key) for key in keys]
    by_name = {plain(key): key for key in reversed(keys)}
    options = {field: [by_name[name] for name in names if name in by_name] for field, names in SYNONYMS.items()}
    for field, key in (given or {}).items():
        if key not in keys:
            raise UsageError(f"no column of that name for {field}")
        options[field] = [key]
    if not given:
        options["speaker"] = [key for key in options["speaker"] if key not in options["text"][:1]]
    return options


def _fullest(records: Sequence[Record], options: Sequence[str], fills: Any) -> str | None:
    """The first key that fills at least half as many records as the fullest one; the best named where none fills."""
    if len(options) < 2:
        return next(iter(options), None)
    counts = {key: sum(1 for record in records if fills(record.get(key))) for key in options}
    return next(key for key in options if counts[key] >= _HALF * max(counts.values()))


def _speaker(records: Sequence[Record], options: Sequence[str]) -> str | None:
    """The best named key that tells speakers apart among those that the records with text fill."""
    options = [key for key in options if plain(key) not in _TELLING or _sides(records, key)]
    if len(options) < 2:
        return next(iter(options), None)
    labels = {key: [label for r in records if (label := _cells.label(r.get(key))) is not None] for key in options}
    most = max(map(len, labels.values()))
    filled = [key for key in options if len(labels[key]) >= _HALF * most]
    varied = [key for key in filled if _varied(labels[key])]
    return next(iter(varied or filled), None)


def _varied(labels: Sequence[str]) -> bool:
    return len(set(labels)) > 1 and (len(labels) < _VARIED or len(set(labels)) <= _MOST_LABELS * len(labels))


def _from_when(records: Sequence[Record], key: str) -> bool:
    """Whether "from" says since when, and not from whom: its values are times, and no telephone numbers."""
    if plain(key) != "from":
        return False
    values = [value for record in records if _cells.filled(value := record.get(key))]
    return all(_cells.ms(value, 1000) is not None and not str(value).startswith("+") for value in values)


def _sides(records: Sequence[Record], key: str) -> bool:
    """Whether a key such as "type" says which side speaks."""
    values = {str(record.get(key)).lower() for record in records}
    return bool(values) and values <= _SIDES


def untold(record: Record) -> bool:
    """Whether a record says who spoke when but not what: a diarization, without the words."""
    names = {plain(str(key)) for key in record}
    found = columns([*record, "text"])
    return columns(record) is None and bool(_WHO & names and found and found.start and (found.end or found.duration))
