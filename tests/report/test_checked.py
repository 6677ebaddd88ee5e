"""A report from plain data is refused unless every field is of its type and every place is in one of its turns."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from conftest import talk

import carescore
from carescore.errors import CarescoreError
from carescore.history import Known, Library

ROWS = (
    ("S", "Good morning, how can I help?"),
    ("P", "I am scared of the biopsy."),
    ("S", "I am sorry to hear that. Let me explain what happens next."),
)
Data = dict[str, Any]


@cache
def text() -> str:
    return json.dumps(carescore.score(talk(*ROWS), scenario="calm-upset-caller", rubric="miti").to_dict())


def put(value: Any, *keys: Any) -> Callable[[Data], None]:
    """Sets what stands at the keys."""

    def change(data: Data) -> None:
        inner: Any = data
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = value

    return change


def out(*keys: Any) -> Callable[[Data], None]:
    def change(data: Data) -> None:
        inner: Any = data
        for key in keys[:-1]:
            inner = inner[key]
        del inner[keys[-1]]

    return change


QUOTE = ("scores", "courtesy", "evidence", 0)
REFUSED = {
    "a turn that is no object": put(None, "turns", 0),
    "a text that is no text": put(5, "turns", 0, "text"),
    "a number in words": put("5", "speakers", 0, "words"),
    "a number that is none": put(float("nan"), "skills", "empathy", "value"),
    "a number past what JSON holds": put(2**53 + 1, "speakers", 0, "words"),
    "true for a number": put(True, *QUOTE, "turn"),
    "a turn that is not there": put(3, *QUOTE, "turn"),
    "a place before its turn": put(-1, *QUOTE, "start"),
    "a place that ends before it starts": put(-1, *QUOTE, "end"),
    "a code in a turn that is not there": put(3, "codes", 0, "turn"),
    "a step with a quote from elsewhere": put(
        [{"turn": 9, "start": 0, "end": 1, "label": ""}], "scenario", "steps", 0, "evidence"
    ),
    "a day in words": put("last Monday", "date"),
    "a day that no calendar has": put("2026-02-30", "date"),
    "a day without its lines": put("20260314", "date"),
    "turns out of order": put(1, "turns", 0, "index"),
    "a role that there is not": put("king", "turns", 0, "role"),
    "a skill below 0": put(-0.1, "skills", "empathy", "value"),
    "a skill above 100": put(100.1, "skills", "empathy", "value"),
    "no overall skill": out("skills", "overall"),
    "a skill that there is not": put({"value": None, "parts": [], "missing": "x"}, "skills", "charm"),
    "a profile without its version": out("provenance", "profile", "version"),
    "no models": out("provenance", "models"),
    "notes that are no list": put("x", "provenance", "notes"),
    "a warning without its kind": put([{}], "provenance", "warnings"),
    "spans that are no pairs": put([[1, 2, 3]], "turns", 0, "spans"),
    "a rubric without rows": out("rubric", "rows"),
}
TAKEN = {
    "nothing changed": lambda data: None,
    "the largest number": put(2**53, "speakers", 0, "words"),
    "a whole number for a fraction": put(70, "skills", "empathy", "value"),
    "a skill of 0": put(0, "skills", "empathy", "value"),
    "a skill of 100": put(100.0, "skills", "empathy", "value"),
    "the last turn": put(2, *QUOTE, "turn"),
    "a place past a turn without its words": put("", "turns", 0, "text"),
    "a day": put("2026-03-14", "date"),
    "a measure that this version does not know": lambda data: data["scores"].update(charm=data["scores"]["courtesy"]),
}


def changed(change: Callable[[Data], None]) -> Data:
    data: Data = copy.deepcopy(json.loads(text()))
    change(data)
    return data


@pytest.mark.parametrize("change", REFUSED.values(), ids=list(REFUSED))
def test_a_malformed_report_is_refused(change: Callable[[Data], None]) -> None:
    with pytest.raises(CarescoreError, match="malformed"):
        carescore.Report.from_dict(changed(change))


@pytest.mark.parametrize("change", TAKEN.values(), ids=list(TAKEN))
def test_a_report_that_may_stand_is_taken(change: Callable[[Data], None]) -> None:
    carescore.Report.from_dict(changed(change)).to_html()


@pytest.mark.parametrize("keep_text", [True, False])
def test_a_library_refuses_what_it_cannot_keep(keep_text: bool) -> None:
    with Library(":memory:") as library:
        for change in (put(None, "speakers", 0), put(5, "scores"), out("provenance", "profile")):
            with pytest.raises(CarescoreError, match="malformed"):
                library.add(changed(change), Known("2026-01-01"), keep_text)
        assert library.entries() == []


@pytest.mark.parametrize(
    ("schema", "shown"),
    [
        ("1", "schema '1'"),
        ("10.2", "schema '10.2'"),
        ("Nurse: good morning", "has none"),
        (7, "has none"),
        ("1 hello", "has none"),
    ],
)
def test_another_schema_is_named_and_nothing_else_of_the_file(schema: Any, shown: str) -> None:
    with pytest.raises(CarescoreError, match=shown) as caught:
        carescore.Report.from_dict({"schema": schema, "provenance": {"carescore": "I am scared"}})
    assert "scared" not in str(caught.value) and "Nurse" not in str(caught.value)
