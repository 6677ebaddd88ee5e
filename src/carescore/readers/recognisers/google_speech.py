"""Google Speech-to-Text, v1 and v2: words with speaker tags, results by channel, or plain results.

With diarization v1 repeats all words in its last result, there with tags: then only that one is read. A start that is
absent in v2 is 0. A result without words tells only where it ends.
Source: Google Cloud Speech-to-Text reference, RecognizeResponse.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from carescore.errors import ReadError
from carescore.readers import _json
from carescore.readers._base import JsonReader, Parsed
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance, Word

Item = Mapping[str, Any]
_KEYS = frozenset("resultendtime resultendoffset channeltag languagecode".split())
_OTHERS = frozenset({"final", "type"})  # IBM Watson's and Speechmatics' results
_RESULT_ENDS = ("resultEndTime", "result_end_time", "resultEndOffset", "result_end_offset")
_STARTS = ("startTime", "start_time", "startOffset", "start_offset")
_ENDS = ("endTime", "end_time", "endOffset", "end_offset")
_TAGS = ("speakerLabel", "speaker_label", "speakerTag", "speaker_tag")


def looks_like(data: Any) -> bool:
    results = _results(data)
    keys = {str(key).replace("_", "").lower() for result in results[:3] for key in result}
    first = next((w for r in results for w in _json.objects(r, "alternatives", 0, "words")), {})
    timed = any(key in first for key in (*_STARTS, *_ENDS)) and "word" in first
    plain = isinstance(_json.at(results, 0, "alternatives", 0, "transcript"), str) and not _OTHERS & keys
    return bool(results) and "alternatives" in results[0] and (timed or plain or bool(_KEYS & keys))


def _results(data: Any) -> list[Item]:
    """The results, also inside the batch wrappers of v2."""
    inner = _json.at(data, "results")
    if isinstance(inner, Mapping) and len(inner) == 1:
        (file,) = inner.values()
        inline = _json.objects(file, "inlineResult", "transcript", "results")
        return inline or _json.objects(file, "transcript", "results")
    return _json.objects(data, "results") or _json.objects(data, "transcript", "results")


def read(data: Any) -> Parsed:
    results = _results(data)
    if len(results) > 1 and _repeats(results):
        results = results[-1:]
    found: list[Utterance] = []
    for number, result in enumerate(results, start=1):
        channel = _first(result, "channelTag", "channel_tag")
        prefix = f"Channel {channel}" if channel else None
        best = _json.at(result, "alternatives", 0)
        words = _json.objects(best, "words")
        found += _json.by_speaker((_label(word, prefix), _word(word)) for word in words)
        if not words and (said := _json.said(_json.at(best, "transcript"))):
            found.append(Utterance(prefix, said, None, _time(result, _RESULT_ENDS), (), number))
    if not found:
        raise ReadError("no result holds speech", line=1)
    return found, []


def _repeats(results: Sequence[Item]) -> bool:
    """Whether the last result says everything again, with speakers."""
    last = _json.objects(results[-1], "alternatives", 0, "words")
    first = _json.objects(results[0], "alternatives", 0, "words")
    if not any(_first(word, *_TAGS) for word in last) or any(_first(word, *_TAGS) for word in first):
        return False
    return not first or (_word(last[0]).start_ms or 0) <= (_word(first[0]).start_ms or 0)


def _first(item: Item, *keys: str) -> Any:
    return next((item[key] for key in keys if item.get(key) not in (None, "", 0)), None)


def _label(word: Item, channel: str | None) -> str | None:
    own = _json.label(_first(word, *_TAGS))
    return f"{channel} {own}" if channel and own else own or channel


def _word(item: Item) -> Word:
    end = _time(item, _ENDS)
    start = _time(item, _STARTS)
    return Word(_json.said(item.get("word")), 0 if start is None and end is not None else start, end)


def _time(item: Item, keys: Sequence[str]) -> int | None:
    """ "1.2s", or an object of seconds and nanos."""
    value = next((item[key] for key in keys if key in item), None)
    if not isinstance(value, Mapping):
        return scaled_ms(value, 1000)
    seconds, nanos = scaled_ms(value.get("seconds", 0), 1000), value.get("nanos", 0)
    return None if seconds is None or not isinstance(nanos, int) else seconds + nanos // 1_000_000


READER = JsonReader(
    name="google_speech",
    title="Google Speech-to-Text JSON",
    extensions=(".json",),
    export="Google Cloud Speech-to-Text: the response, with speaker diarization or one channel a speaker",
    looks_like=looks_like,
    read=read,
)
