"""CHAT transcripts."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, WORDED, Sample, words

from carescore.errors import ReadError
from carescore.readers.research.chat import READER
from carescore.transcript import Word

HEAD = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tDOC Dr._Fox Doctor, PAT Sam_Hill Participant\n"
CODES = {"Dr. Fox": "DOC", "Sam Hill": "PAT"}
LINES = [(CODES[who], said.replace("?", " ?").replace(".", " ."), start, end) for who, said, start, end in VISIT]


def bullet(said: str, start: int, end: int) -> str:
    return f"{said} \x15{start}_{end}\x15"


def spoken(code: str, said: str, start: int, end: int) -> str:
    tier = " ".join(bullet(*word) for word in words(said[:-2], start, end))
    return f"*{code}:\t{bullet(said, start, end)}\n%wor:\t{tier} .\n"


WRITTEN = {
    "visit.cha": Sample(HEAD + "".join(f"*{c}:\t{s} \x15{a}_{b}\x15\n%com:\tx\n" for c, s, a, b in LINES) + "@End\n"),
    "media.cha": Sample(
        HEAD + "".join(f'*{c}:\t{s} \x15%snd:"visit"_{a}_{b}\x15\n' for c, s, a, b in LINES) + "@End\n"
    ),
    "words.cha": Sample(HEAD + "".join(spoken(*row) for row in LINES), WORDED),
    "pasted.cha": Sample(HEAD + "".join(f"*{c}:\t{s}\n\t•{a}_{b}•\n" for c, s, a, b in LINES) + "@End\n"),
}
CASES = [
    ("so when did the <pain> [>] +/.", "so when did the pain—"),
    (
        "+< <last> [<] week &-um <I was> [/] I was eating and it (.) xxx &=laughs .",
        "last week um I was I was eating and it [inaudible].",
    ),
    ("(be)cause it wen [: went] a:way .", "because it went away."),
    ("I like ice_cream +...", "I like ice cream…"),
    ("ice+cream and a 0the +, ++ he &+fr &~x went „ right ?", "ice cream and a he fr x went right?"),
    ("0 .", None),
]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_what_was_said(text: str, said: str | None) -> None:
    found, _ = READER.read(f"{HEAD}*DOC:\tfirst .\n*PAT:\t{text}\n@End\n")
    assert [u.text for u in found] == ["first.", said] if said else ["first."]


def test_a_listeners_word_is_an_utterance_of_its_own() -> None:
    found, _ = READER.read(f"{HEAD}*DOC:\tit may hurt &*PAT:yeah a bit . \x150_900\x15\n")
    assert [(u.speaker, u.text, u.start_ms) for u in found] == [
        ("Dr. Fox", "it may hurt a bit.", 0),
        ("Sam Hill", "yeah", None),
    ]


TIMES = [
    ("it may \x150_900\x15 hurt . \x15900_2000\x15", (0, 2000)),
    ("it may hurt . ^U100_900^U", (100, 900)),
    ("it may hurt . NAK100_900NAK", (100, 900)),
    ("it may hurt . ␕100_900␕", (100, 900)),
    ("it may hurt .", (None, None)),
]


@pytest.mark.parametrize(("text", "times"), TIMES)
def test_times(text: str, times: tuple[int | None, int | None]) -> None:
    found, _ = READER.read(f"{HEAD}*DOC:\t{text}\n")
    assert [(u.text, u.start_ms, u.end_ms) for u in found] == [("it may hurt.", *times)]


WORD_TIMES = [
    ("any \x15100_400\x15 pain \x15400_900\x15 ?", (Word("any", 100, 400), Word("pain?", 400, 900)), (100, 900)),
    ("any \x15100_400\x15 pain ?", (), (None, None)),
]


@pytest.mark.parametrize(("tier", "words_", "times"), WORD_TIMES)
def test_word_times(tier: str, words_: tuple[Word, ...], times: tuple[int | None, int | None]) -> None:
    found, _ = READER.read(f"{HEAD}*DOC:\tany &*PAT:mhm pain ?\n%wor:\t{tier}\n%com:\tx\n")
    assert (found[0].words, (found[0].start_ms, found[0].end_ms)) == (words_, times)
    assert (found[1].speaker, found[1].text, found[1].words) == ("Sam Hill", "mhm", ())


def test_headers_alone_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read(HEAD)


@pytest.mark.parametrize(
    ("header", "day"),
    [("@Date:\t05-MAR-2026", "2026-03-05"), ("@Date:\t31-FEB-2026", None), ("@Date:\t5 March", None), ("", None)],
)
def test_the_day_stands_in_a_header(header: str, day: str | None) -> None:
    assert READER.day
    assert READER.day(f"@UTF8\n@Begin\n{header}\n*DOC:\thello .\n@End\n") == day


@pytest.mark.parametrize(
    ("people", "labels"),
    [
        ("SP1 Adult, SP2 Adult, DOC Doctor", ["Adult SP1", "Adult SP2", "Doctor"]),
        ("SP1 Ann Adult, SP2 Bo Adult, DOC Doctor", ["Ann", "Bo", "Doctor"]),
    ],
)
def test_two_people_of_one_role_are_two(people: str, labels: list[str]) -> None:
    found, _ = READER.read(f"@UTF8\n@Begin\n@Participants:\t{people}\n*SP1:\thello .\n*SP2:\thi .\n*DOC:\tso .\n@End\n")
    assert [u.speaker for u in found] == labels
