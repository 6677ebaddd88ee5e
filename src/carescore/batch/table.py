"""A batch into a table: what is known is kept, the rest is scored, and the table is written when all is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from carescore.batch import columns, outputs
from carescore.batch._base import Done, Work
from carescore.batch.details import DETAILS
from carescore.batch.journal import ENDING, Journal
from carescore.batch.keep import Keep
from carescore.errors import UsageError

MAIN = "conversations"
Run = Callable[[Iterator[Work]], Iterator[Done]]
Found = tuple[Mapping[str, Any], Mapping[str, Any]]  # what came with a conversation, and what became of it
See = Callable[[columns.Row], object]


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table to fill. resume: keep what is known from the same content, versions and options; retry: but what
    failed; force: begin anew over what is there; keep: what is kept of each conversation."""

    out: Path
    fingerprint: str
    resume: bool = False
    retry: bool = False
    force: bool = False
    keep: Keep = field(default_factory=Keep)

    @property
    def journal(self) -> Path:
        return self.out.with_name(self.out.name + ENDING)

    def open(self) -> Journal:
        """The journal, locked. Raises UsageError where something is there that nobody said what to do with."""
        outputs.checked(self.out)
        going_on = self.resume or self.retry
        if going_on and self.force:
            raise UsageError("--force begins anew, --resume goes on: give one of them")
        there = [path for path in (*self.files(), self.journal) if path.exists()]
        if there and not (going_on or self.force):
            raise UsageError(f"{there[0]} exists: --resume goes on with it, --force begins anew")
        if going_on and self.out.exists() and not self.journal.exists():
            raise UsageError(
                f"{self.journal} is gone, without which nothing is known of {self.out}: --force begins anew"
            )
        return Journal(self.journal, self.fingerprint, anew=self.force)

    def fill(self, journal: Journal, works: Iterable[Work], run: Run) -> Iterator[Done]:
        """Scores what is not known and keeps it, each as it finishes."""
        for done in run(journal.enter(work, retry=self.retry, lacks=self.keep.lacks) for work in works):
            journal.add(done)
            yield done

    def files(self) -> list[Path]:
        """What is written: the table, and those beside it."""
        return [outputs.place(self.out, name, main=name == MAIN) for name in (MAIN, *self.keep.details)]

    def write(self, journal: Journal, see: See = lambda _: None) -> None:
        """Writes the tables from the journal, in the order of the inputs. see: is shown every conversation's row."""
        names = list(journal.carried)
        given = columns.carried(names)
        every = columns.columns()
        leading, rest = every[: outputs.LEADING], every[outputs.LEADING :]
        rows = (
            {c.name: brought.get(name) for name, c in zip(names, given, strict=True)} | found["row"]
            for brought, found in _shown(self._named(journal), see)
        )
        beside = {name: (DETAILS[name].columns, self._beside(journal, name)) for name in self.keep.details}
        outputs.write(self.out, {MAIN: ([*leading, *given, *rest], rows), **beside})

    def _named(self, journal: Journal) -> Iterator[Found]:
        """The journal's rows as they are called in the tables."""
        for brought, found in journal.rows():
            yield brought, {**found, "row": found["row"] | {"key": self.keep.named(found["row"]["key"])}}

    def _beside(self, journal: Journal, name: str) -> Iterator[columns.Row]:
        for _, found in self._named(journal):
            yield from ({"key": found["row"]["key"], **row} for row in found.get(name, ()))


def _shown(rows: Iterable[Found], see: See) -> Iterator[Found]:
    for brought, found in rows:
        see(found["row"])
        yield brought, found
