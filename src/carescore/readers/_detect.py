"""Which reader a content belongs to: exactly one yes wins, several or none is an error that names the candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, TypeVar

from carescore import plugins
from carescore.errors import ReadError, UnknownFormatError, UsageError, meant
from carescore.readers import _described, _json, _labelled
from carescore.readers._base import Envelope, Format, JsonReader, Reader

_HEAD = 65536
F = TypeVar("F", bound=Format)


@lru_cache(maxsize=1)
def bundled() -> tuple[Format, ...]:
    """The formats that carescore reads by itself, by name."""
    package = import_module("carescore.readers")
    found = (module.name for module in walk_packages(package.__path__, "carescore.readers.") if not module.ispkg)
    readers = (import_module(name).READER for name in found if not name.rpartition(".")[2].startswith("_"))
    return tuple(sorted(readers, key=lambda reader: reader.name))


def others() -> plugins.Added:
    """The readers that other installed packages add."""
    return plugins.added("readers", (Reader, JsonReader, Envelope), _own_names)


def _own_names() -> set[str]:
    return {found.name for found in bundled()}


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """Every format, by name."""
    return tuple(sorted((*bundled(), *others().values.values()), key=lambda reader: reader.name))


def named(name: str) -> Format:
    """The format of that name. Raises UsageError."""
    known = {found.name: found for found in formats()}
    if name not in known:
        raise UsageError(f"no format named '{name}'{meant(name, known)}; formats are {', '.join(known)}")
    return known[name]


def envelope(content: bytes) -> Envelope | None:
    """The container format of the bytes, None when they are text."""
    return next((e for e in formats() if isinstance(e, Envelope) and e.looks_like(content)), None)


def detect(text: str, extension: str = "") -> Format:
    """The format of a decoded text. Raises UnknownFormatError; among several, the extension may decide."""
    return choose(text, extension)[0]


def choose(text: str, extension: str = "", columns: bool = False) -> tuple[Reader | JsonReader, Any]:
    """The reader of a text, and what it reads: the text, or the parsed value of a JSON document. columns: a person
    named columns, so that a document of unknown shape is a table."""
    document, broken = _document(text)
    if document is not None and (found := _of_json(document, extension, fallback=False)):
        return found
    head = text[:_HEAD]
    readers = [reader for reader in formats() if isinstance(reader, Reader)]
    if yes := [reader for reader in readers if not reader.fallback and reader.looks_like(head)]:
        return _only(yes, extension), text
    if document is not None:
        return _of_json(document, extension, fallback=True) or _of_unknown(document, columns)
    if broken and (rows := _json.values(text)):
        return _of_json(rows, extension, fallback=True) or _of_unknown(rows, columns)
    if broken:
        raise broken
    return _only([reader for reader in readers if reader.fallback and reader.looks_like(head)], extension), text


def of_document(document: Any, columns: bool = False) -> tuple[JsonReader, Any]:
    """The reader of a JSON document as Python holds it, and what it reads. Raises UnknownFormatError."""
    for fallback in (False, True):
        if found := _of_json(document, "", fallback=fallback):
            return found
    return _of_unknown(document, columns)


def _of_unknown(document: Any, columns: bool) -> tuple[JsonReader, Any]:
    """A document that no reader knows, never read as text: as a table, when a person named its columns."""
    if not columns:
        raise UnknownFormatError(_described.unknown(document))
    return next(r for r in formats() if isinstance(r, JsonReader) and r.fallback), document


def value_for(reader: JsonReader, text: str) -> Any:
    """What a JSON reader that a person named reads: the first wrapped value it knows, else the whole."""
    document = _json.load(text)
    return next((value for value in _json.unwrapped(document) if reader.looks_like(value)), document)


def _document(text: str) -> tuple[Any, ReadError | None]:
    """The parsed value of what begins as JSON, or the error when it must have been JSON."""
    start = text[:200].lstrip()
    if start[:1] == '"':
        return _texts(text), None
    if start[:1] not in ("{", "["):
        return None, None
    try:
        return _json.load(text), None
    except ReadError as error:
        certain = start[0] == "{" or start[1:].lstrip()[:1] in ("{", '"')
        return None, error if certain else None


def _texts(text: str) -> list[Any] | None:
    """JSON texts, one or one a line, that are a transcript together; None for any other text in quotes."""
    found = _json.values(text)
    told = all(isinstance(value, str) for value in found) and _labelled.is_transcript("\n".join(found))
    return found if told else None


def _of_json(document: Any, extension: str, *, fallback: bool) -> tuple[JsonReader, Any] | None:
    readers = [r for r in formats() if isinstance(r, JsonReader) and r.fallback is fallback]
    for value in _json.unwrapped(document):
        if yes := [reader for reader in readers if reader.looks_like(value)]:
            return _only(yes, extension), value
    return None


def _only(yes: Sequence[F], extension: str) -> F:
    if len(yes) > 1:
        yes = [reader for reader in yes if extension.lower() in reader.extensions] or yes
    if len(yes) == 1:
        return yes[0]
    candidates = tuple(_names(yes or formats()))
    reason = "several formats fit" if yes else "the format is not known"
    raise UnknownFormatError(f"{reason}; name the format: {', '.join(candidates)}", candidates=candidates)


def _names(readers: Iterable[Format]) -> Iterable[str]:
    return (reader.name for reader in readers)
