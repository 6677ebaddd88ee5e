"""SubRip: labels, numbers that are speech, times that other readers get wrong."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.srt import READER


def blocks(form: str) -> str:
    rows = enumerate(VISIT, start=1)
    return "".join(
        f"{i}\n{clock(start, ',')} --> {clock(end, ',')}\n{form.format(who, said)}\n\n"
        for i, (who, said, start, end) in rows
    )


WRITTEN = {
    "colon.srt": Sample(blocks("{}: {}")),
    "bracket.srt": Sample(blocks("[{}]: {}")),
    "transcribee.txt": Sample("".join(f"{clock(s)} --> {clock(e)}\n{who}:\n{said}\n\n" for who, said, s, e in VISIT)),
    "windows.srt": Sample("\ufeff" + blocks("{}: {}").replace("\n", "\r\n")),
}
CASES = [
    (
        "digits are speech, decimals are decimals, no index",
        "00:00:01,000 --> 00:00:02,000\n[SPEAKER_00]: How old?\n\n2\n00:00:03,5 --> 00:00:04,000\n[SPEAKER_01]: 10\n\n3\n00:00:05,000 --> 00:00:06,000\n<i>Yes.</i>\n",
        [("SPEAKER_00", "How old?", 1000, 2000), ("SPEAKER_01", "10", 3500, 4000), ("SPEAKER_01", "Yes.", 5000, 6000)],
    ),
    (
        "times without hours",
        "1\n00:01,000 --> 00:02,000\nAnn Lee: Hi.\n\n2\n01:02,000 --> 01:03,000\nBo Fox: Ho.\n",
        [("Ann Lee", "Hi.", 1000, 2000), ("Bo Fox", "Ho.", 62000, 63000)],
    ),
    (
        "two dashes are two speakers, who is unknown",
        "1\n00:00:01,000 --> 00:00:02,000\n- About a week.\n- And any fever?\n",
        [(None, "About a week.", 1000, 2000), (None, "And any fever?", 1000, 2000)],
    ),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cases(text: str, rows: list[tuple[str | None, str, int, int]]) -> None:
    found, _ = READER.read(text)
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == rows


def test_a_broken_cue_is_skipped_and_said() -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nok\n\n2\n00:00:99:1:2,000 --> x\nsecretword\n"
    found, notes = READER.read(text)
    assert [u.text for u in found] == ["ok"]
    assert notes == ["line 6: a cue without readable times was skipped"]


def test_without_one_good_cue_the_line_is_named() -> None:
    with pytest.raises(ReadError) as caught:
        READER.read("1\n00:00:99:1:2,000 --> x\nsecretword\n")
    assert caught.value.line == 2
    assert "secretword" not in str(caught.value)
