"""Everything carescore raises, on one screen.

A message holds a file name and a line number, never words of a transcript: recordings are health data.
Every exception pickles, so it survives a worker process.
"""

from __future__ import annotations

from collections.abc import Iterable

__all__ = [
    "CarescoreError",
    "LexiconError",
    "LibraryError",
    "MissingDependencyError",
    "ModelError",
    "ProfileError",
    "ReadError",
    "TrainingError",
    "UnknownFormatError",
    "UsageError",
    "WriteError",
]


LONGEST = 1000  # signs of a message: a value of a file that it names may have any length

if __spec__ and type(__spec__.loader).__name__ == "zipimporter":  # lexicons and models are opened as files
    raise ImportError("carescore cannot run from within a zip: unpack it, or install it with pip, pipx or uv")


class CarescoreError(Exception):
    """Base of every error carescore raises on purpose. Its message is one line, whatever a file's names and values
    hold."""

    def __str__(self) -> str:
        return _on_one_line(super().__str__())


class ReadError(CarescoreError):
    """A transcript could not be read: which file, at which line (1-based, None for the whole file), and why."""

    def __init__(self, reason: str, path: str | None = None, line: int | None = None) -> None:
        super().__init__(reason, path, line)
        self.reason = reason
        self.path = path
        self.line = line

    def __str__(self) -> str:
        where = self.path or "transcript"
        if self.line is not None:
            where += f":{self.line}"
        return _on_one_line(f"{where}: {self.reason}")

    def at(self, path: str | None) -> ReadError:
        """The same error with the file's name, for readers that only see text."""
        return type(self)(self.reason, self.path or path, self.line)


class UnknownFormatError(ReadError):
    """No reader, or more than one, recognises the file."""

    def __init__(
        self, reason: str, path: str | None = None, line: int | None = None, candidates: tuple[str, ...] = ()
    ) -> None:
        super().__init__(reason, path, line)
        self.args = (reason, path, line, candidates)
        self.candidates = candidates

    def at(self, path: str | None) -> UnknownFormatError:
        return type(self)(self.reason, self.path or path, self.line, self.candidates)


class UsageError(CarescoreError):
    """An argument is not one that carescore knows: a measure, a role, a speaker, a format."""


class ModelError(CarescoreError):
    """A bundled model is absent, altered, or gives other probabilities than its manifest promises."""


class TrainingError(CarescoreError):
    """Labels are too few to train a model, or the model is no better than the bundled one."""


class LexiconError(CarescoreError):
    """A lexicon file lacks its header or has a malformed line."""


class ProfileError(CarescoreError):
    """A profile is unknown, or its file has a missing or impossible value."""


class ReviewError(UsageError):
    """A review is no review, of another version, or of another conversation; the message names file and key."""


class WriteError(UsageError):
    """A page or a table cannot be written: which file, and why."""

    def __init__(self, reason: str, path: str) -> None:
        super().__init__(reason, path)
        self.reason = reason
        self.path = path

    def __str__(self) -> str:
        return _on_one_line(f"{self.path} cannot be written: {self.reason}")


class LibraryError(CarescoreError):
    """A library of reports cannot be opened or written: it is locked, damaged, full, or of a newer version."""


class MissingDependencyError(CarescoreError):
    """A feature needs a package that is not installed; the message names the extra that brings it."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(feature, extra)
        self.feature = feature
        self.extra = extra

    def __str__(self) -> str:
        return f"{self.feature} needs the '{self.extra}' extra: pip install 'carescore[{self.extra}]'"


def _on_one_line(text: str) -> str:
    line = " ".join(text.splitlines())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def meant(word: str, known: Iterable[str]) -> str:
    """What was probably meant by an unknown name, as the end of a message; "" when nothing is near."""
    from difflib import get_close_matches  # only when there is a fault to name

    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""
