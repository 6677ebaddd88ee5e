"""The one parse: offsets are those of the text, whatever is made plain for the tokenizer."""

from __future__ import annotations

import re

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from carescore.annotate import parse

BLANK = spacy.blank("en")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("I can’t", ["I", "ca", "n't"]),
        ("DON'T shout", ["DO", "N'T", "shout"]),
        ("No" + "!" * parse.RUN, ["No", *["!"] * parse.RUN]),
        ("No" + "!" * (parse.RUN + 5) + "x", ["No", *["!"] * parse.RUN, "x"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    (found,) = parse.tokens([text])
    assert [_plain(text[start:end]) for form, start, end in found if form != parse.SPACE] == tokens


def _plain(text: str) -> str:
    return text.replace("’", "'")


ODD = (
    *(
        "",
        " ",
        "\n",
        " a",
        "a  b",
        "a \n b",
        "  Hi\tthere \n",
        "cannot . Can not",
        "IT'S the U.S. a. m.",
        "o'clock  's",
    ),
    *(
        "10km at 8 a.m.",
        "e-mail me: a.b@c.org!",
        "we 're (really) fine...",
        "Cannot",
        "Ill and ill",
        "dont",
        "gonna :-)",
    ),
)
WORDS = st.sampled_from(
    [*"( ) . , ' - 7".split(), *"don't cannot Mr. o'clock a.m. gonna I’LL WON'T".split(), " ", "\n"]
)


@settings(deadline=None)
@given(st.sampled_from(ODD) | st.lists(WORDS | st.text(max_size=5), max_size=8).map(" ".join))
def test_chunks_are_cut_as_spacy_cuts_the_whole_text(text: str) -> None:
    made_plain = text.translate({ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'})
    doc = BLANK.make_doc(re.sub("[A-Z]['A-Z]+", lambda word: word[0].lower(), made_plain))
    (found,) = parse.tokens([text])
    kept = [(form, start, end) for form, start, end in found if form != parse.SPACE]
    assert kept == [(token.lower_, token.idx, token.idx + len(token)) for token in doc if not token.text.isspace()]
    assert len(found) == len(doc)


SHORT = ["a", "I", "X", "ok", "im", "cannot", "gonna", "Mr", "etc", "am", "pm", "St", "km", "10", "7", "Tom", "xD"]


@pytest.mark.parametrize("mark", ["", ".", ",", "?", "!"])
@settings(deadline=None)
@given(st.sampled_from(SHORT) | st.from_regex(r"[A-Za-z]{1,8}|[0-9]{1,6}", fullmatch=True))
def test_a_word_with_a_mark_behind_it_is_cut_as_spacy_cuts_it(mark: str, word: str) -> None:
    found = parse.tokenizer()(word + mark)
    assert parse.cut(word + mark) == tuple((token.lower_, token.idx, token.idx + len(token)) for token in found)
