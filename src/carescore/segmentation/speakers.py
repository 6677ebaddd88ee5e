"""Talk without labels, cut where the voice changes: utterances, and a voice for each sentence, become labelled ones.

The text of all utterances is one text, so a sentence may run over several cues. A piece keeps the start or end of its
utterance where it begins or ends with it, and the times of its words where the source has them; other times are None.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from carescore.transcript import Utterance, Word

Span = tuple[int, int]


def joined(utterances: Sequence[Utterance]) -> str:
    """The text of the whole talk, its utterances joined by a space."""
    return " ".join(" ".join(utterance.text.split()) for utterance in utterances)


def labelled(utterances: Sequence[Utterance], sentences: Sequence[Span], voices: Sequence[str]) -> list[Utterance]:
    """The utterances cut and labelled. sentences: spans of joined(utterances), in order; voices: a label for each."""
    found: list[Utterance] = []
    at = 0
    for utterance in utterances:
        length = len(" ".join(utterance.text.split()))
        found += _pieces(utterance, at, _runs(at, at + length, sentences, voices))
        at += length + 1
    return found


def _runs(start: int, end: int, sentences: Sequence[Span], voices: Sequence[str]) -> list[tuple[int, int, str]]:
    """(start, end, voice) of the stretches of one voice between start and end; a stretch ends where the next begins."""
    first = max(0, bisect_right(sentences, start, key=lambda span: span[0]) - 1)
    runs: list[tuple[int, int, str]] = []
    for i in range(first, len(sentences)):
        begin = max(start, sentences[i][0])
        if begin >= end:
            break
        if not runs:
            runs.append((start, end, voices[i]))
        elif runs[-1][2] != voices[i]:
            runs[-1] = (runs[-1][0], begin, runs[-1][2])
            runs.append((begin, end, voices[i]))
    return runs


def _pieces(utterance: Utterance, at: int, runs: Sequence[tuple[int, int, str]]) -> Iterator[Utterance]:
    text = " ".join(utterance.text.split())
    aligned = len(utterance.words) == len(text.split())
    done = 0
    for i, (start, end, voice) in enumerate(runs):
        said = text[start - at : end - at].strip()
        words: tuple[Word, ...] = ()
        if aligned:
            words = utterance.words[done : done + len(said.split())]
            done += len(words)
        begin = utterance.start_ms if i == 0 else (words[0].start_ms if words else None)
        stop = utterance.end_ms if i == len(runs) - 1 else (words[-1].end_ms if words else None)
        if said:
            yield Utterance(voice, said, begin, stop, words, utterance.line)
