"""Pages of the examples, opened in a browser, and what is done with them again and again."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from conftest import EXAMPLES

import carescore

BADLY = EXAMPLES / "billing-call-handled-badly.srt"
WELL = EXAMPLES / "billing-call-handled-well.vtt"
DENTIST = EXAMPLES / "pediatric-dentist.txt"


@cache
def scored(path: Path) -> carescore.Report:
    return carescore.score(path)


def opened(page: Any, report: carescore.Report, folder: Path, **how: Any) -> None:
    report.to_html(folder / "page.html", **how)
    page.goto((folder / "page.html").as_uri())


def saved(page: Any) -> dict[str, Any]:
    """What "Save review" writes."""
    with page.expect_download() as download:
        page.locator("#save").click()
    review: dict[str, Any] = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    return review


def row(speaker: str, text: str, start_ms: int, end_ms: int) -> dict[str, Any]:
    return {"speaker": speaker, "text": text, "start_ms": start_ms, "end_ms": end_ms}
