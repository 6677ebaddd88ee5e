"""Roles judged from the words, where neither a person nor a label names them for certain.

What a label says short of certainty weighs in the judgement. Where labels name both sides, they stand, and a note says
when the words speak for the opposite by a wide margin.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from carescore.predictors import load
from carescore.predictors import roles as role_model
from carescore.predictors.linear import FloatArray
from carescore.segmentation import roles
from carescore.segmentation._base import Dialogue, Turn
from carescore.text.prose import Prose
from carescore.transcript import Role, Speaker

WIDE = 6.0  # log-odds by which the words must speak against labels that name both sides: 400 to 1
SUREST = 0.99  # confidence of a role that was judged
_JUDGED = (Role.STAFF, Role.PATIENT, Role.COMPANION, Role.UNKNOWN)


def with_roles(dialogue: Dialogue, evidence: Mapping[str, roles.Named]) -> Dialogue:
    """The dialogue with the roles that neither a person nor a label names for certain judged from the words.

    evidence: what labels say, by label; it weighs in the judgement, and a note says where the words overrule it.
    """
    role_of = {s.id: s.role for s in dialogue.speakers if s.role in _JUDGED and not _is_nobody(s)}
    readable = {turn.speaker for turn in dialogue.turns if not turn.foreign}
    kept = [t for t in dialogue.turns if t.speaker in role_of and not (t.foreign and t.speaker in readable)]
    index = {label: i for i, label in enumerate(dict.fromkeys(turn.speaker for turn in kept))}
    if not index:
        return dialogue
    probabilities = _probabilities(dialogue, kept, index)
    known = {i: role_of[label] for label, i in index.items() if role_of[label] is not Role.UNKNOWN}
    prior = _prior(evidence, index, roles.cared_for(index) | (set(index) - readable))
    found = role_model.assign(probabilities, known, prior)
    named = tuple(_judged(s, found, index, known, evidence) for s in dialogue.speakers)
    margin = None if known else role_model.margin(probabilities, prior)
    notes = (*dialogue.notes, *_overruled(named, evidence), *_contradicted(probabilities, known, index))
    return replace(dialogue.with_speakers(named), role_margin=margin, notes=notes)


def _is_nobody(speaker: Speaker) -> bool:
    """Whether the label says that nobody knows who speaks, and no person said it either."""
    return speaker.role is Role.UNKNOWN and roles.is_unknown(speaker.id)


def _probabilities(dialogue: Dialogue, kept: Sequence[Turn], index: Mapping[str, int]) -> FloatArray:
    turn_speaker = [index[turn.speaker] for turn in kept]
    prose, heads = dialogue.prose, load.load("role").heads
    if len(kept) == len(dialogue.turns):
        return role_model.predict(heads, prose.grams, prose.owner, turn_speaker, prose.texts)
    part = Prose([turn.text for turn in kept])
    return role_model.predict(heads, part.grams, part.owner, turn_speaker, part.texts)


def _prior(evidence: Mapping[str, roles.Named], index: Mapping[str, int], cared_for: Collection[str]) -> FloatArray:
    """(n_speakers, 3): what labels say of the roles, in log-odds. cared_for: who is likelier on the patient's side, by
    the label or because they speak another language only."""
    prior = np.zeros((len(index), len(role_model.ROLES)))
    for label, i in index.items():
        prior[i, 1:] += roles.CARED_FOR * (label in cared_for)
        named = evidence.get(label)
        if named and named.role in role_model.ROLES and np.isfinite(named.weight):
            prior[i, role_model.ROLES.index(named.role)] += named.weight
    return prior


def _judged(
    speaker: Speaker,
    found: Sequence[tuple[Role, float]],
    index: Mapping[str, int],
    known: Mapping[int, Role],
    evidence: Mapping[str, roles.Named],
) -> Speaker:
    i = index.get(speaker.id)
    if i is None or i in known:
        return speaker
    role, sure = found[i]
    agreed = speaker.id in evidence and evidence[speaker.id].role is role
    return replace(speaker, role=role, confidence=None if agreed else min(sure, SUREST))


def _overruled(speakers: Sequence[Speaker], evidence: Mapping[str, roles.Named]) -> Iterator[str]:
    for speaker in speakers:
        named = evidence.get(speaker.id)
        if named and named.role in _JUDGED and speaker.role not in (Role.UNKNOWN, named.role) and speaker.confidence:
            yield (
                f"{speaker.id}: the label names {named.role.value}, but the words are of {speaker.role.value};"
                " the words decided. --roles says otherwise"
            )


def _contradicted(probabilities: FloatArray, known: Mapping[int, Role], index: Mapping[str, int]) -> Iterator[str]:
    """A note where the labels name both sides, and the words speak for the opposite by a wide margin."""
    sides = {role is Role.STAFF for role in known.values()}
    if len(known) == len(index) and sides == {True, False}:
        against = role_model.against(probabilities, [known[i] for i in range(len(index))])
        if against > WIDE:
            yield (
                "the labels name staff and patient, but the words are the other way round: the labels may be exchanged;"
                " --swap exchanges them"
            )
