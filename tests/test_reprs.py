"""A repr ends in logs and tracebacks: it is short, and shows neither what was said nor a speaker's label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from conftest import EXAMPLES

import carescore
from carescore import api, readers
from carescore.measures import Sample
from carescore.skills import profiles

LONGEST = 320
FILES = ("billing-call-handled-badly.srt", "chemo-nurse-call.vtt", "pediatric-dentist.txt")


def parts(thing: Any) -> Iterator[Any]:
    """A dataclass and every dataclass in it."""
    if is_dataclass(thing) and not isinstance(thing, type):
        yield thing
        for one in fields(thing):
            yield from parts(getattr(thing, one.name))
    elif isinstance(thing, Mapping):
        for value in thing.values():
            yield from parts(value)
    elif isinstance(thing, tuple | list):
        for value in thing:
            yield from parts(value)


def runs(text: str) -> Iterator[str]:
    """Every three words of a text in a row."""
    words = text.split()
    return (" ".join(words[i : i + 3]) for i in range(len(words) - 2))


def things(name: str) -> tuple[Any, ...]:
    transcript = carescore.read(EXAMPLES / name)
    return transcript, api.prepare(transcript), carescore.score(transcript, rubric="miti", scenario="calm-upset-caller")


@pytest.mark.parametrize("name", FILES)
def test_no_repr_shows_what_was_said_or_by_whom(name: str) -> None:
    transcript, dialogue, report = things(name)
    said = {run for utterance in transcript.utterances for run in runs(utterance.text)}
    labels = {label for label in transcript.speakers if label.lower() not in ("patient", "staff")}
    named = re.compile(rf"\b({'|'.join(map(re.escape, labels))})\b")
    shown = {repr(part) for thing in (transcript, dialogue, report) for part in parts(thing)}
    assert len(shown) > 50 and said and labels
    assert [text for text in shown if said & set(runs(text)) or named.search(text)] == []


@pytest.mark.parametrize("name", FILES)
def test_every_repr_is_short(name: str) -> None:
    found = [part for thing in things(name) for part in parts(thing)]
    assert [repr(part) for part in found if len(repr(part)) > LONGEST] == []


@pytest.mark.parametrize("thing", [*readers.formats(), profiles.load("clinic")], ids=lambda one: str(one.name))
def test_what_is_listed_is_short_too(thing: Any) -> None:
    assert len(repr(thing)) <= LONGEST


def test_what_they_do_show() -> None:
    transcript = carescore.read([("Nurse", "Hello, how are you?"), ("Patient", "Fine.")])
    assert repr(transcript) == "Transcript('memory', 2 utterances, 2 speakers, memory)"
    assert repr(api.prepare(transcript)) == "Dialogue('memory', 2 turns, 2 speakers)"
    assert repr(transcript.utterances[0]) == "Utterance(start_ms=None, end_ms=None, line=1)"
    assert repr(Sample((1.0, 3.0), "s")) == "Sample(2 values, median 2.0, 's')"
