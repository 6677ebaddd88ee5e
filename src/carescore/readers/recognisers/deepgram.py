"""Deepgram's JSON: words with speakers, one channel or several; speakers are counted anew in every channel.

The words are complete and are read first, regrouped by speaker; then utterances; then paragraphs without words.
Source: Deepgram's API reference, pre-recorded audio.
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word


def looks_like(data: Any) -> bool:
    results = _json.at(data, "results")
    return isinstance(_json.at(results, "channels"), list) or (
        isinstance(_json.at(results, "utterances"), list) and "metadata" in data
    )


def read(data: Any) -> Parsed:
    channels = _json.objects(data, "results", "channels")
    spoken: list[list[_json.Spoken]] = []
    found: list[Utterance] = []
    for number, channel in enumerate(channels):
        best = _json.at(channel, "alternatives", 0)
        words = _json.objects(best, "words")
        prefix = number if len(channels) > 1 else None
        spoken.append([(_label(word.get("speaker"), prefix), _word(word)) for word in words])
        if not words and (paragraphs := _json.objects(best, "paragraphs", "paragraphs")):
            found += [u for i, item in enumerate(paragraphs, start=1) for u in _sentences(item, i, prefix)]
        elif not words and (said := _json.said(_json.at(best, "transcript"))):
            found.append(Utterance(_label(None, prefix), said, line=number + 1))
    found += _json.by_channel(spoken)
    if not found:
        several = len({u.get("channel") for u in _json.objects(data, "results", "utterances")}) > 1
        found = [_utterance(u, i, several) for i, u in enumerate(_json.objects(data, "results", "utterances"), start=1)]
        found = [utterance for utterance in found if utterance.text]
    if not found:
        raise ReadError("no channel holds speech", line=1)
    return found, []


def _sentences(paragraph: Any, number: int, channel: Any) -> list[Utterance]:
    label = _label(paragraph.get("speaker"), channel)
    sentences = [_json.word(item, "text", "start", "end") for item in _json.objects(paragraph, "sentences")]
    return [Utterance(label, s.text, s.start_ms, s.end_ms, (), number) for s in sentences if s.text]


def _label(speaker: Any, channel: Any) -> str | None:
    own = _json.label(speaker)
    if channel is None:
        return own
    return f"Channel {channel}" if own in (None, "Speaker 0") else f"Channel {channel} {own}"


def _word(item: Any) -> Word:
    return _json.word(item, "punctuated_word" if item.get("punctuated_word") else "word", "start", "end")


def _utterance(item: Any, number: int, several: bool) -> Utterance:
    label = _label(item.get("speaker"), item.get("channel") if several else None)
    start, end = scaled_ms(item.get("start"), 1000), scaled_ms(item.get("end"), 1000)
    words = tuple(_word(word) for word in _json.objects(item, "words"))
    return Utterance(label, _json.said(item.get("transcript")), start, end, words, number)


READER = JsonReader(
    name="deepgram",
    title="Deepgram JSON",
    extensions=(".json",),
    export="Deepgram: the response of a transcription with diarize=true",
    looks_like=looks_like,
    read=read,
)
