"""What stands in a JSON document that no reader knows: its lists of objects and their keys, never a word of the talk.

A key may be a speaker's name: only those are told that are usual ones, or are written as programs write them and do not
stand beside others with the same kind of value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from carescore.readers import _columns
from carescore.text.regex import lazy

_KEY = lazy(r"[a-z]{1,3}\d?|[a-z][a-z0-9]{0,30}(?:[_-][a-z0-9]+|[A-Z][a-z0-9]*){1,5}")  # one long word: a name?
_KNOWN = frozenset(
    [name for names in _columns.SYNONYMS.values() for name in names]
    + "alternatives artifact block blocks call calls channels chat chunks confidence contents data documents entries "
    "entry event events file files history index insights interaction interactions item items key keys label labels "
    "language lines list log logs message messages meta metadata monologues number object objects output page "
    "paragraphs payload phrases position record records report response result results rows score segment segments "
    "sentences sentiment session sessions status table title tokens topic transcripts turn turns url utterances "
    "version video videos".split()
)
_DEEPEST = 5
_LISTS = 4  # that are told
_KEYS = 8  # of a list that are told
_LOOKED_AT = 20


def unknown(document: Any) -> str:
    """Why a document is not read, and how to name what holds the talk."""
    lists = list(islice(_lists(document, "", 0), _LISTS))
    if not lists:
        return "JSON without a list of objects that holds talk: no transcript is known in it"
    told = "; ".join(f"{path or 'the list'} ({keys})" for path, keys in lists)
    return f"JSON whose shape is not known; lists of objects in it: {told}; name the keys: --columns text=… speaker=…"


def _lists(value: Any, path: str, depth: int) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        rows = [row for row in value[:_LOOKED_AT] if isinstance(row, Mapping)]
        if rows:
            yield path, _keys(rows)
        for row in rows[:1]:
            yield from _lists(row, path, depth + 1)
    elif isinstance(value, Mapping):
        inner = {key: child for key, child in islice(value.items(), _LOOKED_AT) if isinstance(child, Mapping | list)}
        alike = len(inner) > 1 and len({_form(child) for child in inner.values()}) < len(inner)
        for key, child in inner.items():
            name = str(key) if _structure(str(key), alike) else "*"
            yield from _lists(child, f"{path}.{name}" if path else name, depth + 1)


def _form(value: Any) -> str:
    """What kind of value it is: those of several speakers are of one kind."""
    first = value[0] if isinstance(value, list) and value else value
    keys = sorted(map(str, first)) if isinstance(first, Mapping) else []
    return f"{type(value).__name__} {type(first).__name__} {' '.join(keys)}"


def _structure(key: str, alike: bool) -> bool:
    return _columns.plain(key) in _KNOWN or (not alike and bool(_KEY.fullmatch(key)))


def _keys(rows: list[Mapping[str, Any]]) -> str:
    """The keys that most rows share; where several hold sentences, those may be speakers."""
    counts: dict[str, int] = {}
    texts: set[str] = set()
    for row in rows:
        for key, value in row.items():
            counts[str(key)] = counts.get(str(key), 0) + 1
            if isinstance(value, str) and " " in value.strip():
                texts.add(str(key))
    shared = [key for key, n in counts.items() if 2 * n > len(rows)]
    told = [key for key in shared if _structure(key, key in texts and len(texts) > 1)]
    more = len(counts) - len(told[:_KEYS])
    return ", ".join([*told[:_KEYS], *([f"{more} more keys"] if more else [])])
