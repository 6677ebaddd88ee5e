"""Cues, segments and labels on a time line: the "Name: text" in them as utterances; how far a pattern fits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from carescore.readers import _labels
from carescore.readers._growing import Growing
from carescore.transcript import Utterance

Cue = tuple["int | None", "int | None", Sequence[str], int]  # start, end, lines, number of its line
_SAMPLE = 200  # lines that show what a text is


def utterances(cues: Sequence[Cue]) -> list[Utterance]:
    """Every speaker of every cue. A cue without a label goes on with the speaker before; "- " is somebody unknown."""
    split = [[_labels.split(line) for line in said] for _, _, said, _ in cues]
    named = _labels.believed(pair[0] for pairs in split for pair in pairs if pair)
    talk = Growing()
    speaker: str | None = None
    for (start, end, said, number), pairs in zip(cues, split, strict=True):
        begun = False
        for line, pair in zip(said, pairs, strict=True):
            if pair and pair[0] in named:
                speaker, line = _labels.clean(pair[0]), pair[1]
            elif line.startswith("- "):
                speaker, line = None, line[2:]
            elif begun:
                talk.go_on(line)
                continue
            if line:
                talk.add(Utterance(speaker, line, start, end, (), number))
                begun = True
    return talk.utterances()


def numbered(text: str) -> Iterator[tuple[int, str]]:
    """(line number, line) of every line that is not blank."""
    return ((number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip())


def share(pattern: re.Pattern[str], head: str, comment: str = "\0") -> float:
    """How many of the first lines a pattern matches, 0 to 1; blank lines and comments do not count."""
    lines = [line for _, line in numbered(head) if not line.startswith(comment)][:_SAMPLE]
    return sum(bool(pattern.match(line)) for line in lines) / len(lines) if lines else 0.0
