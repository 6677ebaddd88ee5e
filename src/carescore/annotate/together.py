"""The signals of many short conversations, worked out together: a head is asked once about all of them, not once about
each. What is worked out together is the same as apart: every conversation begins anew."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import TypeVar

from carescore.annotate._base import PhraseHit
from carescore.annotate.signals import Signals
from carescore.predictors import codes, politeness, uptake
from carescore.predictors.linear import FloatArray
from carescore.predictors.own import Own
from carescore.segmentation import Dialogue

T = TypeVar("T")
_NONE: Mapping[str, Own] = MappingProxyType({})


def together(dialogues: Sequence[Dialogue], own: Mapping[str, Own] = _NONE) -> list[Signals]:
    """The signals of each dialogue. own: models that stand for bundled ones."""
    bounds = list(accumulate((len(one.turns) for one in dialogues), initial=0))
    turns = (turn for one in dialogues for turn in one.turns)
    said = tuple(replace(turn, index=place) for place, turn in enumerate(turns))
    shared = _Shared(Dialogue("several", said, (), (), ()), own=own, starts=bounds[:-1])
    places = zip(dialogues, pairwise(bounds), strict=True)
    return [_Part(shared, one, range(*place), own) for one, place in places]


class _Shared(Signals):
    """The signals of all the conversations in a row."""

    @cached_property
    def hits(self) -> dict[int, list[tuple[str, PhraseHit]]]:
        """The phrases by turn, each with its lexicon."""
        found: dict[int, list[tuple[str, PhraseHit]]] = defaultdict(list)
        for name, hits in self.phrases.items():
            for hit in hits:
                found[hit.turn].append((name, hit))
        return found


class _Part(Signals):
    """One conversation of several: what is asked of it is taken from theirs. turns: its own among theirs."""

    def __init__(self, shared: _Shared, dialogue: Dialogue, turns: range, own: Mapping[str, Own]) -> None:
        prose = shared.dialogue.prose
        super().__init__(replace(dialogue, prose=prose.part(turns.start, turns.stop)), own=own)
        self._shared, self._turns = shared, turns
        self._rows = slice(turns.start, turns.stop)
        numbers = prose.numbers_of(turns.start, turns.stop)
        self._sentences = slice(numbers.start, numbers.stop)

    def of_texts(self, work: Callable[[Sequence[str]], Sequence[T]]) -> Sequence[T]:
        return self._shared.of_texts(work)[self._rows]

    @cached_property
    def contents(self) -> list[frozenset[str]]:
        return self._shared.contents[self._sentences]

    @cached_property
    def phrases(self) -> dict[str, tuple[PhraseHit, ...]]:
        found: dict[str, tuple[PhraseHit, ...]] = dict.fromkeys(self._shared.phrases, ())
        for place, turn in enumerate(self._turns):
            for name, hit in self._shared.hits.get(turn, ()):
                found[name] = (*found[name], PhraseHit(place, hit.start, hit.end, hit.entry))
        return found

    @cached_property
    def vader(self) -> FloatArray:
        return self._shared.vader[self._sentences]

    @cached_property
    def asks(self) -> FloatArray:
        return self._shared.asks[self._sentences]

    @cached_property
    def sentiment(self) -> FloatArray:
        return self._shared.sentiment[self._rows]

    @cached_property
    def empathy(self) -> dict[str, FloatArray]:
        return {name: rows[self._rows] for name, rows in self._shared.empathy.items()}

    @cached_property
    def politeness(self) -> dict[int, politeness.Request]:
        first, found = self._sentences.start, self._shared.politeness
        return {place - first: found[place] for place in range(first, self._sentences.stop) if place in found}

    @cached_property
    def uptake(self) -> dict[int, uptake.Uptake]:
        found = self._shared.uptake
        return {turn - self._turns.start: found[turn] for turn in self._turns if turn in found}

    @cached_property
    def behaviour(self) -> FloatArray:
        return self._shared.behaviour[self._rows]

    @cached_property
    def reflects(self) -> FloatArray:
        return self._shared.reflects[self._rows]

    @cached_property
    def question_form(self) -> FloatArray:
        return self._shared.question_form[self._rows]

    @cached_property
    def reflection_depth(self) -> FloatArray:
        return self._shared.reflection_depth[self._rows]

    @cached_property
    def judged(self) -> codes.HeadOdds:
        found = self._shared.judged
        turns = {name: odds[self._rows] for name, odds in found.turns.items()}
        return replace(found, turns=turns, sentences=found.sentences[self._sentences])

    @cached_property
    def kinds_of_disrespect(self) -> FloatArray:
        return self._shared.kinds_of_disrespect[self._rows]

    @cached_property
    def terms(self) -> tuple[tuple[int, int, int, float], ...]:
        first, hits = self._turns.start, self._shared.terms
        mine = slice(*(bisect_left(hits, (turn, 0, 0, 0.0)) for turn in (first, self._turns.stop)))
        return tuple((turn - first, start, end, probability) for turn, start, end, probability in hits[mine])

    def replies(self, openings: Sequence[int]) -> FloatArray:
        return self._shared.replies([self._turns.start + turn for turn in openings])
