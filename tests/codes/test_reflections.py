"""Reflections that the model has found: at which sentence they stand, and how deep they are."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from carescore import readers
from carescore.annotate import LexiconEntry, Signals
from carescore.annotate._base import PhraseHit
from carescore.codes import Codes
from carescore.codes.reflections import _depth
from carescore.segmentation import segment

YES = ("Patient", "Yes, exactly.")


def last(*rows: tuple[str, str]) -> tuple[str, str, float | None] | None:
    """(depth, quote, confidence) of the last staff turn, which the model takes for a reflection."""
    dialogue = segment(readers.read(list(rows)))
    signals = Signals(dialogue)
    turn = dialogue.side("staff")[-1].index
    counted = np.arange(len(dialogue.turns)) == turn
    vars(signals)["judged"] = SimpleNamespace(found=lambda head: counted, probabilities=lambda head: counted * 0.98765)
    codes = Codes(dialogue, signals)
    found = [(code.attributes["depth"], codes.text(code), code.confidence) for code in codes["reflections"]]
    return found[0] if found else None


def depth(*rows: tuple[str, str]) -> str | None:
    found = last(*rows)
    return found[0] if found else None


TABLETS = ("Patient", "The tablets upset me.")
BOTH = ("Nurse", "The tablets upset you. It is nice to have walked with your lovely dog outside all day.")


def idle(turns: int) -> list[tuple[str, str]]:
    """So many turns of staff, the last of them a doctor's."""
    return [(("Nurse", "Doctor")[(turns - i) % 2], "It is Monday.") for i in range(turns)]


@pytest.mark.parametrize(
    ("rows", "quote"),
    [
        ([TABLETS, BOTH], "The tablets upset you."),
        ([("Patient", "Hello."), BOTH], "It is nice to have walked with your lovely dog outside all day."),
        ([TABLETS, ("Nurse", "So the tablets upset you?")], None),
        ([TABLETS, ("Nurse", "Yes. So the tablets upset you?")], "Yes."),
        ([TABLETS, ("Nurse", "That is hard. Tell me more about the tablets.")], "That is hard."),
        ([TABLETS, ("Nurse", "So, please describe how the tablets upset you.")], None),
        ([TABLETS, ("Nurse", "So they tell me the tablets upset you.")], "So they tell me the tablets upset you."),
        ([TABLETS, ("Nurse", "So the tablets are sent to your address.")], None),  # read back
        ([TABLETS, ("Nurse", "So the tablets upset you 555 times.")], None),
    ],
)
def test_the_sentence_that_hands_most_back(rows: list[tuple[str, str]], quote: str | None) -> None:
    found = last(*rows, YES)
    assert (found and found[1:]) == (quote and (quote, 0.988))


@pytest.mark.parametrize(("between", "near"), [(5, True), (6, False)])
def test_what_was_said_six_turns_ago_is_handed_back(between: int, near: bool) -> None:
    found = last(TABLETS, *idle(between), BOTH, YES)
    assert found is not None and found[1].startswith("The tablets") is near


SUM = "Let me see if I have this: it hurts you all night"  # twelve words
OPENS = "Part of you wants it out, and part of you hopes it heals."


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([("Patient", "My knee hurts."), ("Nurse", f"{SUM}.")], "summary"),
        ([("Patient", "My knee hurts."), ("Nurse", f"{SUM[:-6]}.")], "simple"),  # too short to sum up
        ([("Patient", "My knee hurts."), ("Nurse", f"{SUM[:-6]}. [sighs]")], "simple"),
        ([("Patient", "I want it out."), ("Nurse", OPENS)], "complex"),
        ([("Patient", "I can never do mornings."), ("Nurse", "So the mornings are frustrating.")], "complex"),
        ([("Patient", "I am so worried about it."), ("Nurse", "So the mornings are frustrating.")], "simple"),
        ([("Patient", "My knee hurts."), ("Nurse", "So the knee hurts at night.")], "simple"),
        (
            [
                ("Patient", "My knee hurts."),
                ("Nurse", f"{SUM}."),
                ("Patient", "That is how it goes."),
                ("Nurse", "So the knee is what keeps you awake all night, and you would like to sleep again."),
            ],
            "simple",  # the summary was another turn's
        ),
    ],
)
def test_depth(rows: list[tuple[str, str]], wanted: str) -> None:
    assert depth(*rows, YES) == wanted


@pytest.mark.parametrize(("between", "wanted"), [(5, "simple"), (6, "complex")])
def test_a_feeling_named_in_the_last_six_turns_is_not_new(between: int, wanted: str) -> None:
    feels = ("Nurse", "So the mornings are frustrating.")
    assert depth(("Patient", "I am so worried about it."), *idle(between), feels, YES) == wanted


TOLD = ["My knee swells and bruises.", "The stairs and the garden are slippery.", "My husband cooks supper."]


@pytest.mark.parametrize(
    ("told", "joined", "wanted"),
    [
        (
            TOLD,
            "The knee swells, the stairs and the garden are slippery, and your husband cooks for you now.",
            "summary",
        ),
        (
            TOLD,
            "The knee swells, and then there are the stairs and the garden, and then there is your husband.",
            "summary",
        ),
        (TOLD, "The knee swells, and then there is the garden, and then there is your husband, all of it.", "simple"),
        (
            TOLD[:2],
            "The knee swells and bruises, and the stairs and the garden are slippery for you now too.",
            "simple",
        ),
    ],
)
def test_a_summary_joins_five_contents_of_three_turns(told: list[str], joined: str, wanted: str) -> None:
    rows = [row for text in told for row in (("Patient", text), ("Nurse", "I see it."))]
    assert depth(*rows[:-1], ("Nurse", joined), YES) == wanted


def test_what_staff_brought_up_is_not_joined() -> None:
    rows = [("Nurse", " ".join(TOLD)), *(row for text in TOLD for row in (("Patient", text), ("Nurse", "I see it.")))]
    joined = "The knee swells, the stairs and the garden are slippery, and your husband cooks for you now."
    assert depth(*rows[:-1], ("Nurse", joined), YES) == "simple"


@pytest.mark.parametrize(("at", "depth"), [(9, "simple"), (10, "complex"), (19, "complex"), (20, "simple")])
def test_a_deep_word_stands_in_the_reflection(at: int, depth: str) -> None:
    """A phrase that begins at so many characters, of a reflection from the 10th on, before the 20th."""
    dialogue = segment(readers.read([TABLETS, ("Nurse", "Right so, the tablets are out.")]))
    signals = Signals(dialogue)
    hit = PhraseHit(1, at, at + 3, LexiconEntry("on the one hand", "double"))
    vars(signals)["phrases"] = {"reflections": (hit,)}
    assert _depth(Codes(dialogue, signals), dialogue.turns[1], 10, 20) == depth
