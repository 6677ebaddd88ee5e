"""What a table keeps of a conversation, made where it was scored, so that little is sent and nothing is made twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePath
from typing import Any

from carescore.batch._base import Item, Work
from carescore.batch.columns import row_of, writable
from carescore.batch.details import DETAILS
from carescore.report import Report

_NO_NAME = re.compile(r"[^\w.-]+")
_LONGEST = 60  # characters of a conversation's own name in that of its page


@dataclass(frozen=True, slots=True)
class Keep:
    """The row of a conversation, those of the tables beside, and its page in a folder."""

    details: tuple[str, ...] = ()
    pages: str | None = None

    def __call__(self, work: Work, item: Item) -> dict[str, Any]:
        kept: dict[str, Any] = {"row": row_of(work, item)}
        if isinstance(item, Report):
            kept |= {name: [writable(row) for row in DETAILS[name].rows(item)] for name in self.details}
            if page := self.page(work):
                part = page.with_name(f".{page.name}.part")
                item.to_html(part)
                part.replace(page)
                kept["row"]["page"] = str(page)
        return kept

    def page(self, work: Work) -> Path | None:
        """Where the page of a conversation lies; of two of the same stem in two places."""
        if self.pages is None:
            return None
        stem = _NO_NAME.sub("-", PurePath(work.key).stem)[:_LONGEST]
        return Path(self.pages, f"{stem}-{sha256(work.key.encode()).hexdigest()[:8]}.html")

    def lacks(self, work: Work) -> bool:
        """Whether the page of a conversation is wanted and gone."""
        page = self.page(work)
        return page is not None and not page.exists()
