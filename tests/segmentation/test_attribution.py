"""Where marks of the file are the only places at which the voice may change, and what a guess is said to be worth."""

from __future__ import annotations

from dataclasses import replace

import pytest

import carescore
from carescore import Transcript, Utterance
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
