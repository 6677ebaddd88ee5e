"""A transcript becomes a dialogue: one label a person, mended times, turns, floor transfers, and a role for
everybody."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from carescore.errors import UsageError
from carescore.segmentation import (
    attribution,
    backchannels,
    floor,
    judgement,
    names,
    roles,
    spellings,
    times,
    turns,
    voices,
)
from carescore.segmentation._base import PATIENT_SIDE, SIDES, Dialogue, Pause, Transition, Turn
from carescore.transcript import Role, Speaker, Transcript

__all__ = ["PATIENT_SIDE", "SIDES", "Dialogue", "Pause", "Transition", "Turn", "focused", "segment"]


def segment(
    transcript: Transcript,
    given: Mapping[str, str | Role] | None = None,
    of_setting: Callable[[Iterable[str]], Mapping[str, Role]] | None = None,
    swap: bool = False,
    split: bool = False,
) -> Dialogue:
    """The finished dialogue of a transcript: voices, turns, floor transfers, and a role for every speaker.

    given: roles a person fixed, by label; of_setting: the roles that a setting's own names for speakers mean; both are
    over what labels and words say. swap: staff and patient are the wrong way round. split: one label for the whole
    conversation is no label. A role that nothing tells stays UNKNOWN. Raises UsageError.
    """
    transcript, same = spellings.folded(transcript)
    transcript, confidence = attribution.attributed(transcript, split)
    as_given, mended = transcript.utterances, times.mended(transcript)
    transcript = mended.transcript
    signals = attribution.listener_signals(transcript)
    heard = backchannels.find(transcript.utterances, signals)
    built, pauses = turns.build(transcript.utterances, heard, mended.estimated)
    labels = tuple(dict.fromkeys(turn.speaker for turn in built))
    fixed = roles.given({**(of_setting(transcript.speakers) if of_setting else {}), **(given or {})}, labels, same)
    evidence = roles.of_labels(labels)
    named = {label: one.role for label, one in evidence.items() if one.role and one.weight == roles.CERTAIN} | fixed
    speakers = _speakers(built, labels, named, {label: confidence for label in labels if label not in fixed})
    dialogue = Dialogue(
        id=transcript.id,
        turns=built,
        transitions=() if mended.no_overlaps else floor.transitions(built, mended.estimated),
        pauses=pauses,
        speakers=(),
        notes=transcript.notes,
        utterances=transcript.utterances,
        no_overlaps=mended.no_overlaps,
        spellings=same,
        written=transcript.written,
        as_given=as_given,
        estimated=mended.estimated,
    )
    dialogue = voices.with_foreign(
        dialogue.with_speakers(speakers), {s.id for s in speakers if s.role is Role.INTERPRETER}
    )
    finished = judgement.with_roles(dialogue, {label: one for label, one in evidence.items() if label not in fixed})
    if swap:
        swapped = finished.with_speakers(roles.swapped(finished.speakers))
        finished = replace(swapped, role_margin=None, notes=dialogue.notes)  # a person has judged
    return voices.with_voices(finished)


def _speakers(
    built: Sequence[Turn], labels: Sequence[str], of: Mapping[str, Role], confidence: Mapping[str, float | None]
) -> tuple[Speaker, ...]:
    """The speakers as far as labels tell: roles, how sure a label is that nobody gave, and what they are called."""
    called = names.display(labels, names.of_speakers(built))
    return tuple(
        Speaker(label, of.get(label, Role.UNKNOWN), confidence.get(label), called.get(label)) for label in labels
    )


def focused(dialogue: Dialogue, focus: str | None) -> Dialogue:
    """The dialogue with every staff speaker but the one of that label on no side, and what an interpreter renders of
    them. Raises UsageError."""
    if focus is None:
        return dialogue
    if not any(speaker.id == focus and speaker.role is Role.STAFF for speaker in dialogue.speakers):
        raise UsageError("focus names nobody who is staff in this conversation")
    others = {speaker.id for speaker in dialogue.speakers if speaker.role is Role.STAFF and speaker.id != focus}
    speakers = tuple(replace(s, role=Role.OTHER) if s.id in others else s for s in dialogue.speakers)
    return replace(dialogue, speakers=speakers, turns=tuple(_aside(dialogue.turns, others)))


def _aside(turns: Sequence[Turn], others: Collection[str]) -> Iterator[Turn]:
    """The turns with those of the others on no side; an interpreter renders who spoke before."""
    before = ""
    for turn in turns:
        before = before if turn.role is Role.INTERPRETER else turn.speaker
        if turn.speaker in others:
            yield replace(turn, role=Role.OTHER)
        else:
            yield replace(turn, voice=Role.OTHER) if turn.voice is Role.STAFF and before in others else turn
