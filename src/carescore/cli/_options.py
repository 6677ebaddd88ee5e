"""What several commands share: pairs given as KEY=VALUE, and rows printed in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from carescore.errors import UsageError


def pairs(pairs: Sequence[str], usage: str) -> dict[str, str]:
    """Each "KEY=VALUE"; the last "=" parts them."""
    given = {}
    for pair in pairs:
        key, sign, value = pair.rpartition("=")
        if not sign or not key or not value:
            raise UsageError(usage)
        given[key] = value
    return given


def columns(rows: Iterable[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, show_header=False, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False).print(table)
