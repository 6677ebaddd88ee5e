"""What models, lexicons and word lists hear in a dialogue. Every signal is computed at most once per dialogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any

import numpy as np

from carescore.errors import ModelError
from carescore.nlp import (
    _vader,
    behaviour,
    classifiers,
    empathy,
    lexicons,
    parse,
    phrases,
    sentiment,
    turn_taking,
    unlabelled,
)
from carescore.nlp import roles as role_model
from carescore.nlp._base import Found
from carescore.nlp._behaviour_features import contents_of
from carescore.nlp._linear import FloatArray
from carescore.nlp._ngrams import Grams, IntArray, grams_of, spans, tokens
from carescore.segmentation import Dialogue, speakers
from carescore.transcript import Role, Speaker, Transcript

__all__ = ["Signals", "listen", "listener_signals", "manifests", "tell_apart", "verify"]

GOLDEN_TOLERANCE = 1e-6
TOLD_APART = 0.65  # expected share of words with the right voice below which talk without labels stays unlabelled
FEWEST_WORDS = 4
_PROBES = {
    "behaviour": behaviour.probe,
    "empathy": empathy.probe,
    "role": role_model.probe,
    "sentiment": sentiment.probe,
    "turn_taking": turn_taking.probe,
    "unlabelled": unlabelled.probe,
}


@lru_cache(maxsize=1)
def _finder() -> phrases.Finder:
    return phrases.Finder.of(parse.pipeline(), [lexicons.load(name) for name in lexicons.names()])


class Signals:
    """Everything heard in one dialogue, lazily: a measure that is not asked for costs nothing.

    sentences: (turn, start, end) of every sentence; the per-turn arrays have one row per turn. role_margin: where all
    roles were judged from the talk, the log-odds of the judgement over staff and patient exchanged.
    """

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self.role_margin: float | None = None

    @cached_property
    def sentences(self) -> tuple[tuple[int, int, int], ...]:
        return tuple((turn.index, start, end) for turn in self.dialogue.turns for start, end in spans(turn.text))

    @cached_property
    def sentence_texts(self) -> tuple[str, ...]:
        return tuple(self.dialogue.turns[turn].text[start:end] for turn, start, end in self.sentences)

    @cached_property
    def sentence_tokens(self) -> list[list[str]]:
        """The model tokens of every sentence."""
        return [tokens(text) for text in self.sentence_texts]

    @cached_property
    def contents(self) -> list[frozenset[str]]:
        """Stems of the words of every sentence that are no everyday words: what it is about."""
        return [contents_of(words) for words in self.sentence_tokens]

    @cached_property
    def owner(self) -> IntArray:
        """The turn of every sentence."""
        return np.array([turn for turn, _, _ in self.sentences], dtype=np.int64)

    @cached_property
    def grams(self) -> Grams:
        """The one pass over the n-grams that all models share: one row per sentence."""
        return Grams.from_lists([grams_of(words) for words in self.sentence_tokens])

    @cached_property
    def phrases(self) -> dict[str, tuple[Found, ...]]:
        """Lexicon phrases by lexicon."""
        return _finder().find(self.dialogue.docs)

    @cached_property
    def vader(self) -> FloatArray:
        """(n_sentences, 4): VADER's neg, neu, pos, compound."""
        return _vader.scores(self.sentence_texts)

    @cached_property
    def sentiment(self) -> FloatArray:
        """(n_turns, 3): probabilities of negative, neutral, positive."""
        heads = classifiers.load("sentiment").heads
        return sentiment.predict(heads, self.grams, self.owner, self._texts, self._prompts, self.vader)

    @cached_property
    def sentiment_levels(self) -> list[int]:
        """Level of every turn on the scale of the NHS comments: 1 very positive to 5 very negative."""
        heads = classifiers.load("sentiment").heads
        found = sentiment.predict_levels(heads, self.grams, self.owner, self._texts, self._prompts, self.vader)
        return sentiment.choose_levels(heads, found)

    @cached_property
    def empathy(self) -> dict[str, FloatArray]:
        """EPITOME mechanism → (n_turns, 3) probabilities of none, weak, strong."""
        heads = classifiers.load("empathy").heads
        return empathy.predict(heads, self.grams, self.owner, self._texts, self._prompts)

    @cached_property
    def empathy_levels(self) -> dict[str, list[int]]:
        """EPITOME mechanism → level 0, 1 or 2 of every turn."""
        return empathy.levels(classifiers.load("empathy").heads, self.empathy)

    @cached_property
    def _behaviours(self) -> behaviour.Heard:
        staff = [turn.side == "staff" for turn in self.dialogue.turns]
        heads = classifiers.load("behaviour").heads
        said = (self.sentence_tokens, self.contents, self._texts, staff)
        return behaviour.hear(heads, self.grams, self.owner, *said)

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
        """(n_turns, 2): of a staff turn that asks, the probabilities of closed and open."""
        return self._behaviours.probabilities("question_form")

    @cached_property
    def reflection_depth(self) -> FloatArray:
        """(n_turns, 2): of a staff turn that reflects, the probabilities of simple and complex."""
        return self._behaviours.probabilities("reflection_depth")

    @cached_property
    def asks(self) -> FloatArray:
        """(n_sentences,): the probability that a sentence asks, judged from its words without its marks."""
        return behaviour.asks(classifiers.load("behaviour").heads, self.grams)

    @cached_property
    def cut_off(self) -> list[bool]:
        """Whether each utterance was cut off by another speaker, in the turn-taking model's judgement."""
        said = self.dialogue.utterances
        if not said:
            return []
        heads = classifiers.load("turn_taking").heads
        head = heads["interrupted" if turn_taking.has_clock(said) else "interrupted_text"]
        return turn_taking.chosen(head, turn_taking.predict_interrupted(heads, said))

    @cached_property
    def floor_taken(self) -> dict[int, bool]:
        """For every utterance after one that broke off with a mark: whether it took the floor."""
        said = self.dialogue.utterances
        places = [i for i in range(1, len(said)) if said[i - 1].text.rstrip().endswith(("-", "–", "—"))]
        if not places:
            return {}
        heads = classifiers.load("turn_taking").heads
        found = turn_taking.chosen(heads["takes_floor"], turn_taking.predict_takes_floor(heads, said, places))
        return dict(zip(places, found, strict=True))

    @property
    def _texts(self) -> list[str]:
        return [turn.text for turn in self.dialogue.turns]

    @property
    def _prompts(self) -> list[str]:
        """What the other side said just before every turn."""
        return ["", *self._texts[:-1]]


def tell_apart(transcript: Transcript) -> tuple[Transcript, float | None]:
    """Talk in which nobody is labelled, as talk of "Staff" and "Patient" (or "Companion"), and the share of
    words expected to be right.

    A transcript with labels is given back with None; so is one whose voices cannot be told apart, with a note.
    """
    if transcript.speakers:
        return transcript, None
    text = speakers.joined(transcript.utterances)
    if len(text.split()) < FEWEST_WORDS:
        return transcript, None
    heads = classifiers.load("unlabelled").heads
    sentences = unlabelled.sentences(heads, text)
    said = [text[start:end] for start, end in sentences]
    found = unlabelled.predict(heads, said)
    sure = unlabelled.confidence(found, said)
    other = _other_side(said, found)
    voices = ["Staff" if p > 0.5 else other for p in found]
    if sure < TOLD_APART:
        note = f"no speaker labels, and the talk does not tell staff and patient apart (confidence {sure:.2f})"
        return replace(transcript, notes=(*transcript.notes, note)), None
    note = f"no speaker labels: who speaks was judged from the talk, about {sure:.0%} of the words right"
    utterances = tuple(speakers.labelled(transcript.utterances, sentences, voices))
    return replace(transcript, utterances=utterances, notes=(*transcript.notes, note)), sure


def _other_side(sentences: Sequence[str], staff: FloatArray) -> str:
    """Whether those who are not staff speak, all in all, as a patient or of one."""
    speaker = [0 if p > 0.5 else 1 for p in staff]
    if set(speaker) != {0, 1}:
        return "Patient"
    heads = classifiers.load("role").heads
    _, other = role_model.predict(heads, Grams.of(sentences), np.arange(len(sentences)), speaker, sentences)
    return "Companion" if other[2] > other[1] else "Patient"


def listener_signals(transcript: Transcript) -> list[bool]:
    """For each utterance, whether it is a backchannel in the turn-taking model's judgement."""
    heads = classifiers.load("turn_taking").heads
    head = heads["backchannel" if turn_taking.has_clock(transcript.utterances) else "backchannel_text"]
    return turn_taking.chosen(head, turn_taking.predict_backchannels(heads, transcript.utterances))


def listen(dialogue: Dialogue) -> Signals:
    """Signals of a dialogue, after roles that neither labels nor a person named were judged from the talk."""
    signals = Signals(parse.parse(dialogue))
    if any(speaker.role is Role.UNKNOWN for speaker in dialogue.speakers):
        signals.dialogue = signals.dialogue.with_speakers(_judged(signals))
    return signals


def _judged(signals: Signals) -> tuple[Speaker, ...]:
    known_speakers = signals.dialogue.speakers
    index = {speaker.id: i for i, speaker in enumerate(known_speakers)}
    turn_speaker = [index[turn.speaker] for turn in signals.dialogue.turns]
    heads = classifiers.load("role").heads
    texts: Sequence[str] = [turn.text for turn in signals.dialogue.turns]
    probabilities = role_model.predict(heads, signals.grams, signals.owner, turn_speaker, texts)
    known = {i: speaker.role for i, speaker in enumerate(known_speakers) if speaker.role is not Role.UNKNOWN}
    signals.role_margin = None if known else role_model.margin(probabilities)
    judged = role_model.assign(probabilities, known)
    return tuple(
        speaker if i in known else replace(speaker, role=judged[i][0], confidence=judged[i][1])
        for i, speaker in enumerate(known_speakers)
    )


def manifests() -> dict[str, Mapping[str, Any]]:
    """The manifest of every bundled model, by name. Raises ModelError."""
    return {name: classifiers.manifest_of(classifiers.home() / name) for name in classifiers.names()}


def verify(name: str) -> float:
    """The largest difference between a model's probabilities for its golden inputs and its manifest's.

    Raises ModelError when the model does not load or the difference is above GOLDEN_TOLERANCE.
    """
    model = classifiers.load(name)
    golden = model.manifest["golden"]
    given = _PROBES[name](model.heads, [item["input"] for item in golden])
    promised = [item["probabilities"] for item in golden]
    off: float = max(
        abs(a - b) for one, two in zip(given, promised, strict=True) for a, b in zip(one, two, strict=True)
    )
    if off > GOLDEN_TOLERANCE:
        raise ModelError(f"model '{name}': golden inputs are off by {off:.1e}")
    return off
