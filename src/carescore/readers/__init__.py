"""Placeholder: to be replaced."""

from typing import Any


def read(source: Any, format: str | None = None) -> Any:
    raise NotImplementedError


def formats() -> Any:
    return ()
