"""A Chromium for the page's tests; they are skipped where there is none."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with api.sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


@pytest.fixture(scope="session")
def video(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four minutes of a grey picture with a tone."""
    ffmpeg = shutil.which("ffmpeg")
    if ffmpeg is None:
        pytest.skip("ffmpeg is not installed")
    path = tmp_path_factory.mktemp("video") / "visit.webm"
    source = ["-f", "lavfi", "-i", "color=gray:size=64x48:rate=2:duration=240"]
    sound = ["-f", "lavfi", "-i", "sine=frequency=300:duration=240"]
    subprocess.run(
        [ffmpeg, "-loglevel", "error", *source, *sound, "-c:v", "libvpx", "-c:a", "libopus", path], check=True
    )
    return path
