"""From measures to skills: an open sum of points, every part of it in the report."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import fmean

import numpy as np

from carescore.measures import Score
from carescore.skills._base import SKILLS, Part, PartRule, Profile, Skill

OVERALL = "overall"


def compose(scores: Mapping[str, Score], profile: Profile, staff_words: int) -> dict[str, Skill]:
    """The five skills and their overall mean, which needs three skills at least."""
    if staff_words < profile.minimum_staff_words:
        why = f"staff said fewer than {profile.minimum_staff_words} words: too little to judge"
        return {name: Skill(name, None, missing=why) for name in (*SKILLS, OVERALL)}
    skills = {name: _skill(name, profile, scores) for name in SKILLS}
    known = [skill.value for skill in skills.values() if skill.value is not None]
    parts = tuple(Part(name, skill.value, skill.value, 1.0) for name, skill in skills.items())
    why_not = None if len(known) >= 3 else "fewer than three skills are known"
    skills[OVERALL] = Skill(OVERALL, round(fmean(known), 1) if why_not is None else None, parts, why_not)
    return skills


def _skill(name: str, profile: Profile, scores: Mapping[str, Score]) -> Skill:
    rules = [rule for rule in profile.skills[name] if _applicable(rule, scores)]
    parts = tuple(_part(rule, scores) for rule in rules)
    known = [part for part in parts if part.points is not None]
    weight = sum(part.weight for part in known)
    if not known or weight < profile.minimum_weight * sum(part.weight for part in parts):
        unknown = ", ".join(dict.fromkeys(part.measure for part in parts if part.points is None))
        return Skill(name, None, parts, f"too little is known: no figure for {unknown}")
    return Skill(name, round(sum((part.points or 0.0) * part.weight for part in known) / weight, 1), parts)


def _applicable(rule: PartRule, scores: Mapping[str, Score]) -> bool:
    """A figure that had no occasion (nothing to divide by) leaves the sum; a measure that failed stays, unknown."""
    score = scores.get(rule.measure)
    if score is None or _value(rule, score) is not None:
        return True
    return score.missing is not None and score.applicable


def _part(rule: PartRule, scores: Mapping[str, Score]) -> Part:
    score = scores.get(rule.measure)
    value = None if score is None else _value(rule, score)
    if value is None:
        return Part(rule.name, None, None, rule.weight)
    xs, ys = zip(*rule.curve, strict=True)
    return Part(rule.name, round(value, 4), round(float(np.interp(value, xs, ys)), 1), rule.weight)


def _value(rule: PartRule, score: Score) -> float | None:
    named = {"": score.overall, **score.figures, **score.by_role}
    figure = named.get(rule.figure)
    return figure.value if figure else None
