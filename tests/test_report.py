"""Reports: plain data, JSON there and back, the published schema, and counts that are their evidence."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import jsonschema
import pytest
from conftest import EXAMPLES, ROOT, talk
from hypothesis import given, settings
from hypothesis import strategies as st

import carescore
from carescore.errors import CarescoreError
from carescore.measures import Rate, Sample, measures

SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
LINES = [
    "That must have been frightening.",
    "Mm-hm.",
    "What worries you most?",
    "You need to calm down—",
    "Your EOB shows the deductible.",
    "I'm really scared…",
    "Could you please sign here? Thank you.",
    "I'll call you on Thursday.",
    "?",
]
TALKS = st.lists(
    st.tuples(st.sampled_from(["S", "P", "C", "Speaker 3"]), st.sampled_from(LINES)), min_size=1, max_size=15
)


def files() -> list[Path]:
    return sorted(f for f in EXAMPLES.iterdir() if f.suffix in {".vtt", ".srt", ".txt", ".json", ".csv", ".TextGrid"})


@pytest.mark.parametrize("path", files(), ids=lambda p: p.name)
def test_examples_follow_the_schema_and_come_back(path: Path) -> None:
    report = carescore.score(path)
    data = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    jsonschema.validate(data, SCHEMA)
    assert carescore.Report.from_dict(data) == report
    assert pickle.loads(pickle.dumps(report)) == report


@settings(max_examples=40, deadline=None)
@given(TALKS)
def test_counts_are_their_evidence(rows: list[tuple[str, str]]) -> None:
    report = carescore.score(talk(*rows))
    jsonschema.validate(json.loads(json.dumps(report.to_dict(), allow_nan=False)), SCHEMA)
    for measure in measures():
        score = report.scores[measure.name]
        assert (score.overall is None) == (score.missing is not None)
        for item in score.evidence:
            assert 0 <= item.start < item.end <= len(report.turns[item.turn].text)
        if measure.counts and isinstance(score.overall, Rate):
            assert score.overall.count == len(score.evidence)


def test_rates_pool_as_ratios_of_sums() -> None:
    assert (Rate(1, 10, 100, "%") + Rate(9, 10, 100, "%")).value == 50.0
    assert Rate(0, 0, 100, "%").value is None
    assert (Sample((1.0,), "s") + Sample((3.0,), "s")).value == 2.0 and Sample((), "s").value is None
    with pytest.raises(ValueError, match="units"):
        Rate(1, 1, 1, "a") + Rate(1, 1, 1, "b")
    with pytest.raises(ValueError, match="units"):
        Sample((1.0,), "a") + Sample((1.0,), "b")


def test_from_dict_refuses_what_is_no_report() -> None:
    with pytest.raises(CarescoreError, match="schema"):
        carescore.Report.from_dict({"schema": "99"})
    with pytest.raises(CarescoreError, match="malformed"):
        carescore.Report.from_dict({"schema": "2", "id": "x"})
    with pytest.raises(CarescoreError, match=r"schema '1', written by carescore 0\.1\.0"):
        carescore.Report.from_dict({"schema": "1", "provenance": {"carescore": "0.1.0"}})


def test_editing_one_report_changes_no_other() -> None:
    rows = talk(("S", "Hello there."), ("P", "Hi."))
    report = carescore.score(rows, only=["talk_time"])
    report.to_dict()["provenance"]["models"].clear()
    report.provenance["models"].clear()
    assert carescore.score(rows, only=["talk_time"]).provenance["models"]


def test_a_report_shows_itself_in_a_line() -> None:
    report = carescore.score(talk(("S", "Hello there."), ("P", "Hi.")), only=["talk_time"])
    assert repr(report) == "Report('memory', 2 turns, overall unknown)"


def test_focus_scores_one_of_two_staff_speakers() -> None:
    rows = [
        *({"speaker": "Dana", "text": "Please sit down. Thank you."}, {"speaker": "Priya", "text": "I am scared."}),
        *({"speaker": "Sam", "text": "Calm down, you are overreacting."}, {"speaker": "Priya", "text": "Oh."}),
    ]
    roles = {"Dana": "staff", "Sam": "staff", "Priya": "patient"}
    both, one = (carescore.score(rows, roles=roles, focus=name) for name in (None, "Dana"))
    assert any("--focus" in note for note in both.provenance["notes"])
    assert not any("--focus" in note for note in one.provenance["notes"]) and one.provenance["focus"] == "Dana"
    assert {s.id: s.role for s in one.speakers} == {s.id: s.role for s in both.speakers}
    assert {item.turn for item in one.scores["disrespect"].evidence} == set()
    with pytest.raises(carescore.errors.UsageError, match="focus"):
        carescore.score(rows, roles=roles, focus="Priya")
