"""What a review changes: the figures without the findings taken out, the skills from them, and those judged by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from carescore.codes import Code
from carescore.measures import Score
from carescore.reviews._data import HIDDEN, MomentMark, Review, Unticked
from carescore.skills import Moment, Skill, recount

Where = tuple[str, int, int, int]  # measure, turn, start, end


@dataclass(frozen=True, slots=True)
class Changed:
    """Scores, skills and moments after a review. review: with the labels of today's findings; lost: things it says of
    places in which these scores have nothing, so that they change nothing."""

    review: Review
    scores: dict[str, Score]
    skills: dict[str, Skill]
    moments: tuple[Moment, ...]
    lost: int


def changed(
    review: Review,
    scores: Mapping[str, Score],
    skills: Mapping[str, Skill],
    moments: Sequence[Moment],
    sides: Sequence[str | None],
    codes: Sequence[Code],
    profile: Mapping[str, Any],
) -> Changed:
    """sides: that of each turn; profile: as the report's provenance has it."""
    out = tuple(_found(review, scores, sides, codes))
    gone = [(one.measure, (one.turn, one.start, one.end, one.label)) for one in out]
    new = recount.recounted(scores, gone, sides, codes)
    minimum = profile.get("minimum_weight", recount.MINIMUM_WEIGHT)
    summed = recount.recomposed(skills, new, minimum, profile.get("least_weights", {}))
    given = {name: one.value for name, one in review.skills.items()}
    marks = tuple(_marks(review, moments))
    lost = len(review.unticked) - len(out) + len(review.moments) - len(marks)
    kept = tuple(one for one in moments if not _hidden(marks, out, one))
    return Changed(replace(review, unticked=out, moments=marks), new, recount.judged(summed, given), kept, lost)


def _marks(review: Review, moments: Sequence[Moment]) -> Iterator[MomentMark]:
    """The marks of moments that are there, at their places: no two of a kind stand in one turn."""
    there = {(one.kind, one.turn): one for one in moments}
    for mark in review.moments:
        if found := there.get((mark.kind, mark.turn)):
            yield replace(mark, start=found.start, end=found.end)


def _hidden(marks: Sequence[MomentMark], out: Sequence[Unticked], moment: Moment) -> bool:
    """Whether a moment is not to be shown: a trainer hid it, or took out the finding that it is made of."""
    if (moment.measure, moment.turn, moment.start, moment.end) in set(map(_where, out)):
        return True
    return any((one.mark, one.kind, one.turn) == (HIDDEN, moment.kind, moment.turn) for one in marks)


def _where(one: Unticked) -> Where:
    return one.measure, one.turn, one.start, one.end


def _found(
    review: Review, scores: Mapping[str, Score], sides: Sequence[str | None], codes: Sequence[Code]
) -> Iterator[Unticked]:
    """The findings taken out that are there and can be, under the label that they have now."""
    for name in dict.fromkeys(one.measure for one in review.unticked):
        score = scores.get(name)
        if score is None:
            continue
        able = recount.countable(recount.recounts(score, sides, codes), len(score.evidence))
        items = (item for place, item in enumerate(score.evidence) if place in able)
        there = [Unticked(name, item.turn, item.start, item.end, item.label) for item in items]
        for one in (one for one in review.unticked if one.measure == name):
            if one in there:
                yield one
            elif same := [other for other in there if _where(other) == _where(one)]:
                yield same[0]
            elif len(like := [other for other in there if (other.turn, other.label) == (one.turn, one.label)]) == 1:
                yield like[0]  # a page with marks for names counts its letters otherwise
