"""Placeholder: to be replaced by the real module."""

from __future__ import annotations

from typing import Any


def probe(heads: Any, items: Any) -> list[list[float]]:
    raise NotImplementedError
