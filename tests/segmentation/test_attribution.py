"""Where marks of the file are the only places at which the voice may change, and what a guess is said to be worth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import carescore
from carescore import Transcript, Utterance
from carescore.predictors import load, turn_taking, unlabelled
from carescore.segmentation import attribution, segment

LINES = (
    "Good morning, Lakeside Clinic, this is Dana. How can I help you?",
    "Hi, I got a letter about my blood test and honestly I'm really worried about it.",
    "I can hear that this is worrying you. What does the letter say?",
    "It says my ferritin is low and that I should see the doctor within two weeks.",
    "Ferritin is how much iron your body has stored, so low means your iron is running down.",
    "Oh, okay. Is that dangerous?",
    "It usually is not, and the doctor can treat it. Would Tuesday at ten or Thursday at two suit you better?",
    "Thursday at two is fine.",
)


def lines(*texts: str, speaker: str | None = None, timed: bool = False) -> Transcript:
    said = [Utterance(speaker, text, *((4000 * i, 4000 * i + 3500) if timed else ())) for i, text in enumerate(texts)]
    return Transcript("t", tuple(said))


@pytest.mark.parametrize("timed", [False, True])
def test_each_line_is_one_voice(timed: bool) -> None:
    found, _ = attribution.attributed(lines(*LINES, timed=timed))
    assert [u.text for u in found.utterances] == list(LINES)
    assert [u.speaker for u in found.utterances] == ["Staff", "Patient"] * 4


def test_a_line_without_any_mark_is_never_cut() -> None:
    texts = ["".join(c for c in line.lower() if c not in ".?!,") for line in LINES]
    found, _ = attribution.attributed(lines(*texts))
    assert [u.text for u in found.utterances] == texts


MARKED = [
    (lines(*LINES), True),
    (lines(*LINES[:1]), False),
    (lines("how can i help", "i got a letter"), True),
    (lines("how can i help", "you i got a letter", timed=True), False),  # cues of a recogniser without marks
    (lines("Good morning. How can", "I help you? I got", "a letter. It says", "that my iron", "is low."), False),
    (lines("Yes.", "No.", "Why?", "So–", "because"), True),  # four of five end like sentences
    (lines("Yes.", "No.", "Why?", "so", "because"), False),
]


@pytest.mark.parametrize(("transcript", "marked"), MARKED)
def test_which_utterances_are_marks(transcript: Transcript, marked: bool) -> None:
    assert attribution.marked(transcript.utterances) is marked


def test_notes_do_not_contradict_each_other() -> None:
    read = replace(lines(*LINES), notes=("no speaker labels: who speaks is unknown", "line 3: a time was dropped"))
    found, sure = attribution.attributed(read)
    assert sure is not None and sure <= attribution.MOST_SURE
    assert [note.startswith("no speaker labels") for note in found.notes] == [False, True]
    assert "100" not in found.notes[-1] and "judged from the words and the marks" in found.notes[-1]


def test_one_label_for_all_is_said_and_split_when_asked() -> None:
    whole = lines(*LINES, speaker="Exam Room 4")
    dialogue = segment(whole)
    assert [s.id for s in dialogue.speakers] == ["Exam Room 4"] and "one label for the whole" in dialogue.notes[0]
    apart = segment(whole, split=True)
    assert [turn.speaker for turn in apart.turns] == ["Staff", "Patient"] * 4
    assert "one label for the whole conversation: who speaks was judged" in apart.notes[0]
    assert [turn.role for turn in carescore.score(whole, split=True, only=[]).turns] == ["staff", "patient"] * 4


def test_few_lines_of_one_label_raise_no_note() -> None:
    assert segment(lines(*LINES[:3], speaker="Nurse")).notes == ()
    assert segment(lines(*LINES[:4], speaker="Nurse")).notes != ()


def test_split_leaves_two_labels_alone() -> None:
    two = Transcript("t", tuple(Utterance(("A", "B")[i % 2], line) for i, line in enumerate(LINES)))
    assert segment(two, split=True).turns == segment(two).turns


def judged(monkeypatch: pytest.MonkeyPatch, staff: list[float], sure: float = 0.9) -> None:
    """The model gives the sentences these probabilities of being staff's, and expects so many words right."""
    monkeypatch.setattr(unlabelled, "predict", lambda heads, said, marks: np.array(staff))
    monkeypatch.setattr(unlabelled, "confidence", lambda found, said: sure)


CHILD = (
    "What brings you in with your daughter today?",
    "She has had a fever since Monday, and my little girl does not eat anything, she just cries all night.",
    "How old is she, and does she take any medicine?",
    "She is four, and I gave her some syrup, because her older brother had the same last week.",
)


@pytest.mark.parametrize(("sure", "apart"), [(0.65, True), (0.649, False)])
def test_two_of_three_words_must_be_expected_right(sure: float, apart: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(monkeypatch, [0.9, 0.1, 0.9, 0.1], sure)
    found, confidence = attribution.attributed(lines(*CHILD))
    assert (confidence == sure) is apart and bool(found.speakers) is apart
    assert apart or "do not tell staff and patient apart (confidence 0.65)" in found.notes[-1]


@pytest.mark.parametrize(
    ("staff", "voices"),
    [
        ([0.9, 0.1, 0.9, 0.1], ["Staff", "Companion"] * 2),
        ([0.6, 0.1, 0.6, 0.1], ["Staff", "Companion"] * 2),
        ([0.9, 0.5, 0.9, 0.5], ["Staff", "Companion"] * 2),
        ([0.9, 0.9, 0.9, 0.9], ["Staff"] * 4),
        ([0.1, 0.1, 0.1, 0.1], ["Patient"] * 4),
    ],
)
def test_who_is_likelier_staff_than_not_is_staff_and_who_speaks_of_a_child_its_companion(
    staff: list[float], voices: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    judged(monkeypatch, staff)
    assert [u.speaker for u in attribution.attributed(lines(*CHILD))[0].utterances] == voices


@pytest.mark.parametrize(("text", "looked_at"), [("Hello, good morning.", False), ("Hello, good morning, Dana.", True)])
def test_less_than_four_words_are_left_alone(text: str, looked_at: bool) -> None:
    assert (attribution.attributed(lines(text))[0] != lines(text)) is looked_at


def test_one_label_is_split_only_when_asked() -> None:
    found, sure = attribution.attributed(lines(*LINES, speaker="Room 4"))
    assert found.speakers == ("Room 4",) and sure is None


@pytest.mark.parametrize("timed", [False, True])
def test_listener_signals_are_judged_among_acknowledgements(timed: bool) -> None:
    texts = ("It may sting a little when I", "Mm-hm.", "put the needle in, and then", "Which arm do you want?")
    said = [
        Utterance(
            ("Nurse", "Patient")[i % 2], text, *((4000 * i, 4000 * i + (400 if i == 1 else 3900)) if timed else ())
        )
        for i, text in enumerate(texts)
    ]
    assert attribution.listener_signals(Transcript("t", tuple(said))) == [False, True, False, False]
    assert attribution.listener_signals(Transcript("t", (said[0], said[2]))) == [False, False]


@pytest.mark.parametrize(("timed", "name"), [(True, "backchannel"), (False, "backchannel_text")])
def test_times_are_judged_by_the_head_that_learnt_from_times(
    timed: bool, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(turn_taking, "chosen", lambda head, _: asked.append(head))
    times = (0, 900) if timed else ()
    said = Transcript("t", (Utterance("Nurse", "It may sting.", *times), Utterance("Patient", "Mm-hm.", *times)))
    attribution.listener_signals(said)
    assert asked == [load.load("turn_taking").heads[name]]
