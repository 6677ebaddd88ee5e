"""After a correction of who spoke, what was said of a place stands at the same words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pytest

from carescore import Transcript, Utterance
from carescore.errors import ReviewError
from carescore.reviews import MomentMark, Note, Review, Round, Unticked, settled
from carescore.segmentation import Dialogue, segment

SAID = Transcript(
    "t",
    (
        Utterance("Nurse", "Hello there, what brings you in?", 0, 2000),
        Utterance("Patient", "My knee.", 2200, 3000),
        Utterance("Patient", "Since when does it hurt?", 3100, 5000),
        Utterance("Patient", "Since Monday, I fell.", 5200, 7000),
        Utterance("Nurse", "I am sorry to hear that.", 7200, 9000),
    ),
)
APART = Transcript("t", tuple(Utterance(u.speaker, u.text) for u in SAID.utterances))
KNEE, SORRY = (0, 8), (0, 22)


def after(review: Review, said: Transcript = SAID) -> tuple[Dialogue, Review]:
    again: partial[Dialogue] = partial(segment)
    return settled(segment(said), said, review, again)


def words(dialogue: Dialogue, turn: int, start: int, end: int) -> str:
    return dialogue.turns[turn].text[start:end]


def unticked(turn: int, start: int, end: int) -> Unticked:
    return Unticked("courtesy", turn, start, end, "x")


def test_without_corrections_nothing_moves() -> None:
    review = Review("t", None, unticked=(unticked(1, *KNEE),))
    dialogue, same = after(review)
    assert same == review and len(dialogue.turns) == 3


def test_turns_that_merge_take_their_places_along() -> None:
    review = Review(
        "t",
        None,
        unticked=(unticked(1, *KNEE), unticked(2, *SORRY)),
        notes=(Note(2, "x"),),
        moments=(MomentMark(2, "empathy", *SORRY, "starred"),),
        open=Round(turns={1: "Nurse"}),
    )
    dialogue, moved = after(review)
    assert len(dialogue.turns) == 1
    knee, sorry = moved.unticked
    assert words(dialogue, knee.turn, knee.start, knee.end) == "My knee."
    assert words(dialogue, sorry.turn, sorry.start, sorry.end) == "I am sorry to hear tha"
    assert moved.notes == (Note(0, "x"),) and moved.moments[0].start == sorry.start
    assert not moved.open and moved.corrected == (review.open,)


def test_a_role_moves_nothing_and_the_others_stay() -> None:
    dialogue, moved = after(Review("t", None, unticked=(unticked(1, *KNEE),), open=Round({"Patient": "companion"})))
    assert {s.id: s.role.value for s in dialogue.speakers} == {"Nurse": "staff", "Patient": "companion"}
    assert moved.unticked == (unticked(1, *KNEE),)


@pytest.mark.parametrize("said", [SAID, APART], ids=["times", "no times"])
def test_a_second_round_counts_in_the_turns_of_the_first(said: Transcript) -> None:
    first = Review("t", None, notes=(Note(2, "x"),), open=Round(turns={2: "Patient"}))
    dialogue, one = after(first, said)
    assert [turn.speaker for turn in dialogue.turns] == ["Nurse", "Patient"] and one.notes == (Note(1, "x"),)
    dialogue, two = after(
        Review("t", None, notes=one.notes, corrected=one.corrected, open=Round({"Nurse": "other"})), said
    )
    assert [turn.role.value for turn in dialogue.turns] == ["other", "patient"] and two.notes == one.notes
    assert two.corrected == (Round(turns={2: "Patient"}), Round({"Nurse": "other"}))
    again, same = after(Review("t", None, notes=two.notes, corrected=two.corrected), said)
    assert again.turns == dialogue.turns and same.notes == two.notes


@pytest.mark.parametrize(
    "wrong",
    [
        {"open": Round(turns={3: "Nurse"})},
        {"open": Round(turns={0: "Somebody"})},
        {"open": Round({"Somebody": "staff"})},
        {"notes": (Note(3, "x"),)},
        {"unticked": (unticked(3, 0, 1),)},
        {"corrected": (Round(turns={3: "Nurse"}),)},
        {"corrected": (Round(turns={1: "Nurse"}),), "notes": (Note(1, "x"),)},
    ],
    ids=str,
)
def test_what_is_not_there_is_refused(wrong: Mapping[str, object]) -> None:
    with pytest.raises(ReviewError, match="not"):
        after(Review("t", None, **wrong))  # type: ignore[arg-type]  # a table of fields


def test_the_last_turn_can_be_spoken_of() -> None:
    assert after(Review("t", None, notes=(Note(2, "x"),), open=Round(turns={2: "Nurse"})))[1].notes == (Note(2, "x"),)
