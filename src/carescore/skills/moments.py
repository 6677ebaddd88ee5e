"""Moments: the places of a talk most worth replaying, good and bad, with what to say about them.

Definition. The first MOST of each kind, kinds in the order below; a turn is shown once, for its weightiest kind.
Advice never repeats the talk, so it can be logged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from carescore.measures import Evidence, Score
from carescore.segmentation import Dialogue
from carescore.skills._base import Moment

MOST = 3

_DISRESPECT = {
    "blame": "This blames the patient. Say what can be done now instead.",
    "dismissal": "This waves the concern away. Take it up first, then inform.",
    "command": "A bare command. Ask, or say why it is needed.",
    "defensiveness": "This defends the practice. Own what went wrong, or say who can help.",
    "why_challenge": "A why-question sounds like a reproach. Ask what happened.",
    "calm_down": "Being told to calm down inflames. Name the feeling and let the patient speak.",
    "policy_wall": "Policy without a reason or an option closes the door. Say why, and what is possible.",
    "pressure": "This presses. Offer the choice and the reason.",
}
_GOOD_STEPS = {
    ("teach_back", "own words"): "Teach-back: the patient is asked to say it in their own words.",
    ("options", "set"): "Options are offered: the patient can choose.",
    ("options", "either"): "Options are offered: the patient can choose.",
    ("needs_check", "confirmed"): "The need is confirmed before a solution is offered.",
}


def moments(dialogue: Dialogue, scores: Mapping[str, Score]) -> tuple[Moment, ...]:
    """The moments in order of the talk."""
    chosen: dict[int, Moment] = {}
    for found in _kinds(dialogue, scores):
        for moment in list(found)[:MOST]:
            chosen.setdefault(moment.turn, moment)
    return tuple(sorted(chosen.values(), key=lambda moment: (moment.turn, moment.start)))


def _kinds(dialogue: Dialogue, scores: Mapping[str, Score]) -> Iterable[Iterable[Moment]]:
    opportunities = _evidence(scores, "empathic_opportunities")
    yield (
        _moment(
            "missed_opportunity",
            e,
            "A feeling was voiced and not taken up. Name it or ask about it before going on.",
        )
        for e in opportunities
        if e.label.startswith("missed")
    )
    yield (
        _moment("disrespect", e, _DISRESPECT.get(e.label, "This can hurt. Find a respectful way to say it."))
        for e in _evidence(scores, "disrespect")
    )
    yield (
        _moment("interruption", e, "The patient was in mid-sentence. Wait, or hand the floor back.")
        for e in _evidence(scores, "interruptions")
        if dialogue.turns[e.turn].side == "staff" and dialogue.turns[e.turn - 1].side == "patient"
    )
    yield (_moment("empathy", e, _praise(e)) for e in _varied(_evidence(scores, "empathy_phrases")))
    yield (_moment("jargon", e, _plainer(e)) for e in _densest(_evidence(scores, "jargon_density")))
    yield (
        _moment("next_step", e, advice)
        for (measure, label), advice in _GOOD_STEPS.items()
        for e in _evidence(scores, measure)
        if e.label == label
    )


def _evidence(scores: Mapping[str, Score], measure: str) -> tuple[Evidence, ...]:
    return scores[measure].evidence if measure in scores else ()


def _moment(kind: str, item: Evidence, advice: str) -> Moment:
    return Moment(kind, item.turn, item.start, item.end, item.start_ms, advice)


def _varied(items: Iterable[Evidence]) -> list[Evidence]:
    """One of each kind first, then the others."""
    items = list(items)
    first = {item.label: item for item in reversed(items)}
    return [item for item in items if first[item.label] is item] + [i for i in items if first[i.label] is not i]


def _densest(items: Iterable[Evidence]) -> list[Evidence]:
    """The first term of the turns with most terms, the fullest turn first."""
    by_turn: dict[int, list[Evidence]] = {}
    for item in items:
        by_turn.setdefault(item.turn, []).append(item)
    return [terms[0] for terms in sorted(by_turn.values(), key=len, reverse=True)]


def _praise(item: Evidence) -> str:
    return f"Empathy in words ({item.label}). Worth showing to others."


def _plainer(item: Evidence) -> str:
    _, _, plain = item.label.partition(": ")
    return f"Unexplained term. In plain words: {plain}." if plain else "Unexplained term. Say it in plain words."
