"""Scenarist closed captions (.scc), codes for a television's decoder: known, and refused with the way to export text.

Source: CEA-608; Scenarist.
"""

from __future__ import annotations

from carescore.errors import ReadError
from carescore.readers._base import Parsed, Reader


def looks_like(head: str) -> bool:
    return head.lstrip().startswith("Scenarist_SCC")


def read(text: str) -> Parsed:
    raise ReadError("captions in codes for a television (SCC): save them as .srt or .vtt in the caption editor", line=1)


READER = Reader(
    name="scc",
    title="Scenarist closed captions (refused)",
    extensions=(".scc",),
    export="not read: caption editors save .scc files as .srt or .vtt",
    looks_like=looks_like,
    read=read,
)
