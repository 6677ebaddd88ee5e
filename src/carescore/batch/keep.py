"""What a table keeps of a conversation, made where it was scored, so that little is sent and nothing is made twice."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from carescore import privacy
from carescore.batch._base import Failure, Item, Work
from carescore.batch.columns import row_of, writable
from carescore.batch.details import DETAILS
from carescore.report import Report
from carescore.text.regex import lazy

_NO_NAME = lazy(r"[^\w.-]+")
_LONGEST = 60  # characters of a conversation's own name in that of its page


def _digest(key: str) -> str:
    return sha256(key.encode("utf-8", "surrogateescape")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Keep:
    """The row of a conversation, those of the tables beside, and its page in a folder. redact, no_text: with marks for
    what identifies people, and that a file's name is; without any words."""

    details: tuple[str, ...] = ()
    pages: str | None = None
    redact: bool = False
    no_text: bool = False

    @property
    def private(self) -> bool:
        return self.redact or self.no_text

    def __call__(self, work: Work, item: Item) -> str:
        if self.private:
            item = self._private(work, item)
        kept: dict[str, Any] = {"row": row_of(work, item)}
        if isinstance(item, Report):
            kept |= {name: [writable(row) for row in DETAILS[name].rows(item)] for name in self.details}
            if page := self.page(work):
                part = page.with_name(f".{page.name}.part")
                item.to_html(part)
                part.replace(page)
                kept["row"]["page"] = str(page)
        return json.dumps(kept)  # here, as there are many workers and one parent

    def named(self, key: str) -> str:
        """What a conversation is called in the tables: its own name, or a mark where that must not be told."""
        return f"[CONVERSATION {_digest(key)}]" if self.private else key

    def _private(self, work: Work, item: Item) -> Item:
        if isinstance(item, Failure):
            told = item.error.replace(work.key, self.named(work.key)).replace(PurePath(work.key).name, "the file")
            return replace(item, error=told)
        return privacy.without_words(item) if self.no_text else privacy.redact(item)

    def page(self, work: Work) -> Path | None:
        """Where the page of a conversation lies; of two of the same stem in two places."""
        if self.pages is None:
            return None
        stem = "conversation" if self.private else _NO_NAME.sub("-", PurePath(work.key).stem)[:_LONGEST]
        return Path(self.pages, f"{stem}-{_digest(work.key)}.html")

    def lacks(self, work: Work) -> bool:
        """Whether the page of a conversation is wanted and gone."""
        page = self.page(work)
        return page is not None and not page.exists()
