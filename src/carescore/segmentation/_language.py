"""Whether a talk can be read at all: words rather than marks, digits and signs, and English words.

English is told by its most frequent function words, those left out that other languages of Europe write alike ("in",
"is", "to", "for", "me", "was"). They make a third of English talk and hardly a word in fifty of any other.
"""

from __future__ import annotations

from collections.abc import Iterable

from carescore.segmentation._base import Turn
from carescore.text.regex import lazy

FEWEST_WORDS = 50  # fewer tell no language
ENGLISH_SHARE = 0.05  # function words among all words below which a talk is not English
PLAIN_WORDS, PLAIN_SHARE = 200, 0.15  # so many words of so plain English need no further look
LETTERS_A_WORD = 8  # a script without spaces has words too
READ_SHARE = 0.5  # words among all that stands between spaces
NOT_ENGLISH = "the talk seems not to be English, the only language that is known here"
NO_WORDS = "most of what staff said is no words, but marks, digits or signs"
_FUNCTION_WORDS = frozenset(
    "the and you it that your have this it's i'm don't are with but what be not they my just know how when or "
    "can could would did there that's about any then she yeah right you're we're can't didn't because think".split()
)
_MARK = lazy(r"\[[^\]]{0,80}\]|<[^>]{0,80}>|\([^)]{0,80}\)")
_WORD = lazy(r"[^\W\d_]+(?:'[^\W\d_]+)*")


def words(text: str) -> list[str]:
    """The words of a text in lower case, without redactions, remarks, digits and signs."""
    return _WORD.findall(_plain(text))


def _plain(text: str) -> str:
    return _MARK.sub(" ", text).replace("’", "'").lower()


def has_function_words(text: str) -> bool:
    """Whether a text holds one of the most frequent English function words."""
    return any(word[0] in _FUNCTION_WORDS for word in _WORD.finditer(_plain(text)))


def is_english(turns: Iterable[Turn]) -> bool:
    """Whether the conversation is English but for turns known to be foreign, or too short to tell."""
    size = letters = known = 0
    for turn in turns:
        if turn.foreign:
            continue
        said = words(turn.text)
        size, letters = size + len(said), letters + sum(map(len, said))
        known += sum(word in _FUNCTION_WORDS for word in said)
        if size >= PLAIN_WORDS and known >= PLAIN_SHARE * max(size, letters // LETTERS_A_WORD):
            return True
    size = max(size, letters // LETTERS_A_WORD)
    return size < FEWEST_WORDS or known >= ENGLISH_SHARE * size


def is_words(turns: Iterable[Turn]) -> bool:
    """Whether most of what was said is words."""
    pairs = [(len(words(turn.text)), len(turn.text.split())) for turn in turns]
    return sum(one for one, _ in pairs) >= READ_SHARE * sum(both for _, both in pairs)
