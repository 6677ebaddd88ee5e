"""A redacted report and one without words: the same figures, quotes at their offsets, nothing that was planted."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES, ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import carescore
from carescore.history import manifests
from carescore.measures import Evidence
from carescore.privacy import redact, without_words
from carescore.renderers import to_json, to_table

SOURCES: dict[str, str | list[str]] = json.loads(
    (ROOT / "tests" / "golden" / "sources.json").read_text(encoding="utf-8")
)
PLANTED = {  # what must be gone, and how often a mark of the kind must be there at least
    "Okonkwo": 1, "Tereza": 1, "555-0142": 1, "tereza.v@example.org": 1, "14 Alder Lane": 1, "7719 4402": 1,
    "March 3rd, 1961": 1,
}  # fmt: skip
TALK = [
    ("Dr. Okonkwo", "Good morning, this is Dr. Okonkwo. May I have your name and date of birth?"),
    ("Tereza Vrana", "Tereza Vrana, March 3rd, 1961. I'm so scared about this, I live alone at 14 Alder Lane."),
    ("Dr. Okonkwo", "I can hear how frightening that is, Tereza. What's the best phone number for you?"),
    ("Tereza Vrana", "It's 555-0142, or tereza.v@example.org. My member number is 7719 4402."),
    ("Dr. Okonkwo", "Thank you, Tereza. I'll send the referral today and call you by Friday on 555-0142."),
    ("Tereza Vrana", "Thank you so much, Dr. Okonkwo."),
]


@cache
def scored(name: str) -> carescore.Report:
    before = Path.cwd()
    os.chdir(EXAMPLES)
    try:
        return carescore.score(SOURCES[name])
    finally:
        os.chdir(before)


@cache
def planted() -> carescore.Report:
    return carescore.score(TALK, rubric="nurse", scenario="calm-upset-caller", focus="Dr. Okonkwo")


def figures(report: carescore.Report) -> dict[str, Any]:
    """Everything in a report that is a figure or a time."""
    data = report.to_dict()
    scores = {
        name: {**score, "evidence": [[e["turn"], e["start_ms"]] for e in score["evidence"]]}
        for name, score in data["scores"].items()
    }
    return {
        "scores": scores,
        "skills": data["skills"],
        "moments": [[m["kind"], m["turn"], m["start_ms"], m["effect"], m["confidence"]] for m in data["moments"]],
        "speakers": [[s["role"], s["words"], s["talk_ms"], s["role_confidence"]] for s in data["speakers"]],
        "turns": [[t["start_ms"], t["end_ms"], t["role"], t["spans"]] for t in data["turns"]],
    }


def evidence(report: carescore.Report) -> Iterator[Evidence]:
    """Every quote of a report, wherever it stands, in order."""
    for score in report.scores.values():
        yield from score.evidence
    for moment in report.moments:
        yield from moment.quotes
        yield Evidence(moment.turn, moment.start, moment.end, "", moment.start_ms)
    for code in report.codes:
        yield Evidence(code.turn, code.start, code.end, "", code.start_ms)
    for step in report.scenario.steps if report.scenario else ():
        yield from step.evidence
    for row in report.rubric.rows if report.rubric else ():
        yield from row.evidence


def reports() -> list[Any]:
    return [pytest.param(lambda name=name: scored(name), id=name) for name in SOURCES] + [
        pytest.param(planted, id="planted")
    ]


@pytest.mark.parametrize("report", reports())
@pytest.mark.parametrize("private", [redact, without_words])
def test_every_figure_is_the_same(report: Any, private: Any) -> None:
    assert figures(private(report())) == figures(report())


@pytest.mark.parametrize("report", reports())
def test_each_quote_is_the_text_at_its_offsets(report: Any) -> None:
    whole = report()
    hidden = redact(whole)
    pairs = list(zip(evidence(whole), evidence(hidden), strict=True))
    assert len(pairs) > 20
    for old, new in pairs:
        before, after = whole.turns[old.turn].text, hidden.turns[new.turn].text
        assert 0 <= new.start <= new.end <= len(after)
        assert same(before[old.start : old.end], after[new.start : new.end])


def same(old: str, new: str) -> bool:
    """Whether a quote became another by marks alone: what stands between the marks is in it, in order."""
    place = 0
    for piece in carescore.privacy.MARK.split(new):
        found = old.find(piece.strip(), place)
        if found < 0 and piece.strip():
            return False
        place = max(place, found + len(piece.strip()))
    return carescore.privacy.MARK.search(new) is not None or old == new


@pytest.mark.parametrize(
    "write", [to_json.render, to_table.render, lambda r: r.to_html(), lambda r: str(r.to_frame("turns"))]
)
def test_nothing_that_was_planted_is_in_any_output(write: Any) -> None:
    assert any(word in write(planted()) for word in PLANTED)
    for private in (redact, without_words):
        text = write(private(planted()))
        assert [word for word in PLANTED if word in text] == []


def test_without_words_no_output_holds_a_sentence() -> None:
    report = planted()
    bare = without_words(report)
    for text in (to_json.render(bare), to_table.render(bare), bare.to_html()):
        assert [turn.text for turn in report.turns if turn.text in text] == []
    assert {turn.text for turn in bare.turns} == {""} and bare.codes == ()


def test_marks_are_typed_and_stably_numbered() -> None:
    hidden = redact(planted())
    assert [speaker.id for speaker in hidden.speakers] == ["Dr. [NAME 1]", "[NAME 2]"]
    assert hidden.turns[1].text.startswith(
        "[NAME 2], [BIRTH DATE 1]. I'm so scared about this, I live alone at [ADDRESS 1]"
    )
    assert hidden.turns[3].text == "It's [PHONE 1], or [EMAIL 1]. My member number is [POLICY NUMBER 1]."
    assert (
        hidden.turns[4].text == "Thank you, [NAME 2]. I'll send the referral today and call you by Friday on [PHONE 1]."
    )
    assert hidden.provenance["focus"] == "Dr. [NAME 1]" and hidden.provenance["redacted"]["NAME"] == 2


def test_ids_and_paths_name_nobody(tmp_path: Path) -> None:
    file = tmp_path / "Tereza Vrana 1961.txt"
    file.write_text("\n".join(f"{speaker}: {text}" for speaker, text in TALK), encoding="utf-8")
    report = carescore.score(str(file))
    for private in (redact, without_words):
        hidden = private(report)
        assert hidden.id == f"[CONVERSATION {(report.source.sha256 or '')[:8]}]" and hidden.source.path is None
    assert redact(planted()).id == "[CONVERSATION]"


@pytest.mark.parametrize("private", [redact, without_words])
def test_the_result_is_a_report_like_any_other(private: Any) -> None:
    hidden = private(scored("billing-call-handled-badly"))
    assert carescore.Report.from_dict(hidden.to_dict()) == hidden
    assert private(hidden) == hidden or private is redact


def test_redacting_twice_changes_no_text() -> None:
    once = redact(planted())
    assert [turn.text for turn in redact(once).turns] == [turn.text for turn in once.turns]


def test_a_recogniser_of_ones_own_finds_more() -> None:
    report = carescore.score([("Nurse", "Are you comfortable, duckie?"), ("Patient", "Yes, thanks.")])
    assert redact(report).turns[0].text == report.turns[0].text
    hidden = redact(report, also=lambda text: [(at, at + 6)] if (at := text.find("duckie")) >= 0 else [])
    assert hidden.turns[0].text == "Are you comfortable, [NAME 1]?"


WORDS = st.sampled_from(
    "Tereza Okonkwo 555-0142 hello I am worried about Alder Lane 14 . , ? March 3rd 1961 “ ’s é".split()
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])  # the first score loads models
@given(st.lists(WORDS, min_size=4, max_size=40))
def test_whatever_is_said_offsets_stay_in_their_texts(words: list[str]) -> None:
    rows = [("Tereza Vrana", " ".join(words[::2])), ("Nurse", " ".join(words[1::2]))]
    report = carescore.score(rows, only="questions")
    hidden = redact(report)
    assert figures(hidden) == figures(report)
    for old, new in zip(evidence(report), evidence(hidden), strict=True):
        assert 0 <= new.start <= new.end <= len(hidden.turns[new.turn].text)
        assert (old.start == old.end) or new.start < new.end


@pytest.mark.parametrize(("one", "two"), [("Ana Ruiz", "Ana Ruiz Diaz"), ("Ana Ruiz Diaz", "Ruiz Diaz")])
def test_two_people_stay_two_where_one_name_is_part_of_the_other(one: str, two: str) -> None:
    said = [(one, "How are you feeling today?"), (two, "I am so worried about my knee."), (one, "What happened?")]
    whole = carescore.score(said, roles={one: "staff", two: "patient"})
    hidden = redact(whole)
    assert len({speaker.id for speaker in hidden.speakers}) == len(whole.speakers) == 2
    assert [turn.speaker for turn in hidden.turns] == [s.id for s in (*hidden.speakers, hidden.speakers[0])]
    assert redact(hidden).speakers == hidden.speakers and one not in str(hidden.to_dict())


@pytest.mark.parametrize("private", [redact, without_words])
def test_whose_scores_they_are_stays_known(private: Any) -> None:
    said = [("Nurse Kim", "How are you?"), ("Dr Lee", "What brings you in?"), ("Pat Doe", "I am so worried.")]
    roles = {"Nurse Kim": "staff", "Dr Lee": "staff", "Pat Doe": "patient"}
    hidden = private(carescore.score(said, roles=roles, focus="Dr Lee"))
    assert hidden.provenance["focus"] == hidden.speakers[1].id and "Lee" not in str(hidden.to_dict())
    manifests.require_one_person(hidden.to_dict())
    assert private(carescore.score(said, roles=roles)).provenance["focus"] is None
