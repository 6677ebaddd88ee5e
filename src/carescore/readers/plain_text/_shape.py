"""Texts whose lines are no lines of talk yet: a whole conversation on one line, or a record of fields for each turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

from carescore.readers import _labels, _records
from carescore.text.regex import lazy
from carescore.transcript import Utterance

Numbered = tuple[int, str]

_INLINE = lazy(
    r"(?:(?<=\s)|^)(?=(?P<b>[\[(<][^\W_][^\[\]()<>\n:]{0,30}[\])>]:?)\s)"
    r"|(?:(?<=[.?!…\"”]\s)|^)(?=(?P<n>[^\W_][\w.'’ -]{0,30}):\s)"
)
_LONG = 150  # characters of a line that may hold several turns
_FEWEST = 4  # labels in a line
_FEW = 5  # lines of a file whose turns share lines
_FIELDS = {
    "speaker": frozenset("speaker name who from role participant".split()),
    "text": frozenset("text content transcript message utterance said words transcription".split()),
}
_RECORDS = 2


def unfolded(found: list[Numbered]) -> list[Numbered]:
    """Each turn on a line of its own, where a file of few lines has labels that return inside them."""
    if len(found) > _FEW or not any(len(line) >= _LONG for _, line in found):
        return found
    return [(number, piece) for number, line in found for piece in _cut(line)]


def _cut(line: str) -> list[str]:
    matches = list(_INLINE.finditer(line)) if len(line) >= _LONG else []
    labels = [match["b"] or match["n"] for match in matches]
    back = _labels.returning(labels)
    runs = Counter(label for label, _ in groupby(label for label in labels if label in back))
    if len(back) < 2 or sum(runs.values()) < _FEWEST:
        return [line]
    places = [match.start() for match, label in zip(matches, labels, strict=True) if label in back]
    pieces = (line[a:b].strip() for a, b in zip([0, *places], [*places, len(line)], strict=True))
    return [piece for piece in pieces if piece]


def records(found: Sequence[Numbered]) -> list[Utterance] | None:
    """The utterances of "Speaker: …", "Time: …", "Text: …" on lines of their own; None where these are not."""
    head = [pair[0].lower() for _, line in found[:40] if (pair := _labels.split(line))]
    keys = {kind: next((key for key in head if key in names), "") for kind, names in _FIELDS.items()}
    if not all(keys.values()) or min(head.count(key) for key in keys.values()) < _RECORDS:
        return None
    rows: list[dict[str, str]] = []
    numbers: list[int] = []
    last = ""
    for number, line in found:
        pair = _labels.split(line)
        key = pair[0].lower() if pair and pair[0].lower() in head else ""
        if pair and key:
            if not rows or key in rows[-1]:
                rows.append({})
                numbers.append(number)
            rows[-1][key] = pair[1]
            last = key
        elif last:
            rows[-1][last] += f" {line.strip()}"
    return _records.utterances(rows, numbers)
