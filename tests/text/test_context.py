"""How words are meant: one table of cases for every code; the phrase in question stands between asterisks."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carescore.text import context


def place(marked: str) -> tuple[str, int, int]:
    """The text without its asterisks, and the stretch between them."""
    before, phrase, after = marked.split("*")
    return before + phrase + after, len(before), len(before) + len(phrase)


NEGATED = [
    ("I'm not *worried*.", True),
    ("I am *worried*.", False),
    ("I wasn't that *worried* then.", True),
    ("It isn't that *sad*, really.", True),
    ("Isn't that *sad*?", False),
    ("Well, wasn't it *scary*!", False),
    ("I don’t feel *sad* about it.", True),
    ("There is nothing that's really *worrying* me.", True),
    ("Not that I'm *worried*.", True),
    ("Not that it matters, I'm *worried*.", False),
    ("Not only am I *scared*, it hurts.", False),
    ("No wonder you are *scared*.", False),
    ("I can't stop *crying*.", False),
    ("I'm not sure why I'm *crying*.", False),
    ("It doesn't hurt, but I'm *scared*.", False),
    ("I can't sleep because I'm *worried*.", False),
    ("I couldn't be more *grateful*.", False),
    ("Isn't that *frightening*?", False),
    ("I never said one two three *worried*.", True),
    ("I never said one two three four *worried*.", True),
    ("I never said one two three four five *worried*.", False),
    ("It isn't bad. I'm *worried*.", False),
    ("No, I'm *worried*.", False),
    ("I'm hardly *afraid* of needles.", True),
]
REPORTED = [
    ("He said *I'm so sorry* for your loss.", True),
    ("They said *thank you* for waiting.", True),
    ("*I'm so sorry* for your loss.", False),
    ("My last dentist told me to *calm down*.", True),
    ("I was told to *calm down*.", True),
    ("I told you *to wait*.", False),
    ("She kept saying “*it is fine*”, and it was not.", True),
    ('The sign says "*wait here*".', True),
    ("She told me to come back, and I'm *scared* now.", False),
    ("Dr. Patel thinks *it's cancer*.", True),
    ("They said no. *Thank you* for trying.", False),
    ("I said *I'm sorry*.", False),
    ("The nurse who called was kind and *helpful*.", False),
    ("It says here that *you called*.", True),
    ("Mum said *I'm so sorry* for your loss.", True),
    ("The midwife told me to *calm down*.", True),
    ("Mum, *I'm so sorry* for your loss.", False),
    ("Just so I know that I said it clearly, *what will you do*?", False),
    ("Your cheek goes fat and *sleepy*.", False),
]
HYPOTHETICAL = [
    ("If you feel *dizzy*, call us.", True),
    ("You feel *dizzy*.", False),
    ("If you don't mind, *sit down*.", False),
    ("In case it gets *worse*, come back.", True),
    ("If it bleeds, call *an ambulance*.", False),
    ("You look as if you are *tired*.", False),
    ("I wonder whether it's *serious*.", True),
    ("If you were here, I would be *happy*.", False),
]
ASKED = [
    ("Are you *worried*?", True),
    ("You are *worried*.", False),
    ("are you *worried* about it", True),
    ("so you are *worried* about it", False),
    ("You are *worried*! Why?", False),
    ("Are you *worried* about what Dr. Lee said?", True),
    ("Are you *worried* about the 2.5 milligrams?", True),
    ("Are you *worried*?!", True),
    ("You are *worried* about Dr. Lee. Why?", False),
]
EXPERIENCER = [
    ("I am *scared*.", "own"),
    ("*Scared* of needles.", "own"),
    ("My wife is *scared*.", "kin"),
    ("My grandkids are *scared*.", "kin"),
    ("They were *scared*.", "other"),
    ("You are *scared*.", "addressee"),
    ("They left and I was *scared*.", "own"),
]


@pytest.mark.parametrize(("marked", "expected"), NEGATED)
def test_negated(marked: str, expected: bool) -> None:
    text, start, _ = place(marked)
    assert context.negated(text, start) is expected


@pytest.mark.parametrize(("marked", "expected"), REPORTED)
def test_reported(marked: str, expected: bool) -> None:
    text, start, _ = place(marked)
    assert context.reported(text, start) is expected


def test_reported_speech_has_an_end() -> None:
    near = "She told me " + "that " * (context.REPORTS)
    assert context.reported(near, len(near))
    far = "She told me " + "that " * (context.REPORTS + 1)
    assert not context.reported(far, len(far))


@pytest.mark.parametrize(("marked", "expected"), HYPOTHETICAL)
def test_hypothetical(marked: str, expected: bool) -> None:
    text, start, _ = place(marked)
    assert context.hypothetical(text, start) is expected


@pytest.mark.parametrize(("marked", "expected"), ASKED)
def test_asked(marked: str, expected: bool) -> None:
    assert context.asked(*place(marked)) is expected


@pytest.mark.parametrize(("marked", "expected"), EXPERIENCER)
def test_experiencer(marked: str, expected: str) -> None:
    text, start, _ = place(marked)
    assert context.experiencer(text, start) == expected


@pytest.mark.parametrize("size", [context.FAR, context.FAR + 1])
def test_a_sentence_is_looked_for_only_so_far(size: int) -> None:
    text = "Is it." + " a" * size
    text = text[: 6 + size]
    left, _ = context.sentence(text, len(text), len(text))
    assert left == (6 if size == context.FAR else 7)


@settings(max_examples=300, deadline=None)
@given(st.from_regex(re.compile(context._REPORT.pattern)))
def test_a_report_holds_one_of_its_cues(found: str) -> None:
    match = context._REPORT.search(found)
    assert match is not None and any(cue in match[0] for cue in context.REPORT_CUES)
