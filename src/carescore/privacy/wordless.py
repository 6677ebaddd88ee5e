"""A report without anything that was said: figures, times and places stay, and it is still a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from carescore.privacy.redaction import nameless
from carescore.report import Report, Source

Data = Mapping[str, Any]


def without_words(report: Report) -> Report:
    """The report without words, names, labels and paths; the figures are the same."""
    bare = Report.from_dict(wordless(report.to_dict()))
    source = Source(None, report.source.format, report.source.sha256)
    return replace(bare, id=nameless(report), date=None, source=source)


def wordless(data: Data) -> dict[str, Any]:
    """A report's plain data without anything that was said and without names."""
    speakers = {s["id"]: f"{s['role']} {number}" for number, s in enumerate(data["speakers"], 1)}
    made = data["provenance"]
    return {
        **data,
        "speakers": [{**s, "id": speakers[s["id"]], "name": None} for s in data["speakers"]],
        "turns": [
            {**turn, "speaker": speakers.get(turn["speaker"], turn["role"]), "text": "", "backchannels": []}
            for turn in data["turns"]
        ],
        "scores": {name: _without_labels(score) for name, score in data["scores"].items()},
        "moments": [{**m, "instead": ""} for m in data["moments"]],
        "codes": [],
        "provenance": {**made, "focus": speakers.get(made.get("focus")), "notes": [], "warnings": []},
        "scenario": _exercise(data["scenario"]),
        **({"rubric": None} if data.get("rubric") else {}),
        **({"review": _review(data["review"])} if data.get("review") else {}),
    }


def _review(review: Data) -> dict[str, Any]:
    """What it changed stays; its notes and reasons, and who spoke, do not: a reason that is kept is no empty text."""
    said, before = review["said"], review["before"]
    return {
        "said": {
            **said,
            "report": {**said["report"], "id": ""},
            "unticked": [{**one, "label": one["label"].partition(":")[0]} for one in said["unticked"]],
            "skills": {name: {**one, "reason": "–"} for name, one in said["skills"].items()},
            **{key: [] for key in ("notes", "turns", "corrected")},
            "speakers": {},
        },
        "before": {
            **before,
            "scores": {name: _without_labels(score) for name, score in before["scores"].items()},
            "moments": [{**m, "instead": ""} for m in before["moments"]],
        },
        "lost": review["lost"],
    }


def _without_labels(score: Data) -> dict[str, Any]:
    """What follows a colon in a label may be a plain word for what was said."""
    return {**score, **_unlabelled(score)}


def _exercise(scenario: Data | None) -> dict[str, Any] | None:
    return {**scenario, "steps": list(map(_unlabelled, scenario["steps"]))} if scenario else None


def _unlabelled(item: Data) -> dict[str, Any]:
    kept = [{**e, "label": e["label"].partition(":")[0]} for e in item["evidence"]]
    return {**item, "evidence": kept}
