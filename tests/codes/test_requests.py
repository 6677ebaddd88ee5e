"""requests: which of them ask for the same need again."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.segmentation import segment

SAID = ("Nurse", "That is how it goes.")


def needs(*patient: str) -> list[str]:
    """The needs of the requests of patient turns, with a staff turn behind each."""
    rows = [row for text in patient for row in (("Patient", text), SAID)]
    dialogue = segment(readers.read(rows))
    return [c.attributes["need"] for c in Codes(dialogue, Signals(dialogue))["requests"] if c.kind == "request"]


@pytest.mark.parametrize(
    ("first", "again", "found"),
    [
        ("Can you refill my blue tablets?", "Could you refill my blue inhaler?", ["0", "0"]),  # two words
        ("Can you refill my blue tablets?", "Could you refill my white inhaler?", ["0", "1"]),  # one
        ("Can you refill my blue tablets?", "Could you refill it?", ["0", "0"]),  # the only one
        ("Could you do it?", "Could you do it?", ["0", "1"]),  # none that tells anything
    ],
)
def test_requests_that_share_two_telling_words_are_one_need(first: str, again: str, found: list[str]) -> None:
    assert needs(first, again) == found


def test_the_first_request_of_a_turn_tells_its_need() -> None:
    letter = "Can you send the letter to Ohio?"
    assert needs(f"Can you refill my blue tablets? {letter}", letter, letter) == ["0", "0", "1", "1"]


@pytest.mark.parametrize("between", ["Forget it.", "Sounds good."])
def test_who_gives_up_or_is_content_asks_for_nothing(between: str) -> None:
    assert needs("Can you refill my blue tablets?", between, "Can you send the letter to Ohio?") == ["0", "1"]
