"""Amazon Transcribe's JSON: speaker labels (new and old), or one channel a speaker.

Numbers are texts, in seconds; punctuation has no times and is glued to the word before it. Older files name the speaker
only in speaker_labels, joined here by start time. Utterances follow the speakers of the words, not the segments, which
are cut at pauses. Source: Amazon Transcribe developer guide, output of batch jobs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.transcript import Word

Item = Mapping[str, Any]


def looks_like(data: Any) -> bool:
    results = _json.at(data, "results")
    if "TranscriptionJobName" in _json.keys(data, "TranscriptionJob"):
        return True
    return isinstance(_json.at(results, "items"), list) and isinstance(_json.at(results, "transcripts"), list)


def read(data: Any) -> Parsed:
    if _json.at(data, "status") == "FAILED":
        raise ReadError("the transcription job failed: there is no talk in it")
    if "TranscriptionJob" in _json.keys(data):
        raise ReadError("the job's description, no transcript: take the file at its TranscriptFileUri")
    channels = _json.objects(data, "results", "channel_labels", "channels")
    found = _json.by_channel([_channel(channel) for channel in channels])
    if not found:
        found = _json.by_speaker(_words(_json.objects(data, "results", "items"), _old_labels(data)))
    if not found:
        raise ReadError("no item holds speech", line=1)
    return found, []


def _channel(channel: Item) -> list[_json.Spoken]:
    label = _json.label(channel.get("channel_label"))
    return [(label, word) for _, word in _words(_json.objects(channel, "items"), {})]


def _old_labels(data: Any) -> dict[str, Any]:
    """Start time as it is written → speaker, from the segments beside the items."""
    segments = _json.objects(data, "results", "speaker_labels", "segments")
    items = (item for segment in segments for item in _json.objects(segment, "items"))
    return {str(item.get("start_time")): item.get("speaker_label") for item in items}


def _words(items: Sequence[Item], labels: Mapping[str, Any]) -> list[_json.Spoken]:
    words: list[_json.Spoken] = []
    for item in items:
        said = _json.said(_json.at(item, "alternatives", 0, "content"))
        if item.get("type") == "punctuation":
            _json.glued(words, said)
        elif said:
            speaker = item.get("speaker_label") or labels.get(str(item.get("start_time")))
            times = _json.word(item, "", "start_time", "end_time")
            words.append((_json.label(speaker), Word(said, times.start_ms, times.end_ms)))
    return words


READER = JsonReader(
    name="amazon_transcribe",
    title="Amazon Transcribe JSON",
    extensions=(".json",),
    export="Amazon Transcribe: the output file of a job, with speaker partitioning or channel identification",
    looks_like=looks_like,
    read=read,
)
