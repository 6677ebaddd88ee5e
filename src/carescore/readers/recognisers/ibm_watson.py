"""IBM Watson Speech to Text: words as [text, start, end], their speakers in a list beside them, joined by start.

Without speakers every result is an utterance. A hesitation is written %HESITATION, read here as "um".
Results that are not final are left out.
Source: IBM Watson Speech to Text documentation, "Understanding results", "Speaker labels".
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

_HESITATION = ("%HESITATION", "um")


def looks_like(data: Any) -> bool:
    return {"alternatives", "final"} <= _json.keys(data, "results", 0)


def read(data: Any) -> Parsed:
    labels = _json.objects(data, "speaker_labels")
    speakers = {scaled_ms(label.get("from"), 1000): _json.label(label.get("speaker")) for label in labels}
    words: list[tuple[str | None, Word]] = []
    found: list[Utterance] = []
    for number, result in enumerate(_json.objects(data, "results"), start=1):
        best = _json.at(result, "alternatives", 0)
        timed = _json.at(best, "timestamps")
        spoken = [word for word in map(_word, timed) if word.text] if isinstance(timed, list) else []
        if result.get("final") is False:
            continue
        if spoken and labels:
            words += [(speakers.get(word.start_ms), word) for word in spoken]
        else:
            said = None if spoken else _json.said(_json.at(best, "transcript")).replace(*_HESITATION)
            found += _json.from_words(None, spoken, number, said)
    found = [*_json.by_speaker(words), *found]
    if not found:
        raise ReadError("no final result holds speech", line=1)
    return found, []


def _word(item: Any) -> Word:
    text = _json.said(_json.at(item, 0)).replace(*_HESITATION)
    return Word(text, scaled_ms(_json.at(item, 1), 1000), scaled_ms(_json.at(item, 2), 1000))


READER = JsonReader(
    name="ibm_watson",
    title="IBM Watson JSON",
    extensions=(".json",),
    export="IBM Watson Speech to Text: the response with timestamps and speaker_labels",
    looks_like=looks_like,
    read=read,
)
