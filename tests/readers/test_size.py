"""What reading holds at its most, over the size of the file: lines, cues and utterances are never all held at once."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from readers.visit import clock

import carescore
from carescore import readers
from carescore.errors import ReadError
from carescore.readers import formats, read

MOST = 8  # times the file
TURNS = 3000
SAID = ("How did you sleep after we changed the evening dose, number", "Better, but the stairs are hard, number")
WHO = ("Dr. Fox", "Sam Hill")
Turn = Callable[[int, str, str], str]  # number, speaker, text: as the format writes it


def cue(i: int, who: str, said: str) -> str:
    return f"{clock(4000 * i)} --> {clock(4000 * i + 3500)}\n{who}: {said}\n\n"


def segment(i: int, who: str, said: str) -> str:
    words = [{"word": word, "start": 4 * i + 0.12, "end": 4 * i + 0.31, "score": 0.9} for word in said.split()]
    return json.dumps({"start": 4.0 * i, "end": 4 * i + 3.5, "text": said, "words": words, "speaker": who}) + ",\n"


SHAPES: dict[str, tuple[str, Turn]] = {
    "x.srt": ("", lambda i, who, said: f"{i + 1}\n{cue(i, who, said).replace('.', ',', 2)}"),
    "x.vtt": ("WEBVTT\n\n", cue),
    "labels.txt": ("", lambda i, who, said: f"[{clock(4000 * i)}] {who}: {said}\n"),
    "otter.txt": ("", lambda i, who, said: f"{who}  {clock(4000 * i)[:8]}\n{said}\n\n"),
    "sentences.txt": ("", lambda i, who, said: f"{said}.\n"),
    "unbroken.txt": ("", lambda i, who, said: f"{said}. "),
    "x.csv": ("Speaker,Text,Start\n", lambda i, who, said: f'{who},"{said}",{clock(4000 * i)}\n'),
    "x.jsonl": ("", lambda i, who, said: json.dumps({"speaker": who, "text": said, "start_ms": i, "end_ms": i}) + "\n"),
    "x.json": ('{"segments": [', segment),
}


@pytest.mark.parametrize("name", SHAPES)
def test_memory_is_at_most_eight_times_the_file(tmp_path: Path, name: str) -> None:
    head, turn = SHAPES[name]
    text = head + "".join(turn(i, WHO[i % 2], f"{SAID[i % 2]} {i}") for i in range(TURNS))
    path = tmp_path / name
    path.write_text(text.removesuffix(",\n") + "]}" if name == "x.json" else text, encoding="utf-8")
    formats()
    tracemalloc.start()
    try:
        found = read(path)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(found.utterances) == (1 if name == "unbroken.txt" else TURNS)
    assert peak <= MOST * path.stat().st_size, f"{peak / path.stat().st_size:.1f} times the file"


@pytest.mark.parametrize(("words", "read"), [(40, True), (41, False)])
def test_what_nobody_says_in_one_conversation_is_refused(
    monkeypatch: pytest.MonkeyPatch, words: int, read: bool
) -> None:
    monkeypatch.setattr(readers, "LONGEST", 40)
    pairs = [("Nurse", "How are you today?")] * 10 + [("Patient", "Fine.")] * (words - 40)
    if read:
        assert len(carescore.read(pairs).utterances) == words - 30
    else:
        with pytest.raises(ReadError, match="41 words are no single conversation"):
            carescore.read(pairs)
