"""A report as one self-contained page: nothing is loaded from a network, and it reads without its script."""

from __future__ import annotations

import json
import math
import mimetypes
import os
import re
from base64 import b64encode
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from carescore.errors import UsageError
from carescore.renderers import _page, _story, _timeline, _words, files, pages
from carescore.report import Report
from carescore.skills import gains
from carescore.text.regex import lazy

SCRIPTS = tuple(f"{name}.js" for name in "recount conversation explain player timeline dialog review main".split())
_MODULE = lazy(r"^import .*\n|^export (?=\w)", re.MULTILINE)
_SCHEME = lazy(r"[A-Za-z][A-Za-z0-9+.-]+:")
_KINDS = ("audio/", "video/")
_TEXT = lazy(rb"[\t\n\f\r\x20-\x7e]+")  # every recording begins with other bytes


def render(
    report: Report,
    media: str | None = None,
    embed: bool = False,
    media_offset: float = 0.0,
    swapped: Report | None = None,
) -> str:
    """The page as text. media: path of the recording as the page finds it; embed: put the recording into the page;
    media_offset: seconds by which it starts before the transcript; swapped: the same conversation with its roles the
    other way round."""
    source = (_embedded(_checked(media)) if embed else _address(media)) if media else None
    return _rendered(report, source, media_offset, swapped)


def write(
    report: Report,
    path: str | os.PathLike[str],
    media: str | None = None,
    embed: bool = False,
    media_offset: float = 0.0,
    swapped: Report | None = None,
) -> str:
    """Writes the page and returns it. media is made relative to it. Raises UsageError where there is no such file."""
    check(path, media, media_offset)
    source = None
    if media:
        source = _embedded(Path(media)) if embed else _beside(Path(media), Path(path))
    page = _rendered(report, source, media_offset, swapped)
    files.put(path, page.encode("utf-8"))
    return page


def check(path: str | os.PathLike[str], media: str | None = None, media_offset: float = 0.0) -> None:
    """Raises UsageError where write could not write there, or not with that recording."""
    folder = Path(path).resolve().parent
    if not folder.is_dir():
        raise UsageError(f"the folder for {Path(path).name} is not there: make it first")
    if not os.access(folder, os.W_OK):
        raise UsageError(f"{Path(path).name} cannot be written in that folder")
    if not math.isfinite(media_offset):
        raise UsageError("the offset of the recording must be a number of seconds")
    if media:
        _checked(media)


def _rendered(report: Report, source: str | None, offset: float, swapped: Report | None) -> str:
    before = report.unreviewed()
    again = _page.counted(before)
    found = _page.findings(before, again)
    style, script = pages.style(), _script()
    page: str = _template().render(
        report=report,
        before=before,
        views=[("main", report), *([("swapped", swapped)] if swapped else [])],
        words=_words,
        page=_page,
        story=_story,
        gains=gains(report.skills) if "overall" in report.skills else [],
        media=source,
        picture=_timeline.render(report),
        found=found,
        style=style,
        script=script,
        notes=_page.notes(report),
        out=_page.taken_out(report),
        data=_json(_page.data(report, again, offset)),
        policy=pages.policy(style, script, media="'self' file: blob: data:"),
    )
    return page


def _checked(media: str) -> Path:
    """The recording's path. Raises UsageError for an address, for no file, and for what is no recording."""
    path = Path(_path(media))
    if not path.is_file():
        raise UsageError(f"media: there is no file {path.name}")
    _type(path)
    with path.open("rb") as stream:
        begins = stream.read(1024)
    if not begins or _TEXT.fullmatch(begins):
        raise UsageError(f"media: {path.name} is {'text' if begins else 'empty'}, and no recording")
    return path


def _type(path: Path) -> str:
    kind = mimetypes.guess_type(path.name)[0] or ""
    if not kind.startswith(_KINDS):
        raise UsageError(f"media: {path.name} is no audio or video file by its name")
    return kind


def _path(media: str) -> str:
    """Raises UsageError for an address."""
    if _SCHEME.match(media):
        raise UsageError("media: a path of a recording is needed, not an address")
    return media


def _address(media: str) -> str:
    return quote(_path(media).replace("\\", "/"), safe="/")


def _beside(media: Path, page: Path) -> str:
    """The recording's path from the folder of the page; its name alone where the two share no folder, as such a path
    would tell where things lie on the author's disk."""
    media, folder = media.resolve(), page.resolve().parent
    if media.parts[:2] != folder.parts[:2]:
        return quote(media.name)
    return quote(Path(os.path.relpath(media, folder)).as_posix(), safe="/")


def _embedded(media: Path) -> str:
    return f"data:{_type(media)};base64,{b64encode(media.read_bytes()).decode('ascii')}"


def _json(data: Any) -> str:
    """JSON that stays text inside a script element."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


@lru_cache(maxsize=1)
def _script() -> str:
    """The modules in one: each sees what those before it export."""
    return "\n".join(_MODULE.sub("", pages.text("carescore.renderers", name)) for name in SCRIPTS)


@lru_cache(maxsize=1)
def _template() -> Any:
    return pages.environment("carescore.renderers").get_template("template.html")
