"""The one parse: offsets are those of the text, whatever is made plain for the tokenizer."""

from __future__ import annotations

import pytest

from carescore.annotate import parse


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("I can’t", ["I", "ca", "n't"]),
        ("DON'T shout", ["do", "n't", "shout"]),
        ("No" + "!" * parse.RUN, ["No", *["!"] * parse.RUN]),
        ("No" + "!" * (parse.RUN + 5) + "x", ["No", *["!"] * parse.RUN, "x"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    (doc,) = parse.docs([text])
    assert [token.text for token in doc if not token.is_space] == tokens
    assert len(doc.text) == len(text)
