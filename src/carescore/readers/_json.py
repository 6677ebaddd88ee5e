"""JSON without quoting it in errors (a parser's own message could hold words of the talk), and its usual shapes."""

from __future__ import annotations

import json
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Any

from carescore.errors import ReadError
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

Spoken = tuple[str | None, Word]  # a word and whose it is
_WRAPPERS = (
    "response data result results body transcript transcription output json call artifact message report payload"
).split()
_DEEPEST = 3
_GAP = 200  # characters between values


def load(text: str) -> Any:
    """The value of a JSON text. Raises ReadError with the line of the fault."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ReadError("broken JSON", line=error.lineno) from None
    except (RecursionError, ValueError):
        raise ReadError("JSON nested too deeply, or with numbers too long", line=1) from None


def lines(text: str) -> list[tuple[int, Any]]:
    """(line number, value) of JSON lines. Raises ReadError with the line of the fault."""
    values = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                values.append((number, _shared(json.loads(line))))
            except (ValueError, RecursionError):
                raise ReadError("broken JSON", line=number) from None
    return values


def values(text: str) -> list[Any]:
    """The JSON values that stand behind each other in a text; empty where it holds anything else."""
    decoder, at, found = json.JSONDecoder(), 0, []
    text = text.strip()
    while at < len(text):
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            return []
        found.append(value)
        at += len(text[at : at + _GAP]) - len(text[at : at + _GAP].lstrip(" \n\t,"))
    return found


def _shared(value: Any) -> Any:
    """An object with the same strings for its keys as every line before: each would hold its own."""
    return {sys.intern(key): inner for key, inner in value.items()} if isinstance(value, dict) else value


def unwrapped(data: Any) -> Iterator[Any]:
    """The value itself, then what stands inside a wrapper around it: "response", "data", a list of one, a string."""
    level = [data]
    for _ in range(_DEEPEST):
        yield from level
        level = [inner for value in level for inner in _inside(value)]


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        yield from (value[key] for key in _WRAPPERS if isinstance(value.get(key), Mapping | list | str))
    elif isinstance(value, list) and len(value) == 1:
        yield value[0]
    elif isinstance(value, str) and value.lstrip()[:1] in ("{", "["):
        try:
            yield json.loads(value)
        except (ValueError, RecursionError):
            return


def at(value: Any, *path: str | int) -> Any:
    """value[path[0]][path[1]]…, None where a step is missing or is no container."""
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and -len(value) <= step < len(value):
            value = value[step]
        else:
            return None
    return value


def keys(value: Any, *path: str | int) -> frozenset[str]:
    """The keys of the object that stands at path; empty where there is none."""
    found = at(value, *path)
    return frozenset(found) if isinstance(found, Mapping) else frozenset()


def objects(value: Any, *path: str | int) -> list[Mapping[str, Any]]:
    """The objects of the list that stands at path; empty where there is none."""
    found = at(value, *path)
    return [item for item in found if isinstance(item, Mapping)] if isinstance(found, list) else []


def label(value: Any) -> str | None:
    """A speaker's label: numbers, and texts that are numbers, are a diarizer's; 0 is a real one."""
    if isinstance(value, bool) or value is None or value != value:  # NaN is nobody
        return None
    text = str(int(value) if isinstance(value, float) and value.is_integer() else value).strip()
    return f"Speaker {text}" if text.isdigit() else clean(text)


def said(value: Any) -> str:
    """A text with single spaces, "" for anything that is no text."""
    if not isinstance(value, str):
        return ""
    text = " ".join(value.split())
    return value if text == value else text  # the same string where it can be: no second copy of the talk


def word(item: Mapping[str, Any], text: str, start: str, end: str, scale: int = 1000) -> Word:
    """A word from an object with these keys, its times in units of scale ms."""
    return Word(said(item.get(text)), scaled_ms(item.get(start), scale), scaled_ms(item.get(end), scale))


def from_words(
    speaker: str | None, words: Sequence[Word], line: int | None, text: str | None = None
) -> list[Utterance]:
    """An utterance from its words, its times theirs; none when nothing was said."""
    spoken = said(text) if text is not None else " ".join(w.text for w in words if w.text)
    if not spoken:
        return []
    starts = [w.start_ms for w in words if w.start_ms is not None]
    ends = [w.end_ms for w in words if w.end_ms is not None]
    times = starts[0] if starts else None, ends[-1] if ends else None
    return [Utterance(speaker, spoken, *times, tuple(words), line)]


def by_speaker(words: Iterable[Spoken], first: int = 1) -> list[Utterance]:
    """An utterance for every run of words of one speaker; its line is the number of its first word."""
    found: list[Utterance] = []
    numbered = enumerate(words, start=first)
    for speaker, group in groupby(numbered, key=lambda item: item[1][0]):
        run = list(group)
        found += from_words(speaker, [word for _, (_, word) in run], run[0][0])
    return found


def by_channel(channels: Sequence[Sequence[Spoken]]) -> list[Utterance]:
    """Utterances of channels that were recorded apart: by speaker, and cut where another channel speaks between two
    words; one channel's words are else the talk of an hour in one piece."""
    middles = [[m for _, word in channel if (m := _middle(word)) is not None] for channel in channels]
    found: list[Utterance] = []
    for number, channel in enumerate(channels):
        others = sorted(ms for other, inner in enumerate(middles) if other != number for ms in inner)
        pairs = enumerate(pairwise(channel), start=1)
        cuts = [at for at, (before, after) in pairs if _between(others, before[1], after[1])]
        for start, stop in zip([0, *cuts], [*cuts, len(channel)], strict=True):
            found += by_speaker(channel[start:stop], start + 1)
    return found


def _middle(word: Word) -> int | None:
    return None if word.start_ms is None or word.end_ms is None else (word.start_ms + word.end_ms) // 2


def _between(moments: Sequence[int], before: Word, after: Word) -> bool:
    if before.end_ms is None or after.start_ms is None:
        return False
    at = bisect_left(moments, before.end_ms)
    return at < len(moments) and moments[at] < after.start_ms


def glued(words: list[Spoken], mark: str) -> None:
    """Puts a punctuation mark behind the last word."""
    if words and mark:
        speaker, last = words[-1]
        words[-1] = (speaker, Word(last.text + mark, last.start_ms, last.end_ms))
