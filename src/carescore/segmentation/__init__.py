"""A transcript becomes a dialogue: backchannels, turns, floor transfers, and the roles that labels name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from carescore.errors import UsageError
from carescore.segmentation import attribution, backchannels, floor, names, roles, turns
from carescore.segmentation._base import PATIENT_SIDE, Dialogue, Pause, Transition, Turn
from carescore.transcript import Role, Speaker, Transcript

__all__ = ["PATIENT_SIDE", "Dialogue", "Pause", "Transition", "Turn", "focused", "segment"]


def segment(
    transcript: Transcript,
    given: Mapping[str, str | Role] | None = None,
    of_setting: Callable[[Iterable[str]], Mapping[str, Role]] | None = None,
    swap: bool = False,
) -> Dialogue:
    """The finished dialogue of a transcript: voices, turns, floor transfers, and a role for every speaker.

    given: roles a person fixed, by label; of_setting: the roles that a setting's own names for speakers mean; both are
    over what labels and words say. swap: staff and patient are the wrong way round. A role that nothing tells stays
    UNKNOWN. Raises UsageError.
    """
    transcript, confidence = attribution.attributed(transcript)
    signals = attribution.listener_signals(transcript)
    built, pauses = turns.build(transcript.utterances, backchannels.find(transcript.utterances, signals))
    labels = tuple(dict.fromkeys(turn.speaker for turn in built))
    fixed = roles.given({**(of_setting(transcript.speakers) if of_setting else {}), **(given or {})}, labels)
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
        written=transcript.written,
    )
    speakers = (
        Speaker(label, named[label], None if label in fixed else confidence, called.get(label)) for label in labels
    )
    finished = attribution.with_roles(dialogue.with_speakers(tuple(speakers)))
    return finished.with_speakers(roles.swapped(finished.speakers)) if swap else finished


def focused(dialogue: Dialogue, focus: str | None) -> Dialogue:
    """The dialogue with every staff speaker but the one of that label on no side. Raises UsageError."""
    if focus is None:
        return dialogue
    if not any(speaker.id == focus and speaker.role is Role.STAFF for speaker in dialogue.speakers):
        raise UsageError("focus names nobody who is staff in this conversation")
    others = (speaker.role is Role.STAFF and speaker.id != focus for speaker in dialogue.speakers)
    return dialogue.with_speakers(
        tuple(replace(s, role=Role.OTHER) if other else s for s, other in zip(dialogue.speakers, others, strict=True))
    )
