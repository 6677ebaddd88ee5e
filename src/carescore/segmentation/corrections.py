"""Corrections of single turns that a person gives in a table: another speaker, another text, or a split.

A CSV file with the columns turn, speaker and text (a header, in any order). turn counts from 1, as `carescore read`
shows it. One row for a turn corrects its speaker, its text, or both; an empty cell leaves it. Several rows for a turn
split it, in order, and each needs its text. A split keeps the turn's start and end; words with times give the times in
between, which stay open else.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from carescore.errors import ReadError, UsageError
from carescore.readers import separated
from carescore.segmentation._base import UNKNOWN_SPEAKER, Dialogue, Turn
from carescore.transcript import Transcript, Utterance, Word


@dataclass(frozen=True, slots=True)
class Correction:
    """One row: the turn's index (0-based), and the speaker and text to set, None to leave it."""

    turn: int
    speaker: str | None
    text: str | None


def read(path: str | os.PathLike[str]) -> list[Correction]:
    """The rows of a CSV file. Raises UsageError, which names the row and quotes nothing."""
    name = Path(path).name
    try:
        table = separated.in_file(os.fspath(path))
    except ReadError as error:
        raise UsageError(f"{name}: {error.reason}{f', row {error.line}' if error.line else ''}") from None
    rows = {number: {field.strip().lower(): cell for field, cell in row.items()} for number, row in table.items()}
    header = separated.header(rows)
    if "turn" not in header or not {"speaker", "text"} & header:
        raise UsageError(f"{name}: corrections need the columns turn, and speaker or text")
    return [_row(row, f"{name}, row {number}") for number, row in rows.items()]


def _row(row: Mapping[str, str], where: str) -> Correction:
    number = row["turn"].strip()
    if not number.isdecimal() or int(number) < 1:
        raise UsageError(f"{where}: turn is no number of a turn")
    speaker, text = (" ".join(row.get(field, "").split()) or None for field in ("speaker", "text"))
    return Correction(int(number) - 1, speaker, text)


def applied(dialogue: Dialogue, rows: Sequence[Correction], transcript: Transcript) -> Transcript:
    """The transcript with the corrections; labels and spellings are those of the dialogue, times those of the file, so
    that what is mended of them is mended, and told, again. Raises UsageError."""
    by_turn: dict[int, list[Correction]] = {}
    for row in rows:
        if row.turn >= len(dialogue.turns):
            raise UsageError(f"there is no turn {row.turn + 1}: the conversation has {len(dialogue.turns)}")
        by_turn.setdefault(row.turn, []).append(row)
    made: dict[int, list[Utterance]] = {i: [utterance] for i, utterance in enumerate(dialogue.as_given)}
    for index, own in by_turn.items():
        turn = dialogue.turns[index]
        made.update((part, []) for part in turn.parts)
        made[turn.parts[0]] = _corrected(turn, [dialogue.as_given[i] for i in turn.parts], own)
    said = tuple(utterance for i in sorted(made) for utterance in made[i])
    changed = "turn was" if len(by_turn) == 1 else "turns were"
    notes = (*transcript.notes, f"{len(by_turn)} {changed} corrected by hand")
    return replace(transcript, utterances=said, notes=notes)


def spoken_by(dialogue: Dialogue, transcript: Transcript, speakers: Mapping[int, str]) -> Transcript:
    """The transcript with other speakers for some turns, by index: every utterance stays in its place. Raises
    UsageError for a turn that is not there."""
    if max(speakers, default=0) >= len(dialogue.turns):
        raise UsageError(f"there is no turn {max(speakers) + 1}: the conversation has {len(dialogue.turns)}")
    shown = transcript.utterances
    if [u.text for u in shown] != [u.text for u in dialogue.utterances]:  # who speaks was judged from the words
        shown = dialogue.as_given
    by_part = {part: speaker for index, speaker in speakers.items() for part in dialogue.turns[index].parts}
    said = tuple(replace(u, speaker=by_part[i]) if i in by_part else u for i, u in enumerate(shown))
    return replace(transcript, utterances=said)


def _corrected(turn: Turn, parts: Sequence[Utterance], rows: Sequence[Correction]) -> list[Utterance]:
    if len(rows) == 1 and rows[0].text is None:
        return [replace(part, speaker=rows[0].speaker or part.speaker) for part in parts]
    if any(row.text is None for row in rows):
        raise UsageError(f"turn {turn.index + 1} is split: every row needs its text")
    words = [word for part in parts for word in part.words]
    return list(_pieces(turn, parts, words, rows))


def _pieces(
    turn: Turn, parts: Sequence[Utterance], words: Sequence[Word], rows: Sequence[Correction]
) -> Iterator[Utterance]:
    texts = [row.text or "" for row in rows]
    aligned = [word.text.strip() for word in words] == " ".join(texts).split()
    ends = [part.end_ms for part in parts if part.end_ms is not None]
    done = 0
    for place, (row, text) in enumerate(zip(rows, texts, strict=True)):
        own = tuple(words[done : done + len(text.split())]) if aligned else ()
        done += len(own)
        first, last = place == 0, place == len(rows) - 1
        start = parts[0].start_ms if first else (own[0].start_ms if own else None)
        end = (max(ends) if ends else None) if last else (own[-1].end_ms if own else None)
        label = row.speaker or (None if turn.speaker == UNKNOWN_SPEAKER else turn.speaker)
        yield Utterance(label, text, start, end, own, parts[0].line)
