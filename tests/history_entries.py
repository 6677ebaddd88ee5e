"""An entry of a library, to be changed into others."""

from __future__ import annotations

from carescore.history import Entry

ONE = Entry(
    1, 1, 1, "A", "2026-01-01", None, "clinic", None, None, None, "t", None, "webvtt", False, "1", "clinic", "x", 300
)
