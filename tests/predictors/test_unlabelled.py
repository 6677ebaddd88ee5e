"""Telling staff and patient apart where nobody is labelled."""

from __future__ import annotations

import numpy as np
import pytest

import carescore
from carescore.predictors import load, unlabelled
from carescore.segmentation import attribution

TALK = (
    "Good morning, what brings you in today? I have had this cough for two weeks. Do you bring up any phlegm? "
    "Yes, it is green. Any fever? No, I don't think so. Okay, I'm going to listen to your chest."
)
VOICES = ["staff", "patient"] * 3 + ["staff"]


def test_a_visit_without_labels_is_told_apart() -> None:
    report = carescore.score([(None, TALK)])
    assert [turn.role for turn in report.turns] == VOICES
    assert all(speaker.role_confidence and speaker.role_confidence > 0.65 for speaker in report.speakers)
    assert "judged from the words" in report.provenance["notes"][0]


def test_labels_are_left_alone() -> None:
    transcript = carescore.read(
        [("Ann", "Any pain today, or is it better?"), (None, "It is better, thank you for asking.")]
    )
    assert attribution.attributed(transcript) == (transcript, None)


@pytest.mark.parametrize("text", ["No.", "Hm, hm.", "- ?"])
def test_what_says_too_little_stays_unlabelled(text: str) -> None:
    transcript, sure = attribution.attributed(carescore.read([(None, text)]))
    assert sure is None
    assert transcript.speakers == ()


def test_one_voice_is_one_speaker() -> None:
    transcript, _ = attribution.attributed(carescore.read([(None, "It still hurts when I walk. My knee is worse.")]))
    assert transcript.speakers == ("Patient",)


def test_a_parent_is_told_from_the_patient() -> None:
    text = (
        "Hello, what can I do for you? My son has had a fever since Monday and he won't eat. How old is he? He's four. "
        "Has he been around other children? He goes to daycare. Is he drinking? He drinks a little, but he cries a lot."
    )
    transcript, _ = attribution.attributed(carescore.read([(None, text)]))
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
    heads = load.load("unlabelled").heads
    text = "so what brings you in today well i have been having this pain in my chest for about two days now and it gets worse when i breathe okay and do you smoke no i quit last year"
    found = unlabelled.sentences(heads, text)
    assert len(found) > 2
    assert "".join(text[a:b] for a, b in found) == text


def test_talk_without_marks_is_told_apart() -> None:
    text = (
        "good morning what brings you in today i have had this cough for two weeks do you bring up any phlegm yes it is "
        "green do you have any fever no i don't think so okay i am going to listen to your chest"
    )
    transcript, sure = attribution.attributed(carescore.read([(None, text)]))
    said = {u.text: u.speaker for u in transcript.utterances}
    assert sure is not None
    staff = " ".join(text for text, speaker in said.items() if speaker == "Staff")
    patient = " ".join(text for text, speaker in said.items() if speaker == "Patient")
    assert "what brings you in" in staff
    assert "do you bring up any phlegm" in staff
    assert "cough for two weeks" in patient


def test_softened_probabilities_stay_on_their_side() -> None:
    raw = np.array([0.0, 0.02, 0.4, 0.5, 0.6, 0.98, 1.0])
    soft = unlabelled.softened(raw, float(np.log(0.5)))
    assert ((soft > 0.5) == (raw > 0.5)).all()
    assert (np.abs(soft - 0.5)[[1, 2, 4, 5]] < np.abs(raw - 0.5)[[1, 2, 4, 5]]).all()
    assert soft[5] == pytest.approx(7 / 8)  # odds of 49 become their square root
    assert np.allclose(unlabelled.softened(raw, 0.0), raw, atol=1e-8)


def test_less_is_expected_without_marks() -> None:
    heads = load.load("unlabelled").heads
    expected = []
    for text in (TALK, "".join(c for c in TALK.lower() if c not in ".?!,")):
        said = [text[a:b] for a, b in unlabelled.sentences(heads, text)]
        expected.append(unlabelled.confidence(unlabelled.predict(heads, said), said))
    assert expected[1] < expected[0]


@pytest.mark.parametrize(
    ("said", "marked"), [(["Any pain?", "No."], 1.0), (["any pain", "no"], 0.0), (["A.", "b"], 0.5)]
)
def test_kind_of_text(said: list[str], marked: float) -> None:
    found = unlabelled.kind(np.full(len(said), 0.8), said)
    assert found.shape == (1, len(unlabelled.KIND))
    assert found[0, 0] == marked
    assert found[0, 2] == pytest.approx(np.log(4))
