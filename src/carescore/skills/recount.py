"""Figures and skills without some of their quotes: what a trainer's doubt about a finding changes, from a report alone.

A rule says what a quote adds to a figure: to its count, to what it is counted per, or to the slots it fills. A measure
can be counted again only where its rules give today's figures from today's quotes; of others nobody can take a quote
away. Figures without a rule stay as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from carescore.codes import Code
from carescore.measures import Figure, Level, Rate, Score, not_applicable
from carescore.skills._base import SKILLS, Part, Skill
from carescore.skills._sums import OVERALL, earned, enough, mean, overall

Key = tuple[int, int, int, str]
Weights = Mapping[str, float]  # by the beginning of a label
MINIMUM_WEIGHT = 0.6  # where a report does not say its profile's
EVERY: Weights = {"": 1.0}
_WITHOUT = "no finding is left that it counts by"


@dataclass(frozen=True, slots=True)
class Rule:
    """What quotes add to a figure. count and per: weights by label (per None: not by quotes); slots: labels that fill
    one each; side: whose turns; first: only openings that the first reply met; fewest: below so many nothing is said.
    """

    count: Weights
    per: Weights | None = None
    slots: tuple[str, ...] = ()
    side: str = ""
    first: bool = False
    fewest: float = 0


@dataclass(frozen=True, slots=True)
class Recount:
    """A figure as its quotes make it: what each adds to the count and to the per, or the slot it fills ("": none)."""

    figure: Rate | Level
    count: tuple[float, ...]
    per: tuple[float, ...]
    slots: tuple[str, ...] | None = None
    fewest: float = 0

    def without(self, gone: Collection[int]) -> Rate | Level:
        """The figure without the quotes of these places."""
        if self.slots is not None:
            left = len({slot for i, slot in enumerate(self.slots) if slot and i not in gone})
            return _with(self.figure, float(left))
        count = sum(self.count[i] for i in gone)
        if isinstance(self.figure, Level):
            return _with(self.figure, self.figure.value - count)
        per = sum(self.per[i] for i in gone)
        return replace(self.figure, count=self.figure.count - count, per=self.figure.per - per)


def _with(figure: Rate | Level, count: float) -> Rate | Level:
    return replace(figure, value=count) if isinstance(figure, Level) else replace(figure, count=count)


_COURTESIES = ("greeting", "own_name", "role", "patient_name", "practice", "time", "reason", "thanks")
_KINDS = ("naming", "understanding", "respecting", "supporting", "exploring", "own words")
_TERMS = ("technical", "abbreviation", "vernacular", "medicalised", "synonym", "euphemism", "judgmental", "admin")
_MET = {"met": 1.0}


def _all(*labels: str) -> Weights:
    return dict.fromkeys(labels, 1.0)


RULES: Mapping[str, Mapping[str, Rule]] = {
    "autonomy": {
        "": Rule(_all("autonomy", "seek", "affirm", "reason"), EVERY),
        "pressure": Rule(_all("pressure")),
    },
    "courtesy": {
        "": Rule(EVERY),
        "slots": Rule({}, slots=_COURTESIES),
        "permission_share": Rule(_all("permission"), _all("permission")),
        "closing_question": Rule({}, slots=("closing_question",)),
    },
    "disrespect": {"": Rule(EVERY), "acts": Rule(EVERY)},
    "empathic_opportunities": {
        "": Rule(_MET, EVERY),
        "partly": Rule(_all("partly"), EVERY),
        "missed": Rule(_all("missed"), EVERY),
        "dismissed": Rule(_all("dismissed"), EVERY),
        "first_reply": Rule(_MET, EVERY, first=True),
    },
    "empathy_phrases": {"": Rule(_all(*_KINDS)), "stock": Rule({}, _all(*_KINDS)), "kinds": Rule({}, slots=_KINDS[:5])},
    "interruptions": {"": Rule(EVERY), "staff": Rule(EVERY, side="staff"), "patient": Rule(EVERY, side="patient")},
    "jargon_density": {"": Rule(_all(*_TERMS))},
    "next_steps": {
        "": Rule(_all("full"), _all("full", "no time", "no owner", "vague")),
        "full": Rule(_all("full")),
        "vague": Rule(_all("vague"), _all("full", "no time", "no owner", "vague")),
        "safety_net": Rule(_all("safety net")),
    },
    "ownership": {
        "": Rule({"owned": 1.0, "half owned": 0.5}, EVERY, fewest=2),
        "owned": Rule(_all("owned")),
        "disowned": Rule(_all("not owned")),
    },
    "patient_burden": {"": Rule(EVERY), "no_recap": Rule(_all("close without a recap"))},
    "patient_perspective": {
        "": Rule({}, slots=("ideas", "concerns", "expectations", "impact")),
        "asked": Rule(EVERY),
    },
    "phone_etiquette": {"": Rule(EVERY)},
    "questions": {
        "": Rule(_all("open"), _all("open", "closed", "leading")),
        "leading": Rule(_all("leading"), _all("open", "closed", "leading")),
    },
    "reflections": {
        "": Rule(EVERY),
        "simple": Rule(_all("simple")),
        "complex": Rule(_all("complex")),
        "summary": Rule(_all("summary")),
    },
    "stigmatizing_language": {
        "": Rule(_all("addiction", "blame", "difficult_patient", "doubt", "label", "victim")),
        "echoed": Rule(_all("echo")),
    },
    "uptake": {"": Rule(EVERY)},
}
EMPTIED = frozenset({"autonomy", "empathic_opportunities"})  # without a quote nothing of them applies


def recounts(score: Score, sides: Sequence[str | None], codes: Iterable[Code] = ()) -> dict[str, Recount]:
    """The figures of a measure that its quotes give, by name; empty where its rules do not give today's figures. sides:
    that of each turn; codes: those of the report."""
    rules = RULES.get(score.measure, {})
    if not rules or score.missing or not score.evidence:
        return {}
    met = {c.replies_to for c in codes if c.kind == "response" and c.attributes.get("reply") == "first"}
    figures = {"": score.overall, **score.figures, **score.by_role}
    found = {
        name: _recount(rule, figures.get(name), score, sides, met) for name, rule in rules.items() if name in figures
    }
    found |= {n: found[""] for n, figure in score.by_role.items() if n not in rules and figure == score.overall}
    return {n: one for n, one in found.items() if one} if all(found.values()) else {}


def _recount(
    rule: Rule, figure: Figure | None, score: Score, sides: Sequence[str | None], met: Collection[int | None]
) -> Recount | None:
    if not isinstance(figure, Rate | Level):
        return None
    quotes = score.evidence
    slots = tuple(item.label if item.label in rule.slots else "" for item in quotes) if rule.slots else None
    ours = [(not rule.side or sides[q.turn] == rule.side) and (not rule.first or q.turn in met) for q in quotes]
    count = tuple(_weight(rule.count, q.label) if own else 0.0 for q, own in zip(quotes, ours, strict=True))
    per = tuple(_weight(rule.per, q.label) if rule.per else 0.0 for q in quotes)
    one = Recount(figure, count, per, slots, rule.fewest)
    return one if _gives(one, rule) else None


def _weight(weights: Weights, label: str) -> float:
    name = label.partition(":")[0]
    return weights.get(name, weights.get("", 0.0))


def _gives(one: Recount, rule: Rule) -> bool:
    """Whether the rule gives today's figure."""
    figure = one.figure
    count = figure.value if isinstance(figure, Level) else figure.count
    if one.slots is not None:
        return len(set(one.slots) - {""}) == count
    if rule.count and sum(one.count) != count:
        return False
    return not (isinstance(figure, Rate) and rule.per == EVERY) or sum(one.per) == figure.per


def recounted(
    scores: Mapping[str, Score],
    gone: Iterable[tuple[str, Key]],
    sides: Sequence[str | None],
    codes: Sequence[Code] = (),
) -> dict[str, Score]:
    """The scores without some quotes, each given as measure and (turn, start, end, label); quotes that are not there,
    and those of measures that cannot be counted again, are passed over."""
    keys: dict[str, set[Key]] = {}
    for measure, key in gone:
        keys.setdefault(measure, set()).add(key)
    return {n: _without(s, keys[n], sides, codes) if n in keys else s for n, s in scores.items()}


def _without(score: Score, keys: Collection[Key], sides: Sequence[str | None], codes: Sequence[Code]) -> Score:
    places = [i for i, q in enumerate(score.evidence) if (q.turn, q.start, q.end, q.label) in keys]
    found = recounts(score, sides, codes)
    if not found or not places:
        return score
    new = {name: one.without(places) for name, one in found.items()}
    overall = new.get("", score.overall)
    left = tuple(q for i, q in enumerate(score.evidence) if i not in places)
    if overall is None or overall.value is None or _too_few(found.get(""), overall):
        figures = {} if score.measure in EMPTIED else {**score.figures, **_only(new, score.figures)}
        return replace(not_applicable(score.measure, _WITHOUT), figures=figures, evidence=left)
    return replace(
        score,
        overall=overall,
        by_role={**score.by_role, **_only(new, score.by_role)},
        figures={**score.figures, **_only(new, score.figures)},
        evidence=left,
    )


def _too_few(one: Recount | None, figure: Figure) -> bool:
    return one is not None and isinstance(figure, Rate) and figure.per < one.fewest


def _only(new: Mapping[str, Figure], of: Mapping[str, Figure]) -> dict[str, Figure]:
    return {name: figure for name, figure in new.items() if name in of}


def recomposed(
    skills: Mapping[str, Skill],
    scores: Mapping[str, Score],
    minimum: float = MINIMUM_WEIGHT,
    least: Mapping[str, float] = MappingProxyType({}),
) -> dict[str, Skill]:
    """The skills from changed scores, by the sums that they carry; without intervals and percentiles where a value
    moved. minimum: share of a skill's applicable weight that must be known; least: by skill, the weight that must."""
    new = {
        name: _skill(skill, scores, minimum, least.get(name, 0.0)) if name in SKILLS else skill
        for name, skill in skills.items()
    }
    if OVERALL in skills and skills[OVERALL].parts:
        again = overall(new)
        new[OVERALL] = skills[OVERALL] if again.parts == skills[OVERALL].parts else again
    return new


def judged(skills: Mapping[str, Skill], values: Mapping[str, float]) -> dict[str, Skill]:
    """The skills with somebody's own values, without intervals and percentiles, and with the mean of all that are known
    then."""
    new = {name: Skill(name, values[name], skill.parts) if name in values else skill for name, skill in skills.items()}
    if values and OVERALL in new and (again := overall(new)).value is not None:
        new[OVERALL] = again
    return new


def _skill(skill: Skill, scores: Mapping[str, Score], minimum: float, least: float) -> Skill:
    parts = tuple(part for old in skill.parts if (part := _part(old, scores)))
    if parts == skill.parts:
        return skill
    if skill.value is None:
        return replace(skill, parts=parts)  # fewer findings never make more known
    if not enough(parts, minimum, least):
        return Skill(skill.skill, None, parts, "too little is known without the findings that were taken out")
    return Skill(skill.skill, mean(parts), parts)


def _part(part: Part, scores: Mapping[str, Score]) -> Part | None:
    """The part with its new value; None where it no longer applies."""
    measure, _, name = part.measure.partition(".")
    score = scores.get(measure)
    if part.value is None or score is None or not part.curve:
        return part
    figure = {"": score.overall, **score.figures, **score.by_role}.get(name)
    value = figure.value if figure else None
    if value is None or (isinstance(figure, Rate) and figure.per < part.min_opportunities):
        return None
    if round(value, 4) == part.value:
        return part
    return replace(part, value=round(value, 4), points=earned(part.curve, value), percentile=None)
