"""Where a sentence asks, and what kind of question it is, with the model's judgement given."""

from __future__ import annotations

import pytest

from carescore.codes._question_rules import questions_in


def asked(text: str, probability: float = 0.0) -> list[tuple[str, int]]:
    """(kind, start) of the questions where the model gives the sentence a probability to ask."""
    return [(one.kind, one.start) for one in questions_in(text, lambda: probability)]


@pytest.mark.parametrize(
    ("text", "probability", "found"),
    [
        ("do you smoke.", 0.8, [("closed", 0)]),
        ("do you smoke.", 0.79, []),
        ("you smoke.", 1.0, []),
        ("do you smoke", 0.6, [("closed", 0)]),
        ("do you smoke", 0.59, []),
        ("do you smoke-", 1.0, []),  # broken off
        ("do you smoke!", 1.0, []),
        ("what", 1.0, []),
        ("what now", 1.0, [("open", 0)]),
        ("i see your chart do you smoke", 0.25, [("closed", 17)]),
        ("i see your chart do you smoke", 0.24, []),
        ("i see your chart", 1.0, []),
        ("do you mmmmmm do you smoke", 0.7, [("closed", 0), ("closed", 14)]),
        ("do you mmmmm do you smoke", 0.7, [("closed", 0)]),  # begun again
        ("do you mmmmmm do you smoke", 0.5, [("closed", 14)]),
        ("tell me about the pain", 0.0, [("open", 0)]),
        ("My chart says so, do you smoke?", 0.0, [("closed", 18)]),
        ("Okay?", 0.0, []),
        ("Hmm, uhm, when did it start?", 0.0, [("closed", 0)]),
        ("Good evening, what brings you in?", 0.0, [("open", 0)]),
        ("Uhm, okay?", 0.0, []),
        ("Are you sure?", 0.0, [("closed", 0)]),
        ("And then?", 0.0, [("closed", 0)]),
    ],
)
def test_where_a_sentence_asks(text: str, probability: float, found: list[tuple[str, int]]) -> None:
    assert asked(text, probability) == found


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("You take it at night, right?", "leading"),
        ("You don't smoke?", "leading"),
        ("Do you take it at night, right?", "closed"),
        ("What is it like at night, is it?", "open"),
        ("Can I have your date of birth?", "identity"),
        ("Which pharmacy do you use?", "admin"),
        ("Any questions?", "check"),
        ("How are you today?", "greeting"),
        ("What did you expect?", "reproach"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert [found for found, _ in asked(text)] == [kind]
