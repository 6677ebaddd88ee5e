"""Who is staff, patient or companion, judged from what each speaker says and how the others speak to them.

A log-linear model over whole assignments: an assignment's score is the sum of each speaker's score for the role given
to them, and of a few terms for who is there at all. A speaker's scores come from three linear heads over the shared
n-grams, of what they say (`own`, with the dense features of _features), of what is said right before their turns
(`before`) and right after them (`after`). The heads were trained to make the right assignment the likeliest of all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Any

import numpy as np

from carescore.predictors.linear import FloatArray, Head
from carescore.predictors.roles.features import SpokenTurns, features
from carescore.text.ngrams import Grams, IntArray
from carescore.transcript import Role

ROLES = (Role.STAFF, Role.PATIENT, Role.COMPANION)
HEADS = ("own", "before", "after")
# log-odds of: no staff, each colleague, each further patient, each further companion. The first and third are
# assumptions of every recording of care; the heads were trained beside all four, so they learn what these leave.
NO_STAFF, COLLEAGUE, TWO_PATIENTS, TWO_COMPANIONS = -6.0, -1.0, -5.0, -1.0
MOST_JOINT = 6  # speakers decided jointly; more are decided one by one
TINY = 1e-12
SURE_ALONE = 0.75  # a single speaker's role below this probability stays UNKNOWN


@cache
def dense_names() -> tuple[str, ...]:
    """The dense features of `own`, in order."""
    silent = SpokenTurns((0,), ("",))
    return tuple(features(silent, 0, silent.cues()))


def dense(turns: SpokenTurns) -> FloatArray:
    """(n_speakers, number of dense features)."""
    cues = turns.cues()
    rows = [list(features(turns, speaker, cues).values()) for speaker in range(turns.n_speakers)]
    return np.array(rows, dtype=np.float64).reshape(turns.n_speakers, len(dense_names()))


def grams(turns: SpokenTurns, sentences: Grams, sentence_turn: IntArray) -> dict[str, Grams]:
    """For each head one row of grams a speaker. sentence_turn[s] is the turn of sentence row s."""
    owners = {"own": turns.speakers, "before": turns.before(), "after": turns.after()}
    rows = {name: np.asarray(owner, dtype=np.int64)[sentence_turn] for name, owner in owners.items()}
    return {name: sentences.grouped(rows[name], turns.n_speakers) for name in HEADS}


def predict(
    heads: Mapping[str, Head],
    sentences: Grams,
    sentence_turn: IntArray,
    turn_speaker: Sequence[int],
    turn_texts: Sequence[str],
) -> FloatArray:
    """(n_speakers, 3): probabilities of staff, patient and companion for each speaker before the joint decision.

    sentence_turn[s] is the turn of sentence row s, turn_speaker[t] the speaker of turn t.
    """
    turns = SpokenTurns(turn_speaker, turn_texts)
    seen = grams(turns, sentences, np.asarray(sentence_turn, dtype=np.int64))
    scores = heads["own"].logits(seen["own"], dense(turns))
    scores = scores + heads["before"].logits(seen["before"]) + heads["after"].logits(seen["after"])
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: FloatArray = powers / powers.sum(axis=1, keepdims=True)
    return found


def assign(
    probabilities: FloatArray, known: Mapping[int, Role], prior: FloatArray | None = None
) -> list[tuple[Role, float]]:
    """A role and its confidence for every speaker, jointly; known roles are kept.

    prior: (n_speakers, 3) log-odds of each role from elsewhere, such as labels. Confidence: share of probability of the
    assignments that give the speaker this role.
    """
    logs = _logs(probabilities, prior)
    open_ones = [i for i in range(len(logs)) if i not in known]
    shares_alone = np.exp(logs) / np.exp(logs).sum(axis=1, keepdims=True)
    if len(open_ones) == 1 and not known:
        return [_alone(shares_alone[0])]
    if len(open_ones) > MOST_JOINT:
        return [_best(row) if i in open_ones else (known[i], 1.0) for i, row in enumerate(shares_alone)]
    choices = list(product(range(len(ROLES)), repeat=len(open_ones)))
    weights = np.array([_weight(logs, open_ones, choice, known) for choice in choices])
    shares = np.exp(weights - weights.max())
    shares /= shares.sum()
    best = choices[int(np.argmax(shares))]
    decided = dict(known)
    confidence = dict.fromkeys(known, 1.0)
    for place, speaker in enumerate(open_ones):
        same = [share for share, choice in zip(shares, choices, strict=True) if choice[place] == best[place]]
        decided[speaker], confidence[speaker] = ROLES[best[place]], float(sum(same))
    return [(decided[i], min(1.0, confidence[i])) for i in range(len(logs))]


def _logs(probabilities: FloatArray, prior: FloatArray | None) -> FloatArray:
    logs: FloatArray = np.log(probabilities + TINY)
    return logs if prior is None else logs + prior


def margin(probabilities: FloatArray, prior: FloatArray | None = None) -> float | None:
    """How much likelier the best assignment is than the best with the two sides exchanged, in log-odds.

    Exchanged: all staff on the patient's side, all others staff. 0 is a toss-up, 3 is 20 to 1; below 0 cannot be.
    None where there are no two sides to exchange.
    """
    roles = [role for role, _ in assign(probabilities, {}, prior)]
    if len({role is Role.STAFF for role in roles}) < 2:
        return None
    return max(0.0, -_against(_logs(probabilities, prior), roles))


def against(probabilities: FloatArray, roles: Sequence[Role]) -> float:
    """How much likelier the words make the best assignment with the two sides exchanged than these roles, in log-odds;
    negative where they bear the roles out. roles: of every speaker, staff and others."""
    return _against(np.log(probabilities + TINY), roles)


def _against(logs: FloatArray, roles: Sequence[Role]) -> float:
    everybody = range(len(logs))
    own = _weight(logs, everybody, [ROLES.index(role) for role in roles], {})
    staff = [role is Role.STAFF for role in roles]
    return max(_weight(logs, everybody, choice, {}) for choice in _exchanged(logs, staff)) - own


def _exchanged(logs: FloatArray, staff: Sequence[bool]) -> Iterator[list[int]]:
    """The assignments in which exactly those are staff who were not."""
    away = [i for i, was in enumerate(staff) if was]
    ways = product((1, 2), repeat=len(away)) if len(away) <= MOST_JOINT else [1 + np.argmax(logs[away, 1:], axis=1)]
    for way in ways:
        placed = dict(zip(away, way, strict=True))
        yield [int(placed.get(i, 0)) for i in range(len(staff))]


def _weight(logs: FloatArray, speakers: Sequence[int], choice: Sequence[int], known: Mapping[int, Role]) -> float:
    """The log-weight of an assignment: a role's index for every speaker, beside those whose role is known."""
    roles = [*(ROLES[k] for k in choice), *known.values()]
    words = float(sum(logs[i, k] for i, k in zip(speakers, choice, strict=True)))
    return words + role_prior([roles.count(role) for role in ROLES])


def role_prior(counts: Sequence[int]) -> float:
    """The log-weight of so many staff, patients and companions being there. Nothing speaks against a speaker alone."""
    staff, patients, companions = counts
    if staff + patients + companions < 2:
        return 0.0
    weight = TWO_PATIENTS * max(0, patients - 1) + TWO_COMPANIONS * max(0, companions - 1)
    return weight + (COLLEAGUE * (staff - 1) if staff else NO_STAFF)


def _best(row: FloatArray) -> tuple[Role, float]:
    k = int(np.argmax(row))
    return ROLES[k], float(row[k])


def _alone(row: FloatArray) -> tuple[Role, float]:
    role, share = _best(row)
    return (role, share) if share >= SURE_ALONE else (Role.UNKNOWN, share)


def probe(heads: Mapping[str, Head], items: Sequence[Mapping[str, Any]]) -> list[list[float]]:
    """The flat probabilities of golden inputs {"turns": [[speaker index, text], ...]}."""
    rows = []
    for item in items:
        speakers = [speaker for speaker, _ in item["turns"]]
        texts = [text for _, text in item["turns"]]
        found = predict(heads, Grams.of(texts), np.arange(len(texts)), speakers, texts)
        rows.append([float(p) for p in found.ravel()])
    return rows
