"""Figures and skills without some of their quotes: what a trainer's doubt about a finding changes, from a report alone.

A rule says what a quote adds to a figure: to its count, to what it is counted per, or to the slots it fills. A measure
can be counted again only where its rules give today's figures from today's quotes; of others nobody can take a quote
away. Figures without a rule stay as they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from carescore.codes import Code
from carescore.measures import Evidence, Figure, Level, Rate, Score, not_applicable
from carescore.skills._base import SKILLS, Part, Skill
from carescore.skills._choices import Choices, choices
from carescore.skills._rules import EMPTIED as EMPTIED
from carescore.skills._rules import RULES, QuoteRule, Weights
from carescore.skills._sums import OVERALL, earned, enough, mean, overall

Key = tuple[int, int, int, str]
MINIMUM_WEIGHT = 0.6  # where a report does not say its profile's
_WITHOUT = "no finding is left that it counts by"


@dataclass(frozen=True, slots=True)
class Recount:
    """A figure as its quotes make it: what each adds to the count and to the per, or the slot it fills ("": none), with
    what a slot is worth by how many fill it, and the slots that take one away; needs: places of which one must stay."""

    figure: Rate | Level
    count: tuple[float, ...]
    per: tuple[float, ...]
    slots: tuple[str, ...] | None
    fewest: float
    steps: tuple[float, ...]
    against: tuple[str, ...]
    needs: frozenset[int]
    choices: Choices | None

    def emptied(self, gone: Collection[int]) -> bool:
        """Whether nothing is left that the figure needs."""
        return bool(self.needs) and self.needs <= set(gone)

    def without(self, gone: Collection[int]) -> Rate | Level:
        """The figure without the quotes of these places."""
        if self.choices is not None:
            return _with(self.figure, self.choices.most(gone))
        if self.slots is not None:
            return _with(self.figure, self.filled(gone))
        count = sum(self.count[i] for i in gone)
        if isinstance(self.figure, Level):
            return _with(self.figure, self.figure.value - count)
        per = sum(self.per[i] for i in gone)
        return replace(self.figure, count=self.figure.count - count, per=self.figure.per - per)

    def filled(self, gone: Collection[int] = ()) -> float:
        """What the slots are worth without the quotes of these places."""
        left = Counter(slot for i, slot in enumerate(self.slots or ()) if slot and i not in gone)
        most = len(self.steps) - 1
        worth = sum(self.steps[min(n, most)] for slot, n in left.items() if slot not in self.against)
        return max(0.0, worth - sum(slot in left for slot in self.against))

    def adds(self, place: int) -> bool:
        """Whether the quote of this place adds to the figure."""
        if self.choices is not None:
            return self.choices.adds(place)
        return bool(self.slots[place] if self.slots is not None else self.count[place] or self.per[place])


def _with(figure: Rate | Level, count: float) -> Rate | Level:
    return replace(figure, value=count) if isinstance(figure, Level) else replace(figure, count=count)


def recounts(score: Score, sides: Sequence[str | None], codes: Iterable[Code] = ()) -> dict[str, Recount]:
    """The figures of a measure that its quotes give, by name; empty where its rules do not give today's figures. sides:
    that of each turn; codes: those of the report, of which people's own count for nothing."""
    rules, codes = RULES.get(score.measure, {}), tuple(code for code in codes if code.coder is None)
    if not rules or score.missing or not score.evidence:
        return {}
    met = {c.replies_to for c in codes if c.kind == "response" and c.attributes.get("reply") == "first"}
    figures = {"": score.overall, **score.figures, **score.by_role}
    found = {
        name: _recount(rule, figures.get(name), score, sides, met, codes)
        for name, rule in rules.items()
        if name in figures
    }
    found |= {n: found[""] for n, figure in score.by_role.items() if n not in rules and figure == score.overall}
    return {n: one for n, one in found.items() if one} if all(found.values()) else {}


def countable(found: Mapping[str, Recount], quotes: int) -> frozenset[int]:
    """The places, of so many quotes, that add to one of the figures: the others cannot be taken out."""
    return frozenset(i for i in range(quotes) if any(one.adds(i) for one in found.values()))


def _recount(
    rule: QuoteRule,
    figure: Figure | None,
    score: Score,
    sides: Sequence[str | None],
    met: Collection[int | None],
    codes: Sequence[Code],
) -> Recount | None:
    if not isinstance(figure, Rate | Level) or any(code.kind in rule.unsure for code in codes):
        return None
    if (rule.unsure or rule.due) and not codes:
        return None  # they were left out with the words
    quotes = score.evidence
    named = {*rule.slots, *rule.against}
    labels = [quote.label.partition(":")[0] for quote in quotes]
    slots = tuple(label if label in named else "" for label in labels) if rule.slots else None
    ours = [(not rule.side or sides[q.turn] == rule.side) and (not rule.first or q.turn in met) for q in quotes]
    count = tuple(_worth(rule, q.label) if own else 0.0 for q, own in zip(quotes, ours, strict=True))
    per = tuple(_per(rule, quotes, codes))
    due = any((c.kind, who) in rule.due for c in codes for who in ("", c.attributes.get("who")))
    needs = frozenset(i for i, label in enumerate(labels) if label in rule.needs and not due)
    chosen = choices(rule, score, codes) if rule.highest else None
    one = Recount(figure, count, per, slots, rule.fewest, rule.steps, rule.against, needs, chosen)
    return one if _gives(one, rule, due) else None


def _per(rule: QuoteRule, quotes: Iterable[Evidence], codes: Iterable[Code]) -> Iterator[float]:
    """What each quote adds to the per: nothing where its turn is an occasion without it, too."""
    left = {code.turn for code in codes if code.kind == rule.left}
    for quote in quotes:
        adds = _weight(rule.per, quote.label) if rule.per else 0.0
        yield 0.0 if adds and quote.turn in left else adds
        left -= {quote.turn} if adds else set()


def _worth(rule: QuoteRule, label: str) -> float:
    if not rule.listed:
        return _weight(rule.count, label)
    listed = label.partition(": ")[2]
    return 0.0 if listed in ("", "nothing told") else float(listed.count(",") + 1)


def _weight(weights: Weights, label: str) -> float:
    name = label.partition(":")[0]
    return weights.get(name, weights.get("", 0.0))


def _gives(one: Recount, rule: QuoteRule, due: bool) -> bool:
    """Whether the rule gives today's figure."""
    figure = one.figure
    count = figure.value if isinstance(figure, Level) else figure.count
    if rule.needs and not one.needs and not due:
        return False
    if one.choices is not None:
        return one.choices.most() == count
    if one.slots is not None:
        return one.filled() == count
    if (rule.count or rule.listed) and sum(one.count) != count:
        return False
    return not isinstance(figure, Rate) or rule.per is None or "" not in rule.per or sum(one.per) == figure.per


def recounted(
    scores: Mapping[str, Score],
    gone: Iterable[tuple[str, Key]],
    sides: Sequence[str | None],
    codes: Sequence[Code] = (),
) -> dict[str, Score]:
    """The scores without some quotes, each given as measure and (turn, start, end, label), as often as it is given;
    quotes that are not there, and those of measures that cannot be counted again, are passed over."""
    keys: dict[str, list[Key]] = {}
    for measure, key in gone:
        keys.setdefault(measure, []).append(key)
    return {n: _without(s, keys[n], sides, codes) if n in keys else s for n, s in scores.items()}


def places_of(quotes: Iterable[Evidence], keys: Iterable[Key]) -> Iterator[int]:
    """The place of a quote for each key that has one: two listener signals of one sentence may be alike."""
    left = Counter(keys)
    for place, quote in enumerate(quotes):
        key = (quote.turn, quote.start, quote.end, quote.label)
        if left[key] > 0:
            left[key] -= 1
            yield place


def _without(score: Score, keys: Iterable[Key], sides: Sequence[str | None], codes: Sequence[Code]) -> Score:
    found = recounts(score, sides, codes)
    able = countable(found, len(score.evidence))
    places = [i for i in places_of(score.evidence, keys) if i in able]
    if not found or not places:
        return score
    new = {name: one.without(places) for name, one in found.items()}
    overall = new.get("", score.overall)
    left = tuple(q for i, q in enumerate(score.evidence) if i not in places)
    emptied = "" in found and found[""].emptied(places)
    if emptied or overall is None or overall.value is None or _too_few(found.get(""), overall):
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
