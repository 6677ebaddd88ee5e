"""Marks: numbers by key, and every place of the old text in the new one."""

from __future__ import annotations

import pytest

from carescore.privacy.identifiers import Found, Kind
from carescore.privacy.marks import Marks, rewritten

TEXT = "Hi Ann, call 555-0142 now"
NEW = rewritten(TEXT, [Found(3, 6, Kind.NAME, "1"), Found(13, 21, Kind.PHONE, "5550142")], Marks())


def test_marks_stand_in_the_text() -> None:
    assert NEW.text == "Hi [NAME 1], call [PHONE 1] now"


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        (0, 2, "Hi"),
        (0, 3, "Hi "),
        (3, 6, "[NAME 1]"),
        (4, 5, "[NAME 1]"),
        (2, 4, " [NAME 1]"),
        (5, 7, "[NAME 1],"),
        (6, 7, ","),
        (8, 12, "call"),
        (0, 25, NEW.text),
        (21, 25, " now"),
        (6, 6, ""),
        (3, 3, ""),
    ],
)
def test_a_quote_moves_with_the_text_and_takes_in_whole_marks(start: int, end: int, quote: str) -> None:
    assert NEW.text[NEW.start(start) : NEW.end(end)] == quote


def test_one_key_is_one_number_in_each_kind() -> None:
    marks = Marks()
    given = [(Kind.NAME, "a"), (Kind.NAME, "b"), (Kind.NAME, "a"), (Kind.PHONE, "a")]
    assert [marks.of(*one) for one in given] == ["[NAME 1]", "[NAME 2]", "[NAME 1]", "[PHONE 1]"]
    assert marks.counts == {"NAME": 2, "PHONE": 1}
