"""Turns and dialogues as data: talk time, replay, what the file gives of time, and whose words are whose."""

from __future__ import annotations

import pytest

from carescore import Role, Speaker, Transcript, Utterance, Word
from carescore.segmentation import Dialogue, Turn, segment


@pytest.mark.parametrize(
    ("spans", "talk_ms", "longest_ms"),
    [
        ((), None, None),
        (((500, 1500),), 1000, 1000),
        (((0, 1000), (3999, 5999)), 3000, 3000),
        (((0, 1000), (4000, 6000)), 3000, 2000),  # three seconds of silence end a stretch
        (((0, 2500), (5500, 6000), (6100, 7000)), 3900, 2500),
    ],
)
def test_talk_time_and_its_longest_stretch(
    spans: tuple[tuple[int, int], ...], talk_ms: int | None, longest_ms: int | None
) -> None:
    turn = Turn(0, "Nurse", Role.STAFF, "Words.", spans=spans)
    assert (turn.talk_ms, turn.longest_ms) == (talk_ms, longest_ms)


def test_a_quote_is_replayed_from_its_own_utterance() -> None:
    turn = Turn(0, "Nurse", Role.STAFF, "One two three", 100, anchors=((0, 100), (4, 900), (8, None)))
    assert [turn.ms_at(offset) for offset in (0, 3, 4, 7, 8)] == [100, 100, 900, 900, None]
    assert Turn(0, "Nurse", Role.STAFF, "One", 100).ms_at(2) == 100


def test_a_turn_shows_who_and_when_in_one_line_and_nothing_that_was_said() -> None:
    turn = Turn(0, "Dana", Role.STAFF, "Words.", 5, 9, anchors=((0, 5),), parts=(0,), spans=((5, 9),))
    assert repr(turn) == ("Turn(index=0, role=<Role.STAFF: 'staff'>, start_ms=5, end_ms=9, voice=None, foreign=False)")


def said(*times: tuple[int | None, int | None], worded: int = 0, words_ms: int | None = 0) -> Dialogue:
    """Utterances of nurse and patient in turn, so many of them with words, whose times begin at words_ms."""
    texts = ["What brings you in today?", "I have had this cough since Monday."] * len(times)
    words = (Word("What", words_ms, None if words_ms is None else 100),)
    return segment(
        Transcript(
            "t",
            tuple(
                Utterance(("Nurse", "Patient")[i % 2], texts[i], start, end, words if i < worded else ())
                for i, (start, end) in enumerate(times)
            ),
        )
    )


NONE = (None, None)
FULL = [(0, 900), (1000, 1900), (2000, 2900), (3000, 3900)]


@pytest.mark.parametrize(
    ("dialogue", "clock", "evidence"),
    [
        (said(), False, "order of turns"),
        (said(NONE, NONE), False, "order of turns"),
        (said((0, None), (1000, None)), False, "start times"),
        (said(NONE, (1000, None)), False, "start times"),
        (said((0, 900)), True, "turn times"),
        (said(*FULL), True, "turn times"),
        (said(*FULL, worded=1), True, "turn times"),
        (said(*FULL, worded=2), True, "word times"),  # half of the utterances have words with times
        (said(*FULL, worded=4, words_ms=None), True, "turn times"),
    ],
)
def test_what_a_file_gives_of_time(dialogue: Dialogue, clock: bool, evidence: str) -> None:
    assert (dialogue.has_clock, dialogue.evidence) == (clock, evidence)


@pytest.mark.parametrize(("timed", "clock"), [(1, False), (2, True)])
def test_half_of_the_turns_must_have_times(timed: int, clock: bool) -> None:
    turns = tuple(Turn(i, "A", Role.STAFF, "Words.", spans=((0, 1),) if i < timed else ()) for i in range(4))
    assert Dialogue("t", turns, (), (), ()).has_clock is clock


def test_the_length_is_from_the_first_start_to_the_last_end() -> None:
    assert said((500, 900), (1000, 1900)).length_ms == 1400
    assert said(NONE, NONE).length_ms == 0


def test_two_readings_of_one_talk_are_equal_and_show_no_cache() -> None:
    one, two = said(*FULL), said(*FULL)
    assert one == two and "prose" not in repr(one) and not one.written
    assert not Dialogue("t", (), (), (), ()).written


def test_an_utterance_is_of_its_speakers_side() -> None:
    speakers = (Speaker("unknown", Role.UNKNOWN), Speaker("Ann", Role.STAFF), Speaker("Bo", Role.COMPANION))
    dialogue = Dialogue("t", (), (), (), speakers)
    assert [dialogue.side_of(Utterance(who, "Yes.")) for who in ("Ann", "Bo", None, "Cy")] == [
        "staff",
        "patient",
        None,
        None,
    ]


def test_a_side_has_its_turns_in_order() -> None:
    dialogue = said(*FULL)
    assert [turn.index for turn in dialogue.side("staff")] == [0, 2]
    assert [turn.index for turn in dialogue.floor_side("patient")] == [1, 3]
    assert dialogue.side("nobody") == dialogue.floor_side("nobody") == ()


@pytest.mark.parametrize(
    ("anchors", "at", "words"),
    [
        (((0, 0), (9, 1000)), 500, "One here"),
        (((0, 0), (9, 1000)), 999, "One here"),
        (((0, 0), (9, 1000)), 1000, "two there"),
        (((0, 0), (9, 1000)), None, "two there"),
        (((0, 0), (9, None)), 500, "two there"),
        (((0, 600), (9, 1000)), 500, "One here"),
        ((), 500, "One here two there"),
    ],
)
def test_the_utterance_that_had_begun_at_a_time(
    anchors: tuple[tuple[int, int | None], ...], at: int | None, words: str
) -> None:
    turn = Turn(0, "Patient", Role.PATIENT, "One here two there", anchors=anchors)
    start, end = turn.part_at(at)
    assert turn.text[start:end] == words
