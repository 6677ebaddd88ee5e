"""Trint, and the editors that keep words and paragraphs apart (BBC, Hyperaudio): a paragraph names its speaker.

Trint counts in ms with durations, the others in seconds with ends. A word belongs to the last paragraph that begins
no later. Source: Trint's JSON export (from memory); the BBC's transcript editor.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word


def looks_like(data: Any) -> bool:
    data = _inner(data)
    timed = _json.keys(data, "words", 0) & _json.keys(data, "paragraphs", 0) & {"time", "start"}
    return bool(timed) and "speaker" in _json.keys(data, "paragraphs", 0)


def _inner(data: Any) -> Any:
    return data if "words" in _json.keys(data) else _json.at(data, "transcript")


def read(data: Any) -> Parsed:
    paragraphs = _json.objects(_inner(data), "paragraphs")
    starts = sorted((_span(p)[0] or 0, number) for number, p in enumerate(paragraphs, start=1))
    runs: dict[int, list[Word]] = {}
    for item in _json.objects(_inner(data), "words"):
        start, end = _span(item)
        word = Word(_json.said(item.get("value")) or _json.said(item.get("text")), start, end)
        at = bisect_right(starts, (start or 0, len(starts))) - 1
        runs.setdefault(starts[max(at, 0)][1] if starts else 0, []).append(word)
    found: list[Utterance] = []
    for number, words in runs.items():
        label = _json.label(_json.at(paragraphs, number - 1, "speaker")) if number else None
        found += _json.from_words(label, [word for word in words if word.text], number)
    if not found:
        raise ReadError("no paragraph holds speech", line=1)
    return found, []


def _span(item: Mapping[str, Any]) -> tuple[int | None, int | None]:
    if "time" not in item:
        return scaled_ms(item.get("start"), 1000), scaled_ms(item.get("end"), 1000)
    start, length = scaled_ms(item.get("time"), 1), scaled_ms(item.get("duration"), 1)
    return start, None if start is None or length is None else start + length


READER = JsonReader(
    name="trint",
    title="Trint JSON",
    extensions=(".json",),
    export="Trint: export as JSON; the BBC transcript editor and its kin",
    looks_like=looks_like,
    read=read,
)
