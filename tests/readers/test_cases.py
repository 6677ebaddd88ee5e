"""Short made-up transcripts as real tools and people write them: who speaks, in how many turns, with how many words.

tests/cases/expected.tsv: file; turns, or "refused"; words of each speaker in order ("?" for nobody known), or the
reason; start and end of the second turn in ms, empty where the file has none.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import carescore
from carescore.errors import ReadError
from carescore.transcript import Utterance, words_in

CASES = Path(__file__).parent.parent / "cases"
ROWS = [line.split("\t") for line in (CASES / "expected.tsv").read_text("utf-8").splitlines()[1:]]


def turns(utterances: tuple[Utterance, ...]) -> list[list[Utterance]]:
    """Neighbouring utterances of one speaker; of nobody, each for itself."""
    found: list[list[Utterance]] = []
    for utterance in utterances:
        if not found or utterance.speaker is None or found[-1][0].speaker != utterance.speaker:
            found.append([])
        found[-1].append(utterance)
    return found


@pytest.mark.parametrize(("name", "count", "words", "second"), ROWS, ids=[row[0] for row in ROWS])
def test_case(name: str, count: str, words: str, second: str) -> None:
    if name.endswith(".rtf"):
        pytest.importorskip("striprtf")
    if count == "refused":
        with pytest.raises(ReadError) as caught:
            carescore.read(CASES / name)
        assert caught.value.reason == words
        return
    found = carescore.read(CASES / name).utterances
    spoken: dict[str, int] = {}
    for utterance in found:
        who = utterance.speaker or "?"
        spoken[who] = spoken.get(who, 0) + len(words_in(utterance.text))
    assert " | ".join(f"{who} {number}" for who, number in spoken.items()) == words
    grouped = turns(found)
    assert len(grouped) == int(count)
    times = [(turn[0].start_ms, turn[-1].end_ms) for turn in grouped[1:2] if turn[0].start_ms is not None]
    assert [f"{start}-{'' if end is None else end}" for start, end in times] == ([second] if second else [])


def test_every_case_has_its_row() -> None:
    assert sorted(path.name for path in CASES.iterdir() if path.name != "expected.tsv") == sorted(
        row[0] for row in ROWS
    )
