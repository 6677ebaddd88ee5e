"""score and score_many: sources, roles, measures asked for, and results that never depend on the process."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from conftest import talk

import carescore
from carescore.errors import ProfileError, ReadError, UsageError

ROWS = talk(("S", "What brings you in today? Tell me about it."), ("P", "I'm really scared of the drill."))


def test_sources_are_equal(tmp_path: Path) -> None:
    pairs = [("Nurse", "What brings you in?"), ("Patient", "My tooth hurts.")]
    path = tmp_path / "visit.txt"
    path.write_text("Nurse: What brings you in?\nPatient: My tooth hurts.\n", encoding="utf-8")
    texts = [
        [turn.text for turn in carescore.score(source).turns]
        for source in (pairs, [{"speaker": s, "text": t} for s, t in pairs], path, str(path), carescore.read(path))
    ]
    assert all(text == texts[0] for text in texts)


def test_roles_can_be_fixed() -> None:
    rows = [{"speaker": "A", "text": "Hello there."}, {"speaker": "B", "text": "Hi, good morning."}]
    report = carescore.score(rows, roles={"A": "patient", "B": "staff"})
    assert {s.id: (s.role, s.role_confidence) for s in report.speakers} == {
        "A": ("patient", None),
        "B": ("staff", None),
    }


def test_neutral_labels_are_judged_from_the_talk() -> None:
    rows = [
        {"speaker": "Speaker 1", "text": "Hi, I've had this awful toothache since Monday and I can't sleep."},
        {"speaker": "Speaker 2", "text": "I'm sorry to hear that. Where does it hurt? Do you have any allergies?"},
        {"speaker": "Speaker 1", "text": "On the left, at the back. No, no allergies."},
        {"speaker": "Speaker 2", "text": "Okay, let me take a look. Can you open wide for me?"},
    ]
    report = carescore.score(rows)
    assert [s.role for s in report.speakers] == ["patient", "staff"]
    assert all(s.role_confidence is not None and s.role_confidence > 0.5 for s in report.speakers)


def test_only() -> None:
    report = carescore.score(ROWS, only=["questions"])
    assert set(report.scores) == {"questions"}
    with pytest.raises(UsageError, match="no measure named karma"):
        carescore.score(ROWS, only=["karma"])


def test_bad_arguments() -> None:
    with pytest.raises(ProfileError):
        carescore.score(ROWS, profile="spa")
    with pytest.raises(UsageError):
        carescore.score(ROWS, roles={"Nobody": "staff"})
    with pytest.raises(ReadError):
        carescore.score("no-such-file.vtt")


def test_one_speaker_only_has_reasons_not_zeros() -> None:
    report = carescore.score(talk(("P", "My tooth hurts a lot, since Monday.")))
    assert report.scores["questions"].missing == "nobody in this conversation is known to be staff"
    assert report.skills["overall"].value is None


def test_score_many(examples: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.vtt"
    bad.write_text("", encoding="utf-8")
    paths: list[str | Path] = ["billing-call-handled-well.vtt", bad, "chemo-nurse-call.vtt"]
    for jobs in (1, 2):
        items = list(carescore.score_many(paths, n_jobs=jobs))
        failures = [item for item in items if isinstance(item, carescore.Failure)]
        assert [item.path for item in failures] == [str(bad)] and "empty" in failures[0].error
        ids = {item.id for item in items if isinstance(item, carescore.Report)}
        assert ids == {"billing-call-handled-well", "chemo-nurse-call"}


def test_score_many_checks_its_arguments_at_once() -> None:
    with pytest.raises(UsageError):
        carescore.score_many([], only=["karma"])


@pytest.mark.parametrize("day", ["2026-03-14", datetime.date(2026, 3, 14), datetime.datetime(2026, 3, 14, 10)])
def test_the_day_of_a_conversation(day: str | datetime.date) -> None:
    assert carescore.score(ROWS, date=day).date == "2026-03-14"
    assert carescore.score(ROWS).date is None
    with pytest.raises(UsageError, match="no day"):
        carescore.score(ROWS, date="31/3/2026")


def test_the_day_that_a_file_says() -> None:
    said = "25/03/26, 09:10 - Nurse: How are you?\n25/03/26, 09:11 - Patient: I am scared.\n"
    report = carescore.score(carescore.read_text(said))
    assert report.date == report.to_dict()["date"] == "2026-03-25"
    assert carescore.Report.from_dict(report.to_dict()) == report
    assert carescore.redact(report).date is carescore.without_words(report).date is None
