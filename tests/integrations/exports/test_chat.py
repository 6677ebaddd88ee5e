"""Words as CHAT takes them."""

from __future__ import annotations

import pytest

from carescore.integrations.exports.chat import _said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Hello.", "Hello ."),
        ("How are you? I'm well, thanks!", "How are you , I'm well , thanks !"),
        ("Is it (really) 5:30?", "Is it really 5 30 ?"),
        ("Well – I… [sighs] think", "Well I , think ."),
        ("[inaudible] twice", "xxx twice ."),
        ("???", "xxx ?"),
        ("follow-up visit -", "follow-up visit ."),
    ],
)
def test_words_and_one_end(text: str, said: str) -> None:
    assert _said(text) == said
