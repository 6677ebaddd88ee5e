"""Names that the talk itself gives: self-introductions ("this is Maria at …") and greetings ("Hi, Mr. Lopez").

A name needs a capital, so talk without capitals gives names only after "my name is". A name by which somebody is
addressed belongs to the other speaker, where there are just two. Redacted names ("[NAME]") are no names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from carescore.segmentation._base import UNKNOWN_SPEAKER, Turn
from carescore.text.dates import MONTHS, WEEKDAYS
from carescore.text.people import KINSHIP, TITLES
from carescore.text.regex import either_case, lazy, one_of
from carescore.text.words import GREETINGS

_TITLE = rf"{one_of(map(str.capitalize, TITLES))}\.?"
_WORD = r"[^\W\d_a-z][\w'’-]*[^\W\d_]"
_NAME = rf"(?:{_TITLE}[ ]{_WORD}(?:[ ]{_WORD})?|{_WORD}(?:[ ]{_WORD})?)"
_AFTER = (
    r"(?=\s*(?:[,.;!?]|$)|\s+(?:at|from|with|in|and|here|speaking|calling|your|the|one|a|an|who|again|over|what|how)\b)"
)
_MINE = lazy(
    rf"(?:\b(?:[Mm]y name is|[Mm]y name['’]s|[Tt]his is|[Yy]ou['’]re (?:speaking|talking) (?:with|to))"
    rf"\s+(?P<a>{_NAME}){_AFTER}|\bI(?:['’]m| am)\s+(?P<b>{_NAME}){_AFTER}"
    rf"|(?:^|[,.!]\s+)(?P<c>{_NAME}) (?:speaking|here)\b)"
)
_MINE_UNCASED = lazy(r"\bmy name(?:['’]s| is)\s+(?P<a>[a-z]{2,})\b", re.IGNORECASE)
_YOURS = lazy(
    rf"(?:^|[.!?]\s+){either_case(GREETINGS, ('thank you', 'thanks', 'welcome'))}"
    rf"(?: again| there)?,?\s+(?P<a>{_TITLE} {_WORD}|{_WORD})(?=\s*[,.!?]|$)"
)
_TITLED = lazy(rf"^{_TITLE} ")
# capitalised words that follow "I'm", "this is", "hi" or "thanks" and are nobody's name
_NOBODY = frozenset(
    "i i'm ok okay yes no sorry sure just not so well good great fine glad happy doctor doc nurse sir ma'am madam "
    "everyone everybody there again american british english spanish german french chinese indian mexican canadian "
    "irish italian catholic christian muslim jewish god covid type name names".split()
).union(KINSHIP, WEEKDAYS, MONTHS)
_OPENING = 12  # turns at the start in which people introduce themselves and greet each other


def of_speakers(turns: Sequence[Turn]) -> dict[str, str]:
    """The name of each speaker whose name is said in the opening turns, by label."""
    opening = turns[:_OPENING]
    found = {turn.speaker: name for turn in reversed(opening) if (name := introduced(turn.text))}
    found.pop(UNKNOWN_SPEAKER, None)  # whoever that is, it may be several
    labels = [label for label in dict.fromkeys(turn.speaker for turn in turns) if label != UNKNOWN_SPEAKER]
    if len(labels) == 2:
        for label, other in (labels, labels[::-1]):
            called = Counter(
                n for t in opening if t.speaker == other for n in addressed(t.text) if n != found.get(other)
            )
            if label not in found and called:
                found[label] = called.most_common()[0][0]
    return found


def introduced(text: str) -> str | None:
    """The name by which a speaker introduces themselves, None when they do not."""
    for match in _MINE.finditer(text):
        if name := _known(match["a"] or match["b"] or match["c"]):
            return name
    plain = None if text != text.lower() else _MINE_UNCASED.search(text)
    return plain["a"].capitalize() if plain and plain["a"] not in _NOBODY else None


def addressed(text: str) -> list[str]:
    """The names by which a text greets or thanks the listener."""
    return [name for match in _YOURS.finditer(text) if (name := _known(match["a"]))]


def crossed(text: str, speaker: str, one: str, two: str) -> int:
    """Whether a text crosses the names of two labels: 1 where its speaker goes by the other's name or greets their own,
    -1 where the names stand as they should, else 0."""
    if speaker not in (one, two):
        return 0
    other = two if speaker == one else one
    own = _is_called(introduced(text), speaker, other) + _any_called(addressed(text), other, speaker)
    exchanged = _is_called(introduced(text), other, speaker) + _any_called(addressed(text), speaker, other)
    return (exchanged > own) - (own > exchanged)


def _any_called(called: Iterable[str], label: str, other: str) -> bool:
    return any(_is_called(name, label, other) for name in called)


def _is_called(name: str | None, label: str, other: str) -> bool:
    """Whether a name is a label's and not the other one's."""
    words, theirs = _name_words(name) if name else set(), _name_words(other)
    return bool(words & (_name_words(label) - theirs)) and not words & theirs


def _name_words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", _TITLED.sub("", name)) if word[:1].isupper()}


def _known(name: str) -> str | None:
    """The name, unless its words say something else; a second word that is no name is dropped."""
    words = name.split(" ")
    own = words[1:] if _TITLED.match(name) else words
    kept = [word for word in own if word.lower().rstrip(".") not in _NOBODY]
    if own[0] not in kept:
        return None
    return " ".join([*words[: len(words) - len(own)], *kept])


def display(labels: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    """The name to show for each label: its own where it already holds the name."""
    return {label: names[label] for label in labels if label in names and names[label].lower() not in label.lower()}
