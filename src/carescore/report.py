"""A report: everything found in one conversation, as plain data that goes to JSON and comes back equal."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from carescore.errors import CarescoreError, MissingDependencyError
from carescore.measures import Evidence, Figure, Rate, Sample, Score
from carescore.skills import Moment, Part, Skill
from carescore.skills.rubrics import Row, Rubric
from carescore.skills.scenarios import Outcome, Step

SCHEMA_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the conversation came from; path and sha256 are None for talk given in memory."""

    path: str | None
    format: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """A speaker with what they said: words (backchannels included) and, where all their turns have times, ms; name is
    what the talk itself calls them, where the label does not say it."""

    id: str
    role: str
    role_confidence: float | None
    words: int
    talk_ms: int | None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """A listener's signal during somebody's turn."""

    speaker: str
    text: str
    start_ms: int | None
    end_ms: int | None


@dataclass(frozen=True, slots=True)
class TurnText:
    """A turn as shown: evidence offsets point into text; times in ms or None; backchannels are the listeners'; spans:
    (start, end) in ms of what was spoken without the pauses, empty without times."""

    index: int
    speaker: str
    role: str
    start_ms: int | None
    end_ms: int | None
    text: str
    backchannels: tuple[Heard, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The scored conversation. scores by measure, skills by name (0 to 100), provenance: versions of everything."""

    id: str
    source: Source
    speakers: tuple[SpeakerSummary, ...]
    turns: tuple[TurnText, ...]
    scores: Mapping[str, Score]
    skills: Mapping[str, Skill]
    moments: tuple[Moment, ...]
    provenance: Mapping[str, Any]
    scenario: Outcome | None = None
    percentiles: Mapping[str, float] = field(default_factory=dict)
    rubric: Rubric | None = None
    schema: str = SCHEMA_VERSION

    def to_dict(self) -> dict[str, Any]:
        """Plain data in the keys of docs/report.schema.json."""
        return {
            "schema": self.schema,
            "id": self.id,
            "source": asdict(self.source),
            "speakers": [asdict(speaker) for speaker in self.speakers],
            "turns": list(map(_turn_out, self.turns)),
            "scores": {
                name: {**_score_out(score), "percentile": self.percentiles.get(name)}
                for name, score in self.scores.items()
            },
            "skills": {name: _skill_out(skill) for name, skill in self.skills.items()},
            "moments": [asdict(moment) for moment in self.moments],
            "provenance": dict(self.provenance),
            "scenario": asdict(self.scenario) if self.scenario else None,
            **({"rubric": _rubric_out(self.rubric)} if self.rubric else {}),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Report:
        """The report that to_dict described. Raises CarescoreError for another schema or malformed data."""
        if data.get("schema") != SCHEMA_VERSION:
            raise CarescoreError(f"not a report of schema {SCHEMA_VERSION}")
        try:
            return cls(
                id=data["id"],
                source=Source(**data["source"]),
                speakers=tuple(SpeakerSummary(**item) for item in data["speakers"]),
                turns=tuple(map(_turn_in, data["turns"])),
                scores={name: _score_in(name, item) for name, item in data["scores"].items()},
                percentiles={n: s["percentile"] for n, s in data["scores"].items() if s.get("percentile") is not None},
                skills={name: _skill_in(name, item) for name, item in data["skills"].items()},
                moments=tuple(Moment(**item) for item in data["moments"]),
                provenance=dict(data["provenance"]),
                scenario=_outcome_in(data.get("scenario")),
                rubric=_rubric_in(data.get("rubric")),
            )
        except (KeyError, TypeError, AttributeError):
            raise CarescoreError("malformed report: keys are missing or of another kind") from None

    def to_frame(self) -> Any:
        """A pandas DataFrame, one row per skill and measure: kind, name, value, unit, staff, patient, missing."""
        try:
            import pandas
        except ImportError:
            raise MissingDependencyError("to_frame", "pandas") from None
        return pandas.DataFrame([*map(_skill_row, self.skills.values()), *map(_score_row, self.scores.values())])

    def to_html(self, path: str | os.PathLike[str] | None = None, media: str | None = None) -> str:
        """A self-contained page, written to path if given; media: a recording that replay links open at the time."""
        from carescore.renderers import to_html  # the one step to the right: a shorthand that users expect

        return to_html.write(self, path, media) if path is not None else to_html.render(self, media)


def _outcome_in(data: Mapping[str, Any] | None) -> Outcome | None:
    if data is None:
        return None
    steps = (Step(**{**s, "evidence": tuple(Evidence(**e) for e in s["evidence"])}) for s in data["steps"])
    return Outcome(**{**data, "steps": tuple(steps)})


def _rubric_out(rubric: Rubric) -> dict[str, Any]:
    return {**asdict(rubric), "rows": [asdict(row) for row in rubric.rows]}


def _rubric_in(data: Mapping[str, Any] | None) -> Rubric | None:
    if data is None:
        return None
    rows = (Row(**{**row, "evidence": tuple(Evidence(**e) for e in row["evidence"])}) for row in data["rows"])
    return Rubric(**{**data, "rows": tuple(rows)})


def _turn_out(turn: TurnText) -> dict[str, Any]:
    heard = [asdict(signal) for signal in turn.backchannels]
    return {**asdict(turn), "backchannels": heard, "spans": [list(span) for span in turn.spans]}


def _turn_in(data: Mapping[str, Any]) -> TurnText:
    heard = tuple(Heard(**item) for item in data.get("backchannels", ()))
    spans = tuple((start, end) for start, end in data.get("spans", ()))
    return TurnText(**{**data, "backchannels": heard, "spans": spans})


def _value(figure: Figure | None) -> float | None:
    return round(figure.value, 4) if figure and figure.value is not None else None


def _score_out(score: Score) -> dict[str, Any]:
    return {
        "value": _value(score.overall),
        "unit": score.overall.unit if score.overall else None,
        "by_role": {side: _value(figure) for side, figure in score.by_role.items()},
        "figures": {name: {"value": _value(f), "unit": f.unit} for name, f in score.figures.items()},
        "evidence": [asdict(item) for item in score.evidence],
        "missing": score.missing,
        "applicable": score.applicable,
        "parts": {
            "overall": _figure_out(score.overall) if score.overall else None,
            "by_role": {side: _figure_out(figure) for side, figure in score.by_role.items()},
            "figures": {name: _figure_out(figure) for name, figure in score.figures.items()},
        },
    }


def _figure_out(figure: Figure) -> dict[str, Any]:
    data = asdict(figure)
    if isinstance(figure, Sample):
        data["values"] = [round(value, 6) for value in figure.values]
    else:
        data.update(count=round(figure.count, 6), per=round(figure.per, 6))
    return data


def _figure_in(data: Mapping[str, Any]) -> Figure:
    if "values" in data:
        return Sample(tuple(data["values"]), data["unit"])
    return Rate(data["count"], data["per"], data["scale"], data["unit"])


def _score_in(name: str, data: Mapping[str, Any]) -> Score:
    parts = data["parts"]
    return Score(
        measure=name,
        overall=_figure_in(parts["overall"]) if parts["overall"] else None,
        by_role={side: _figure_in(figure) for side, figure in parts["by_role"].items()},
        figures={key: _figure_in(figure) for key, figure in parts["figures"].items()},
        evidence=tuple(Evidence(**item) for item in data["evidence"]),
        missing=data["missing"],
        applicable=data["applicable"],
    )


def _skill_out(skill: Skill) -> dict[str, Any]:
    return {
        "value": skill.value,
        "interval": skill.interval and list(skill.interval),
        "percentile": skill.percentile,
        "parts": [asdict(part) for part in skill.parts],
        "missing": skill.missing,
    }


def _skill_in(name: str, data: Mapping[str, Any]) -> Skill:
    parts = tuple(Part(**part) for part in data["parts"])
    low_high = data.get("interval")
    interval = (low_high[0], low_high[1]) if low_high else None
    return Skill(name, data["value"], parts, data["missing"], interval, data.get("percentile"))


def _skill_row(skill: Skill) -> dict[str, Any]:
    return {
        "kind": "skill",
        "name": skill.skill,
        "value": skill.value,
        "unit": "0 to 100",
        "missing": skill.missing,
    }


def _score_row(score: Score) -> dict[str, Any]:
    row = {"kind": "measure", "name": score.measure, "value": _value(score.overall)}
    row["unit"] = score.overall.unit if score.overall else None
    row |= {side: _value(figure) for side, figure in score.by_role.items()}
    return row | {"missing": score.missing}
