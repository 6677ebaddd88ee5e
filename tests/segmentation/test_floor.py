"""Floor transfers: a try inside another's turn takes no floor, and estimated times make no offset."""

from __future__ import annotations

import carescore
from carescore import Transcript, Utterance
from carescore.segmentation import Dialogue, segment

LONG = "Well I wanted to ask about the letter because I got it on Monday and it says that I have to come back"


def of(*rows: tuple[str, str, int | None, int | None]) -> Dialogue:
    return segment(Transcript("t", tuple(Utterance(*row) for row in rows)))


def offsets(dialogue: Dialogue) -> list[tuple[int, int, int]]:
    return [(t.before, t.after, t.offset_ms) for t in dialogue.transitions]


def test_a_try_does_not_stretch_a_turn() -> None:
    dialogue = of(
        ("Nurse", "How can I help you?", 0, 4000),
        ("Patient", LONG, 4200, 40_000),
        ("Nurse", "I", 20_000, 20_300),
        ("Nurse", "I understand. Let me look at it.", 40_400, 44_000),
    )
    last = dialogue.turns[2]
    assert (last.start_ms, last.end_ms, last.talk_ms) == (40_400, 44_000, 3900)
    assert last.spans == ((20_000, 20_300), (40_400, 44_000)) and last.ms_at(0) == 20_000
    assert offsets(dialogue) == [(0, 1, 200), (1, 2, 400)]


def test_a_turn_inside_another_takes_no_floor() -> None:
    dialogue = of(
        ("Patient", LONG, 0, 30_000),
        ("Nurse", "Which letter was it?", 10_000, 11_000),
        ("Patient", "The one from the lab.", 30_500, 32_000),
        ("Nurse", "I see it here now.", 32_400, 34_000),
    )
    assert offsets(dialogue) == [(2, 3, 400)]


def test_an_estimated_end_makes_no_offset() -> None:
    dialogue = of(
        ("Nurse", "How are you feeling today?", 0, None),
        ("Patient", "I am well, thank you.", 4000, 6000),
        ("Nurse", "That is good to hear.", 6400, 8000),
    )
    assert dialogue.has_clock and offsets(dialogue) == [(1, 2, 400)]


def test_a_pause_ends_a_stretch_and_is_no_talk() -> None:
    dialogue = of(
        ("Nurse", "Let me look that up for you now.", 8000, 11_000),
        ("Nurse", "Thank you for holding the line.", 72_000, 76_000),
        ("Patient", "That is fine.", 76_500, 78_000),
    )
    first = dialogue.turns[0]
    assert (first.talk_ms, first.longest_ms) == (7000, 4000)
    assert dialogue.length_ms == 70_000


def test_half_of_the_turns_with_times_are_a_clock() -> None:
    rows: list[tuple[str, str, int | None, int | None]] = [("Nurse", "How are you?", 0, 1000)]
    rows += [("Patient", "I am well.", None, None)]
    assert of(*rows).has_clock
    assert not of(*rows, ("Nurse", "Good to hear.", None, None)).has_clock
    assert of(*rows).evidence == "turn times"


def test_a_turn_that_ends_with_the_one_around_it_takes_no_floor() -> None:
    asks, goes = ("Nurse", "Which letter was it?", 28_000, 30_000), ("Patient", "The one from the lab.", 30_500, 32_000)
    assert offsets(of(("Patient", LONG, 0, 30_000), asks, goes)) == []
    assert offsets(of(("Patient", LONG, 0, 30_000), ("Nurse", "Which letter was it?", 28_000, 30_001), goes)) == [
        (0, 1, -2000),
        (1, 2, 499),
    ]
    assert offsets(of(("Patient", LONG, 0, 30_000), ("Nurse", "Which one?", 30_000, 30_000))) == [(0, 1, 0)]


def test_an_estimated_start_behind_a_try_makes_no_offset() -> None:
    dialogue = of(
        ("Patient", LONG, 0, 30_000),
        ("Nurse", "I", 20_000, 20_300),
        ("Nurse", "I understand. Let me look at it.", None, None),
        ("Patient", "Thank you for that.", 40_000, 41_000),
    )
    assert dialogue.estimated == {2} and offsets(dialogue) == []


def test_a_file_without_an_end_makes_no_offset_either() -> None:
    rows = [{"speaker": "AB"[i % 2], "text": "So it is then.", "start": 4.5 * i, "end": 4.5 * i + 4} for i in range(4)]
    del rows[1]["end"]
    dialogue = segment(carescore.read(rows))
    assert [(t.before, t.offset_ms) for t in dialogue.transitions] == [(2, 500)]
    assert dialogue.notes == ("1 end is missing in the file: taken from the next start or the pace",)


def test_no_pause_is_known_beside_an_estimated_time() -> None:
    rows: list[tuple[str, str, int | None, int | None]] = [
        ("Nurse", "Let me look that up.", 0, 2000),
        ("Nurse", "One moment.", 3000, 4000),
        ("Nurse", "Here it is.", 30_000, 32_000),
    ]
    assert [(p.start_ms, p.end_ms) for p in of(*rows).pauses] == [(2000, 3000), (4000, 30_000)]
    rows[1] = ("Nurse", "One moment.", 3000, None)
    assert of(*rows).pauses == ()
