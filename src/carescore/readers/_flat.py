"""Lists of objects as rows of one conversation: rows that wrap the row, monologues of sentences, one key a speaker, and
the events of a live session."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from carescore.readers import _cells, _columns, _tables
from carescore.text.regex import lazy

_FINAL = ("is_final", "isFinal", "final", "end_of_turn")
_LOOKED_AT = 40  # rows that show how all are made
_HALF = 0.5  # of the rows wrap a row
_WRAPPED = 2  # objects around a row
_SAID_BY = lazy(
    r"(?P<user>input_audio_transcription\.completed$)|(?P<assistant>response\.(?:output_)?(?:audio_transcript|text)\.done$)"
)  # OpenAI's realtime events: what the person said, and what the model said
_MOST_LABELS = 0.67  # keys a row, where the key is the speaker

Record = Mapping[str, Any]


def rows(items: Sequence[Any]) -> list[Record]:
    """The rows that the objects of a list are, or hold; those that are no objects are left out."""
    found = [item for item in items if isinstance(item, Mapping)]
    if any("type" in item and _SAID_BY.search(str(item["type"])) for item in found[:_LOOKED_AT]):
        return _of_events(found)
    for _ in range(_WRAPPED):
        if (key := _wrapper(found[:_LOOKED_AT])) is None:
            break
        found = [_opened(item, key) for item in found]
    if (key := _sentences(found[:_LOOKED_AT])) is not None:
        found = [row for item in found for row in _monologue(item, key)]
    return list(_keyed(found)) if _by_key(found) else _wide(found) or found


def partial(record: Record) -> bool:
    """Whether a live result is not final: a later one says it again."""
    kind = str(record.get("message_type")).lower()  # AssemblyAI's
    return kind.startswith("partial") or any(record.get(key) is False for key in _FINAL)


def _wide(found: list[Record]) -> list[Record]:
    """The rows of objects that have one key for what each speaker says; none where they are no such objects."""
    sample = found[:_LOOKED_AT]
    keys = list(dict.fromkeys(str(key) for row in sample for key in row))
    if len(keys) < 2 or _columns.columns(keys) is not None or not all(map(_scalars, sample)):
        return []
    table = _tables.wide([keys, *([_cells.text(row.get(key)) for key in keys] for row in found)])
    return [dict(zip(_tables.HEADER, row, strict=True)) for row in table[0][1:]] if table else []


def _scalars(row: Record) -> bool:
    return not any(isinstance(value, Mapping | list) for value in row.values())


def _wrapper(sample: Sequence[Record]) -> str | None:
    """The key under which the row itself stands, with a text and more that the object does not say."""
    own = _columns.of_records(sample)
    if own is not None and own.speaker is not None and any(_cells.spoken(row.get(own.text)) for row in sample):
        return None
    for key in dict.fromkeys(key for row in sample for key, value in row.items() if isinstance(value, Mapping)):
        inner = [row[key] for row in sample if isinstance(row.get(key), Mapping)]
        found = _columns.of_records(inner)
        told = found and (found.speaker or found.start or _speaker(sample))
        said = found and any(_cells.spoken(row.get(found.text)) for row in inner)
        if found and told and said and (own is None or found.speaker or len(inner) > _HALF * len(sample)):
            return key
        if found is None and _wrapper(inner) is not None:
            return key
    return None


def _speaker(sample: Sequence[Record]) -> str | None:
    """The key that would name the speakers, were there a text beside it."""
    found = _columns.of_records([{**row, "text": "a"} for row in sample])
    return found.speaker if found else None


def _opened(item: Record, key: str) -> Record:
    inner = item.get(key)
    if not isinstance(inner, Mapping):
        return item
    return {**{k: v for k, v in item.items() if k != key}, **inner}


def _sentences(sample: Sequence[Record]) -> str | None:
    """The key of the list of sentences that a monologue of one speaker holds."""
    if _speaker(sample) is None:
        return None
    own = _columns.of_records(sample)
    for key in dict.fromkeys(key for row in sample for key, value in row.items() if isinstance(value, list)):
        inner = [child for row in sample if isinstance(row.get(key), list) for child in row[key]]
        inner = [child for child in inner if isinstance(child, Mapping)]
        found = _columns.of_records(inner)
        timed = found is not None and found.start is not None and found.speaker is None
        said = found and any(" " in _cells.text(child.get(found.text)) for child in inner)
        if timed and said and (own is None or own.text == key):
            return key
    return None


def _monologue(item: Record, key: str) -> Iterator[Record]:
    inner = item.get(key)
    own = {k: v for k, v in item.items() if k != key and not isinstance(v, list)}
    yield from ({**own, **child} for child in (inner if isinstance(inner, list) else []) if isinstance(child, Mapping))


def _by_key(found: Sequence[Record]) -> bool:
    """Whether every row has one key, which is who speaks, and its value what is said."""
    if len(found) < 2 or not all(len(row) == 1 for row in found):
        return False
    keys = [key for row in found for key in row]
    texts = all(isinstance(value, str) for row in found for value in row.values())
    return texts and 1 < len(set(keys)) <= max(2, _MOST_LABELS * len(keys))


def _keyed(found: Sequence[Record]) -> Iterator[Record]:
    return ({"speaker": str(key), "text": value} for row in found for key, value in row.items())


def _of_events(events: Sequence[Record]) -> list[Record]:
    """What was said in a live session, in the order in which its items began."""
    order: dict[str, int] = {}
    starts: dict[str, Any] = {}
    told: list[tuple[str, Record]] = []
    for event in events:
        item = str(event.get("item_id", ""))
        order.setdefault(item, len(order))
        if "audio_start_ms" in event:
            starts.setdefault(item, event["audio_start_ms"])
        if match := _SAID_BY.search(str(event.get("type"))):
            said = event.get("transcript", event.get("text"))
            told.append((item, {"role": match.lastgroup, "text": said, "start_ms": None}))
    if len({item for item, _ in told}) < len(told):
        return [row for _, row in told]
    return [{**row, "start_ms": starts.get(item)} for item, row in sorted(told, key=lambda pair: order[pair[0]])]
