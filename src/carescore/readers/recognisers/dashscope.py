"""Alibaba DashScope (Paraformer, SenseVoice): one transcript a channel, sentences with words, in ms.

Source: DashScope's recorded speech recognition, result file.
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word


def looks_like(data: Any) -> bool:
    return "begin_time" in _json.keys(data, "transcripts", 0, "sentences", 0)


def read(data: Any) -> Parsed:
    channels = _json.objects(data, "transcripts")
    found: list[Utterance] = []
    for channel in channels:
        for sentence in _json.objects(channel, "sentences"):
            own = _json.label(sentence.get("speaker_id"))
            label = f"Channel {channel.get('channel_id')} {own or ''}".strip() if len(channels) > 1 else own
            start, end = scaled_ms(sentence.get("begin_time"), 1), scaled_ms(sentence.get("end_time"), 1)
            words = tuple(map(_word, _json.objects(sentence, "words")))
            if said := _json.said(sentence.get("text")):
                found.append(Utterance(label, said, start, end, words, len(found) + 1))
    if not found:
        raise ReadError("no sentence holds speech", line=1)
    return found, []


def _word(item: Any) -> Word:
    word = _json.word(item, "text", "begin_time", "end_time", 1)
    return Word(word.text + _json.said(item.get("punctuation")), word.start_ms, word.end_ms)


READER = JsonReader(
    name="dashscope",
    title="Alibaba DashScope JSON",
    extensions=(".json",),
    export="DashScope: the result file of recorded speech recognition",
    looks_like=looks_like,
    read=read,
)
