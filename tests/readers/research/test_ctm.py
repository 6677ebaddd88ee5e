"""CTM words."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, words

from carescore.errors import ReadError
from carescore.readers.research.ctm import READER

CHANNELS = {"Dr. Fox": "A", "Sam Hill": "B"}


def ctm(form: str) -> str:
    return "".join(
        form.format(channel=CHANNELS[who], start=at / 1000, length=(end - at) / 1000, word=word)
        for who, said, start, stop in VISIT
        for word, at, end in words(said, start, stop)
    )


TIMED = frozenset({"start", "end", "words"})
WRITTEN = {
    "channels.ctm": Sample(";; words\n" + ctm("visit {channel} {start:.3f} {length:.3f} {word} 0.98\n"), TIMED),
    "speakers.ctm": Sample(ctm("visit 1 {start:.3f} {length:.3f} {word} NA lex {channel}\n"), TIMED),
}


def test_labels_are_channels_or_speakers() -> None:
    assert [u.speaker for u in READER.read(ctm("visit {channel} {start} {length} {word}\n"))[0]] == [
        "Channel A",
        "Channel B",
        "Channel A",
    ]
    assert [u.speaker for u in READER.read(str(WRITTEN["speakers.ctm"].content))[0]] == ["A", "B", "A"]


def test_one_channel_is_one_utterance_of_nobody() -> None:
    found, notes = READER.read("v 1 0.29 0.5 any -1.2\nv 1 0.8 0.2 <eps>\nstiff\nv 1 1.0 0.5 pain 0.9\n")
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [(None, "any pain", 290, 1500)]
    assert notes == ["line 3: a line that is no word was skipped"]


def test_the_first_of_alternatives_is_kept() -> None:
    marks = ["* * <ALT_BEGIN>", "0.1 0.2 um", "* * <ALT>", "0.1 0.2 uh", "* * <ALT_END>", "0.4 0.2 yes"]
    found, _ = READER.read("".join(f"v 1 {mark}\n" for mark in marks))
    assert [u.text for u in found] == ["um yes"]


@pytest.mark.parametrize("text", ["v 1 0.1 0.2 a\nw 1 0.1 0.2 b\n", "v 1 * * <ALT>\n", ";; x\n"])
def test_what_is_no_recording_is_refused(text: str) -> None:
    with pytest.raises(ReadError):
        READER.read(text)


@pytest.mark.parametrize("head", ["Ann 1 2 3 four\n", "visit 1 Ann 0.1 0.9 any pain\n", "Nurse: 1.5 2 ok\n"])
def test_near_misses(head: str) -> None:
    assert not READER.looks_like(head)
