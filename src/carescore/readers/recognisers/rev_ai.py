"""Rev.ai's monologues of elements, where spaces are elements too, and Gecko's monologues of terms.

Source: Rev.ai API reference, transcript object; Gecko's exporter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.transcript import Utterance, Word

Item = Mapping[str, Any]


def looks_like(data: Any) -> bool:
    first = _json.at(data, "monologues", 0)
    return isinstance(first, Mapping) and ("elements" in first or "terms" in first)


def read(data: Any) -> Parsed:
    found: list[Utterance] = []
    for number, monologue in enumerate(_json.objects(data, "monologues"), start=1):
        info = monologue.get("speaker_info", monologue.get("speaker"))
        name = _json.at(info, "display_name") or _json.at(info, "name") or _json.at(info, "id")
        label = _json.label(name if isinstance(info, Mapping) else monologue.get("speaker"))
        if elements := _json.objects(monologue, "elements"):
            text = "".join(str(e.get("value") or "") for e in elements)
            found += _json.from_words(label, _words(elements, "value", "ts", "end_ts"), number, text)
        else:
            words = _words(_json.objects(monologue, "terms"), "text", "start", "end")
            found += _json.from_words(label, words, number)
    if not found:
        raise ReadError("no monologue holds speech", line=1)
    return found, []


def _words(items: Sequence[Item], text: str, start: str, end: str) -> list[Word]:
    words: list[tuple[str | None, Word]] = []
    for item in items:
        if str(item.get("type")).lower() in ("punct", "punctuation"):
            _json.glued(words, _json.said(item.get(text)))
        elif _json.said(item.get(text)):
            words.append((None, _json.word(item, text, start, end)))
    return [word for _, word in words]


READER = JsonReader(
    name="rev_ai",
    title="Rev.ai JSON",
    extensions=(".json",),
    export="Rev.ai: the transcript as JSON; Gecko: save as JSON",
    looks_like=looks_like,
    read=read,
)
