"""How far a long run is, on standard error: a bar in a terminal, one line a minute anywhere else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import click

_EVERY = 60.0  # seconds between lines where there is no terminal
T = TypeVar("T")


def shown(items: Iterable[T], total: int, failed: Callable[[T], bool]) -> Iterator[T]:
    """The items, with rate, failures and time left shown meanwhile."""
    from rich.console import Console

    console = Console(stderr=True)
    yield from _bar(items, total, failed, console) if console.is_terminal else _lines(items, total, failed)


def _bar(items: Iterable[T], total: int, failed: Callable[[T], bool], console: object) -> Iterator[T]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    parts = ("{task.fields[failed]} failed", "{task.fields[rate]:.1f} a second")
    columns = (BarColumn(), MofNCompleteColumn(), *map(TextColumn, parts), TimeRemainingColumn())
    with Progress(*columns, console=console) as bar:  # type: ignore[arg-type]  # rich is imported late
        task = bar.add_task("", total=total, failed=0, rate=0.0)
        failures = 0
        start = time.monotonic()
        for number, item in enumerate(items, start=1):
            failures += failed(item)
            rate = number / max(time.monotonic() - start, 1e-9)
            bar.update(task, completed=number, failed=failures, rate=rate)
            yield item


def _lines(items: Iterable[T], total: int, failed: Callable[[T], bool]) -> Iterator[T]:
    start = last = time.monotonic()
    failures = 0
    for number, item in enumerate(items, start=1):
        failures += failed(item)
        now = time.monotonic()
        if now - last >= _EVERY:
            last = now
            click.echo(line(number, total, failures, now - start), err=True)
        yield item


def line(number: int, total: int, failures: int, seconds: float) -> str:
    """How far it is in one line."""
    rate = number / seconds if seconds > 0 else 0.0
    left = f"{(total - number) / rate / 60:.0f} min left" if rate and total >= number else "no end known"
    return f"{number:,} of {total:,}, {failures:,} failed, {rate:.1f} a second, {left}"
