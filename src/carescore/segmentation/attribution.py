"""Who speaks, where no label says it: voices of unlabelled text, and listeners' signals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from carescore.predictors import load, turn_taking, unlabelled
from carescore.predictors import roles as role_model
from carescore.predictors.linear import FloatArray, Head
from carescore.segmentation import backchannels, speakers
from carescore.text.ngrams import Grams
from carescore.text.regex import lazy
from carescore.transcript import Transcript, Utterance

KNOWN_APART = 0.65  # expected share of words with the right voice below which text without labels stays unlabelled
MOST_SURE = 0.95  # no guess is said to be surer: single conversations are off by one to five points
FEWEST_WORDS = 4
NO_LABELS = "no speaker labels"  # how readers, too, begin a note of it
FEWEST_UTTERANCES, MOSTLY = 4, 0.9  # utterances, and their share, from which one label stands for the conversation
ENDED = 0.8  # of the utterances end like sentences do, where utterances are lines or sentences
_ENDED = lazy(r"[.?!…–—-][\"'”’)\]]*\s*$")


def attributed(transcript: Transcript, split: bool = False) -> tuple[Transcript, float | None]:
    """A transcript in which nobody is labelled, with speakers "Staff" and "Patient" (or "Companion"), and the share of
    words expected to be right.

    split: one label for all of the conversation is no label. A transcript with labels is given back with None; so is
    one whose voices cannot be told, with a note.
    """
    labels = transcript.speakers
    if len(labels) == 1 and not split:
        return _with_one_label(transcript), None
    if len(labels) > 1:
        return transcript, None
    text = speakers.joined(transcript.utterances)
    if len(text.split()) < FEWEST_WORDS:
        return transcript, None
    heads = load.load("unlabelled").heads
    sentences, marks = _units(heads, transcript.utterances, text)
    said = [text[start:end] for start, end in sentences]
    found = unlabelled.predict(heads, said, marks)
    sure = unlabelled.confidence(found, said)
    other = _other_side(said, found)
    voices = ["Staff" if p > 0.5 else other for p in found]
    if sure < KNOWN_APART:
        note = f"{NO_LABELS}, and the words do not tell staff and patient apart (confidence {sure:.2f})"
        return replace(transcript, notes=(*_without_unknown(transcript.notes), note)), None
    why = "one label for the whole conversation" if labels else NO_LABELS
    places = "" if marks is None else " and the marks of the file"
    note = f"{why}: who speaks was judged from the words{places}, about {min(sure, MOST_SURE):.0%} of the words right"
    utterances = tuple(speakers.labelled(transcript.utterances, sentences, voices))
    notes = (*_without_unknown(transcript.notes), note)
    return replace(transcript, utterances=utterances, notes=notes), min(sure, MOST_SURE)


def _without_unknown(notes: Sequence[str]) -> list[str]:
    """The notes but a reader's that nobody is labelled: it says who speaks is unknown, and that is judged here."""
    return [note for note in notes if not note.startswith(NO_LABELS)]


def _with_one_label(transcript: Transcript) -> Transcript:
    """The transcript with a note, where one person can hardly have said all of it."""
    own = [u for u in transcript.utterances if u.speaker is not None]
    if len(own) < max(FEWEST_UTTERANCES, MOSTLY * len(transcript.utterances)):
        return transcript
    note = (
        "one label for the whole conversation: perhaps several people on one microphone; --split (split=True) judges "
        "from the words who speaks"
    )
    return replace(transcript, notes=(*transcript.notes, note))


def _units(
    heads: Mapping[str, Head], utterances: Sequence[Utterance], text: str
) -> tuple[list[speakers.Span], list[bool] | None]:
    """The stretches of the text that one voice says, and behind which of them the file marks a possible change; None
    where the utterances are no marks, as cues that cut sentences are not."""
    if not marked(utterances):
        return unlabelled.sentences(heads, text), None
    found: list[speakers.Span] = []
    ends: list[bool] = []
    at = 0
    for utterance in utterances:
        line = " ".join(utterance.text.split())
        parts = [(at + start, at + end) for start, end in unlabelled.sentences(heads, line)]
        found += parts
        ends += [False] * (len(parts) - 1) + [True] * bool(parts)
        at += len(line) + 1
    return found, ends[:-1]


def marked(utterances: Sequence[Utterance]) -> bool:
    """Whether utterances without labels are stretches of one voice each, as lines and sentences are: nearly all end
    like sentences do; or nothing has a mark, and no times say that the stretches are cues."""
    if len(utterances) < 2:
        return False
    ended = sum(bool(_ENDED.search(utterance.text)) for utterance in utterances)
    if ended >= ENDED * len(utterances):
        return True
    unmarked = not any(mark in utterance.text for utterance in utterances for mark in ".?!")
    return unmarked and all(utterance.end_ms is None for utterance in utterances)


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
