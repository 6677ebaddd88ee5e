"""What is found and is still no moment: ordinary sentences, words for the body, terms that most patients know."""

from __future__ import annotations

import pytest

from carescore.skills.ordinary import EARLY, is_of_elders, is_ordinary

CASES = [  # kind, quote, label, whether it is ordinary
    ("perspective", "any questions or concerns", "concerns", True),
    ("perspective", "what concerns you most", "concerns", False),
    ("perspective", "what do you think is causing it", "ideas", False),
    ("permission", "Can we just begin", "permission", True),
    ("permission", "May I start", "permission", True),
    ("permission", "Would it be all right if I listened to your chest", "permission", False),
    ("empathy", "I'm glad you came", "supporting", True),
    ("empathy", "glad to hear it", "respecting", True),
    ("empathy", "That must have been frightening, I'm glad you told me", "naming", False),
    ("reflection", "So congratulations, that's a great thing to do", "reflection", True),
    ("reflection", "Okay. Let me feel it.", "reflection", True),
    ("reflection", "So you let me know when you can", "reflection", False),
    ("disrespect", "Just-", "tone", True),
    ("disrespect", "You're—", "tone", True),
    ("disrespect", "Well no.", "tone", False),
    ("missed_feeling", "hard", "missed", True),
    ("missed_feeling", "annoying", "missed", True),
    ("missed_feeling", "concern", "missed", True),
    ("missed_feeling", "concerns", "missed", True),
    ("missed_feeling", "concerned", "missed", False),
    ("half_met_feeling", "pressure", "partly", True),
    ("missed_feeling", "so much pressure at work", "missed", False),
    ("missed_feeling", "excruciating", "missed", True),
    ("missed_feeling", "I'm just so tired", "missed", True),
    ("missed_feeling", "I'm tired of it all", "missed", False),
    ("missed_feeling", "It has been hard since he died", "missed", False),
    ("half_met_feeling", "That is going to be a hard one.", "partly", True),
    ("half_met_feeling", "I hate being a burden", "partly", False),
    ("missed_feeling", "exhausted", "missed", True),
    ("missed_feeling", "worried", "missed", False),
    ("dismissed_feeling", "hard", "dismissed", False),
    ("jargon", "jaundice", "technical: yellow skin", False),
    ("jargon", "exacerbate", "synonym: make worse", False),
    ("jargon", "impaction", "technical", False),
    ("jargon", "imaging", "vernacular: scan", True),
    ("jargon", "blood in your stool", "medicalised: blood in the poop", True),
    ("jargon", "order is placed", "admin: doctor's written request", True),
    ("jargon", "Lipitor", "technical: cholesterol pill", True),
    ("jargon", "abdominal pain", "synonym: belly pain", True),
    ("jargon", "clindamycin", "technical", True),
    ("jargon", "lisinopril", "technical", True),
    ("jargon", "statins", "technical", True),
    ("jargon", "palpation", "technical: pressing with the hands", True),
    ("jargon", "kidney ultrasound", "synonym: scan of the kidneys", True),
    ("jargon", "acid-producing bacteria", "technical", True),
    ("jargon", "palpitations", "technical: racing heart", False),
    ("jargon_wall", "jaundice, sputum, talus and hernia", "wall", False),
]


@pytest.mark.parametrize(("kind", "quote", "label", "ordinary"), CASES)
def test_ordinary(kind: str, quote: str, label: str, ordinary: bool) -> None:
    assert is_ordinary(kind, quote, label, 0.0) is ordinary


@pytest.mark.parametrize(
    ("sentence", "elders"),
    [
        ("My granny died of it.", True),
        ("It was my cousin's heart.", True),
        ("My stepfather passed away.", True),
        ("My grandson died of it.", False),  # a grief, though grand
        ("My daughter passed away.", False),
        ("A grand total of two.", False),
    ],
)
def test_what_befell_elders_is_a_history_more_often_than_a_grief(sentence: str, elders: bool) -> None:
    assert is_of_elders(sentence) is elders


@pytest.mark.parametrize(("place", "ordinary"), [(EARLY, False), (EARLY + 0.01, True)])
def test_an_agenda_is_set_early(place: float, ordinary: bool) -> None:
    assert is_ordinary("agenda", "was there anything else", "anything else", place) is ordinary
