"""A report in the files of the tools that conversation researchers use; numbers_only leaves every word out."""

from __future__ import annotations

import os
from dataclasses import replace
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
from carescore.integrations.exports._base import OURS, Export, ExportPlace, families
from carescore.integrations.exports._wordless import numbers_only
from carescore.renderers.files import put
from carescore.report import Report

__all__ = ["EXPORTS", "OURS", "Export", "families", "files", "numbers_only", "uncoded", "write"]
_ROOMS = (qda_project, qda_codebook, elan, textgrid, chat, webvtt, rttm, stm, convokit)
EXPORTS: dict[str, Export] = {room.EXPORT.name: room.EXPORT for room in _ROOMS}


def files(report: Report, format: str, media: str | None = None, name: str = "conversation") -> dict[str, bytes]:
    """The content of each file by what its name ends in; name: what it is without that. Raises
    UsageError for an unknown kind of file, and where the report lacks what it needs."""
    if format not in EXPORTS:
        raise UsageError(f"no export named {format}{meant(format, EXPORTS)}; exports are {', '.join(EXPORTS)}")
    if media is not None and not EXPORTS[format].media:
        able = " and ".join(name for name, export in EXPORTS.items() if export.media)
        raise UsageError(f"{format} names no recording: media is for {able}")
    if media is not None and not Path(media).is_file():
        raise UsageError("the recording is not there")
    return EXPORTS[format].files(report, ExportPlace(name, media))


def uncoded(report: Report) -> Report:
    """The report without codes and moments: what a person codes who must not see them."""
    return replace(report, codes=(), moments=())


def write(report: Report, format: str, path: str | os.PathLike[str], media: str | None = None) -> list[Path]:
    """Writes the files and returns where they are: path itself, with its ending changed for what belongs to it; inside
    path where the export is a folder. Raises UsageError, also where a folder is missing."""
    target = Path(path)
    content = files(report, format, media, target.stem)
    export = EXPORTS[format]
    folder = target if export.folder else target.parent
    if not folder.parent.is_dir() or not (export.folder or folder.is_dir()):
        raise UsageError(f"the folder for {target.name} is not there: make it first")
    first, written = next(iter(content)), []
    try:
        folder.mkdir(exist_ok=True)
        for name, data in content.items():
            place = target / name if export.folder else target if name == first else target.with_suffix(name)
            put(place, data)
            written.append(place)
    except OSError as error:
        raise UsageError(f"{target.name} cannot be written: {error.strerror or type(error).__name__}") from None
    return written
