"""Azure Speech: batch transcription (recognizedPhrases, ticks) and fast transcription (phrases, ms).

Times are offset and duration. With several channels the speakers of each are counted anew. The display text differs
from the words, which are lexical: words are kept only where they are as many.
Source: Azure Speech service reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

Item = Mapping[str, Any]
_TICKS = 10_000  # of 100 ns in a ms


def looks_like(data: Any) -> bool:
    data = _camel(data)
    batch, fast = _json.at(data, "recognizedPhrases", 0), _json.at(data, "phrases", 0)
    return isinstance(batch, Mapping) or (isinstance(fast, Mapping) and "offsetMilliseconds" in _camel(fast))


def _camel(value: Any) -> Any:
    """The same object with keys that begin small: older files write them with a capital."""
    if not isinstance(value, Mapping):
        return value
    return {str(key)[:1].lower() + str(key)[1:]: inner for key, inner in value.items()}


def read(data: Any) -> Parsed:
    data = _camel(data)
    phrases = [_camel(p) for p in _json.objects(data, "recognizedPhrases") or _json.objects(data, "phrases")]
    several = len({str(phrase.get("channel")) for phrase in phrases}) > 1
    found = []
    for number, phrase in enumerate(phrases, start=1):
        if phrase.get("recognitionStatus", "Success") != "Success":
            continue
        best = next(map(_camel, _json.objects(phrase, "nBest")), phrase)
        said = _json.said(best.get("display") or best.get("text"))
        start, end = _span(phrase)
        words = tuple(_word(_camel(w)) for w in _json.objects(best, "displayWords") or _json.objects(best, "words"))
        if said:
            kept = words if len(words) == len(said.split()) else ()
            found.append(Utterance(_label(phrase, several), said, start, end, kept, number))
    if not found:
        raise ReadError("no phrase holds speech", line=1)
    return found, []


def _label(phrase: Item, several: bool) -> str | None:
    own = _json.label(phrase.get("speaker"))
    if not several:
        return own
    return f"Channel {phrase.get('channel')}" + (f" {own}" if own else "")


def _span(item: Item) -> tuple[int | None, int | None]:
    start, length = (_ms(item, name) for name in ("offset", "duration"))
    return start, None if start is None or length is None else start + length


def _ms(item: Item, name: str) -> int | None:
    if f"{name}Milliseconds" in item:
        return scaled_ms(item[f"{name}Milliseconds"], 1)
    if (ticks := scaled_ms(item.get(f"{name}InTicks"), 1)) is not None:
        return round(ticks / _TICKS)
    return scaled_ms(item.get(name), 1000) if isinstance(item.get(name), str) else None


def _word(item: Item) -> Word:
    text = _json.said(item.get("displayText") or item.get("text") or item.get("word"))
    return Word(text, *_span(item))


READER = JsonReader(
    name="azure_speech",
    title="Azure Speech JSON",
    extensions=(".json",),
    export="Azure Speech: the result of a batch or fast transcription with diarization",
    looks_like=looks_like,
    read=read,
)
