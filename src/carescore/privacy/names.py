"""Names of people: those in the speakers' labels, introductions and greetings, and each wherever it recurs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from carescore.privacy._found import Found, Kind, Line
from carescore.segmentation import names as introductions
from carescore.segmentation import roles

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_TITLE = re.compile(r"(?:dr|doctor|mr|mrs|ms|miss|mx|nurse|prof|professor|sister|father|aunt|uncle)$", re.IGNORECASE)


@dataclass(slots=True)
class People:
    """Who is known by which words; a word belongs to whoever bore it first."""

    of_word: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def add(self, words: Sequence[str]) -> None:
        lower = [word.lower() for word in words]
        person = next((self.of_word[word] for word in lower if word in self.of_word), None)
        if person is None:
            self.count += 1
            person = self.count
        for word in lower:
            self.of_word.setdefault(word, person)


def found(lines: Sequence[Line], labels: Sequence[str]) -> list[list[Found]]:
    """The names of each line."""
    people = People()
    for label in labels:
        if words := of_label(label):
            people.add(words)
    for line in lines:
        for name in filter(None, [introductions.introduced(line.text), *introductions.addressed(line.text)]):
            if words := [word for word in _WORD.findall(name) if not _TITLE.match(word)]:
                people.add(words)
    return [mentions(line.text, people) for line in lines]


def of_label(label: str) -> list[str]:
    """The words of a speaker's label that are a name."""
    if roles.of_label(label).weight == roles.CERTAIN or roles.is_unknown(label) or re.search(r"\d", label):
        return []
    words = _WORD.findall(label)
    return [word for word in words if roles.of_label(word).role is None and len(word) > 1 and not _TITLE.match(word)]


def mentions(text: str, people: People) -> list[Found]:
    """Every mention of somebody known, neighbouring words together."""
    kept: list[Found] = []
    for match in _WORD.finditer(text):
        word = re.sub(r"['’]s$", "", match[0])
        person = people.of_word.get(word.lower()) if word[:1].isupper() else None
        if person is None:
            continue
        end = match.start() + len(word)
        if kept and kept[-1].key == str(person) and text[kept[-1].end : match.start()] in (" ", ". ", ' "'):
            kept[-1] = Found(kept[-1].start, end, Kind.NAME, str(person))
        else:
            kept.append(Found(match.start(), end, Kind.NAME, str(person)))
    return kept
