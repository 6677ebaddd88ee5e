"""Results as score_many gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from carescore.batch._base import Done, Failure, Item
from carescore.errors import CarescoreError, UsageError

ON_ERROR = ("yield", "skip", "raise")


def require(on_error: str) -> None:
    """Raises UsageError for what is no way to treat failures."""
    if on_error not in ON_ERROR:
        raise UsageError(f"on_error is one of {', '.join(ON_ERROR)}")


def items(found: Iterator[Done], progress: Callable[[int], object] | None, on_error: str) -> Iterator[Item]:
    """Reports and failures; progress is called with how many are done. Raises CarescoreError where failures raise."""
    for number, done in enumerate(found, start=1):
        if progress:
            progress(number)
        if isinstance(done.result, Failure) and on_error != "yield":
            if on_error == "raise" and not done.result.skipped:
                raise CarescoreError(done.result.error)
            continue
        yield done.result
