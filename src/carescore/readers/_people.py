"""Who the ids of a document's rows are: the names in its list of speakers, participants or parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from carescore.readers import _cells, _columns, _json
from carescore.transcript import Utterance

_LISTS = frozenset("speakers participants parties people users attendees members".split())
_IDS = frozenset("id speakerid participantid userid speaker label speakerlabel channel channelid key index".split())
_NAMES = "name displayname fullname speakername username title role type".split()
_DEEPEST = 5


def named(found: Sequence[Utterance], document: Any) -> list[Utterance]:
    """The utterances with the names of those whose ids they carry; as they are, where the document names not all."""
    labels = {u.speaker for u in found} - {None}
    for people in _lists(document, 0):
        names = dict(_pairs(people))
        if labels and labels <= set(names) and len({names[label] for label in labels if label}) == len(labels):
            return [replace(u, speaker=names[u.speaker]) if u.speaker else u for u in found]
    return list(found)


def _lists(value: Any, depth: int) -> Iterator[list[Mapping[str, Any]]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if _columns.plain(str(key)) in _LISTS and len(people := _json.objects(inner)) > 1:
                yield people
            elif isinstance(inner, Mapping | list):
                yield from _lists(inner, depth + 1)
    elif isinstance(value, list) and len(value) == 1:
        yield from _lists(value[0], depth + 1)


def _pairs(people: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """The label of each id, or of the place in the list where there is none, and the name."""
    for place, person in enumerate(people):
        plain = {_columns.plain(str(key)): value for key, value in person.items()}
        name = next((label for key in _NAMES if (label := _cells.label(plain.get(key)))), None)
        ids = [label for key in _IDS if (label := _cells.label(plain.get(key)))] or [f"Speaker {place}"]
        if name:
            yield from ((label, name) for label in ids)
