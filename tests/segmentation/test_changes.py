"""Changes of speaker that people do not make are said with time and reason; real interruptions are not."""

from __future__ import annotations

import pytest

from carescore import Transcript, Utterance
from carescore.segmentation import segment, warnings

Row = tuple[str, str]
SOUND = [("Dana", "How can I help you? Please tell me."), ("Priya", "I got a letter. It says my iron is low.")]
CASES = [
    ("cut sentence", [("Dana", "Good morning. How can I help"), ("Priya", "you? Hi, I got a letter."), *SOUND]),
    (
        "stray words",
        [*SOUND, ("Dana", "Then we should take"), ("Priya", "some blood"), ("Dana", "from your arm. Okay?")],
    ),
    ("flapping", [*SOUND, ("Dana", "So we"), ("Priya", "take the"), ("Dana", "blood on"), ("Priya", "Monday then.")]),
    ("flapping", [*SOUND, ("Dana", "So we"), ("Priya", "Take the"), ("Dana", "Blood on"), ("Priya", "Day"), *SOUND]),
    ("cut sentence", [("Dana", "Good morning. We write from our"), ("Priya", "iPads. They are new."), *SOUND]),
    ("stray label", [*SOUND, *SOUND, *SOUND, ("Speaker 3", "Next one.")]),
    ("crossed names", [("Priya", "Good morning, this is Dana."), ("Dana", "Hi, I got a letter about my iron.")]),
    ("crossed names", [("Priya", "Hello Priya, what can I do for you?"), ("Dana", "I got a letter about my iron.")]),
]
FINE = [
    SOUND,
    [("Dana", "Good morning. How can I help –"), ("Priya", "you? I got a letter. It is bad."), *SOUND],
    [("Dana", "Then we should take"), ("Priya", "Mm-hm."), ("Dana", "some blood from your arm. Okay?"), *SOUND],
    [("Dana", "good morning how can i help you"), ("Priya", "hi i got a letter"), ("Dana", "what does it say")],
    [("Dana", "Good morning, this is Dana."), ("Priya", "Hi Dana, this is Priya. I got a letter.")],
    [*SOUND, ("Speaker 3", "Next one.")],
    [("Dana", "Good morning. How can I help"), ("Priya", "Hi, I got a letter. It is bad."), *SOUND],
    [("Dana", "Good morning. Then we meet at"), ("Priya", "3pm on Monday. Okay."), *SOUND],
    [*SOUND, ("Dana", "So we"), ("Priya", "Take it."), ("Dana", "Blood on"), ("Priya", "Monday"), *SOUND],
    [*SOUND, ("Dana", "So we"), ("Priya", "okay"), ("Dana", "Blood on"), ("Priya", "Monday"), *SOUND],
    [("Dr. Ito", "You are next."), ("Dad", "This is Maya. She was awake."), ("Maya", "I don't want to go in.")],
    [("Ito", "You are next."), ("Petra", "This is Maya. She was awake."), ("Maya", "I don't want to go in.")],
    [("Dana", "Dr. Osei will see you."), ("Priya", "Thank you, Dr. Osei is nice. Bye.")],
]


def kinds(rows: list[Row], overlap: int | None = None) -> list[str]:
    said = []
    for i, (who, text) in enumerate(rows):
        timed = None if overlap is None else 5000 * i
        said.append(Utterance(who, text, timed, None if timed is None else timed + 5000 + (overlap or 0)))
    return [
        warning.kind for warning in warnings.of(segment(Transcript("t", tuple(said)))) if warning.kind != "close roles"
    ]


@pytest.mark.parametrize(("kind", "rows"), CASES)
def test_doubtful(kind: str, rows: list[Row]) -> None:
    assert kind in kinds(rows)


@pytest.mark.parametrize("rows", FINE)
def test_fine(rows: list[Row]) -> None:
    assert kinds(rows) == []


@pytest.mark.parametrize(("overlap", "found"), [(0, ["cut sentence"]), (190, ["cut sentence"]), (210, [])])
def test_talk_at_once_is_an_interruption(overlap: int, found: list[str]) -> None:
    assert kinds(list(CASES[0][1]), overlap) == found


def test_time_and_place_are_said() -> None:
    rows = [Utterance("Dana", "Good morning. How can I help", 61_000, 63_000)]
    rows += [Utterance("Priya", "you? Hi, I got a letter.", 63_000, 66_000)]
    (warning,) = [w for w in warnings.of(segment(Transcript("t", tuple(rows)))) if w.kind == "cut sentence"]
    assert (warning.turns, warning.start_ms) == ((1,), 63_000)
    assert warning.sentence.startswith("turn 2, first at 1:03: 1 of 1 changes of speaker cuts a sentence")
    assert "letter" not in warning.sentence


@pytest.mark.parametrize(
    ("kind", "rows", "noticed"),
    [
        ("flapping", [("Dana", "So we"), ("Priya", "take the"), ("Dana", "blood on Monday then after that.")], False),
        ("flapping", [("Dana", "So we"), ("Priya", "take some of"), ("Dana", "blood on"), ("Priya", "Monday.")], True),
        ("flapping", [("Dana", "So we"), ("Priya", "take some of the"), ("Dana", "on"), ("Priya", "Monday.")], False),
        ("stray words", [("Dana", "Then we should take"), ("Priya", "some more blood"), ("Dana", "from you.")], False),
    ],
)
def test_how_many_and_how_short(kind: str, rows: list[Row], noticed: bool) -> None:
    assert (kind in kinds([*SOUND, *rows])) is noticed


@pytest.mark.parametrize(("overlap", "found"), [(199, ["cut sentence"]), (200, [])])
def test_two_hundred_ms_are_talk_at_once(overlap: int, found: list[str]) -> None:
    assert kinds(list(CASES[0][1]), overlap) == found


@pytest.mark.parametrize(("first", "noticed"), [("I have a letter.", True), ("i have a letter.", False)])
def test_where_no_sentence_begins_inside_a_turn_the_turns_say_whether_capitals_are_written(
    first: str, noticed: bool
) -> None:
    rows = [
        ("Dana", "How are you?"),
        ("Priya", first),
        ("Dana", "Then we take some blood from"),
        ("Priya", "your arm."),
    ]
    assert ("cut sentence" in kinds([*rows, ("Dana", "All right then.")])) is noticed


def test_lines_with_a_start_alone_are_not_at_once() -> None:
    said = [Utterance(who, text, 1000 * i) for i, (who, text) in enumerate(CASES[0][1])]
    assert [w.kind for w in warnings.of(segment(Transcript("t", tuple(said))))] == ["cut sentence"]
