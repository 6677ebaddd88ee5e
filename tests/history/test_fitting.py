"""Weights fitted to trainers' values: found where trainers weigh otherwise, left alone where they do not."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import made
import numpy as np
import pytest
from click.testing import CliRunner
from conftest import EXAMPLES

import carescore
from carescore.cli import main
from carescore.errors import CarescoreError, UsageError
from carescore.history import Known, Library, fitting
from carescore.history.fitting import FEWEST, JudgedConversation
from carescore.privacy import redact, without_words
from carescore.skills import Profile, profiles

SKILL = "respect"
CLINIC = profiles.load("clinic")
NAMES = [rule.name for rule in CLINIC.skills[SKILL]]
OWN = np.array([rule.weight for rule in CLINIC.skills[SKILL]]) / 100


def trainers(count: int, weights: np.ndarray, noise: float = 4.0, unknown: float = 0.2) -> list[JudgedConversation]:
    """Conversations whose value is the weighted mean of their known parts, with a trainer's noise."""
    random = np.random.default_rng(count)
    points = random.uniform(0, 100, (count, len(weights)))
    points[random.random(points.shape) < unknown] = np.nan
    given = fitting.summed(points, weights) + random.normal(0, noise, count)
    return [
        JudgedConversation(
            ("clinic", CLINIC.version),
            "1, visit",
            {SKILL: {n: None if np.isnan(p) else float(p) for n, p in zip(NAMES, row, strict=True)}},
            {SKILL: float(value)},
        )
        for row, value in zip(points, given, strict=True)
    ]


def fitted(of: list[JudgedConversation], profile: Profile = CLINIC) -> fitting.Fit:
    return next(one for one in fitting.fits(of, profile) if one.skill == SKILL)


def test_other_weights_are_found() -> None:
    wanted = np.roll(OWN, 1)
    found = fitted(trainers(80, wanted))
    assert found.before is not None and found.after is not None and found.after < found.before
    assert found.missing is None and sum(found.weights.values()) == pytest.approx(100)
    assert min(found.weights.values()) >= 0
    new = np.array([found.weights[name] for name in NAMES]) / 100
    assert np.abs(new - wanted).sum() < np.abs(OWN - wanted).sum() / 2


def test_who_weighs_alike_changes_nothing() -> None:
    found = fitted(trainers(80, OWN))
    assert not found.weights and "not surely nearer" in (found.missing or "")


@pytest.mark.parametrize(("count", "refused"), [(FEWEST - 1, True), (FEWEST, False)])
def test_too_few_are_refused(count: int, refused: bool) -> None:
    of = trainers(count, np.roll(OWN, 1))
    if refused:
        with pytest.raises(UsageError, match=f"{SKILL} {FEWEST - 1}"):
            fitting.fits(of, CLINIC)
    else:
        assert fitted(of).conversations == FEWEST
        assert {one.missing for one in fitting.fits(of, CLINIC) if one.skill != SKILL} == {
            f"fewer than {FEWEST} conversations were judged by hand"
        }


@pytest.mark.parametrize(
    ("change", "says"), [({"profile": ("dental", "1")}, "with profile dental 1"), ({"made": "2"}, "different ways")]
)
def test_scores_of_several_makes_are_refused(change: dict[str, object], says: str) -> None:
    first, *others = trainers(40, OWN)
    with pytest.raises(UsageError, match=says):
        fitting.fits([replace(first, **change), *others], CLINIC)  # type: ignore[arg-type]  # keys above


def test_the_profile_that_is_written_is_read_with_its_weights(tmp_path: Path) -> None:
    found = fitted(trainers(80, np.roll(OWN, 1)))
    path = tmp_path / "ours.toml"
    path.write_text(fitting.to_toml(CLINIC, "ours", [found]), encoding="utf-8")
    new = profiles.load(path)
    assert {rule.name: rule.weight for rule in new.skills[SKILL]} == {n: w for n, w in found.weights.items() if w}
    assert new.skills["empathy"] == CLINIC.skills["empathy"]


REVIEW = {
    **{"schema": "carescore-review/1", "carescore": "1", "saved": "2026-01-02", "unticked": [], "notes": []},
    **{"moments": [], "speakers": {}, "turns": []},
}


def write(folder: Path, count: int) -> None:
    """Reports and their reviews, in which a trainer gives respect the points of its first part."""
    random = np.random.default_rng(1)
    for number in range(count):
        data = copy.deepcopy(made.report(number, {"respect": 50.0}))
        for part in data["skills"][SKILL]["parts"]:
            part["points"] = round(float(random.uniform(0, 100)), 1)
        value = data["skills"][SKILL]["parts"][0]["points"]
        review = REVIEW | {
            "report": {"id": data["id"], "sha256": data["source"]["sha256"]},
            "skills": {SKILL: {"value": value, "reason": "so"}},
        }
        (folder / f"{number}.json").write_text(json.dumps(data), encoding="utf-8")
        (folder / f"{number}-review.json").write_text(json.dumps(review), encoding="utf-8")


def test_from_files_to_a_profile(tmp_path: Path) -> None:
    write(tmp_path, FEWEST)
    out = tmp_path / "ours.toml"
    name = made.report(0, {})["provenance"]["profile"]["name"]
    arguments = ["fit", "--reviews", str(tmp_path), "--profile", name, "--out", str(out)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0 and "new weights" in done.stdout, done.output
    assert profiles.load(out).name == "ours"
    (tmp_path / "0.json").unlink()
    lost = CliRunner().invoke(main, arguments)
    assert lost.exit_code == 1 and "1 reviews are of conversations whose report is not there" in lost.stderr


def test_from_a_library(tmp_path: Path) -> None:
    write(tmp_path, 2)
    with Library(tmp_path / "a.db") as library:
        for number in range(2):
            library.add(json.loads((tmp_path / f"{number}.json").read_text()), Known("2026-01-01", "Ann"))
        library.add_review(json.loads((tmp_path / "1-review.json").read_text()))
        (only,) = fitting.kept(library)
    (again,) = [one for one in fitting.read([str(tmp_path)]) if one == only]
    assert set(again.given) == {SKILL}


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("no", encoding="utf-8")
    with pytest.raises(CarescoreError, match=r"a\.json: no report"):
        fitting.read([str(tmp_path)])


def of_two(tmp_path: Path) -> tuple[list[made.Data], dict[str, Any]]:
    """The scores of two people in one recording, as reports in a folder, and a review that does not say whose it is."""
    found = [made.report(0, {"respect": value}, focus=name) for name, value in (("Kim", 20.0), ("Lee", 90.0))]
    for number, data in enumerate(found):
        (tmp_path / f"{number}.json").write_text(json.dumps(data), encoding="utf-8")
    review = REVIEW | {
        "report": {"id": found[0]["id"], "sha256": "sha-0"},
        "skills": {SKILL: {"value": 50, "reason": "so"}},
    }
    return found, review


def test_the_scores_of_two_people_in_one_recording_are_two(tmp_path: Path) -> None:
    of_two(tmp_path)
    assert len(fitting.read([str(tmp_path)])) == 2


def test_a_review_that_may_be_of_either_of_two_people_teaches_nothing(tmp_path: Path) -> None:
    found, review = of_two(tmp_path)
    with Library(":memory:") as library:
        for data in found:
            library.add(data, Known("2026-03-14"))
        library.add_review(review)
        assert fitting.kept(library) == []
        library.add_review(review | {"saved": "2026-01-03"}, "Lee")
        assert [one.given for one in fitting.kept(library)] == [{SKILL: 50}]
    (tmp_path / "review.json").write_text(json.dumps(review), encoding="utf-8")
    with pytest.raises(CarescoreError, match="1 reviews are of recordings with reports of several people"):
        fitting.read([str(tmp_path)])


@pytest.mark.parametrize("reviewed", ["a", "c"])
def test_a_report_that_holds_its_review_counts_whatever_else_lies_beside_it(reviewed: str, tmp_path: Path) -> None:
    report = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
    said = REVIEW | {
        "report": {"id": report.id, "sha256": report.source.sha256},
        "skills": {SKILL: {"value": 50, "reason": "so"}},
    }
    (tmp_path / "b.json").write_text(json.dumps(report.to_dict()), encoding="utf-8")
    (tmp_path / f"{reviewed}.json").write_text(json.dumps(report.reviewed(said).to_dict()), encoding="utf-8")
    assert [one.given for one in fitting.read([str(tmp_path)])] == [{SKILL: 50}]


@pytest.mark.parametrize("private", [None, without_words, redact])
def test_a_report_that_holds_its_review_is_kept_as_the_machine_made_it(private: Any) -> None:
    report = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
    said = REVIEW | {
        "report": {"id": report.id, "sha256": report.source.sha256},
        "skills": {SKILL: {"value": 99, "reason": "so"}},
    }
    reviewed = report.reviewed(said)
    with Library(":memory:") as library:
        for _ in range(2):
            library.add(private(reviewed) if private else reviewed.to_dict(), Known("2026-03-14"))
        (entry,) = library.entries()
        assert entry.skills[SKILL] == report.skills[SKILL].value != reviewed.skills[SKILL].value
        assert len(library.reviews()) == 1
        assert [one.given for one in fitting.kept(library)] == [{SKILL: 99}]
