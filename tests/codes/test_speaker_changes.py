"""speaker_changes: what happened to the floor, and in which manner."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import talk, timed

import carescore
from carescore.codes._manner import manner
from carescore.codes.speaker_changes import _shows

OPEN = "I called about the appointment and nobody—"
MANNERS = [
    ("Do you live alone or with", "with my mother", "Yes, good.", "completes"),
    ("Do you live alone or with", "with my mother", "That is enough.", "changes_topic"),
    (OPEN, "Okay, bye.", "", "closes"),
    ("Is it sharp? Or is it—", "Sharp, mostly.", "", "answers"),
    (OPEN, "Exactly.", "", "affirms"),
    (OPEN, "No, that's wrong.", "", "contradicts"),
    (OPEN, "You need to calm down.", "", "advises_over"),
    (OPEN, "And so we wait.", "", "joins"),
    (OPEN, "The appointment was moved.", "", "responds"),
    (OPEN, "Which one?", "", "clarifies"),
    (OPEN, "Do you have your card?", "", "changes_topic"),
    (OPEN, "When was the appointment?", "", "clarifies"),
    (OPEN, "Any fever?", "", "clarifies"),
]


@pytest.mark.parametrize(("before", "after", "later", "how"), MANNERS)
def test_manner(before: str, after: str, later: str, how: str) -> None:
    assert manner(before, after, later) == how


def changes(rows: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """(kind, floor, taken) of every change that shows a sign."""
    found = carescore.score(rows, only=["interruptions"]).codes
    return [(code.kind, code.attributes["floor"], code.attributes["taken"]) for code in found]


def pair(end: int, start: int, stop: int, text: str = OPEN) -> list[dict[str, Any]]:
    return timed(("P", 0, end, text), ("S", start, stop, "Do you have your insurance card?"))


FLOORS = [
    (pair(5000, 4000, 7000), ("interruption", "overlap", "yes")),
    (pair(5000, 4799, 7000), ("overlap", "yes")),
    (pair(5000, 4801, 7000), ("cut_off", "yes")),
    (pair(9000, 4000, 6000, OPEN[:-1] + " answers"), ("overlap", "no")),
    (pair(7000, 4000, 6801), ("overlap", "yes")),
    (pair(7000, 4000, 6799), ("overlap", "no")),
    (pair(5000, 100, 7000), ("together", "yes")),
    (pair(5000, 5100, 7000, "And then I, um—"), ("given_up", "yes")),
    (pair(5000, 5100, 7000, "I called about the"), ("unfinished", "yes")),
    (pair(5000, 4001, 7000, "It hurts at night, um"), ("given_up", "yes")),  # the last word, over which the other comes
    (pair(5000, 4000, 7000, "It hurts at night, um"), ("overlap", "yes")),
    (pair(5000, 4001, 7000, "It hurts at night, um—"), ("overlap", "yes")),
]


@pytest.mark.parametrize(("rows", "wanted"), FLOORS)
def test_floor(rows: list[dict[str, Any]], wanted: tuple[str, ...]) -> None:
    (found,) = changes(rows)
    assert found[-len(wanted) :] == wanted


@pytest.mark.parametrize(
    "rows",
    [
        pair(5000, 5100, 7000, "I called about the appointment."),
        talk(("P", "I called."), ("S", "Do you have your card?")),
        talk(("P", OPEN), ("S", "Mm-hm."), ("P", "—called me back.")),
    ],
)
def test_no_sign_no_code(rows: list[dict[str, Any]]) -> None:
    assert changes(rows) == []


@pytest.mark.parametrize(
    ("own", "resumed", "floors"),
    [
        ("Where would you be—", "—on a scale from one to ten?", 1),  # the patient comes in, and staff go on
        ("Where would you be—", "On a scale from one to ten?", 2),
        ("Where would you be?", "—on a scale from one to ten?", 1),
    ],
)
def test_who_goes_on_with_an_own_sentence_does_not_come_in(own: str, resumed: str, floors: int) -> None:
    rows = talk(("P", "It is fine."), ("S", own), ("P", "I think that I—"), ("S", resumed))
    assert len(changes(rows)) == floors


def test_a_companion_who_chimes_in_is_seen() -> None:
    rows = timed(
        ("P", 0, 6000, "I'm taking all of it, I'm just not taking the—"),
        ("C", 4900, 8000, "You told me that you take it!"),
    )
    rows += timed(("S", 8200, 9000, "Okay."))
    report = carescore.score(rows, only=["interruptions"])
    assert [code.kind for code in report.codes] == ["interruption"]
    assert report.scores["interruptions"].by_role["staff"].value == 0


def test_the_one_who_still_speaks_is_the_one_cut_off() -> None:
    rows = timed(
        ("P", 0, 9000, "I took the tablets all week and my mother told me that I should not and then I—"),
        ("C", 3000, 4000, "She should not have."),
        ("S", 8000, 11_000, "Do you have your insurance card with you?"),
    )
    found = carescore.score(rows, only=["interruptions"]).codes
    assert [(code.turn, code.replies_to) for code in found if code.kind == "interruption"] == [(2, 0)]


def test_confidence_is_of_the_kind_that_is_told() -> None:
    for code in carescore.score(pair(5000, 4000, 7000), only=["interruptions"]).codes:
        assert code.confidence is not None and 0.5 < code.confidence < 1


CARD = "Do you have your insurance card?"
YES = ("P", 7100, 8000, "Yes.")
WHOLE = "I called about the appointment."


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        (pair(5000, 4800, 7000), [("overlap", "yes")]),  # two hundred ms are no loose edge
        (pair(5000, 200, 7000), [("together", "yes")]),
        (pair(5000, 201, 7000), [("overlap", "yes")]),
        (pair(7000, 4000, 6800), [("overlap", "yes")]),
        (pair(5000, 4850, 7000, WHOLE), [("unfinished", "yes")]),
        (pair(5000, 4851, 7000, WHOLE), []),
        (timed(("P", 0, 5000, "I was late, so"), ("S", 5100, 7000, "Okay, and then?"), YES), [("given_up", "yes")]),
        (timed(("P", 0, 5000, "I was late, so"), ("S", 5100, 7000, CARD), YES), [("unfinished", "yes")]),
        (timed(("P", 0, 5000, "I was late for the"), ("S", 5100, 7000, "Okay, and then?")), [("unfinished", "yes")]),
        (timed(("P", 0, 5000, OPEN), ("S", 6000, None, CARD)), [("cut_off", "yes")]),
        (timed(("Facilitator", 0, 5000, OPEN), ("S", 4000, 7000, CARD), YES), []),  # who is on no side
        (timed(("S", 0, 5000, OPEN), ("Facilitator", 4000, 7000, CARD), YES), []),
        (pair(5000, 4000, 7000) + timed(("P", 7100, 8000, "—called me back.")), [("overlap", "no")]),
    ],
)
def test_what_happens_to_the_floor(rows: list[dict[str, Any]], wanted: list[tuple[str, str]]) -> None:
    assert [found[1:] for found in changes(rows)] == wanted


@pytest.mark.parametrize(
    ("last", "found"),
    [(WHOLE, 1), ("and there", 0)],  # three of five end with a mark; two of five
)
def test_an_open_end_says_something_where_most_sentences_end_with_a_mark(last: str, found: int) -> None:
    rows = timed(
        ("P", 0, 2000, "It was okay"),
        ("S", 3000, 5000, CARD),
        ("P", 6000, 7000, WHOLE),
        ("S", 8000, 9000, last),
        ("P", 10_000, 11_000, "since then"),
    )
    assert sum(floor == "unfinished" for _, floor, _ in changes(rows)) == found


def replies(rows: list[dict[str, Any]]) -> list[tuple[int, int | None]]:
    return [(code.turn, code.replies_to) for code in carescore.score(rows, only=["interruptions"]).codes]


TOLD = "I took the tablets all week and my mother told me that I should not and then I—"


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([("P", 0, 8200, TOLD), ("C", 3000, 4000, "She is right."), ("S", 8000, 11_000, CARD)], (2, 0)),
        ([("P", 0, 8199, TOLD), ("C", 3000, 4000, "She is right."), ("S", 8000, 11_000, CARD)], None),
        (
            [
                ("P", 0, 30_000, TOLD),
                ("C", 3000, 4000, "She is right."),
                ("Father", 7000, 8000, "She is."),
                ("S", 20_000, 32_000, CARD),
            ],
            (3, 0),
        ),
        (
            [
                ("P", 0, 30_000, TOLD),
                ("C", 3000, 4000, "She is right."),
                ("Father", 7000, 8000, "She is."),
                ("C", 9000, 10_000, "I said so."),
                ("S", 20_000, 32_000, CARD),
            ],
            None,  # four turns back
        ),
        (
            [
                ("P", 0, 9000, TOLD),
                ("C", 3000, 10_000, "She is right and I told her so when we"),
                ("S", 8000, 11_000, CARD),
            ],
            (2, 1),  # who speaks longest
        ),
        ([("S", 0, 9000, "Let me look."), ("P", 3000, 4000, OPEN), ("S", 8000, 11_000, CARD)], (2, 1)),
    ],
)
def test_who_is_still_speaking(rows: list[tuple[str, int, int, str]], wanted: tuple[int, int] | None) -> None:
    last = len(rows) - 1
    assert [reply for reply in replies(timed(*rows)) if reply[0] == last] == ([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("tried", "start", "end", "sign"),
    [
        ("Did you call", 10_000, 11_050, "1.1 s of both at once"),
        ("Did you", 10_000, 11_050, None),
        ("Did you [laughs]", 10_000, 11_050, None),
        ("Okay did you call", 10_000, 11_050, None),  # that is what listeners say
        ("Did you call", 18_800, 19_800, "1.0 s of both at once"),
        ("Did you call", 18_801, 19_801, None),  # a loose edge
        ("Did you call", 2200, 4000, None),  # both begin at once
        ("Did you call", 2201, 4001, "1.8 s of both at once"),
    ],
)
def test_a_try_for_the_floor(tried: str, start: int, end: int, sign: str | None) -> None:
    told = "It began on Monday and then it got worse and worse until I could not walk any more at all."
    rows = timed(
        ("S", 0, 2000, "What happened to you?"),
        ("P", 2200, 20_000, told),
        ("S", start, end, tried),
        ("S", 20_400, 23_000, "I see. Let me look at it."),
    )
    found = [code for code in carescore.score(rows, only=["interruptions"]).codes if code.kind == "attempt"]
    assert [code.attributes["sign"] for code in found] == ([sign] if sign else [])
    assert [(code.turn, code.start, code.end) for code in found] == ([(2, 0, len(tried))] if sign else [])


@pytest.mark.parametrize(("speaker", "tries"), [("Facilitator", 0), ("S", 1)])
def test_only_who_is_on_a_side_tries(speaker: str, tries: int) -> None:
    told = "It began on Monday and then it got worse and worse until I could not walk any more at all."
    rows = timed(
        ("S", 0, 2000, "What happened to you?"),
        ("P", 2200, 20_000, told),
        (speaker, 10_000, 11_500, "Speak up a bit."),
        (speaker, 20_400, 23_000, "Thank you for that."),
        ("S", 23_100, 25_000, "I see. Let me look at it."),
    )
    found = carescore.score(rows, only=["interruptions"]).codes
    assert sum(code.kind == "attempt" for code in found) == tries


@pytest.mark.parametrize(
    ("rows", "sign"),
    [
        (pair(5000, 4000, 7000), "1.0 s of both at once"),
        (pair(5000, 4900, 7000), "0.1 s of both at once"),
        (pair(5000, 4901, 7000), "under 0.1 s of both at once"),
        (pair(5000, 5000, 7000), "after a cut-off mark"),
        (pair(5000, 5100, 7000), "after a cut-off mark"),
        (pair(5000, 5100, 7000, "I called about [inaudible]"), "after words that were lost"),
        (pair(5000, 5100, 7000, "I called about the appointment and..."), "after an ellipsis"),
        (pair(5000, 5100, 7000, "I called about the"), "after an unfinished sentence"),
    ],
)
def test_the_sign_is_said_in_words(rows: list[dict[str, Any]], sign: str) -> None:
    (code,) = carescore.score(rows, only=["interruptions"]).codes
    assert code.attributes["sign"] == sign
    assert (code.start, code.end) == (0, len(CARD))
    assert code.confidence is not None and 0 <= code.confidence <= 1 and round(code.confidence, 4) == code.confidence


@pytest.mark.parametrize(("broken", "marked", "shows"), [(0.25, False, True), (0.24, False, False), (0.0, True, True)])
def test_an_end_without_a_mark_is_looked_at_where_it_may_be_broken_off(
    broken: float, marked: bool, shows: bool
) -> None:
    assert _shows("It was okay", None, broken, marked) is shows


@pytest.mark.parametrize(
    ("end", "start", "kind"),
    [
        (8900, 9000, "interruption"),
        (4000, 9000, "speaker_change"),  # after a silence
        (None, 9000, "interruption"),  # which nobody knows of where the file does not give the end
        (8900, None, "interruption"),
        (None, None, "interruption"),
    ],
)
def test_a_time_that_the_file_does_not_give_makes_no_gap(end: int | None, start: int | None, kind: str) -> None:
    rows = timed(
        ("S", 0, 2000, "Hello, what brings you in today?"),
        ("P", 2200, end, "My knee has been hurting badly and then I—"),
        ("S", start, 11_000, "Do you have your insurance card with you?"),
        ("P", 11_500, 13_000, "Yes, here it is."),
        ("S", 13_500, 15_000, "Thank you very much."),
        ("P", 15_500, 17_000, "You are welcome."),
    )
    assert [found[0] for found in changes(rows)] == [kind]
