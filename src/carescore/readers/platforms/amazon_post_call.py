"""Amazon's post-call analytics solution: segments in seconds, speakers named in the list of labels.

The display text is the redacted or corrected one, and is read. Source: the solution's description of its output.
"""

from __future__ import annotations

from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance


def looks_like(data: Any) -> bool:
    return {"SegmentSpeaker", "SegmentStartTime"} <= _json.keys(data, "SpeechSegments", 0)


def read(data: Any) -> Parsed:
    labels = _json.objects(data, "ConversationAnalytics", "SpeakerLabels")
    people = {str(label.get("Speaker")): label.get("DisplayText") for label in labels}
    found: list[Utterance] = []
    for number, item in enumerate(_json.objects(data, "SpeechSegments"), start=1):
        who = item.get("SegmentSpeaker")
        start, end = scaled_ms(item.get("SegmentStartTime"), 1000), scaled_ms(item.get("SegmentEndTime"), 1000)
        said = _json.said(item.get("DisplayText")) or _json.said(item.get("OriginalText"))
        words = tuple(
            _json.word(word, "Text", "StartTime", "EndTime") for word in _json.objects(item, "WordConfidence")
        )
        if said:
            found.append(Utterance(_json.label(people.get(str(who)) or who), said, start, end, words, number))
    if not found:
        raise ReadError("no segment holds speech", line=1)
    return found, []


READER = JsonReader(
    name="amazon_post_call",
    title="Amazon post-call analytics JSON",
    extensions=(".json",),
    export="Amazon Transcribe Post Call Analytics: a file of parsedFiles",
    looks_like=looks_like,
    read=read,
)
