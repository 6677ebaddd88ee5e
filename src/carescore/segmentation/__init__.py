"""A transcript becomes a dialogue: backchannels, turns, floor transfers, and the roles that labels name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carescore.segmentation import backchannels, floor, names, roles, turns
from carescore.segmentation._base import PATIENT_SIDE, Dialogue, Pause, Transition, Turn
from carescore.transcript import Role, Speaker, Transcript

__all__ = ["PATIENT_SIDE", "Dialogue", "Pause", "Transition", "Turn", "segment"]


def segment(
    transcript: Transcript,
    given: Mapping[str, str | Role] | None = None,
    confidence: float | None = None,
    heard: Sequence[bool] | None = None,
) -> Dialogue:
    """Turns and floor transfers of a transcript. given: roles a person fixed, by label. confidence: of the roles that
    the labels name, where the labels themselves were judged. heard: for each utterance, whether a model judges it a
    backchannel.

    Speakers whose role neither a person nor the label names stay UNKNOWN. Raises UsageError.
    """
    built, pauses = turns.build(transcript.utterances, backchannels.find(transcript.utterances, heard))
    labels = tuple(dict.fromkeys(turn.speaker for turn in built))
    fixed = roles.given(given or {}, labels)
    named = roles.of_labels(labels) | fixed
    called = names.display(labels, names.of_speakers(built))
    dialogue = Dialogue(
        id=transcript.id,
        turns=built,
        transitions=floor.transitions(built),
        pauses=pauses,
        speakers=(),
        has_clock=all(turn.start_ms is not None and turn.end_ms is not None for turn in built),
        notes=transcript.notes,
        utterances=transcript.utterances,
    )
    return dialogue.with_speakers(
        tuple(
            Speaker(label, named[label], None if label in fixed else confidence, called.get(label)) for label in labels
        )
    )
