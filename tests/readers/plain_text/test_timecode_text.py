"""Text with time codes from video editors."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.plain_text.timecode_text import READER


def blocks(form: str) -> str:
    return "".join(
        form.format(f"{clock(start)[:8]}:05", f"{clock(end)[:8]}:10", who, said) for who, said, start, end in VISIT
    )


WRITTEN = {
    "davinci.txt": Sample(blocks("[{} - {}]\n{}\n{}\n\n"), frozenset({"speaker"})),
    "premiere.txt": Sample(blocks("{} - {}\n{}\n{}\n\n"), frozenset({"speaker"})),
}


def test_frames_go_and_a_whole_hour_is_the_start() -> None:
    text = "[01:00:01:05 - 01:00:03:10]\nSpeaker 1\nAny\npain?\n\n[01:00:04;00 - 01:01:00;29]\nUnknown\nNo.\n"
    found, notes = READER.read(text)
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [
        ("Speaker 1", "Any pain?", 1000, 3000),
        (None, "No.", 4000, 60000),
    ]
    assert [note.split(":")[0] for note in notes] == ["frames were left out", "the time line begins at a whole hour"]


def test_without_a_speakers_line_nobody_speaks() -> None:
    found, notes = READER.read("00:00:01:05 - 00:00:03:10\nYes.\nNo.\n\n00:00:04:05 - 00:00:05:10\nYes.\nGood.\n")
    assert [(u.speaker, u.text) for u in found] == [(None, "Yes. No."), (None, "Yes. Good.")]
    assert len(notes) == 1


@pytest.mark.parametrize(
    "head", ["[00:00:01 - 00:00:03]\nAnn\nx\n", "00:00:01:05 Ann\nx\n", "00:00:01.005 --> 00:00:03.010\nAnn:\nx\n"]
)
def test_near_misses(head: str) -> None:
    assert not READER.looks_like(head)


def test_times_alone_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read("00:00:01:05 - 00:00:03:10\n\n")
