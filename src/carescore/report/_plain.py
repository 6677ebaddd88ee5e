"""A report as plain data in the keys of docs/report.schema.json, and back: equal to what it was."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from carescore.codes import Code
from carescore.measures import Evidence, Figure, Level, Rate, Sample, Score
from carescore.report._types import Backchannel, Reviewed, Source, SpeakerSummary, TurnText
from carescore.reviews import from_plain, to_plain
from carescore.skills import Moment, Part, Skill
from carescore.skills.rubrics import Rubric, RubricRow
from carescore.skills.scenarios import Check, Outcome

if TYPE_CHECKING:
    from carescore.report._report import Report


def data_of(report: Report) -> dict[str, Any]:
    """The report's plain data."""
    return {
        "schema": report.schema,
        "id": report.id,
        "source": asdict(report.source),
        "speakers": [asdict(speaker) for speaker in report.speakers],
        "turns": list(map(_turn_out, report.turns)),
        "scores": _scores_out(report.scores, report.percentiles),
        "skills": {name: _skill_out(skill) for name, skill in report.skills.items()},
        "moments": list(map(_moment_out, report.moments)),
        "codes": list(map(_code_out, report.codes)),
        "provenance": deepcopy(dict(report.provenance)),
        "scenario": asdict(report.scenario) if report.scenario else None,
        **({"date": report.date} if report.date else {}),
        **({"rubric": _rubric_out(report.rubric)} if report.rubric else {}),
        **({"review": _review_out(report.review)} if report.review else {}),
    }


def fields_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the report that plain data describes. Raises KeyError, TypeError or AttributeError."""
    scores = data["scores"]
    return {
        "id": data["id"],
        "source": Source(**data["source"]),
        "speakers": tuple(SpeakerSummary(**item) for item in data["speakers"]),
        "turns": tuple(map(_turn_in, data["turns"])),
        "scores": {name: _score_in(name, item) for name, item in scores.items()},
        "percentiles": _percentiles_in(scores),
        "skills": {name: _skill_in(name, item) for name, item in data["skills"].items()},
        "moments": tuple(map(_moment_in, data["moments"])),
        "codes": tuple(Code(**item) for item in data["codes"]),
        "provenance": deepcopy(dict(data["provenance"])),
        "scenario": _outcome_in(data.get("scenario")),
        "date": data.get("date"),
        "rubric": _rubric_in(data.get("rubric")),
        "review": _review_in(data["review"]) if data.get("review") else None,
    }


def other_schema(data: Mapping[str, Any], wanted: str) -> str:
    """Why a report of another schema is refused: which it is, and which version wrote it, where it says so."""
    written = data.get("provenance")
    by = _version(written.get("carescore")) if isinstance(written, Mapping) else None
    schema = _version(data.get("schema"))
    found = f"this one has schema {schema!r}" if schema else "this has none"
    return f"not a report of schema {wanted}: {found}" + (f", written by carescore {by}" if by else "")


def _version(value: Any) -> str | None:
    """A version as versions look: a message quotes nothing else of a file."""
    return value if isinstance(value, str) and re.fullmatch(r"\d[\d.]{0,20}(?:[a-z]+\d*)?", value) else None


def _review_out(review: Reviewed) -> dict[str, Any]:
    return {
        "said": to_plain(review.said),
        "lost": review.lost,
        "before": {
            "scores": _scores_out(review.scores, review.percentiles),
            "skills": {name: _skill_out(skill) for name, skill in review.skills.items()},
            "moments": list(map(_moment_out, review.moments)),
        },
    }


def _review_in(data: Mapping[str, Any]) -> Reviewed:
    before = data["before"]
    return Reviewed(
        said=from_plain(data["said"]),
        scores={name: _score_in(name, item) for name, item in before["scores"].items()},
        skills={name: _skill_in(name, item) for name, item in before["skills"].items()},
        moments=tuple(map(_moment_in, before["moments"])),
        lost=data["lost"],
        percentiles=_percentiles_in(before["scores"]),
    )


def _code_out(code: Code) -> dict[str, Any]:
    data = {**asdict(code), "attributes": dict(code.attributes)}
    return data if code.coder is not None else {key: value for key, value in data.items() if key != "coder"}


def _moment_out(moment: Moment) -> dict[str, Any]:
    return {**asdict(moment), "quotes": [asdict(quote) for quote in moment.quotes]}


def _moment_in(data: Mapping[str, Any]) -> Moment:
    return Moment(**{**data, "quotes": tuple(Evidence(**item) for item in data["quotes"])})


def _outcome_in(data: Mapping[str, Any] | None) -> Outcome | None:
    if data is None:
        return None
    steps = (Check(**{**s, "evidence": tuple(Evidence(**e) for e in s["evidence"])}) for s in data["steps"])
    return Outcome(**{**data, "steps": tuple(steps)})


def _rubric_out(rubric: Rubric) -> dict[str, Any]:
    return {**asdict(rubric), "rows": [asdict(row) for row in rubric.rows]}


def _rubric_in(data: Mapping[str, Any] | None) -> Rubric | None:
    if data is None:
        return None
    rows = (RubricRow(**{**row, "evidence": tuple(Evidence(**e) for e in row["evidence"])}) for row in data["rows"])
    return Rubric(**{**data, "rows": tuple(rows)})


def _turn_out(turn: TurnText) -> dict[str, Any]:
    heard = [asdict(signal) for signal in turn.backchannels]
    return {**asdict(turn), "backchannels": heard, "spans": [list(span) for span in turn.spans]}


def _turn_in(data: Mapping[str, Any]) -> TurnText:
    heard = tuple(Backchannel(**item) for item in data.get("backchannels", ()))
    spans = tuple((start, end) for start, end in data.get("spans", ()))
    return TurnText(**{**data, "backchannels": heard, "spans": spans})


def _value(figure: Figure | None) -> float | None:
    return round(figure.value, 4) if figure and figure.value is not None else None


def _scores_out(scores: Mapping[str, Score], percentiles: Mapping[str, float]) -> dict[str, Any]:
    return {name: {**_score_out(score), "percentile": percentiles.get(name)} for name, score in scores.items()}


def _percentiles_in(scores: Mapping[str, Any]) -> dict[str, float]:
    return {name: item["percentile"] for name, item in scores.items() if item.get("percentile") is not None}


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
    return {**data, "values": list(figure.values)} if isinstance(figure, Sample) else data


def _figure_in(data: Mapping[str, Any]) -> Figure:
    if "values" in data:
        return Sample(tuple(data["values"]), data["unit"])
    if "value" in data:
        return Level(data["value"], data["unit"])
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
        "parts": [{**asdict(part), "curve": [list(point) for point in part.curve]} for part in skill.parts],
        "missing": skill.missing,
    }


def _skill_in(name: str, data: Mapping[str, Any]) -> Skill:
    parts = tuple(map(_part_in, data["parts"]))
    low_high = data.get("interval")
    interval = (low_high[0], low_high[1]) if low_high else None
    return Skill(name, data["value"], parts, data["missing"], interval, data.get("percentile"))


def _part_in(data: Mapping[str, Any]) -> Part:
    return Part(**{**data, "curve": tuple((x, y) for x, y in data.get("curve", ()))})
