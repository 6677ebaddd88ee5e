"""What models, lexicons and word lists hear in a dialogue. Every signal is computed at most once per dialogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from carescore.errors import ModelError
from carescore.nlp import (
    behaviour,
    classifiers,
    empathy,
    parse,
    politeness,
    sentiment,
    terms,
    turn_taking,
    unlabelled,
    uptake,
)
from carescore.nlp import roles as role_model
from carescore.nlp._linear import FloatArray
from carescore.nlp._ngrams import Grams
from carescore.nlp.signals import Phrases, Signals
from carescore.segmentation import Dialogue, backchannels, speakers
from carescore.transcript import Role, Speaker, Transcript

__all__ = ["Signals", "listen", "listener_signals", "manifests", "tell_apart", "verify"]

GOLDEN_TOLERANCE = 1e-6
TOLD_APART = 0.65  # expected share of words with the right voice below which talk without labels stays unlabelled
FEWEST_WORDS = 4
_PROBES = {
    "behaviour": behaviour.probe,
    "empathy": empathy.probe,
    "politeness": politeness.probe,
    "role": role_model.probe,
    "sentiment": sentiment.probe,
    "terms": terms.probe,
    "turn_taking": turn_taking.probe,
    "unlabelled": unlabelled.probe,
    "uptake": uptake.probe,
}


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
    """For each utterance, whether the turn-taking model judges it a backchannel; only acknowledgements can be."""
    if not any(backchannels.is_acknowledgement(utterance.text) for utterance in transcript.utterances):
        return [False] * len(transcript.utterances)
    heads = classifiers.load("turn_taking").heads
    head = heads["backchannel" if turn_taking.has_clock(transcript.utterances) else "backchannel_text"]
    return turn_taking.chosen(head, turn_taking.predict_backchannels(heads, transcript.utterances))


def listen(dialogue: Dialogue, phrases: Phrases = ()) -> Signals:
    """Signals of a dialogue, after roles that neither labels nor a person named were judged from the talk.

    phrases: those that a setting adds to the lexicons.
    """
    signals = Signals(parse.parse(dialogue), phrases)
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
