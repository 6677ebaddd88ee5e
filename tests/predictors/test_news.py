"""news: signs of good and bad news of illness, and what only looks like one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carescore.predictors import load, sentiment
from carescore.predictors.sentiment import news
from carescore.predictors.sentiment.news import NAMES, signs

HEADS = load.load("sentiment").heads

SIGNS = [
    ("The swelling has gone down.", {"eased"}),
    ("The itching stopped.", {"eased"}),
    ("I don’t get the heartburn any more.", {"eased"}),
    ("It is hardly sore.", {"eased"}),
    ("We are seizure-free.", {"eased"}),
    ("The numbness hasn’t gone away.", {"worse"}),
    ("The scan was clear.", {"clear result"}),
    ("It was a false alarm.", {"clear result"}),
    ("She's in remission.", {"clear result"}),
    ("I can lift my arm again.", {"regained"}),
    ("I couldn't be happier.", {"regained"}),
    ("The cough is worse.", {"worse"}),
    ("Nothing helps.", {"worse"}),
    ("They say it is malignant.", {"grave"}),
    ("The cyst has grown.", {"grave"}),
    ("I can't sleep.", {"lost"}),
    ("Any swelling?", set()),
    ("No fever.", set()),
    ("The rash is on both arms.", set()),
    ("I can't do Tuesdays.", set()),
    ("The results should be in today.", set()),
    ("The swelling is there. The train has gone down the line.", set()),  # never over the end of a sentence
]


@pytest.mark.parametrize(("text", "names"), SIGNS)
def test_signs(text: str, names: set[str]) -> None:
    assert {name for name, found in zip(NAMES, signs([text])[0], strict=True) if found} >= names
    if not names:
        assert not signs([text]).any()


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("It hardly hurt.", True),
        ("It's lower than last time.", True),
        ("It turned out to be nothing.", True),
        ("I'm cancer free.", True),
        ("I couldn't be happier.", True),
        ("It doesn't hurt any more.", True),
        ("It has spread to my liver.", False),
        ("I don't sleep and it's getting worse.", False),
    ],
)
def test_news_of_illness_has_its_sign(text: str, good: bool, apostrophe: str) -> None:
    found = sentiment.predict(HEADS, *sentiment.prepare([text.replace("'", apostrophe)], [""]))[0]
    assert (found[2] > found[0]) == good


def test_a_symptom_denied_is_no_news() -> None:
    found = sentiment.predict(HEADS, *sentiment.prepare(["No, no chest pain."], ["Any chest pain?"]))[0]
    assert found.argmax() == sentiment.CLASSES.index("neutral")


_ALSO = [(sign, part) for sign, parts in news._NEEDS.items() for part in parts - {sign}]


@pytest.mark.parametrize(("sign", "part"), _ALSO)
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_every_sign_holds_what_is_looked_for_first(sign: str, part: str, data: st.DataObject) -> None:
    own = news.PATTERNS[sign]
    text = data.draw(st.from_regex(re.compile(own.pattern, own.flags), alphabet=st.characters(codec="ascii")))
    assert news.PATTERNS[part].search(text)
