"""Words as CHAT takes them."""

from __future__ import annotations

import pytest

from carescore.integrations.exports.chat import said


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Hello.", "Hello ."),
        ("How are you? I'm well, thanks!", "How are you , I'm well , thanks !"),
        ("Is it (really) 5:30?", "Is it really 5 30 ?"),
        ("Well – I… [sighs] think", "Well I , think ."),
        ("[inaudible] twice", "xxx twice ."),
        ("???", "xxx ?"),
        ("xxx xxx xx", "xxx ."),
        ("follow-up visit -", "follow-up visit ."),
    ],
)
def test_words_and_one_end(text: str, written: str) -> None:
    assert said(text) == written
