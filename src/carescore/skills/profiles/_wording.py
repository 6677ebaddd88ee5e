"""What a profile changes in the lexicons: rows that it holds itself, files of rows, and phrases that it takes out.

``[[phrases]]`` is one row; ``[lexicons.NAME]`` has ``add``, a table of rows beside the profile or a list of them, and
``remove``, a list of patterns whose phrases the lexicon shall not find.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from carescore.annotate import Lexicon, LexiconEntry, Wording, lexicons
from carescore.annotate.patterns import expand
from carescore.errors import LexiconError, ProfileError, meant
from carescore.skills import _toml
from carescore.skills._toml import Table

_PHRASE_KEYS = frozenset("lexicon pattern label plain".split())
_LEXICON_KEYS = frozenset("add remove".split())


def of(where: str, profile: Table, folder: Path) -> Wording:
    """A profile's own wording; folder: where its files lie. Raises ProfileError."""
    added: list[tuple[str, LexiconEntry]] = []
    for row in _toml.tables(where, "phrases", profile.get("phrases", [])):
        added.append(_phrase(f"{where}: phrases", row))
    removed: list[tuple[str, str]] = []
    for name, changes in _toml.table(f"{where}: lexicons", profile.get("lexicons", {})).items():
        at = f"{where}: lexicons.{name}"
        lexicon = _lexicon(f"{where}: lexicons", name)
        _toml.only(at, _toml.table(at, changes), _LEXICON_KEYS)
        added += ((name, entry) for entry in _from_files(f"{at}: add", lexicon, changes.get("add", []), folder))
        removed += ((name, phrase) for phrase in _taken_out(f"{at}: remove", lexicon, changes.get("remove", [])))
    return Wording(tuple(added), tuple(removed))


def joined(parts: Iterable[Wording]) -> Wording:
    """The wording of profiles that extend each other, the extended one first."""
    found = list(parts)
    return Wording(
        tuple(chain.from_iterable(part.added for part in found)),
        tuple(chain.from_iterable(part.removed for part in found)),
    )


def _lexicon(where: str, name: Any) -> Lexicon:
    if name not in lexicons.names():
        raise ProfileError(f"{where}: there is no lexicon {name}{meant(str(name), lexicons.names())}")
    return lexicons.load(name)


def _phrase(where: str, row: Table) -> tuple[str, LexiconEntry]:
    _toml.only(where, row, _PHRASE_KEYS, "phrases.")
    _toml.needed(where, row, ("lexicon", "pattern", "label"))
    lexicon = _lexicon(where, row["lexicon"])
    pattern, label, plain = (_toml.string(f"{where}: {key}", row.get(key, "")) for key in ("pattern", "label", "plain"))
    entry = LexiconEntry(_usual(pattern), label, plain)
    try:
        lexicons.checked(f"{where}: {lexicon.name}", entry, lexicon.labels)
    except LexiconError as error:
        raise ProfileError(str(error)) from None
    return lexicon.name, entry


def _from_files(where: str, lexicon: Lexicon, files: Any, folder: Path) -> Iterator[LexiconEntry]:
    for file in _toml.strings(where, [files] if isinstance(files, str) else files):
        text = _toml.read(f"{where}: {file}", folder / file)
        try:
            yield from _entries(f"{where}: {file}", text, lexicon.labels)
        except LexiconError as error:
            raise ProfileError(str(error)) from None


@lru_cache(maxsize=16)
def _entries(where: str, text: str, labels: tuple[str, ...]) -> tuple[LexiconEntry, ...]:
    return tuple(replace(entry, pattern=_usual(entry.pattern)) for entry in lexicons.rows(where, text, labels))


def _taken_out(where: str, lexicon: Lexicon, patterns: Any) -> Iterator[str]:
    for pattern in _toml.strings(where, patterns):
        try:
            phrases = expand(_usual(pattern))
        except ValueError as fault:
            raise ProfileError(f"{where}: {pattern}: {fault}") from None
        known = lexicons.meanings(lexicon)
        if unknown := [phrase for phrase in phrases if phrase not in known]:
            raise ProfileError(f"{where}: the lexicon {lexicon.name} has no phrase '{unknown[0]}'")
        yield from phrases


def _usual(pattern: str) -> str:
    """A pattern as lexicons write it."""
    return pattern.lower().replace("’", "'")
