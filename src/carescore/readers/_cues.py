"""Cues, segments and labels on a time line: the "Name: text" in them as utterances; how far a pattern fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from carescore.readers import _labels
from carescore.readers._builder import Growing
from carescore.transcript import Utterance

Cue = tuple["int | None", "int | None", Sequence[str], int]  # start, end, lines, number of its line
_SAMPLE = 200  # lines that show what a text is


def utterances(cues: Sequence[Cue]) -> list[Utterance]:
    """Every speaker of every cue. A cue without a label goes on with the speaker before; "- " is somebody unknown."""
    pairs = (_labels.split(line) for _, _, said, _ in cues for line in said)  # twice, as to hold them doubles the talk
    named = {label: _labels.clean(label) for label in _labels.accepted(pair[0] for pair in pairs if pair)}
    talk = Growing()
    speaker: str | None = None
    for start, end, said, number in cues:
        begun = False
        for line in said:
            pair = _labels.split(line)
            if pair and pair[0] in named:
                speaker, line, begun = named[pair[0]], pair[1], False
            elif line.startswith("- "):
                speaker, line = None, line[2:]
            elif begun:
                talk.go_on(line)
                continue
            if line:
                talk.add(Utterance(speaker, line, start, end, (), number))
                begun = True
    return talk.utterances()


def lines(text: str) -> Iterator[str]:
    """The lines of a text, one at a time: to split it is to hold it twice."""
    start = 0
    while (end := text.find("\n", start)) >= 0:
        yield text[start:end]
        start = end + 1
    yield text[start:]


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """(line number, line) of every line that is not blank."""
    return ((number, line) for number, line in enumerate(lines(text), start=1) if line.strip())


def share(pattern: re.Pattern[str], head: str, comment: str = "\0") -> float:
    """How many of the first lines a pattern matches, 0 to 1; blank lines and comments do not count."""
    found = [line for _, line in numbered(head) if not line.startswith(comment)][:_SAMPLE]
    return sum(bool(pattern.match(line)) for line in found) / len(found) if found else 0.0
