"""From measures to skills: an open sum of points, every part of it in the report, with an interval."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from carescore.measures import Evidence, Figure, Rate, Score, measures
from carescore.skills import _norms
from carescore.skills._base import SKILLS, VISIT, Part, PartRule, Profile, Skill
from carescore.skills._resample import Draws, Resampled
from carescore.skills._sums import OVERALL, earned, enough, known_weight, mean, overall, points

CHECKLIST = "a checklist in role-plays: its sum does not tell good from poor ones"
BOUNDS = (5, 95)  # percentiles of the draws: a 90 % interval


def compose(
    scores: Mapping[str, Score],
    profile: Profile,
    staff_words: Sequence[int],
    context: str = VISIT,
    unread: str | None = None,
    other: Collection[str] = (),
) -> dict[str, Skill]:
    """The five skills and their overall mean. staff_words: words of every turn, 0 where it is not staff's. unread: why
    nobody can be judged by this conversation, if so; other: measures that the norm conversations were scored on with
    other models, so that nothing that rests on them has a percentile."""
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
    return _unranked(skills, other)


def standings(scores: Mapping[str, Score], context: str = VISIT) -> dict[str, float]:
    """Where each measure stands among the norm conversations, in percent; only those that have a norm."""
    found = {
        n: _norms.percentile(context, n, s.overall.value) for n, s in scores.items() if s.overall and not s.missing
    }
    return {name: value for name, value in found.items() if value is not None}


def _unranked(skills: Mapping[str, Skill], measures: Collection[str]) -> dict[str, Skill]:
    """The skills without the percentiles that rest on some measures: those of their parts, and of what these make."""
    names = {*measures, *(name for name in SKILLS if _rests_on(skills[name], measures))}
    return {name: _without_percentiles(skill, names) for name, skill in skills.items()}


def _rests_on(skill: Skill, names: Collection[str]) -> bool:
    return any(part.points is not None and part.measure.partition(".")[0] in names for part in skill.parts)


def _without_percentiles(skill: Skill, names: Collection[str]) -> Skill:
    parts = (replace(p, percentile=None) if p.measure.partition(".")[0] in names else p for p in skill.parts)
    return replace(skill, parts=tuple(parts), percentile=None if _rests_on(skill, names) else skill.percentile)


def _overall(skills: Mapping[str, Skill], drawn: Mapping[str, Draws], context: str) -> Skill:
    skill = overall(skills)
    if skill.value is None:
        return skill
    draws = np.mean([drawn[name] for name in SKILLS if skills[name].value is not None], axis=0)
    standing = _norms.percentile(context, OVERALL, skill.value)
    return replace(skill, interval=_interval(draws, skill.value), percentile=standing)


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
    if why := _too_little(profile, name, parts):
        return Skill(name, None, parts, why), np.zeros(0)
    if name in profile.checklists:
        return Skill(name, None, parts, CHECKLIST), np.zeros(0)
    value = mean(parts)
    drawn = [part.weight * points(rule.curve, _drawn(rule, scores, resampled)) for rule, part in known]
    draws = np.sum(drawn, axis=0) / known_weight(parts)
    return Skill(name, value, parts, None, _interval(draws, value), _norms.percentile(context, name, value)), draws


def _too_little(profile: Profile, name: str, parts: Sequence[Part]) -> str | None:
    """Why a skill has no figure, None where enough of it is known."""
    if enough(parts, profile.minimum_weight, profile.least_weight(name)):
        return None
    unknown = ", ".join(dict.fromkeys(part.measure for part in parts if part.points is None))
    if unknown:
        return f"too little is known: no figure for {unknown}"
    if not parts:
        return "this conversation gave no occasion for any part"
    share = known_weight(parts) / profile.whole_weight(name)
    return f"too little is known: this conversation gave occasion for {share:.0%} of what counts"


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
    got = None if value is None else earned(rule.curve, value)
    shown = None if value is None else round(value, 4)
    standing = _norms.percentile(context, rule.name, value)
    return Part(rule.name, shown, got, rule.weight, rule.target, standing, rule.why, rule.curve, rule.min_opportunities)


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
