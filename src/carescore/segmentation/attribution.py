"""Who speaks, where no label says it: voices of unlabelled text, listeners' signals, roles judged from the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from carescore.predictors import load, turn_taking, unlabelled
from carescore.predictors import roles as role_model
from carescore.predictors.linear import FloatArray
from carescore.segmentation import backchannels, speakers
from carescore.segmentation._base import Dialogue
from carescore.text.ngrams import Grams
from carescore.transcript import Role, Transcript

TOLD_APART = 0.65  # expected share of words with the right voice below which text without labels stays unlabelled
FEWEST_WORDS = 4


def attributed(transcript: Transcript) -> tuple[Transcript, float | None]:
    """A transcript in which nobody is labelled, with speakers "Staff" and "Patient" (or "Companion"), and the share of
    words expected to be right.

    A transcript with labels is given back with None; so is one whose voices cannot be told apart, with a note.
    """
    if transcript.speakers:
        return transcript, None
    text = speakers.joined(transcript.utterances)
    if len(text.split()) < FEWEST_WORDS:
        return transcript, None
    heads = load.load("unlabelled").heads
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
    heads = load.load("role").heads
    _, other = role_model.predict(heads, Grams.of(sentences), np.arange(len(sentences)), speaker, sentences)
    return "Companion" if other[2] > other[1] else "Patient"


def listener_signals(transcript: Transcript) -> list[bool]:
    """For each utterance, whether the turn-taking model judges it a backchannel; only acknowledgements can be."""
    if not any(backchannels.is_acknowledgement(utterance.text) for utterance in transcript.utterances):
        return [False] * len(transcript.utterances)
    heads = load.load("turn_taking").heads
    head = heads["backchannel" if turn_taking.has_clock(transcript.utterances) else "backchannel_text"]
    return turn_taking.chosen(head, turn_taking.predict_backchannels(heads, transcript.utterances))


def with_roles(dialogue: Dialogue) -> Dialogue:
    """The dialogue with the roles that neither labels nor a person named judged from the words."""
    if not any(speaker.role is Role.UNKNOWN for speaker in dialogue.speakers):
        return dialogue
    index = {speaker.id: i for i, speaker in enumerate(dialogue.speakers)}
    turn_speaker = [index[turn.speaker] for turn in dialogue.turns]
    prose = dialogue.prose
    heads = load.load("role").heads
    probabilities = role_model.predict(heads, prose.grams, prose.owner, turn_speaker, prose.texts)
    known = {i: speaker.role for i, speaker in enumerate(dialogue.speakers) if speaker.role is not Role.UNKNOWN}
    margin = None if known else role_model.margin(probabilities)
    judged = role_model.assign(probabilities, known)
    named = tuple(
        speaker if i in known else replace(speaker, role=judged[i][0], confidence=judged[i][1])
        for i, speaker in enumerate(dialogue.speakers)
    )
    return replace(dialogue.with_speakers(named), role_margin=margin)
