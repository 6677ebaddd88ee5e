"""Who is known by which words, so that "Dana", "Ms. Ruiz" and "Dana Ruiz" are one person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class People:
    """A word belongs to whoever bore it first. given: the first word of each person's full name."""

    of_word: dict[str, int] = field(default_factory=dict)
    given: dict[int, str] = field(default_factory=dict)

    def add(self, words: Sequence[str]) -> int:
        """The person of a name, whose words are in small letters."""
        person = self._known(words)
        if person is None:
            person = len(self.given) + 1
            self.given[person] = ""
        if len(words) > 1 and not self.given[person]:
            self.given[person] = words[0]
        for word in words:
            self.of_word.setdefault(word, person)
        return person

    def _known(self, words: Sequence[str]) -> int | None:
        """A namesake with another first name is somebody else."""
        first = self.of_word.get(words[0])
        if first is not None or len(words) == 1:
            return first
        last = next((self.of_word[word] for word in reversed(words) if word in self.of_word), None)
        return last if last is None or self.given[last] in ("", words[0]) else None
