"""Rubrics: thresholds in both directions, counts and ticks by quotes, and what is not known."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner
from conftest import ROOT

import carescore
from carescore.cli import main
from carescore.errors import UsageError
from carescore.measures import Evidence, Rate, Sample, Score, measures
from carescore.report import Report
from carescore.skills.rubrics import RubricRow, apply, names, rubric

PLANNED = {"reflections"}  # a measure that may not stand yet
SCHEMA = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))


def quoted(measure: str, *labels: str, missing: str | None = None, applicable: bool = True) -> Score:
    quotes = tuple(Evidence(turn, 0, 1, label) for turn, label in enumerate(labels))
    return Score(measure, None, {}, {}, quotes, missing, applicable)


def of(name: str, item: str, *scores: Score) -> RubricRow:
    return next(row for row in rubric(name, {s.measure: s for s in scores}) if row.item.endswith(item))


def reflections(ratio: float, complex_share: float | None) -> Score:
    figures = {} if complex_share is None else {"complex_share": Rate(complex_share, 100, 100, "% complex")}
    return Score("reflections", Rate(ratio, 1, 1, "per question"), figures=figures)


@pytest.mark.parametrize("name", names())
def test_rows_name_measures_and_sources(name: str) -> None:
    rows = rubric(name, {})
    assert rows and {row.measure for row in rows} <= {m.name for m in measures()} | PLANNED
    assert all(row.source and row.missing == "not measured here" and row.met is None for row in rows)


@pytest.mark.parametrize("name", names())
def test_figures_and_labels_exist(name: str, examples: Path) -> None:
    report = carescore.score("scenario-calm-upset-caller-good.txt", rubric=name)
    assert report.rubric is not None
    rows = [row for row in report.rubric.rows if row.measure not in PLANNED]
    unknown = [row.item for row in rows if row.missing == "no such figure in this conversation"]
    assert unknown == [] and any(row.value for row in rows)


@pytest.mark.parametrize(("ratio", "met"), [(0.0, "below"), (0.99, "below"), (1.0, "fair"), (2.0, "good"), (9, "good")])
def test_miti_thresholds(ratio: float, met: str) -> None:
    row = of("miti", "per question", reflections(ratio, None))
    assert (row.value, row.threshold_fair, row.threshold_good, row.met) == (ratio, 1, 2, met)


@pytest.mark.parametrize(("share", "met"), [(39, "below"), (40, "fair"), (50, "good")])
def test_miti_complex_share(share: float, met: str) -> None:
    assert of("miti", "Complex reflections, %", reflections(1, share)).met == met


def test_too_few_reflections_are_not_known() -> None:
    row = of("miti", "Complex reflections, %", reflections(1, None))
    assert (row.value, row.met, row.missing) == (None, None, "no such figure in this conversation")


def test_open_questions_of_staff_who_asked_none() -> None:
    row = of("miti", "Open questions, %", Score("questions", Rate(0, 0, 100, "% open")))
    assert row.value is None and row.met is None


def test_nurse_counts_are_their_quotes() -> None:
    score = quoted("empathy_phrases", "naming", "naming", "exploring", "full apology")
    assert [row.value for row in rubric("nurse", {"empathy_phrases": score})] == [2, 0, 0, 0, 1]
    assert all(len(row.evidence) == row.value and row.met is None for row in rubric("nurse", {score.measure: score}))


TICKS = [
    ("says own name and role", quoted("courtesy", "own_name", "role"), "yes"),
    ("says own name and role", quoted("courtesy", "own_name"), "partly"),
    ("says own name and role", quoted("courtesy", "greeting"), "no"),
    ("opening question", quoted("opening_statement", "asked: open"), "yes"),
    ("opening question", quoted("opening_statement", "asked: confirmation"), "partly"),
    ("opening question", quoted("opening_statement", "asked: open", missing="no statement"), "yes"),
    ("opening question", quoted("opening_statement", missing="nobody was asked"), None),
    ("screens for more", quoted("agenda", "some early"), "yes"),
    ("screens for more", quoted("agenda", "any late"), "partly"),
    ("screens for more", quoted("agenda", "listed"), "no"),
    ("safety net", quoted("next_steps", "safety net"), "yes"),
    ("safety net", quoted("next_steps", "full"), "no"),
    ("summarises", quoted("reflections", "simple"), "no"),
    ("choices", Score("options", Sample((1.0,), "alternatives")), "partly"),
    ("choices", quoted("options", missing="not applicable: no choice", applicable=False), "not applicable"),
    ("per 10 turns", Score("interruptions", by_role={"staff": Rate(0, 10, 10, "u")}), "yes"),
    ("per 10 turns", Score("interruptions", by_role={"staff": Rate(1, 10, 10, "u")}), "partly"),
    ("per 10 turns", Score("interruptions", by_role={"staff": Rate(4, 10, 10, "u")}), "no"),
]


@pytest.mark.parametrize(("item", "score", "met"), TICKS)
def test_checklist(item: str, score: Score, met: str | None) -> None:
    assert of("calgary-cambridge", item, score).met == met


def test_a_name_that_is_none() -> None:
    with pytest.raises(UsageError, match="no rubric named 'osce'"):
        apply("osce", {})
    with pytest.raises(UsageError, match="calgary-cambridge, miti, nurse"):
        carescore.score([("Nurse", "Hello."), ("Patient", "Hi.")], rubric="osce")


@pytest.mark.parametrize("name", names())
def test_reports_carry_it_by_the_schema_and_back(name: str, examples: Path) -> None:
    report = carescore.score("scenario-break-a-delay-good.txt", scenario="break-a-delay", rubric=name)
    data = json.loads(json.dumps(report.to_dict(), allow_nan=False))
    jsonschema.validate(data, SCHEMA)
    assert data["rubric"]["rubric"] == name
    back = Report.from_dict(data)
    assert (back.rubric, back.scenario) == (report.rubric, report.scenario) and back.to_dict() == report.to_dict()


def test_without_one_there_is_no_key(examples: Path) -> None:
    assert "rubric" not in carescore.score([("Nurse", "Hello."), ("Patient", "Hi.")]).to_dict()


def test_the_schema_refuses_another_verdict(examples: Path) -> None:
    data = carescore.score("scenario-break-a-delay-good.txt", rubric="miti").to_dict()
    data["rubric"]["rows"][0]["met"] = "excellent"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(json.loads(json.dumps(data)), SCHEMA)


def test_the_command_and_the_page_show_it(examples: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = CliRunner().invoke(
        main, ["score", "scenario-break-a-delay-good.txt", "--rubric", "nurse", "--html", str(page)]
    )
    assert done.exit_code == 0 and done.stdout.index("NURSE count") > done.stdout.index("Overall ")
    assert "<h2>NURSE count</h2>" in page.read_text(encoding="utf-8") and "Exploring" in done.stdout
    assert CliRunner().invoke(main, ["score", "x.txt", "--rubric", "osce"]).exit_code == 2
