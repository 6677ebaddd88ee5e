"""Moments: the five places of a talk most worth praising and the five most worth working on.

What can be a moment, and what to say of it, stands in feedback.toml: written sentences, filled with the quote or with
the plain word for a term, never made up. A moment's effect is its share of the points that its measure earned
(praise) or could still gain (to work on) over all skills; the strongest come first, no two about one turn, no praise for a turn with a fault,
at most two of one measure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from carescore.measures import Evidence, Score
from carescore.segmentation import Dialogue
from carescore.skills import _toml
from carescore.skills._base import Moment, Skill
from carescore.skills._gains import contributions

MOST = 5
ALIKE = 2  # moments of one measure
_LONGEST = 80  # characters of a quote that a sentence repeats


@dataclass(frozen=True, slots=True)
class Feedback:
    """What to say of one kind of evidence: labels are beginnings; side: whose turn it must be in, "" for any."""

    kind: str
    measure: str
    labels: tuple[str, ...]
    side: str
    praise: bool
    advice: str
    why: str
    instead: str


@cache
def feedback() -> tuple[Feedback, ...]:
    """The bundled sentences."""
    toml = resources.files(__package__).joinpath("feedback.toml").read_text(encoding="utf-8")
    return tuple(
        Feedback(
            kind=item["kind"],
            measure=item["measure"],
            labels=tuple(item.get("labels", ("",))),
            side=item.get("side", ""),
            praise=item.get("praise", False),
            advice=item["advice"],
            why=item["why"],
            instead=item.get("instead", ""),
        )
        for item in _toml.loads("feedback.toml", toml)["feedback"]
    )


def moments(dialogue: Dialogue, scores: Mapping[str, Score], skills: Mapping[str, Skill]) -> tuple[Moment, ...]:
    """The moments to work on, then those to praise, each by effect."""
    found = sorted(_all(dialogue, scores, skills), key=lambda moment: (-moment.effect, moment.turn))
    work = _strongest(moment for moment in found if not moment.praise)
    taken = {moment.turn for moment in found if not moment.praise}
    return (*work, *_strongest(moment for moment in found if moment.praise and moment.turn not in taken))


def _strongest(found: Iterable[Moment]) -> list[Moment]:
    chosen: dict[int, Moment] = {}
    kinds: Counter[str] = Counter()
    for moment in found:
        if moment.turn not in chosen and kinds[moment.measure] < ALIKE and len(chosen) < MOST:
            chosen[moment.turn] = moment
            kinds[moment.measure] += 1
    return list(chosen.values())


def _all(dialogue: Dialogue, scores: Mapping[str, Score], skills: Mapping[str, Skill]) -> Iterator[Moment]:
    earned, open_ = _points(skills)
    for said in feedback():
        score = scores.get(said.measure)
        fitting = [item for item in score.evidence if _fits(dialogue, said, item)] if score else []
        share = (earned if said.praise else open_).get(said.measure, 0.0) / max(len(fitting), 1)
        for item in fitting:
            yield _moment(dialogue, said, item, round(share, 3))


def _points(skills: Mapping[str, Skill]) -> tuple[dict[str, float], dict[str, float]]:
    """Points of the overall figure that each measure earned, and those that it could still gain."""
    earned: defaultdict[str, float] = defaultdict(float)
    open_: defaultdict[str, float] = defaultdict(float)
    for one in contributions(skills):
        measure = one.part.partition(".")[0]
        earned[measure] += one.earned
        open_[measure] += one.gain
    return earned, open_


def _fits(dialogue: Dialogue, said: Feedback, item: Evidence) -> bool:
    side = dialogue.turns[item.turn].side
    return item.label.startswith(said.labels) and (not said.side or side == said.side)


def _moment(dialogue: Dialogue, said: Feedback, item: Evidence, effect: float) -> Moment:
    quote = " ".join(dialogue.turns[item.turn].text[item.start : item.end].split())
    quote = quote if len(quote) <= _LONGEST else quote[:_LONGEST].rsplit(" ", 1)[0] + " …"
    plain = item.label.partition(": ")[2]
    instead = "" if "{plain}" in said.instead and not plain else said.instead.format(quote=quote, plain=plain)
    return Moment(
        said.kind,
        item.turn,
        item.start,
        item.end,
        item.start_ms,
        said.advice,
        said.praise,
        said.measure,
        said.why,
        instead,
        effect,
    )
