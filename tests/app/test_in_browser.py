"""The app as a trainer uses it, in Chromium: nothing is asked of anybody else, and nothing is complained about."""

from __future__ import annotations

import re
import threading
import time
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES

from carescore.app import serve

BADLY = EXAMPLES / "billing-call-handled-badly.srt"
SLOW_MS = 60_000  # a machine that runs other tests too


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    said: list[str] = []
    library = tmp_path_factory.mktemp("library") / "training.db"
    threading.Thread(target=serve, args=(library, 0, False, said.append), daemon=True).start()
    while not said:
        time.sleep(0.02)
    return str(re.findall(r"http\S+", said[0])[0])


@pytest.fixture
def page(browser: Any, address: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.set_default_timeout(SLOW_MS)
    page, wrong = context.new_page(), []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    own = (address.partition("?")[0], "blob:", "data:")
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(own) else None)
    page.goto(address)
    page.wait_for_selector("html.on")
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """Four minutes of silence, as the recording of the call."""
    path = tmp_path / "billing-call-handled-badly.wav"
    with wave.open(str(path), "wb") as stream:
        stream.setparams((1, 1, 8000, 0, "NONE", ""))
        stream.writeframes(bytes([128]) * 1_920_000)
    return path


def shown(page: Any) -> Any:
    return page.frame_locator("#page")


def verdict(page: Any) -> str:
    return str(shown(page).locator("#view-main .verdict").inner_text())


def test_from_a_file_to_the_library(page: Any, sound: Path) -> None:
    page.set_input_files("#pick-files", [BADLY, sound])
    page.wait_for_url("**/conversations/*")
    assert "token" not in page.url
    first = verdict(page)
    video_element = shown(page).locator("video")
    video_element.evaluate(
        "one => new Promise(done => one.readyState ? done() : one.addEventListener('loadedmetadata', done))"
    )
    page.locator("[data-role=staff]").nth(1).click()
    page.get_by_text("Scored again.").wait_for()
    assert verdict(page) != first
    page.locator("#swap").click()
    page.wait_for_function("() => document.querySelector('[data-role=staff]').getAttribute('aria-pressed') === 'true'")
    page.fill("#trainee", "Dana")
    page.fill("#date", "2026-03-14")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#panel .notice").wait_for()
    with page.expect_download() as download:
        page.locator("#export").click()
    assert "Who spoke when" in Path(download.value.path()).read_text(encoding="utf-8")
    page.get_by_role("link", name="Library", exact=True).click()
    assert page.locator("tbody tr").count() == 1 and "Dana" in page.locator("tbody").inner_text()
    page.locator("tbody td:nth-child(3) a").click()
    assert verdict(page) == first
