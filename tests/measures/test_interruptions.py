"""interruptions: overlaps that take the floor, cut-off marks, and everything that only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import quotes, scored, talk, timed

import carescore

WEEKS = "I went there for two weeks, and they were kind enough, but I don't think that it did me any good because—"
HITS = [
    (timed(("P", 0, 5000, "It started on Monday and then the pain went into my"), ("S", 4000, 7000, "Which side?")), 1),
    (talk(("P", WEEKS), ("S", "Now, have you done this sheet more than once?"), ("P", "Yes, I have.")), 1),
    (
        timed(
            ("P", 0, 3000, "So when I was on the way to"), ("S", 3050, 5000, "Do you smoke?"), ("P", 5100, 5900, "No.")
        ),
        1,
    ),
    (
        timed(
            ("P", 0, 5000, "I took it with milk because the other one is too—"),
            ("S", 4400, 6000, "No, no, you take it with water."),
        ),
        1,
    ),
]
NEAR_MISSES = [
    timed(("P", 0, 5000, "It hurts here"), ("S", 4800, 7000, "Which side?")),  # a loose edge
    timed(("P", 0, 5000, "It hurts when I chew and"), ("S", 2000, 2500, "Mm-hm."), ("P", 5100, 7000, "at night.")),
    timed(("S", 0, 3000, "Does it hurt when you chew?"), ("P", 2300, 4000, "Yes, a lot.")),  # an eager answer
    timed(
        ("P", 0, 6000, "It was fine and then last week it"),
        ("S", 2000, 3000, "Sorry, left?"),
        ("P", 6100, 8000, "hurt."),
    ),
    talk(("P", "I called three times and nobody—"), ("S", "Mm-hm."), ("P", "—called me back.")),
    timed(("P", 0, 5000, "I took the first one and –"), ("S", 5050, 7000, "With food?")),  # asks back in a gap
    talk(("P", "I wanted to say—"), ("S", "You wanted an earlier slot?"), ("P", "—that I can't do mornings.")),
    timed(
        ("P", 0, 3000, "And then I, um—"), ("S", 3100, 5000, "What did the dentist say about it?")
    ),  # ran out of words
    timed(
        ("P", 0, 3000, "Sorry, say that [inaudible]"), ("S", 2300, 5000, "How can I help you today?")
    ),  # asks for it again
    timed(("S", 0, 4000, "Does it come in the morning or, um"), ("P", 3200, 6000, "Mostly when I get up.")),  # invites
    timed(("P", 0, 3000, "Hi."), ("S", 2000, 5000, "Hi. Before we start, may I have your name?")),
    timed(("P", 0, 4000, "It is a bit swollen. That's all."), ("S", 3300, 6000, "Have you put ice on it?")),  # complete
    timed(("P", 4000, 6000, "So I wondered if the"), ("S", 4100, 8000, "Shall we look at the other")),  # both start
    timed(
        ("S", 0, 3000, "Do you live alone or with"),
        ("P", 2500, 4000, "with my mother"),
        ("S", 4100, 6000, "Yes, good."),
    ),
]
ATTEMPT = timed(
    ("P", 0, 9000, "I took the tablets for the whole of last week and it only got worse and I couldn't"),
    ("S", 4000, 6500, "Do you have your insurance card with you?"),
    ("P", 9100, 11_000, "sleep at all."),
)


@pytest.mark.parametrize(("rows", "count"), HITS)
def test_hits(rows: list[dict[str, object]], count: int) -> None:
    score = scored(rows, "interruptions")
    assert score.by_role["staff"].value == pytest.approx(10 * count / sum(r["speaker"] == "Patient" for r in rows))
    assert len(score.evidence) == count


@pytest.mark.parametrize("rows", NEAR_MISSES)
def test_near_misses(rows: list[dict[str, object]]) -> None:
    assert quotes(rows, "interruptions") == []


def test_an_attempt_that_does_not_get_the_floor_is_no_interruption() -> None:
    assert quotes(ATTEMPT, "interruptions") == []


@pytest.mark.parametrize(
    ("answer", "manner"),
    [
        ("Which arm is that?", "cooperative, clarifies"),
        ("No, that's not possible.", "intrusive, contradicts"),
        ("Do you have your card?", "intrusive, changes_topic"),
        ("Sir, you need to calm down.", "intrusive, advises_over"),
    ],
)
def test_cooperative_or_intrusive(answer: str, manner: str) -> None:
    rows = timed(
        ("P", 0, 5000, "I called about the appointment and nobody—"),
        ("S", 4000, 7000, answer),
        ("P", 7100, 8000, "Yes."),
    )
    ((label, _),) = quotes(rows, "interruptions")
    assert label == f"interruption, {manner}: 1.0 s of both at once"


def test_all_ten_of_the_call_handled_badly_and_none_of_the_one_handled_well(examples: Path) -> None:
    badly = carescore.score("billing-call-handled-badly.srt", only=["interruptions"]).scores["interruptions"]
    well = carescore.score("billing-call-handled-well.vtt", only=["interruptions"]).scores["interruptions"]
    assert (len(badly.evidence), len(well.evidence)) == (10, 0)


def test_a_finished_sentence_of_the_other_is_counted_apart() -> None:
    score = scored(NEAR_MISSES[-1], "interruptions")
    assert score.figures["completions"].value == 1


def test_patients_interrupting_are_kept_apart() -> None:
    rows = timed(
        ("S", 0, 5000, "So what we will do is we will first"),
        ("P", 4000, 7000, "Will it hurt?"),
        ("S", 7100, 8000, "No."),
    )
    score = scored(rows, "interruptions")
    assert (score.by_role["staff"].value, score.by_role["patient"].value) == (0, 5)


def test_text_without_marks_or_times_is_unknown_not_zero() -> None:
    score = scored(talk(("S", "Where does it hurt?"), ("P", "Here.")), "interruptions")
    assert score.overall is None and score.missing == "no timestamps with an end, and no cut-off marks, in this file"


def test_times_that_never_overlap_are_unknown() -> None:
    rows = timed(*(("SP"[i % 2], i * 1000, i * 1000 + 900, "One more thing.") for i in range(30)))
    assert "never overlap" in (scored(rows, "interruptions").missing or "")


@pytest.mark.xfail(strict=True, reason="without times readers agree on few cut-offs, and only the surest are counted")
def test_known_failure_a_short_sentence_cut_off_without_times() -> None:
    rows = talk(("P", "I called three times and nobody—"), ("S", "Do you have your card?"), ("P", "Yes."))
    assert len(quotes(rows, "interruptions")) == 1


def test_ends_that_are_late_everywhere_interrupt_nobody() -> None:
    said = ("I would like to know about my", "Let me look at that for you now.")
    rows = timed(*(("SP"[i % 2], 5000 * i, 5000 * i + 5600, said[i % 2]) for i in range(12)))
    score = scored(rows, "interruptions")
    assert score.missing is not None and "overlaps cannot be read here" in score.missing
    assert scored(rows, "floor_transfer").missing == score.missing


def test_a_try_inside_a_turn_is_an_attempt() -> None:
    told = "It began on Monday and then it got worse and worse until I could not walk any more at all."
    rows = timed(
        ("S", 0, 2000, "What happened to you?"),
        ("P", 2200, 20_000, told),
        ("S", 10_000, 11_000, "But did you call"),
        ("S", 20_400, 23_000, "I see. Let me look at it."),
    )
    assert [code.kind for code in carescore.score(rows, only=["interruptions"]).codes] == ["attempt"]
    assert quotes(rows, "interruptions") == []


ON = "It started on Monday and then the pain went into my"
CARD = "Do you have your insurance card?"


def test_figures_of_staff_who_come_in() -> None:
    rows = timed(
        ("S", 0, 2000, "What happened then?"),
        ("P", 2100, 9000, ON),
        ("S", 8000, 11_000, CARD),
        ("P", 11_100, 20_000, ON),
        ("S", 19_000, 21_000, "Which arm is that?"),
        ("P", 21_100, 40_000, "I took the tablets for the whole of last week and it only got worse and worse."),
        ("S", 30_000, 31_000, "But did you call"),
        ("S", 40_400, 60_000, "I see. Let me look at it."),
    )
    report = carescore.score(rows, only=["interruptions"])
    score = report.scores["interruptions"]
    kinds = [code.kind for code in report.codes]
    assert (kinds.count("interruption"), kinds.count("attempt")) == (2, 1)
    assert score.staff == pytest.approx(10 * 2 / 3) and score.patient == 0
    assert score.value == pytest.approx(10 * 2 / 7)
    assert {name: figure.value for name, figure in score.figures.items()} == pytest.approx(
        {"successful": 100 * 2 / 3, "intrusive": 50, "completions": 0, "per_10_minutes": 20}
    )


def no_overlap(turns: int, gap: int = 100) -> list[dict[str, object]]:
    return timed(*(("SP"[i % 2], i * 1000, (i + 1) * 1000 - gap, "One more thing.") for i in range(turns)))


@pytest.mark.parametrize(("turns", "gap", "known"), [(20, 100, True), (21, 100, False), (21, 0, False), (21, -1, True)])
def test_twenty_changes_without_one_overlap_show_none(turns: int, gap: int, known: bool) -> None:
    score = scored(no_overlap(turns, gap), "interruptions")
    assert (score.missing is None) is known
    assert known or "never overlap" in (score.missing or "")


@pytest.mark.parametrize(
    ("turns", "marked", "known"), [(20, 12, True), (20, 11, False), (19, 12, False), (20, 20, False), (30, 18, True)]
)
def test_without_times_open_ends_count_where_most_sentences_are_ended(turns: int, marked: int, known: bool) -> None:
    rows = talk(*(("SP"[i % 2], f"That is how it goes{'.' if i < marked else ''}") for i in range(turns)))
    assert (scored(rows, "interruptions").missing is None) is known
