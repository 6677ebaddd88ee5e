"""The signals of one dialogue, each computed at most once: where the models, lexicons and word lists meet."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar

import numpy as np

from carescore.annotate import lexicons, parse, phrases
from carescore.annotate._base import PhraseHit, Wording
from carescore.predictors import (
    behaviour,
    codes,
    empathy,
    load,
    politeness,
    sentiment,
    terms,
    turn_taking,
    uptake,
    vader,
)
from carescore.predictors.behaviour.features import contents_of
from carescore.predictors.linear import FloatArray, Head
from carescore.predictors.own import Own
from carescore.segmentation import Dialogue
from carescore.text import readability
from carescore.text.ngrams import Grams
from carescore.transcript import Role

T = TypeVar("T")
_AS_BUNDLED = Wording()
_NONE: Mapping[str, Own] = MappingProxyType({})


@lru_cache(maxsize=4)
def _finder(wording: Wording) -> phrases.Finder:
    return phrases.Finder.of([lexicons.changed(name, wording) for name in lexicons.names()])


class Signals:
    """Everything detected in one dialogue, lazily: a measure that is not asked for costs nothing.

    sentences: (turn, start, end) of every sentence; the per-turn arrays have one row per turn. own: models that stand
    for bundled ones; starts: the first turn of each conversation, where the dialogue is several in a row.
    """

    def __init__(
        self,
        dialogue: Dialogue,
        wording: Wording = _AS_BUNDLED,
        own: Mapping[str, Own] = _NONE,
        starts: Sequence[int] = (0,),
    ) -> None:
        self.dialogue = dialogue
        self.starts = starts
        self._wording = wording
        self._own = own
        prose = dialogue.prose
        self.sentences = prose.sentences
        self.sentence_texts = prose.sentence_texts
        self.sentence_tokens = prose.sentence_tokens
        self.owner = prose.owner
        self._of_texts: dict[Callable[[Sequence[str]], Sequence[object]], Sequence[object]] = {}

    def of_texts(self, work: Callable[[Sequence[str]], Sequence[T]]) -> Sequence[T]:
        """What a function of texts gives for those of the turns, each by itself; worked out at most once."""
        if work not in self._of_texts:
            self._of_texts[work] = work(self._texts)
        return self._of_texts[work]  # type: ignore[return-value]  # kept under the function that made it

    @property
    def grams(self) -> Grams:
        """The one pass over the n-grams that all models share: one row per sentence."""
        return self.dialogue.prose.grams

    def sentences_of(self, turn: int) -> tuple[tuple[int, int, int], ...]:
        """(turn, start, end) of the sentences of one turn."""
        numbers = self.dialogue.prose.numbers_of(turn)
        return self.sentences[numbers.start : numbers.stop]

    @cached_property
    def contents(self) -> list[frozenset[str]]:
        """Stems of the words of every sentence that are no everyday words: what it is about."""
        return [contents_of(words) for words in self.sentence_tokens]

    @cached_property
    def phrases(self) -> dict[str, tuple[PhraseHit, ...]]:
        """Lexicon phrases by lexicon."""
        return _finder(self._wording).find(parse.tokens(self._texts))

    def phrases_in(self, turn: int, lexicon: str) -> tuple[PhraseHit, ...]:
        """The phrases of a lexicon in one turn."""
        hits = self.phrases[lexicon]
        first, end = (bisect_left(hits, place, key=attrgetter("turn")) for place in (turn, turn + 1))
        return hits[first:end]

    @cached_property
    def vader(self) -> FloatArray:
        """(n_sentences, 4): VADER's neg, neu, pos, compound."""
        return vader.scores(self.sentence_texts)

    @cached_property
    def sentiment(self) -> FloatArray:
        """(n_turns, 3): probabilities of negative, neutral, positive."""
        heads = self.heads("sentiment")
        return sentiment.predict(heads, self.grams, self.owner, self._texts, self._prompts, self.vader)

    @cached_property
    def sentiment_levels(self) -> list[int]:
        """Level of every turn on the scale of the NHS comments: 1 very positive to 5 very negative. For the comments of
        surveys: no measure reads it, benchmarks/accuracy.py --task sentiment does."""
        heads = self.heads("sentiment")
        found = sentiment.predict_levels(heads, self.grams, self.owner, self._texts, self._prompts, self.vader)
        return sentiment.choose_levels(heads, found)

    @cached_property
    def empathy(self) -> dict[str, FloatArray]:
        """EPITOME mechanism → (n_turns, 3) probabilities of none, weak, strong."""
        heads = self.heads("empathy")
        cut = dict(zip(self._texts, self.dialogue.prose.text_tokens, strict=True))
        return empathy.predict(heads, self.grams, self.owner, self._texts, self._prompts, cut)

    @cached_property
    def empathy_levels(self) -> dict[str, list[int]]:
        """EPITOME mechanism → level 0, 1 or 2 of every turn."""
        return empathy.levels(self.heads("empathy"), self.empathy)

    @cached_property
    def politeness(self) -> dict[int, politeness.Request]:
        """Sentence → the request in it, for the sentences in which staff ask the other side to do or tell something."""
        side = [turn.side for turn in self.dialogue.turns]
        asked = {
            place: request
            for place, ((turn, _, _), text) in enumerate(zip(self.sentences, self.sentence_texts, strict=True))
            if side[turn] == "staff" and (request := politeness.requested(text))
        }
        if not asked:
            return {}
        judged = politeness.judge(self.heads("politeness"), list(asked.values()))
        return dict(zip(asked, judged, strict=True))

    @cached_property
    def uptake(self) -> dict[int, uptake.Uptake]:
        """Staff turn → how far it takes up what the patient side has just said, where that has MIN_WORDS or more."""
        turns, starts = self.dialogue.turns, frozenset(self.starts)
        pairs = [
            (a.index, b.index)
            for a, b in pairwise(turns)
            if b.index not in starts
            and (a.side, b.side) == ("patient", "staff")
            and len(a.text.split()) >= uptake.MIN_WORDS
        ]
        if not pairs:
            return {}
        judged = uptake.judge(self.heads("uptake"), self.grams, self.owner, len(turns), pairs)
        return {reply: one for (_, reply), one in zip(pairs, judged, strict=True)}

    @cached_property
    def _behaviours(self) -> behaviour.StaffTurns:
        staff = [turn.side == "staff" for turn in self.dialogue.turns]
        heads = self.heads("behaviour")
        said = (self.sentence_tokens, self.contents, self._texts, staff, self.starts)
        return behaviour.staff_turns(heads, self.grams, self.owner, *said)

    @cached_property
    def behaviour(self) -> FloatArray:
        """(n_turns, 4): probabilities of question, reflection, therapist_input, other; only staff turns matter."""
        return self._behaviours.probabilities("behaviour")

    @cached_property
    def reflects(self) -> FloatArray:
        """(n_turns,): the probability that a staff turn reflects, whatever else it does."""
        return self._behaviours.probabilities("reflects")[:, 1]

    @cached_property
    def question_form(self) -> FloatArray:
        """(n_turns, 2): of a staff turn that asks, the probabilities of closed and open. No measure reads it: the heads
        of the codes do."""
        return self._behaviours.probabilities("question_form")

    @cached_property
    def reflection_depth(self) -> FloatArray:
        """(n_turns, 2): of a staff turn that reflects, the probabilities of simple and complex. No measure reads it:
        the heads of the codes do."""
        return self._behaviours.probabilities("reflection_depth")

    @cached_property
    def view(self) -> codes.View:
        """What the heads of the codes see of the dialogue: they learnt from what the bundled models say."""
        if self._own:
            return Signals(self.dialogue, self._wording, starts=self.starts).view
        turns = self.dialogue.turns
        return codes.view(
            codes.Inputs(
                prose=self.dialogue.prose,
                sides=[turn.side for turn in turns],
                companions=[turn.role is Role.COMPANION for turn in turns],
                contents=self.contents,
                asks=self.asks,
                vader=self.vader,
                sentiment=self.sentiment,
                models=self._model_outputs(),
                signs=self._signs(),
                starts=self.starts,
            )
        )

    @cached_property
    def judged(self) -> codes.HeadOdds:
        """What the heads of the codes say of every turn."""
        return codes.judge(load.load("codes").heads, self.view)

    @cached_property
    def kinds_of_disrespect(self) -> FloatArray:
        """(n_turns, codes.KINDS): of a staff turn that holds disrespect, the probability of each kind."""
        return codes.kinds(load.load("codes").heads, self.view)

    def replies(self, openings: Sequence[int]) -> FloatArray:
        """(n_openings, codes.OUTCOMES): the probabilities of what became of each opening, by its turn."""
        return codes.replies(load.load("codes").heads, self.view, self.judged, openings)

    def _signs(self) -> list[list[str]]:
        """The lexicon phrases in every sentence, as "lexicon:label"; one across sentences stands in the first."""
        hits = [(h.turn, h.start, f"{name}:{h.entry.label}") for name, own in self.phrases.items() for h in own]
        found: list[list[str]] = [[] for _ in self.sentences]
        ends = [(turn, end) for turn, _, end in self.sentences]
        for turn, start, sign in hits:
            place = bisect_right(ends, (turn, start))
            if place < len(ends) and ends[place][0] == turn:
                found[place].append(sign)
        return found

    def _model_outputs(self) -> FloatArray:
        """(n_turns, codes.MODELS): what the older models say of staff turns, 0 for others."""
        n = len(self.dialogue.turns)
        mechanisms = [self.empathy[name][:, 1:] for name in empathy.MECHANISMS]
        taken, asked = np.zeros((n, 2)), np.full((n, 2), 0.5)
        for turn, one in self.uptake.items():
            taken[turn] = one.probability, np.log1p(one.shared)
        for place, request in self.politeness.items():
            turn = self.owner[place]
            asked[turn] = min(asked[turn, 0], request.polite), max(asked[turn, 1], request.polite)
        manner = [self.behaviour[:, :3], self.reflects[:, None]]
        manner += [self.question_form[:, 1:], self.reflection_depth[:, 1:]]
        rows: FloatArray = np.hstack([*mechanisms, *manner, taken, asked])
        rows[[turn.side != "staff" for turn in self.dialogue.turns]] = 0
        return rows

    @cached_property
    def asks(self) -> FloatArray:
        """(n_sentences,): the probability that a sentence asks, judged from its words without its marks."""
        return behaviour.asks(self.heads("behaviour"), self.grams)

    @cached_property
    def interrupted(self) -> FloatArray:
        """(n_utterances,): the turn-taking model's probability that each was cut off by another speaker."""
        heads = load.load("turn_taking").heads
        return turn_taking.predict_interrupted(heads, self.dialogue.utterances, self.dialogue.estimated)

    @cached_property
    def floor_taken(self) -> dict[int, bool]:
        """For every utterance after one that broke off with a mark: whether it took the floor."""
        said = self.dialogue.utterances
        places = [i for i in range(1, len(said)) if said[i - 1].text.rstrip().endswith(("-", "–", "—"))]
        if not places:
            return {}
        heads = load.load("turn_taking").heads
        found = turn_taking.chosen(heads["takes_floor"], turn_taking.predict_takes_floor(heads, said, places))
        return dict(zip(places, found, strict=True))

    @cached_property
    def terms(self) -> tuple[tuple[int, int, int, float], ...]:
        """(turn, start, end, probability of being a medical or technical term) of every word that is not everyday."""
        return tuple(terms.spoken(load.load("terms").heads, self._texts))

    def words_in(self, sentences: Sequence[str]) -> readability.Words:
        """Counts of how hard the words of sentences are."""
        return readability.count(sentences, load.load("terms").heads["everyday"].index)

    def heads(self, name: str) -> Mapping[str, Head]:
        """The heads of a model: of one's own where one stands for it, else the bundled ones."""
        return self._own[name].heads if name in self._own else load.load(name).heads

    @property
    def _texts(self) -> list[str]:
        return [turn.text for turn in self.dialogue.turns]

    @property
    def _prompts(self) -> list[str]:
        """What the other side said just before every turn."""
        before, starts = ["", *self._texts[:-1]], frozenset(self.starts)
        return ["" if place in starts else text for place, text in enumerate(before)]
