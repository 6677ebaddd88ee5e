"""Openings for empathy where the model's judgement is given: what a phrase shows, and where the model decides alone."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.segmentation import segment

Found = tuple[str, str, float | None]


def opening(text: str, chance: float = 0.0, counted: bool = False, before: str = "And now?") -> Found | None:
    """(family, quote, confidence) of a patient's turn."""
    dialogue = segment(readers.read([("Nurse", before), ("Patient", text)]))
    signals = Signals(dialogue)
    vars(signals)["judged"] = SimpleNamespace(
        found=lambda head: np.array([False, counted]),
        probabilities=lambda head: np.array([0.0, chance]),
        sentences=np.zeros((len(signals.sentences), 20)),
    )
    codes = Codes(dialogue, signals)
    found = [(code.attributes["family"], codes.text(code), code.confidence) for code in codes["feelings"]]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("text", "chance", "counted", "wanted"),
    [
        ("I'm so scared of the drill.", 0.0, False, ("emotion", "scared", 0.9)),
        ("I'm so scared of the drill.", 0.98765, True, ("emotion", "scared", 0.988)),
        ("My wife died in June.", 0.0, False, ("loss", "died", 0.95)),
        ("My grandson died in June.", 0.0, False, ("loss", "died", 0.95)),
        ("He was doing great until he died.", 0.0, False, ("loss", "died", 0.95)),
        ("My stepmum died in June.", 0.0, False, ("loss", "died", 0.95)),
        ("My granny died in June.", 0.0, False, None),  # a fact of a history
        ("We lost our niece in June.", 0.0, False, ("loss", "lost", 0.95)),
        ("We lost our keys in June.", 0.0, False, None),
        ("I lost my job in March.", 0.0, False, ("challenge", "lost my job", 0.74)),
        ("It's really getting me down.", 0.0, False, ("cue", "me down", 0.77)),
        ("I'm so proud of myself.", 0.0, False, ("progress", "proud", 0.77)),
        ("It is on Monday.", 0.98765, True, ("cue", "It is on Monday.", 0.988)),
        ("It is on Monday.", 0.98765, False, None),
        ("I'm not worried.", 0.799, True, None),  # it denies what the phrase says
        ("I'm not worried.", 0.8, True, ("cue", "I'm not worried.", 0.8)),
        ("He told me I was depressed.", 0.799, True, None),
        ("My daughter said I was depressed.", 0.0, False, None),
        ("Not worried.", 0.799, True, None),
    ],
)
def test_a_phrase_or_a_sure_model(text: str, chance: float, counted: bool, wanted: Found | None) -> None:
    found = opening(text, chance, counted)
    if found and wanted:
        assert wanted[1].lower() in found[1].lower()
        assert (found[0], found[2]) == (wanted[0], wanted[2])
    else:
        assert found == wanted


@pytest.mark.parametrize(
    ("text", "felt"),
    [
        ("I'm afraid so.", False),
        ("I'm afraid of it.", True),
        ("No panic button there.", False),
        ("My mom got mad at me again.", False),
        ("I got so mad at him.", True),
        ("She had a traumatic brain injury.", False),
        ("It was a traumatic birth for me.", True),
        ("It definitely looks angry.", False),
        ("The scar looked really angry.", False),
        ("I look angry, I know.", True),
        ("It looks like I am angry.", True),
    ],
)
def test_idioms_are_no_feelings(text: str, felt: bool) -> None:
    assert (opening(text) is not None) is felt


@pytest.mark.parametrize(
    ("text", "felt"),
    [
        ("He makes me so, in the end, scared.", True),  # "the" is no "he"
        ("He was, in the end, scared.", False),
        ("I think he was, in the end, scared.", False),
    ],
)
def test_whose_feeling_it_is_is_told_behind_the_last_he_or_she(text: str, felt: bool) -> None:
    assert (opening(text) is not None) is felt
