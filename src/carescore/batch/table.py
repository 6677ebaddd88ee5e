"""A batch into a table: what is known is kept, the rest is scored, and the table is written when all is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from carescore.batch import columns, outputs
from carescore.batch._base import Done, Item, Work
from carescore.batch.journal import ENDING, Journal
from carescore.errors import UsageError

MAIN = "conversations"
Run = Callable[[Iterator[Work]], Iterator[Done]]


def kept(work: Work, item: Item) -> dict[str, Any]:
    """What the table needs of a conversation."""
    return {"row": columns.row_of(work, item)}


@dataclass(frozen=True, slots=True)
class Table:
    """A table to fill. resume: keep what is known from the same content, versions and options; retry: but what
    failed; force: begin anew over what is there."""

    out: Path
    fingerprint: str
    resume: bool = False
    retry: bool = False
    force: bool = False

    @property
    def journal(self) -> Path:
        return self.out.with_name(self.out.name + ENDING)

    def open(self) -> Journal:
        """The journal, locked. Raises UsageError where something is there that nobody said what to do with."""
        outputs.checked(self.out)
        going_on = self.resume or self.retry
        if going_on and self.force:
            raise UsageError("--force begins anew, --resume goes on: give one of them")
        there = [path for path in (self.out, self.journal) if path.exists()]
        if there and not (going_on or self.force):
            raise UsageError(f"{there[0]} exists: --resume goes on with it, --force begins anew")
        if going_on and self.out.exists() and not self.journal.exists():
            raise UsageError(
                f"{self.journal} is gone, without which nothing is known of {self.out}: --force begins anew"
            )
        return Journal(self.journal, self.fingerprint, anew=self.force)

    def fill(self, journal: Journal, works: Iterable[Work], run: Run) -> Iterator[Done]:
        """Scores what is not known and keeps it, each as it finishes."""
        for done in run(journal.enter(work, retry=self.retry) for work in works):
            journal.add(done)
            yield done

    def write(self, journal: Journal, carried: Iterable[str] = ()) -> None:
        """Writes the table from the journal, in the order of the inputs."""
        names = list(carried)
        given = columns.carried(names)
        first, *rest = columns.columns()
        rows = (
            {c.name: brought.get(name) for name, c in zip(names, given, strict=True)} | found["row"]
            for brought, found in journal.rows()
        )
        outputs.write(self.out, {MAIN: ([first, *given, *rest], rows)})
