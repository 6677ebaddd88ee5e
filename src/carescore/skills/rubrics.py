"""Rubrics people already use, as other views of the same evidence: a summary after MITI, a count after NURSE, and a
checklist after Calgary-Cambridge. None is the instrument itself: trained raters also hear tone and see faces.

What a row reads stands in rubrics.toml. met says "good", "fair" or "below" where thresholds are published, "yes",
"partly" or "no" on a checklist, "not applicable" where the conversation gave no occasion, and nothing where nothing is
known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from carescore.errors import UsageError, meant
from carescore.measures import SIDES, Evidence, Score
from carescore.skills import _toml

NOT_APPLICABLE = "not applicable"
CHECKS = ("yes", "partly", "no")
GRADES = ("good", "fair", "below")
_ABSENT = "not measured here"
_EMPTY = "no such figure in this conversation"


@dataclass(frozen=True, slots=True)
class RubricRow:
    """One item. value: its figure or count of quotes; evidence: the quotes behind it; missing: why nothing is known."""

    item: str
    measure: str
    value: float | None
    threshold_fair: float | None
    threshold_good: float | None
    met: str | None
    source: str = field(repr=False)
    missing: str | None = None
    evidence: tuple[Evidence, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Rubric:
    """A rubric applied to one conversation."""

    rubric: str
    title: str
    rows: tuple[RubricRow, ...] = field(repr=False)


@cache
def _bundled() -> Mapping[str, Any]:
    toml = resources.files("carescore.skills").joinpath("rubrics.toml").read_text(encoding="utf-8")
    return _toml.loads("rubrics.toml", toml)


def names() -> tuple[str, ...]:
    """The bundled rubrics, sorted."""
    return tuple(sorted(_bundled()))


def apply(name: str, scores: Mapping[str, Score]) -> Rubric:
    """The rubric for a conversation. Raises UsageError for a name that is none."""
    require(name)
    return Rubric(name, _bundled()[name]["title"], rubric(name, scores))


def require(name: str) -> None:
    """Raises UsageError for a name that is no rubric."""
    if name not in _bundled():
        raise UsageError(f"no rubric named '{name}'{meant(name, names())}; there are {', '.join(names())}")


def rubric(name: str, scores: Mapping[str, Score]) -> tuple[RubricRow, ...]:
    """The rows of a rubric for a conversation's scores."""
    table = _bundled()[name]
    verdicts = CHECKS if table.get("checklist") else GRADES
    return tuple(_row({"source": table.get("source", ""), **row}, scores, verdicts) for row in table["rows"])


def _row(row: Mapping[str, Any], scores: Mapping[str, Score], verdicts: Sequence[str]) -> RubricRow:
    score = scores.get(row["measure"])
    if score is None:
        return _made(row, missing=_ABSENT)
    if "fair" in row:
        return _figure(row, score, verdicts)
    found = _quotes(score, [*row.get("count", ()), *row.get("all", ()), *row.get("any", ()), *row.get("partly", ())])
    if score.missing and not found:
        return _unknown(row, score)
    if "count" in row:
        return _made(row, float(len(found)), evidence=found)
    return _made(row, float(len(found)), _verdict(row, score), evidence=found)


def _figure(row: Mapping[str, Any], score: Score, verdicts: Sequence[str]) -> RubricRow:
    """A row with thresholds; where less is better, good lies below fair. Quotes do not tell sides apart: none then."""
    name = row.get("figure")
    figure = score.overall if name is None else score.by_role.get(name) or score.figures.get(name)
    if figure is None or figure.value is None:
        return _unknown(row, score)
    value, sign = round(figure.value, 4), 1 if row["fair"] <= row["good"] else -1
    reached = [sign * value >= sign * row[level] for level in ("good", "fair")]
    met = verdicts[reached.index(True) if True in reached else len(reached)]
    return _made(row, value, met, evidence=() if name in SIDES else score.evidence)


def _verdict(row: Mapping[str, Any], score: Score) -> str:
    if "all" in row:
        shown = [bool(_quotes(score, [label])) for label in row["all"]]
        return "yes" if all(shown) else "partly" if any(shown) else "no"
    if _quotes(score, row["any"]):
        return "yes"
    return "partly" if _quotes(score, row.get("partly", ())) else "no"


def _quotes(score: Score, labels: Sequence[str]) -> tuple[Evidence, ...]:
    return tuple(item for item in score.evidence if item.label.startswith(tuple(labels)))


def _unknown(row: Mapping[str, Any], score: Score) -> RubricRow:
    met = None if score.applicable else NOT_APPLICABLE
    return _made(row, met=met, missing=score.missing or _EMPTY)


def _made(
    row: Mapping[str, Any],
    value: float | None = None,
    met: str | None = None,
    missing: str | None = None,
    evidence: tuple[Evidence, ...] = (),
) -> RubricRow:
    fair, good = row.get("fair"), row.get("good")
    return RubricRow(row["item"], row["measure"], value, fair, good, met, row["source"], missing, evidence)
