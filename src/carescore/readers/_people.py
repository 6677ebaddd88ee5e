"""Who the ids of a document's rows are: the names in its list of speakers, participants or parties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from carescore.readers import _cells, _columns, _json
from carescore.transcript import Utterance

_LISTS = frozenset("speakers participants parties people users attendees members".split())
_IDS = "id speakerid participantid userid speaker label speakerlabel channel channelid key index".split()
_NAMES = "name displayname fullname speakername username title role type".split()
_DEEPEST = 5


def named(found: Sequence[Utterance], document: Any) -> list[Utterance]:
    """The utterances with the names of those whose ids they carry; as they are, where the document names not all, or
    one key of its people says otherwise than another."""
    labels = {u.speaker for u in found if u.speaker}
    for people in _lists(document, 0):
        fit = [names for names in _names(people) if labels <= names.keys()]
        told = {tuple(names[label] for label in labels) for names in fit}
        if labels and len(told) == 1 and len(set(*told)) == len(labels):
            return [replace(u, speaker=fit[0][u.speaker]) if u.speaker else u for u in found]
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


def _names(people: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, str]]:
    """The names by label, for each key that tells people apart, and for their places in the list where none does."""
    plain = [{_columns.plain(str(key)): value for key, value in person.items()} for person in people]
    names = [next((label for key in _NAMES if (label := _cells.label(one.get(key)))), None) for one in plain]
    ids = [[_cells.label(one.get(key)) for one in plain] for key in _IDS]
    for labels in [own for own in ids if any(own)] or [[f"Speaker {place}" for place in range(len(people))]]:
        pairs = [(label, name) for label, name in zip(labels, names, strict=True) if label and name]
        if len(dict(pairs)) == len(pairs):
            yield dict(pairs)
