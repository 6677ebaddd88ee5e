"""A report in the files of the tools that conversation researchers use; numbers_only leaves every word out."""

from __future__ import annotations

import os
from pathlib import Path

from carescore.errors import UsageError, meant
from carescore.integrations.exports import (
    chat,
    convokit,
    elan,
    qda_codebook,
    qda_project,
    rttm,
    stm,
    textgrid,
    webvtt,
)
from carescore.integrations.exports._base import Export
from carescore.integrations.exports._wordless import numbers_only
from carescore.report import Report

__all__ = ["EXPORTS", "Export", "files", "numbers_only", "write"]
_ROOMS = (qda_project, qda_codebook, elan, textgrid, chat, webvtt, rttm, stm, convokit)
EXPORTS = {room.EXPORT.name: room.EXPORT for room in _ROOMS}


def files(report: Report, to: str) -> dict[str, bytes]:
    """The content of each file by what its name ends in. Raises UsageError for an unknown kind of file, and where the
    report lacks what it needs."""
    if to not in EXPORTS:
        raise UsageError(f"no export named {to}{meant(to, EXPORTS)}; exports are {', '.join(EXPORTS)}")
    return EXPORTS[to].files(report)


def write(report: Report, to: str, path: str | os.PathLike[str]) -> list[Path]:
    """Writes the files and returns where they are: path itself, with its ending changed for what belongs to it; inside
    path where the export is a folder. Raises UsageError, also where a folder is missing."""
    content, target = files(report, to), Path(path)
    folder = target if EXPORTS[to].folder else target.parent
    if not folder.parent.is_dir() or not (EXPORTS[to].folder or folder.is_dir()):
        raise UsageError(f"the folder for {target.name} is not there: make it first")
    folder.mkdir(exist_ok=True)
    first, written = next(iter(content)), []
    for name, data in content.items():
        place = target / name if EXPORTS[to].folder else target if name == first else target.with_suffix(name)
        place.write_bytes(data)
        written.append(place)
    return written
