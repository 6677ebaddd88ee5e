"""Amazon post-call analytics."""

from __future__ import annotations

import json
from typing import Any

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.platforms.amazon_post_call import READER

IDS = {"Dr. Fox": "spk_0", "Sam Hill": "spk_1"}
SEGMENTS = [
    {"SegmentStartTime": r[2] / 1000, "SegmentEndTime": r[3] / 1000, "SegmentSpeaker": IDS[r[0]], "DisplayText": r[1]}
    | {"WordConfidence": [{"Text": w, "StartTime": s / 1000, "EndTime": e / 1000} for w, s, e in words(*r[1:])]}
    for r in VISIT
]
LABELS = [{"Speaker": value, "DisplayText": name} for name, value in IDS.items()]
CALL = {"ConversationAnalytics": {"GUID": "1", "SpeakerLabels": LABELS}, "SpeechSegments": SEGMENTS}
WRITTEN = {"parsed.json": Sample(json.dumps(CALL), WORDED)}
BAD: list[Any] = [{}, {"SpeechSegments": 3}, {"SpeechSegments": [3, {"SegmentSpeaker": "spk_0", "DisplayText": ""}]}]


def test_speakers_without_a_name_keep_their_label() -> None:
    found, _ = READER.read({"SpeechSegments": SEGMENTS})
    assert [u.speaker for u in found] == ["spk_0", "spk_1", "spk_0"]


@pytest.mark.parametrize("data", BAD)
def test_what_holds_no_speech_is_refused(data: Any) -> None:
    with pytest.raises(ReadError):
        READER.read(data)
