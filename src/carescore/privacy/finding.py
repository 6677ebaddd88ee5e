"""Everything in a conversation that identifies people: first what has a form, then names in what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from carescore.privacy import forms, names
from carescore.privacy.identifiers import Found, Kind, SpokenLine, apart, masked

Detector = Callable[[str], Iterable[tuple[int, int]]]


def identify(
    lines: Sequence[SpokenLine], labels: Sequence[str] = (), also: Detector | None = None
) -> list[list[Found]]:
    """The identifiers of each line, in order and apart. labels: the speakers'; also: a detector of further names."""
    formed = forms.found(lines)
    left = [masked(line.text, own) for line, own in zip(lines, formed, strict=True)]
    named = names.found(lines, labels, left)
    more = [
        [Found(start, end, Kind.NAME, text[start:end].lower()) for start, end in also(text)] if also else []
        for text in left
    ]
    return [apart([*one, *two, *three]) for one, two, three in zip(formed, named, more, strict=True)]
