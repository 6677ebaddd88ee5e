"""A profile's weights as trainers weigh: fitted to the values that they gave by hand, and tried where they were not.

A skill is the weighted mean of the points of its parts that are known. The new weights are those, none below 0, that
come nearest to the trainers' values and to the weights that were (least squares with a ridge towards them; how strong a
pull, inner folds decide). They are tried on folds of conversations that they never saw; a skill keeps its weights
unless its distance to the trainers is surely smaller there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import fmean, stdev
from typing import Any

import numpy as np
import numpy.typing as npt

from carescore import reviews
from carescore.errors import CarescoreError, MissingDependencyError, UsageError
from carescore.history import manifests
from carescore.history.library import Library
from carescore.history.precision import LEVEL
from carescore.report import Report
from carescore.reviews import Review
from carescore.skills import SKILLS, Profile

FEWEST = 30  # conversations whose skill a trainer judged, below which nothing is fitted
FOLDS = 5
PULLS = (10.0, 30.0, 100.0, 300.0)  # how many conversations the weights that were count for
_ONE = 1e4  # how heavy the rule is that weights sum to 1
Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class JudgedConversation:
    """A conversation that a trainer reviewed. profile: its name and version; made: what scored it; points: by skill
    those of each part as carescore gave them, None where unknown; given: the values by hand."""

    profile: tuple[str, str]
    made: str
    points: Mapping[str, Mapping[str, float | None]]
    given: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Fit:
    """A skill's weights anew. before, after: the mean distance to the trainers' values in points, in conversations that
    the weights never saw; gain: by how much it is less, the least and the most (95 %, over all skills tried); weights:
    by part, of 100; empty where the skill keeps its own, and missing says why."""

    skill: str
    conversations: int
    before: float | None = None
    after: float | None = None
    gain: tuple[float, float] | None = None
    weights: Mapping[str, float] = field(default_factory=dict)
    missing: str | None = None


def read(paths: Iterable[str]) -> list[JudgedConversation]:
    """The conversations in files and folders that a trainer judged: a report that holds its review, or a report and
    the review that the page saved. Raises CarescoreError."""
    reports: dict[tuple[str, str], Mapping[str, Any]] = {}  # by recording, and whose scores they are
    said: dict[str, list[Review]] = {}
    for where, data in manifests.reports(paths):
        if isinstance(data, CarescoreError):
            raise CarescoreError(f"{where}: {data}")
        if data.get("schema") == reviews.SCHEMA:
            review = reviews.read(data)
            said.setdefault(review.sha256 or review.id, []).append(review)
        elif isinstance(source := data.get("source"), Mapping):
            key = source.get("sha256") or str(data.get("id")), (data.get("provenance") or {}).get("focus") or ""
            if data.get("review") or not reports.get(key, {}).get("review"):  # one that holds its review stays
                reports[key] = data
    of = Counter(recording for recording, _ in reports)
    if lost := len(said.keys() - of.keys()):
        raise CarescoreError(f"{lost} reviews are of conversations whose report is not there: put it beside them")
    if several := sum(of[recording] > 1 for recording in said):
        raise CarescoreError(f"{several} reviews are of recordings with reports of several people: leave one of them")
    return [judged(Report.from_dict(dict(data)), said.get(key[0], [])) for key, data in reports.items()]


def kept(library: Library) -> list[JudgedConversation]:
    """The conversations of a library that a trainer judged; a review that stands beside the scores of several people
    does not say whom it judges."""
    said: dict[int, list[Review]] = {}
    kept = library.reviews()
    for conversation, data in kept:
        if not any(other == data and of != conversation for of, other in kept):
            said.setdefault(conversation, []).append(reviews.read(data))
    return [judged(library.report(entry), said[entry.id]) for entry in library.entries() if entry.id in said]


def judged(report: Report, said: Sequence[Review]) -> JudgedConversation:
    """What carescore gave, before any review, and what trainers did: of several reviews the last to judge a skill."""
    given: dict[str, float] = {}
    for review in sorted([*said, *([report.review.said] if report.review else [])], key=lambda one: one.saved):
        given |= {skill: one.value for skill, one in review.skills.items()}
    old, made = report.unreviewed(), report.provenance
    return JudgedConversation(
        profile=(made["profile"]["name"], made["profile"]["version"]),
        made=f"carescore {made['carescore']}, {made['profile']['context']}",
        points={name: {part.measure: part.points for part in old.skills[name].parts} for name in SKILLS},
        given=given,
    )


def fits(of: Sequence[JudgedConversation], profile: Profile) -> tuple[Fit, ...]:
    """Each skill's weights, from conversations of this profile. Raises UsageError where they are of another or of
    several versions, or no skill has enough of them."""
    _require_same(of, profile)
    own = {skill: [one for one in of if skill in one.given] for skill in SKILLS}
    enough = [skill for skill, rows in own.items() if len(rows) >= FEWEST]
    if not enough:
        counts = ", ".join(f"{skill} {len(rows)}" for skill, rows in own.items())
        raise UsageError(f"a fit needs {FEWEST} conversations in which a trainer gave a skill another value: {counts}")
    return tuple(
        _fit(skill, own[skill], profile, len(enough))
        if skill in enough
        else Fit(skill, len(own[skill]), missing=f"fewer than {FEWEST} conversations were judged by hand")
        for skill in SKILLS
    )


def _require_same(of: Iterable[JudgedConversation], profile: Profile) -> None:
    listed = list(of)
    wanted = (profile.name, profile.version)
    if other := next((one.profile for one in listed if one.profile != wanted), None):
        names = " ".join(other), " ".join(wanted)
        raise UsageError(f"a conversation was scored with profile {names[0]}, not {names[1]}: score it again")
    if len(made := {one.made for one in listed}) > 1:
        raise UsageError(
            f"these conversations were scored in different ways ({'; '.join(sorted(made))}): score them again"
        )


def _fit(skill: str, rows: Sequence[JudgedConversation], profile: Profile, tried: int) -> Fit:
    rules = profile.skills[skill]
    found = [[one.points[skill].get(rule.name) for rule in rules] for one in rows]
    points = np.array([[np.nan if p is None else p for p in row] for row in found], dtype=np.float64)
    given = np.array([one.given[skill] for one in rows])
    own = np.array([rule.weight for rule in rules]) / sum(rule.weight for rule in rules)
    seen = ~np.isnan(points).all(axis=1)
    points, given = points[seen], given[seen]
    if len(given) < FEWEST:
        return Fit(skill, len(given), missing=f"a part is known in fewer than {FEWEST} of the conversations")
    before = np.abs(summed(points, own) - given)
    after = np.abs(_unseen(points, given, own) - given)
    gain = _interval(list(before - after), tried)
    tested = Fit(skill, len(given), fmean(before), fmean(after), gain)
    if gain is None or gain[0] <= 0:
        return replace(tested, missing="other weights are not surely nearer to the trainers")
    weights = weighed(points, given, own, _pull(points, given, own))
    return replace(tested, weights=dict(zip((rule.name for rule in rules), _rounded(weights), strict=True)))


def summed(points: Array, weights: Array) -> Array:
    """The skill of each row: the weighted mean of the points that are known (the mean where these weigh nothing)."""
    known = ~np.isnan(points)
    weight = known * weights
    weight = np.where(weight.sum(axis=1, keepdims=True) > 0, weight, known)
    return np.asarray((np.nan_to_num(points) * weight).sum(axis=1) / weight.sum(axis=1), dtype=np.float64)


def weighed(points: Array, given: Array, own: Array, pull: float) -> Array:
    """Weights that sum to 1: the nearest to the values given and, as much as pull conversations would, to own."""
    try:
        from scipy.optimize import nnls
    except ImportError:
        raise MissingDependencyError("fit", "impact") from None
    away = np.nan_to_num(points - given[:, None])  # a row's weighted mean is its value where its sum is 0
    scale = float(np.sqrt(np.mean(away**2))) or 1.0
    rows = [away / scale, np.sqrt(pull) * np.eye(len(own)), _ONE * np.ones((1, len(own)))]
    wanted = np.concatenate([np.zeros(len(given)), np.sqrt(pull) * own, [_ONE]])
    found = np.asarray(nnls(np.concatenate(rows), wanted)[0], dtype=np.float64)
    return np.asarray(found / found.sum(), dtype=np.float64)


def _unseen(points: Array, given: Array, own: Array) -> Array:
    """The skill of each row, by weights that were fitted without it."""
    found = np.zeros(len(given))
    for fold in _folds(len(given)):
        rest = np.setdiff1d(np.arange(len(given)), fold)
        pull = _pull(points[rest], given[rest], own)
        found[fold] = summed(points[fold], weighed(points[rest], given[rest], own, pull))
    return found


def _pull(points: Array, given: Array, own: Array) -> float:
    """The pull whose weights come nearest in folds that they never saw."""

    def distance(pull: float) -> float:
        away = []
        for fold in _folds(len(given)):
            rest = np.setdiff1d(np.arange(len(given)), fold)
            weights = weighed(points[rest], given[rest], own, pull)
            away += list(np.abs(summed(points[fold], weights) - given[fold]))
        return fmean(away)

    return min(PULLS, key=distance)


def _folds(count: int) -> list[Array]:
    order = np.random.default_rng(0).permutation(count)
    return [np.sort(order[start::FOLDS]) for start in range(FOLDS)]


def _interval(gains: Sequence[float], tried: int) -> tuple[float, float] | None:
    spread = stdev(gains)
    if not spread:
        return None
    from scipy import stats

    low, high = stats.t.interval(1 - LEVEL / tried, len(gains) - 1, fmean(gains), spread / len(gains) ** 0.5)
    return float(low), float(high)


def _rounded(weights: Array) -> list[float]:
    """Of 100, with one decimal; the largest takes what rounding leaves."""
    tenths = [round(1000 * weight) for weight in weights]
    tenths[int(np.argmax(weights))] += 1000 - sum(tenths)
    return [tenth / 10 for tenth in tenths]


def to_toml(profile: Profile, name: str, found: Sequence[Fit]) -> str:
    """A profile that extends the one that was fitted, with the weights that changed."""
    lines = [
        f"# {profile.title}, weighed as the trainers here weigh: written by carescore fit.",
        *(f'{key} = "{value}"' for key, value in (("extends", profile.name), ("name", name), ("version", "1"))),
        f'title = "{profile.title}, own weights"',
    ]
    for fit in found:
        why = f"fitted to {fit.conversations} conversations that trainers judged"
        for rule in profile.skills[fit.skill] if fit.weights else ():
            lines += ["", f"[[skills.{fit.skill}]]", f'measure = "{rule.measure}"']
            lines += [f'figure = "{rule.figure}"'] * bool(rule.figure)
            lines += [f"weight = {fit.weights[rule.name]:g}", f'why = "{why}"']
    return "\n".join([*lines, ""])
