"""Next steps: where a stretch without full stops is cut, how far around a phrase is read, and whose step it is."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.codes.next_steps import _begins, _Cue
from carescore.segmentation import segment


def steps(*staff: str) -> list[tuple[str, str, str]]:
    """(kind, who, quote) of the steps in staff turns, a patient's turn before each."""
    rows = [row for text in staff for row in (("Patient", "And now?"), ("Nurse", text))]
    dialogue = segment(readers.read(rows))
    codes = Codes(dialogue, Signals(dialogue))
    return [(code.kind, code.attributes["who"], codes.text(code)) for code in codes["next_steps"]]


def who(text: str) -> list[str]:
    return [one for _, one, _ in steps(text)]


def run(words: int, apart: int) -> str:
    """A stretch of so many words without a full stop, its second step so many words behind the first."""
    first, second = "i'll send the form to them".split(), "i'll call the lab for you".split()
    filler = ["and", "so"] * words
    head = first + filler[: apart - len(first)] + second
    return " ".join(head + filler[: words - len(head)])


@pytest.mark.parametrize(
    ("words", "apart", "found"),
    [(41, 12, 2), (40, 12, 1), (41, 11, 1), (60, 20, 2)],
)
def test_a_stretch_of_more_than_forty_words_is_cut_at_steps_twelve_words_apart(
    words: int, apart: int, found: int
) -> None:
    text = run(words, apart)
    assert len(text.split()) == words
    quotes = [quote for _, _, quote in steps(text)]
    assert len(quotes) == found and " ".join(quotes).replace("  ", " ") == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I'll call you on Thursday, okay?", 1),  # a tag asks for assent
        ("Will I call you on Thursday?", 0),
        ("Could you tell me if I will call you on Thursday?", 0),
    ],
)
def test_a_question_is_no_step_but_a_tag_is(text: str, found: int) -> None:
    assert len(steps(text)) == found


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("I will call you on Thursday.", ["i"]),
        ("We will call you on Thursday.", ["we"]),
        ("Maria will call you on Thursday.", ["named"]),
        ("Someone will call you on Thursday.", ["nobody"]),
        ("They'll call you on Thursday.", ["nobody"]),
        ("I'll try to call you on Thursday.", ["try"]),
        ("You need to call us on Thursday.", ["you"]),
    ],
)
def test_who_is_to_act(text: str, owner: list[str]) -> None:
    assert who(text) == owner


YEAR = "The form is here."


@pytest.mark.parametrize(
    ("before", "text", "found"),
    [
        (0, "You can call us.", 0),  # early it offers
        (0, "You can call us on Monday.", 1),
        (2, "You can call us.", 1),  # late it is a step
        (0, "We can send the form.", 0),
        (2, "We can send the form.", 1),
        (2, "What we can send is the form.", 0),
        (2, "We can look at it now.", 0),
    ],
)
def test_you_can_and_we_can_count_late_or_with_a_time(before: int, text: str, found: int) -> None:
    idle = [YEAR] * (before if before else 0)
    after = [] if before else [YEAR] * 4
    assert len([one for one in steps(*idle, text, *after) if one[2].startswith(("You", "We", "What"))]) == found


@pytest.mark.parametrize(
    ("before", "after", "found"), [(240, None, True), (241, None, False), (None, 240, True), (None, 241, False)]
)
def test_when_is_looked_for_so_far_around_a_phrase(before: int | None, after: int | None, found: bool) -> None:
    """A day that begins so many characters before a phrase, or ends so many behind it."""
    ahead = "tomorrow".ljust(before or 300, ".") if before else "." * 300
    behind = "tomorrow".rjust(after or 300, ".") if after else "." * 300
    cue = _Cue(len(ahead), len(ahead) + 6, "booked")
    text = f"{ahead}booked{behind}"
    assert _begins(text, 0, len(text), cue, late=False) is found


@pytest.mark.parametrize(("letters", "step"), [(46, False), (47, True)])
def test_an_exam_is_known_in_sixty_characters(letters: int, step: bool) -> None:
    """What the patient is told to do there and then: "take a … breath", the words of which end so far behind "take"."""
    text = f"take a {'x' * letters} breath"
    assert _begins(text, 0, len(text), _Cue(0, 0, "do"), late=False) is step


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Will you take one tablet twice a day, okay?", ["you"]),  # a tag makes no question of it
        ("Will you take one tablet twice a day?", []),
        ("How about I'll call you on Monday, okay?", ["i"]),
        ("How about I'll call you on Monday?", []),
    ],
)
def test_a_question_is_no_step_unless_only_a_tag_asks(text: str, found: list[str]) -> None:
    assert who(text) == found


@pytest.mark.parametrize("name", ["Ibrahim", "İbrahim", "İİİİİİİİ"])
def test_a_dotted_capital_moves_no_place(name: str) -> None:
    step = "I'll call you tomorrow at nine."
    assert steps(f"All good, {name}. {step}") == [("full", "i", step)]
