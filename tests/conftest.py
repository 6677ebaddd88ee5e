"""Shared helpers: short conversations become reports in one line."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

import carescore
from carescore.measures import Score

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
CHROMIUM = shutil.which("chromium")
SLOW = ("/tests/app/", "/tests/batch/", "/page/")  # servers, processes, a browser: after all others


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The quick tests come first."""
    items.sort(key=lambda item: any(folder in item.path.as_posix() for folder in SLOW))


@pytest.fixture
def examples(monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of bundled examples, as the working directory."""
    monkeypatch.chdir(EXAMPLES)
    return EXAMPLES


def talk(*rows: tuple[str, str]) -> list[dict[str, Any]]:
    """(speaker, text) rows without times; "S" is the nurse and "P" the patient."""
    names = {"S": "Nurse", "P": "Patient", "C": "Mother"}
    return [{"speaker": names.get(speaker, speaker), "text": text} for speaker, text in rows]


def timed(*rows: tuple[str, int | None, int | None, str]) -> list[dict[str, Any]]:
    """(speaker, start_ms, end_ms, text) rows."""
    plain = talk(*((speaker, text) for speaker, _, _, text in rows))
    return [row | {"start_ms": start, "end_ms": end} for row, (_, start, end, _) in zip(plain, rows, strict=True)]


def scored(rows: Sequence[dict[str, Any]], measure: str) -> Score:
    """One measure of a conversation."""
    return carescore.score(list(rows), only=[measure]).scores[measure]


def quotes(rows: Sequence[dict[str, Any]], measure: str) -> list[tuple[str, str]]:
    """(label, quoted words) of a measure's evidence."""
    report = carescore.score(list(rows), only=[measure])
    return [(e.label, report.turns[e.turn].text[e.start : e.end]) for e in report.scores[measure].evidence]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with api.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture(scope="session")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four minutes of a small grey picture with a tone."""
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("ffmpeg is not installed")
    path = tmp_path_factory.mktemp("video") / "visit.webm"
    source = ["-f", "lavfi", "-i", "color=gray:size=32x32:rate=1:duration=240"]
    sound = ["-f", "lavfi", "-i", "sine=frequency=300:duration=240"]
    subprocess.run(
        [
            ffmpeg,
            "-loglevel",
            "error",
            *source,
            *sound,
            "-c:v",
            "libvpx",
            "-deadline",
            "realtime",
            "-c:a",
            "libopus",
            "-b:a",
            "16k",
            path,
        ],
        check=True,
    )
    return path


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page that must neither ask for anything nor complain."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    page, wrong = context.new_page(), []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request",
        lambda request: wrong.append(request.url) if not request.url.startswith(("file:", "data:", "blob:")) else None,
    )
    yield page
    context.close()
    assert wrong == []
