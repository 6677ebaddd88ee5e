"""Finding the phrases of all lexicons in one pass over the Docs of a dialogue."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from carescore.nlp._base import Entry, Found, Lexicon

if TYPE_CHECKING:
    from spacy.language import Language


@dataclass(frozen=True, slots=True)
class Finder:
    """A spaCy PhraseMatcher over several lexicons, and which lexicon and entry each of its keys means."""

    matcher: Any
    meaning: Mapping[int, tuple[str, Entry]]
    names: tuple[str, ...]

    @classmethod
    def of(cls, pipeline: Language, lexicons: Sequence[Lexicon]) -> Finder:
        from spacy.matcher import PhraseMatcher
        from spacy.tokens import Doc

        @cache
        def pieces(chunk: str) -> list[str]:
            return [token.text for token in pipeline.make_doc(chunk)]

        def words(phrase: str) -> list[str]:
            """The phrase's tokens: the tokenizer never looks across a space, so each chunk is cut once."""
            return [piece for chunk in phrase.split() for piece in pieces(chunk)]

        matcher = PhraseMatcher(pipeline.vocab, attr="LOWER")
        meaning: dict[int, tuple[str, Entry]] = {}
        for lexicon in lexicons:
            for number, (entry, phrases) in enumerate(_by_entry(lexicon).items()):
                key = f"{lexicon.name}/{number}"
                matcher.add(key, [Doc(pipeline.vocab, words=words(phrase)) for phrase in phrases])
                meaning[pipeline.vocab.strings[key]] = (lexicon.name, entry)
        return cls(matcher, meaning, tuple(lexicon.name for lexicon in lexicons))

    def find(self, docs: Sequence[Any]) -> dict[str, tuple[Found, ...]]:
        """For each lexicon its phrases in the docs, longest first where they overlap, in order of place."""
        found: dict[str, list[Found]] = {name: [] for name in self.names}
        for turn, doc in enumerate(docs):
            for key, start, end in self.matcher(doc):
                name, entry = self.meaning[key]
                last = doc[end - 1]
                found[name].append(Found(turn, doc[start].idx, last.idx + len(last), entry))
        return {name: _longest(hits) for name, hits in found.items()}


def _by_entry(lexicon: Lexicon) -> dict[Entry, list[str]]:
    grouped: dict[Entry, list[str]] = {}
    for phrase, entry in lexicon.phrases.items():
        grouped.setdefault(entry, []).append(phrase)
    return grouped


def _longest(hits: Iterable[Found]) -> tuple[Found, ...]:
    kept: list[Found] = []
    for hit in sorted(hits, key=lambda h: (h.turn, h.start, -h.end)):
        if kept and kept[-1].turn == hit.turn and hit.start < kept[-1].end:
            if hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept[-1] = hit
            continue
        kept.append(hit)
    return tuple(kept)
