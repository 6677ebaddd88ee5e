"""What looks wrong with who spoke is said, and a conversation that is in order raises no warning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

import carescore
from carescore import Transcript, Utterance
from carescore.segmentation import segment, warnings

ROWS = [("Nurse", "How are you today?"), ("Patient", "My knee hurts when I climb the stairs.")] * 12


def of(rows: Sequence[tuple[str | None, str]], patients: Sequence[str] = ()) -> tuple[str, ...]:
    found = warnings.of(segment(carescore.read(rows), dict.fromkeys(patients, "patient")))
    return tuple(warning.sentence for warning in found)


def test_a_conversation_in_order_raises_no_warning() -> None:
    assert of(list(ROWS)) == ()


def test_a_turn_without_a_speaker() -> None:
    (note,) = of([*ROWS, (None, "Who says this here?")])
    assert note.startswith("turn 25: 1 turn without a speaker")


def test_a_label_with_hardly_a_word() -> None:
    (note,) = of([*ROWS, ("Speaker 7", "Two o'clock then.")])
    assert note.startswith("turn 25: Speaker 7 says 3 words in the whole conversation")
    assert of([*ROWS[:4], ("Speaker 7", "Two o'clock then.")]) == ()


def test_one_person_under_two_labels() -> None:
    halves = [("Doctor", "And then?"), ("Speaker 1", "Then it got worse at night.")] * 4
    halves += [("Doctor", "And now?"), ("Speaker 2", "Now I can hardly walk at all.")] * 4
    both = ("Speaker 1", "Speaker 2")
    (note,) = of(halves, both)
    assert note.startswith("Speaker 1 and Speaker 2 have the same role")
    thirds = [*halves, *[("Doctor", "And today?"), ("Speaker 3", "Today it is better, thank you.")] * 4]
    (note,) = of(thirds, (*both, "Speaker 3"))
    assert note.startswith(
        "Speaker 1, Speaker 2 and Speaker 3 have the same role and do not all speak in the same part"
    )
    mixed = [*halves, ("Speaker 1", "As I said before, it is worse at night.")]
    assert of(mixed, both) == ()


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("Any allergies? No.", True),
        ("Does it hurt? Yes, it does.", True),
        ("Is it the left? okay", True),
        ("Any allergies? No. Good.", False),
        ("Does it hurt? Okay, let me look at it.", False),
        ("Okay. Any allergies?", False),
    ],
)
def test_an_answer_glued_to_its_question(text: str, noticed: bool) -> None:
    found = of([("Nurse", text), ("Patient", "I take aspirin in the morning.")])
    assert bool(found) is noticed
    assert all("allergies" not in note and note.startswith("turn 1: ") for note in found)


@pytest.mark.parametrize(("scale", "note"), [(1, "more than 600 words"), (1000, None), (200_000, "fewer than 5 words")])
def test_times_of_another_unit(scale: int, note: str | None) -> None:
    rows = [
        {"speaker": who, "text": said, "start_ms": 4 * i * scale, "end_ms": (4 * i + 3) * scale}
        for i, (who, said) in enumerate(ROWS)
    ]
    found = warnings.of(segment(carescore.read(rows)))
    assert [note in one.sentence for one in found] == [True] if note else found == ()


def test_roles_that_are_a_close_call() -> None:
    dialogue = segment(carescore.read(ROWS))
    assert "wrong way round" in warnings.of(replace(dialogue, role_margin=0.5))[0].reason
    assert warnings.of(replace(dialogue, role_margin=5.0)) == warnings.of(replace(dialogue, role_margin=None)) == ()


def test_the_margin_is_in_the_report_where_roles_were_judged() -> None:
    rows = [("A", "What brings you in today?"), ("B", "My knee hurts, doctor."), ("A", "Let me examine you.")]
    assert carescore.score(rows, only=["talk_time"]).provenance["role_margin"] > warnings.CLOSE_CALL
    assert carescore.score(rows, roles={"A": "staff"}, only=["talk_time"]).provenance["role_margin"] is None


def test_the_report_says_it() -> None:
    report = carescore.score([*ROWS, ("Speaker 7", "Two o'clock then.")], only=["talk_time"])
    assert any("Speaker 7" in note for note in report.provenance["notes"])


@pytest.mark.parametrize(
    ("words", "turns", "noticed"),
    [(4, 20, True), (5, 20, False), (3, 19, False), (2, 19, True), (2, 6, True), (2, 5, False)],
)
def test_how_few_words_a_label_may_say(words: int, turns: int, noticed: bool) -> None:
    said = " ".join(["Two"] * words) + "."
    assert any("in the whole conversation" in note for note in of([*ROWS[: turns - 1], ("Speaker 7", said)])) is noticed


@pytest.mark.parametrize(("margin", "noticed"), [(1.99, True), (2.0, False)])
def test_a_close_call_is_seven_to_one(margin: float, noticed: bool) -> None:
    assert bool(warnings.of(replace(segment(carescore.read(ROWS)), role_margin=margin))) is noticed


@pytest.mark.parametrize(
    ("turns", "start_ms", "sentence"),
    [
        ((), None, "why"),
        ((1,), 61_000, "turn 2, first at 1:01: why"),
        ((0, 1, 2, 3, 4), 3_599_999, "turns 1, 2, 3, 4, 5, first at 59:59: why"),
        ((0, 1, 2, 3, 4, 5), None, "turns 1, 2, 3, 4, 5 …: why"),
    ],
)
def test_a_sentence_gives_five_places(turns: tuple[int, ...], start_ms: int | None, sentence: str) -> None:
    assert warnings.SpeakerWarning("kind", "why", turns, start_ms).sentence == sentence


@pytest.mark.parametrize(("ms", "turns", "noticed"), [(800, 24, False), (799, 24, True), (799, 18, False)])
def test_six_hundred_words_a_minute_in_twenty_turns(ms: int, turns: int, noticed: bool) -> None:
    said = [
        {"speaker": "Nurse" if i % 2 else "Patient", "text": "It is on Monday then at nine o'clock."}
        for i in range(turns)
    ]
    rows = [row | {"start_ms": 2000 * i, "end_ms": 2000 * i + ms} for i, row in enumerate(said)]
    assert any(one.kind == "pace" for one in warnings.of(segment(carescore.read(rows)))) is noticed


NAMED = [("Dana", "How are you today?"), ("Priya", "My knee hurts when I climb the stairs.")] * 4


@pytest.mark.parametrize(
    ("rows", "notes"),
    [
        (
            [*ROWS[:6], (None, "Who says this?"), *ROWS[:2], ("Unknown Speaker", "And this one?")],
            ("turns 7, 10: 2 turns without a speaker: they are shown as unknown, and in no score",),
        ),
        (
            [*ROWS[:2], ("Unidentified 2", "Who says this here?")],
            ("turn 3: 1 turn without a speaker: it is shown as unknown, and in no score",),
        ),
        ([("Nurse", "How are you?"), (None, "It hurts.")], ("turn 2: 1 turn without a speaker: it is shown as",)),
        ([("unknown", "How are you? It hurts when I climb the stairs.")], ()),  # nobody is named at all
        (
            [*ROWS[:6], ("Speaker 7", "Monday.")],
            ("turn 7: Speaker 7 says 1 word in the whole conversation; perhaps somebody else's",),
        ),
        ([*ROWS[:6], ("Speaker 7", "On Monday.")], ("turn 7: Speaker 7 says 2 words in the whole",)),
        ([*ROWS[:6], (None, "Monday.")], ("turn 7: 1 turn without a speaker",)),  # and no stray label
        (
            [("Dana", "Then we should take some blood from"), ("Priya", "your arm. Okay? It may sting."), *NAMED],
            ("turn 2: 1 of 9 changes of speaker cuts a sentence",),
        ),
        (
            [
                ("Dana", "Then we should take some blood from"),
                ("Priya", "your arm. Okay? It may"),
                ("Dana", "hurt. A little. And then you may go."),
                *NAMED[1:],
            ],
            ("turns 2, 3: 2 of 9 changes of speaker cut a sentence",),
        ),
    ],
)
def test_what_is_said_of_labels_and_cuts(rows: list[tuple[str | None, str]], notes: tuple[str, ...]) -> None:
    found = of(rows)
    assert len(found) == len(notes), found
    assert all(one.startswith(note) for one, note in zip(found, notes, strict=True)), found


def test_nobody_is_missing_where_no_label_names_anybody() -> None:
    texts = ("How are you?", "It hurts when I climb the stairs.")
    said = Transcript("t", tuple(Utterance("unknown", text) for text in texts))
    assert [w.kind for w in warnings.of(segment(said)) if w.kind == "no speaker"] == []
    said = Transcript("t", (*said.utterances, Utterance("Nurse", "Which stairs are those?")))
    assert [w.turns for w in warnings.of(segment(said)) if w.kind == "no speaker"] == [(0,)]


@pytest.mark.parametrize(
    ("order", "noticed"),
    [
        ("N1N1N2N2", True),
        ("1N1N2N2N", True),
        ("N1N1N12N2N", True),
        ("N1N2N1N2", False),
        ("1122", False),  # nobody else speaks: two people
        ("2N2N1N1N", True),
    ],
)
def test_two_labels_that_never_speak_in_the_same_part(order: str, noticed: bool) -> None:
    said = {
        "N": ("Nurse", "And how has it been since then?"),
        "1": ("Speaker 1", "It got worse at night, and I could not sleep."),
        "2": ("Speaker 2", "Now I can hardly walk, and it hurts a lot."),
    }
    found = of([said[one] for one in order], ("Speaker 1", "Speaker 2"))
    assert any("have the same role" in note for note in found) is noticed


MINE, GREETS = "Good morning, this is {}.", "Hello {}, what can I do for you?"
LETTER = "I got a letter about my iron."


@pytest.mark.parametrize(
    ("rows", "turns"),
    [
        ([("Dana", MINE.format("Priya")), ("Priya", LETTER)], (0,)),
        ([("Dana", LETTER), ("Priya", MINE.format("Dana"))], (1,)),
        ([("Dana", MINE.format("Priya")), ("Priya", GREETS.format("Dana"))], None),  # one sign for, one against
        ([("Dana", MINE.format("Priya")), ("Priya", MINE.format("Dana")), ("Dana", GREETS.format("Priya"))], (0, 1)),
        ([("Dana", MINE.format("Priya")), ("Priya", LETTER), ("Omar", LETTER)], None),
        ([("Dana", MINE.format("Priya")), ("Priya", MINE.format("Dana")), ("Omar", LETTER)], (0, 1)),
        ([("Nurse", "Good morning, this is the patient."), ("Patient", "Hello Patient.")], None),
        ([(None, MINE.format("Priya")), ("Priya", LETTER)], None),
    ],
)
def test_names_that_are_crossed(rows: list[tuple[str | None, str]], turns: tuple[int, ...] | None) -> None:
    found = [one for one in warnings.of(segment(carescore.read(rows))) if one.kind == "crossed names"]
    assert [one.turns for one in found] == ([] if turns is None else [turns])


@pytest.mark.parametrize(
    ("words", "ms", "turns", "noticed"),
    [(1, 12_000, 20, False), (1, 12_001, 20, True), (1, 12_001, 19, False), (5, 60_000, 20, False)],
)
def test_five_words_a_minute_are_slow(words: int, ms: int, turns: int, noticed: bool) -> None:
    text = " ".join(["Monday"] * words)
    rows = [
        {"speaker": ("Nurse", "Patient")[i % 2], "text": text, "start_ms": 2 * ms * i, "end_ms": 2 * ms * i + ms}
        for i in range(turns)
    ]
    found = [one.reason for one in warnings.of(segment(carescore.read(rows))) if one.kind == "pace"]
    assert [reason.startswith("fewer than 5 words a minute") for reason in found] == [True] * noticed


@pytest.mark.parametrize(
    ("staff", "patient", "why"),
    [
        ("How have you been since then, and did you take it?", "It got worse.", None),
        ("12 345 67 89 01", "It got worse, and then it got better, and that is it.", "no words"),
        ("Wie geht es Ihnen heute denn so " * 5, "Mir geht es nicht so gut " * 6, "not to be English"),
    ],
)
def test_why_a_talk_cannot_be_read(staff: str, patient: str, why: str | None) -> None:
    found = warnings.unread(segment(carescore.read([("Nurse", staff), ("Patient", patient)])))
    assert found is None if why is None else why in (found or "")


def test_somebody_unknown_to_whom_a_person_gave_a_role_is_in_the_scores() -> None:
    said = carescore.read([*ROWS, ("Unknown", "Who says this here?")])
    assert [one.kind for one in warnings.of(segment(said))] == ["no speaker"]
    assert warnings.of(segment(said, {"unknown": "patient"})) == ()


def test_who_has_exchanged_the_roles_is_not_told_to() -> None:
    said = carescore.read([("A", "Okay."), ("B", "Okay then.")])
    assert "exchange them" in warnings.of(segment(said))[0].reason
    assert warnings.of(segment(said, swap=True)) == ()
