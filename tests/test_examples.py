"""The bundled examples: golden reports, and the well-handled call above the badly handled one in every skill."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT
from golden.accept import seen

import carescore
from carescore.skills import SKILLS

GOLDEN = ROOT / "tests" / "golden"


def sources() -> dict[str, str | list[str]]:
    """Golden file's stem → what is scored."""
    return dict(json.loads((GOLDEN / "sources.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", sources())
def test_golden_reports(name: str, examples: Path) -> None:
    golden = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    assert seen(carescore.score(sources()[name])) == golden


def test_every_example_has_a_golden_report(examples: Path) -> None:
    used = {file for source in sources().values() for file in ([source] if isinstance(source, str) else source)}
    assert used == {f.name for f in examples.iterdir() if f.is_file() and f.suffix not in {".md", ".py"}} - {
        "__pycache__"
    }


@pytest.mark.parametrize("skill", [*SKILLS, "overall"])
def test_well_handled_beats_badly_handled_clearly(skill: str, examples: Path) -> None:
    well = carescore.score("billing-call-handled-well.vtt").skills[skill].value
    badly = carescore.score("billing-call-handled-badly.srt").skills[skill].value
    assert well is not None and badly is not None and well >= badly + 20


def test_the_missed_cue_is_a_moment(examples: Path) -> None:
    report = carescore.score(["clinic-missed-cue_doctor.TextGrid", "clinic-missed-cue_patient.TextGrid"])
    assert "missed_feeling" in {moment.kind for moment in report.moments}


def test_neutral_labels_of_the_discharge_are_told_apart(examples: Path) -> None:
    roles = {s.id: s.role for s in carescore.score("discharge-jargon.json").speakers}
    assert roles == {"SPEAKER_00": "staff", "SPEAKER_01": "patient"}


def test_the_discharge_has_most_jargon(examples: Path) -> None:
    def jargon(name: str) -> float:
        return carescore.score(name).scores["jargon_density"].overall.value or 0.0  # type: ignore[union-attr]

    assert jargon("discharge-jargon.json") > 2 * jargon("chemo-nurse-call.vtt")
