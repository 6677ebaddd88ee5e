"""From measures to skills: an open sum of points, every part of it in the report, with an interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from statistics import fmean

import numpy as np

from carescore.measures import Evidence, Figure, Rate, Score, measures
from carescore.skills import _norms
from carescore.skills._base import SKILLS, VISIT, Part, PartRule, Profile, Skill
from carescore.skills._resample import Draws, Resampled

OVERALL = "overall"
FEWEST_SKILLS = 3  # known skills without which there is no overall figure
BOUNDS = (5, 95)  # percentiles of the draws: a 90 % interval


def compose(
    scores: Mapping[str, Score],
    profile: Profile,
    staff_words: Sequence[int],
    context: str = VISIT,
    unread: str | None = None,
) -> dict[str, Skill]:
    """The five skills and their overall mean. staff_words: words of every turn, 0 where it is not staff's. unread: why
    nobody can be judged by this conversation, if so."""
    if unread or sum(staff_words) < profile.minimum_staff_words:
        why = unread or f"staff said fewer than {profile.minimum_staff_words} words: too little to judge"
        return {name: Skill(name, None, missing=why) for name in (*SKILLS, OVERALL)}
    resampled = Resampled(staff_words)
    chosen = profile.in_context(context)
    drawn: dict[str, Draws] = {}
    skills: dict[str, Skill] = {}
    for name in SKILLS:
        skills[name], drawn[name] = _skill(name, chosen, scores, resampled, context)
    skills[OVERALL] = _overall(skills, drawn, context)
    return skills


def standings(scores: Mapping[str, Score], context: str = VISIT) -> dict[str, float]:
    """Where each measure stands among the norm conversations, in percent; only those that have a norm."""
    found = {
        n: _norms.percentile(context, n, s.overall.value) for n, s in scores.items() if s.overall and not s.missing
    }
    return {name: value for name, value in found.items() if value is not None}


def _overall(skills: Mapping[str, Skill], drawn: Mapping[str, Draws], context: str) -> Skill:
    known = [name for name in SKILLS if skills[name].value is not None]
    parts = tuple(Part(name, skills[name].value, skills[name].value, 1.0) for name in SKILLS)
    if len(known) < FEWEST_SKILLS:
        return Skill(OVERALL, None, parts, "fewer than three skills are known")
    value = round(fmean(skills[name].value or 0.0 for name in known), 1)
    draws = np.mean([drawn[name] for name in known], axis=0)
    return Skill(OVERALL, value, parts, None, _interval(draws, value), _norms.percentile(context, OVERALL, value))


def _skill(
    name: str,
    profile: Profile,
    scores: Mapping[str, Score],
    resampled: Resampled,
    context: str,
) -> tuple[Skill, Draws]:
    rules = profile.skills[name]
    kept = [rule for rule in rules if _applicable(rule, scores)]
    parts = tuple(_part(rule, scores, context) for rule in kept)
    known = [(rule, part) for rule, part in zip(kept, parts, strict=True) if part.points is not None]
    weight = sum(part.weight for _, part in known)
    if why := _too_little(profile, weight, parts, sum(rule.weight for rule in rules)):
        return Skill(name, None, parts, why), np.zeros(0)
    if name in profile.checklists:
        return Skill(
            name, None, parts, "a checklist in role-plays: its sum does not tell good from poor ones"
        ), np.zeros(0)
    value = round(sum((part.points or 0.0) * part.weight for _, part in known) / weight, 1)
    draws = sum(part.weight * _points(rule, _drawn(rule, scores, resampled)) for rule, part in known) / weight
    assert not isinstance(draws, float)
    return Skill(name, value, parts, None, _interval(draws, value), _norms.percentile(context, name, value)), draws


def _too_little(profile: Profile, known: float, parts: Sequence[Part], whole: float) -> str | None:
    """Why a skill has no figure, None where enough of it is known. known, whole: weights."""
    if known >= profile.minimum_weight * sum(part.weight for part in parts) and (
        known >= profile.minimum_whole_weight * whole
    ):
        return None
    unknown = ", ".join(dict.fromkeys(part.measure for part in parts if part.points is None))
    if unknown:
        return f"too little is known: no figure for {unknown}"
    if not parts:
        return "this conversation gave no occasion for any part"
    return f"too little is known: this conversation gave occasion for {known / whole:.0%} of what counts"


def _interval(draws: Draws, value: float) -> tuple[float, float] | None:
    """None where nothing that was counted can vary, so that no draw says how sure the value is."""
    ordered = np.sort(draws)
    low, high = (ordered[round(bound * (len(ordered) - 1) / 100)] for bound in BOUNDS)
    found = round(min(float(low), value), 1), round(max(float(high), value), 1)
    return found if found[0] < found[1] else None


def _applicable(rule: PartRule, scores: Mapping[str, Score]) -> bool:
    """A figure that had no occasion, or too few, leaves the sum; a measure that failed stays, unknown."""
    score = scores.get(rule.measure)
    if score is None or _value(rule, score) is not None:
        return True
    return score.missing is not None and score.applicable


def _part(rule: PartRule, scores: Mapping[str, Score], context: str) -> Part:
    score = scores.get(rule.measure)
    value = None if score is None else _value(rule, score)
    points = None if value is None else round(float(_points(rule, np.array([value]))[0]), 1)
    shown = None if value is None else round(value, 4)
    standing = _norms.percentile(context, rule.name, value)
    return Part(
        rule.name, shown, points, rule.weight, rule.target, standing, rule.why, rule.curve, rule.min_opportunities
    )


def _points(rule: PartRule, values: Draws) -> Draws:
    xs, ys = zip(*rule.curve, strict=True)
    return np.asarray(np.interp(values, xs, ys), dtype=np.float64)


def _drawn(rule: PartRule, scores: Mapping[str, Score], resampled: Resampled) -> Draws:
    score = scores[rule.measure]
    figure = _figure(rule, score)
    assert figure is not None
    return resampled.values(figure, _quotes(rule, score))


def _quotes(rule: PartRule, score: Score) -> Sequence[Evidence] | None:
    return score.evidence if not rule.figure and score.measure in _counting() else None


@lru_cache(maxsize=1)
def _counting() -> frozenset[str]:
    """The measures whose overall count is that of their quotes."""
    return frozenset(measure.name for measure in measures() if measure.counts)


def _figure(rule: PartRule, score: Score) -> Figure | None:
    found = {"": score.overall, **score.figures, **score.by_role}.get(rule.figure)
    return None if isinstance(found, Rate) and found.per < rule.min_opportunities else found


def _value(rule: PartRule, score: Score) -> float | None:
    figure = _figure(rule, score)
    return figure.value if figure else None
