"""SubRip: labels, numbers that are speech, times that other readers get wrong."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.captions.srt import READER


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
    (
        "labels in brackets without a colon, events",
        "1\n00:00:01,000 --> 00:00:02,000\n(speaker 0) Any pain?\n\n2\n00:00:02,000 --> 00:00:03,000\n[Sam Hill] No.\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\n- [Sam Hill] [laughs] So.\n\n4\n00:00:05,000 --> 00:00:06,000\n>> Good.\n",
        [
            ("speaker 0", "Any pain?", 1000, 2000),
            ("Sam Hill", "No.", 2000, 3000),
            ("Sam Hill", "[laughs] So.", 3000, 4000),
            (None, "Good.", 5000, 6000),
        ],
    ),
    (
        "Teams documents of old: a name on a line of its own",
        "0:0:0.0 --> 0:0:1.250\nDana Ruiz\nGood morning.\n0:0:1.250 --> 0:0:2.0\nSam Hill\nMy jaw\nclicks.\n0:0:2.0 --> 0:0:3.0\nDana Ruiz\nI see.\n",
        [
            ("Dana Ruiz", "Good morning.", 0, 1250),
            ("Sam Hill", "My jaw clicks.", 1250, 2000),
            ("Dana Ruiz", "I see.", 2000, 3000),
        ],
    ),
    (
        "Transcribee: labels on lines of their own",
        "00:00:00.680 --> 00:00:12.800\nSpeaker A:\nAny pain?\n\n00:00:12.800 --> 00:00:14.000\nSpeaker B:\nNo.\n",
        [("Speaker A", "Any pain?", 680, 12800), ("Speaker B", "No.", 12800, 14000)],
    ),
    (
        "lines shown again on top of the next cue",
        "1\n00:00:00,000 --> 00:00:02,000\nany pain\n\n2\n00:00:02,000 --> 00:00:04,000\nany pain\nin the leg\n\n"
        "3\n00:00:04,000 --> 00:00:06,000\nin the leg\nor not\n",
        [(None, "any pain", 0, 2000), (None, "in the leg", 2000, 4000), (None, "or not", 4000, 6000)],
    ),
    (
        "an answer said twice is said twice",
        "1\n00:00:00,000 --> 00:00:02,000\nYes.\n\n2\n00:00:02,000 --> 00:00:03,000\nYes.\n\n3\n00:00:03,000 --> 00:00:04,000\nIt does.\n\n4\n00:00:04,000 --> 00:00:05,000\nA lot.\n",
        [
            (None, "Yes.", 0, 2000),
            (None, "Yes.", 2000, 3000),
            (None, "It does.", 3000, 4000),
            (None, "A lot.", 4000, 5000),
        ],
    ),
    (
        "coordinates, styles, a blank line inside, glued arrows, a negative start, no fraction",
        "1\n-0:00:01,300-->00:00:02 X1:10 X2:20\n{\\an8}<font color='red'>Any</font>\n\npain?\n",
        [(None, "Any pain?", -1300, 2000)],
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


def test_highlighted_words_are_one_utterance() -> None:
    cues = [
        ("01,000", "01,500", "[Ann Lee]: <u>Any</u> pain?"),
        ("01,500", "02,000", "[Ann Lee]: Any <u>pain?</u>"),
        ("02,000", "03,000", "[Ann Lee]: So."),
    ]
    text = "".join(f"{i}\n00:00:{a} --> 00:00:{b}\n{said}\n\n" for i, (a, b, said) in enumerate(cues, 1))
    found, _ = READER.read(text)
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [
        ("Ann Lee", "Any pain?", 1000, 2000),
        ("Ann Lee", "So.", 2000, 3000),
    ]
    assert [(w.text, w.start_ms) for w in found[0].words] == [("Any", 1000), ("pain?", 1500)]


def test_marked_words_of_a_cue_of_two_are_nobodys() -> None:
    cues = ("Ann Lee: <u>Hello</u>\nBo Fox: Hi.", "Ann Lee: Hello\nBo Fox: <u>Hi.</u>", "Ann Lee: <u>So?</u>")
    found, _ = READER.read("".join(f"{i}\n00:00:0{i},000 --> 00:00:0{i + 1},000\n{c}\n\n" for i, c in enumerate(cues)))
    assert [(u.speaker, [w.text for w in u.words]) for u in found] == [
        ("Ann Lee", []),
        ("Bo Fox", []),
        ("Ann Lee", ["So?"]),
    ]
