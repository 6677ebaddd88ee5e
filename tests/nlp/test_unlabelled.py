"""Telling staff and patient apart where nobody is labelled."""

from __future__ import annotations

import numpy as np
import pytest

import carescore
from carescore import nlp
from carescore.nlp import unlabelled

TALK = (
    "Good morning, what brings you in today? I have had this cough for two weeks. Do you bring up any phlegm? "
    "Yes, it is green. Any fever? No, I don't think so. Okay, I'm going to listen to your chest."
)
VOICES = ["staff", "patient"] * 3 + ["staff"]


def test_a_visit_without_labels_is_told_apart() -> None:
    report = carescore.score([(None, TALK)])
    assert [turn.role for turn in report.turns] == VOICES
    assert all(speaker.role_confidence and speaker.role_confidence > 0.65 for speaker in report.speakers)
    assert "judged from the talk" in report.provenance["notes"][0]


def test_labels_are_left_alone() -> None:
    transcript = carescore.read(
        [("Ann", "Any pain today, or is it better?"), (None, "It is better, thank you for asking.")]
    )
    assert nlp.tell_apart(transcript) == (transcript, None)


@pytest.mark.parametrize("text", ["No.", "Hm, hm.", "- ?"])
def test_what_says_too_little_stays_unlabelled(text: str) -> None:
    transcript, sure = nlp.tell_apart(carescore.read([(None, text)]))
    assert sure is None
    assert transcript.speakers == ()


def test_one_voice_is_one_speaker() -> None:
    transcript, _ = nlp.tell_apart(carescore.read([(None, "It still hurts when I walk. My knee is worse.")]))
    assert transcript.speakers == ("Patient",)


def test_a_parent_is_told_from_the_patient() -> None:
    text = (
        "Hello, what can I do for you? My son has had a fever since Monday and he won't eat. How old is he? He's four. "
        "Has he been around other children? He goes to daycare. Is he drinking? He drinks a little, but he cries a lot."
    )
    transcript, _ = nlp.tell_apart(carescore.read([(None, text)]))
    assert transcript.speakers == ("Staff", "Companion")


def test_marginals_are_those_of_every_assignment() -> None:
    rng = np.random.default_rng(1)
    nodes, edges = rng.normal(size=(4, 2)), rng.normal(size=(3, 2, 2))
    weights = np.zeros(4)
    total = 0.0
    for states in np.ndindex(2, 2, 2, 2):
        log = sum(nodes[i, s] for i, s in enumerate(states)) + sum(edges[i, states[i], states[i + 1]] for i in range(3))
        weights += np.exp(log) * np.array(states)
        total += np.exp(log)
    assert np.allclose(unlabelled.marginals(nodes, edges), weights / total)


def test_stretches_cover_the_text() -> None:
    heads = nlp.classifiers.load("unlabelled").heads
    text = "so what brings you in today well i have been having this pain in my chest for about two days now and it gets worse when i breathe okay and do you smoke no i quit last year"
    found = unlabelled.sentences(heads, text)
    assert len(found) > 2
    assert "".join(text[a:b] for a, b in found) == text
