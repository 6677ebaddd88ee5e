"""Who is staff, patient or companion, judged from what each speaker says.

Two linear heads over the shared n-grams. `lead` gives every speaker the probability of being staff; the likeliest
leads the conversation. `other` gives each remaining speaker staff (a colleague), patient or companion, with a few
dense features: who talks of whom in the third person. The decision over all speakers is joint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np

from carescore.nlp._linear import FloatArray, Head
from carescore.nlp._ngrams import Grams, IntArray
from carescore.transcript import Role

ROLES = (Role.STAFF, Role.PATIENT, Role.COMPANION)
DENSE = ("own_third", "own_first", "own_you", "own_asks", "lead_third", "lead_you", "crowd", "lead_logit")
# log-odds against a second patient, no staff, each companion, a companion without patient, each colleague: the first
# two are assumptions of every recording of care, the others gave most conversations right in cross-validation
TWO_PATIENTS, NO_STAFF, COMPANION, NO_PATIENT, COLLEAGUE = -3.0, -6.0, -1.0, -1.0, -1.0
MOST_JOINT = 6  # speakers decided jointly; more are decided one by one
SURE_ALONE = 0.75  # a single speaker's role below this probability stays UNKNOWN

_THIRD = re.compile(
    r"\b(?:he|she|his|her|him|hers|he's|she's|they|their)\b"
    r"|\b(?:my|your) (?:son|daughter|child|mom|mother|dad|father|husband|wife|baby)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"\b(?:i|i'm|i've|my|me|mine)\b", re.I)
_YOU = re.compile(r"\b(?:you|your|you're|you've|yourself)\b", re.I)


def _rates(text: str) -> tuple[float, float, float, float]:
    """Third-person, first-person and second-person words and question marks, each per word of the text."""
    words = len(text.split()) + 1
    counts = (len(pattern.findall(text)) for pattern in (_THIRD, _FIRST, _YOU))
    third, first, you = counts
    return third / words, first / words, you / words, text.count("?") / words


def dense(texts: Sequence[str], lead: int, logits: FloatArray) -> FloatArray:
    """(n_speakers, len(DENSE)) features of every speaker, given each one's joined text and who leads."""
    rates = [_rates(text) for text in texts]
    third, _, you, _ = rates[lead]
    rows = [(*own, third, you, float(len(texts) > 2), logit) for own, logit in zip(rates, logits, strict=True)]
    return np.array(rows, dtype=np.float64).reshape(len(texts), len(DENSE))


def predict(
    heads: Mapping[str, Head],
    sentences: Grams,
    sentence_turn: IntArray,
    turn_speaker: Sequence[int],
    turn_texts: Sequence[str],
) -> FloatArray:
    """(n_speakers, 3): probabilities of staff, patient and companion. sentence_turn[s] is the turn of sentence row s,
    turn_speaker[t] the speaker of turn t."""
    n = max(turn_speaker) + 1
    owner = np.asarray(turn_speaker, dtype=np.int64)[sentence_turn] if len(sentence_turn) else sentence_turn
    grams = sentences.grouped(owner, n)
    texts = [" ".join(t for t, s in zip(turn_texts, turn_speaker, strict=True) if s == k) for k in range(n)]
    staff = heads["lead"].logits(grams)[:, 0]
    lead = int(np.argmax(staff))
    found = heads["other"].probabilities(grams, dense(texts, lead, staff))
    sure = 1.0 / (1.0 + np.exp(-staff[lead]))
    rest = found[lead, 1:] / max(found[lead, 1:].sum(), 1e-12)
    found[lead] = [sure, *(rest * (1.0 - sure))]
    return found


def assign(probabilities: FloatArray, known: Mapping[int, Role]) -> list[tuple[Role, float]]:
    """A role and its confidence for every speaker, jointly; known roles are kept.

    Confidence: share of probability of the assignments that give the speaker this role.
    """
    logs = np.log(probabilities + 1e-9)
    open_ones = [i for i in range(len(logs)) if i not in known]
    if len(open_ones) == 1 and not known:
        return [_alone(probabilities[0])]
    if len(open_ones) > MOST_JOINT:
        return [_best(row) if i in open_ones else (known[i], 1.0) for i, row in enumerate(probabilities)]
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


def _weight(logs: FloatArray, speakers: Sequence[int], choice: Sequence[int], known: Mapping[int, Role]) -> float:
    roles = [*(ROLES[k] for k in choice), *known.values()]
    weight = float(sum(logs[i, k] for i, k in zip(speakers, choice, strict=True)))
    staff, patients, companions = (roles.count(role) for role in ROLES)
    weight += TWO_PATIENTS * max(0, patients - 1) + COLLEAGUE * max(0, staff - 1) + COMPANION * companions
    weight += NO_PATIENT if companions and not patients else 0.0
    return weight if staff else weight + NO_STAFF


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
