"""The page in Firefox: it opens from disk, a moment plays, a tick counts again, the keys work, a review is saved."""

from __future__ import annotations

import json
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES

import carescore
from carescore.skills import recount

BADLY = EXAMPLES / "billing-call-handled-badly.srt"
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
PATIENCE = 20  # seconds for what the browser does by itself


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("firefox")


@pytest.fixture(scope="module")
def firefox(folder: Path) -> Iterator[Any]:
    driver = pytest.importorskip("marionette_driver.marionette", reason="marionette_driver is not installed")
    if FIREFOX is None:
        pytest.skip("Firefox is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    quiet = {
        "browser.download.folderList": 2,
        "browser.download.dir": str(folder),
        "browser.download.useDownloadDir": True,
        "browser.helperApps.neverAsk.saveToDisk": "application/json",
        "media.autoplay.default": 0,
        "media.volume_scale": "0.0",
    }
    client = driver.Marionette(
        bin=FIREFOX, port=port, headless=True, prefs=quiet, gecko_log=str(folder / "firefox.log"), startup_timeout=120
    )
    client.start_session()
    yield client
    client.quit(in_app=False)


@pytest.fixture(scope="module")
def opened(firefox: Any, folder: Path, video: Path) -> carescore.Report:
    """The report whose page is open, with a recording beside it."""
    report = carescore.score(BADLY)
    report.to_html(folder / "page.html", media=str(video))
    firefox.navigate((folder / "page.html").as_uri())
    return report


def until(firefox: Any, condition: str) -> None:
    """Waits for what a script says."""
    _until(lambda: firefox.execute_script(f"return {condition}"), condition)


def _until(holds: Callable[[], Any], what: str) -> None:
    ends = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < ends, what
        time.sleep(0.05)


def press(firefox: Any, key: str) -> None:
    firefox.find_element("css selector", "body").send_keys(key)


def test_a_moment_plays_and_keys_rule_the_player(firefox: Any, opened: carescore.Report) -> None:
    until(firefox, "document.querySelector('video').duration > 200")
    chip = firefox.find_element("css selector", ".moment .chip")
    at = float(chip.get_attribute("data-at")) / 1000
    chip.click()
    until(firefox, f"Math.abs(document.querySelector('video').currentTime - {max(at - 2, 0)}) < 1.5")
    until(firefox, "!document.querySelector('video').paused && document.querySelector('.turn.now')")
    press(firefox, "k")
    until(firefox, "document.querySelector('video').paused")
    press(firefox, "]")
    assert firefox.execute_script("return document.querySelector('video').playbackRate") == 1.25
    press(firefox, "?")
    assert firefox.execute_script("return document.querySelector('dialog').open")
    firefox.find_element("css selector", "dialog [value=cancel]").click()


def test_without_a_finding_as_python_counts_and_saved(firefox: Any, opened: carescore.Report, folder: Path) -> None:
    box = firefox.find_element("css selector", '.finding[data-measure="disrespect"] .tick input')
    box.click()
    item = opened.scores["disrespect"].evidence[0]
    gone = [("disrespect", (item.turn, item.start, item.end, item.label))]
    scores = recount.recounted(opened.scores, gone, [turn.side for turn in opened.turns], opened.codes)
    profile = opened.provenance["profile"]
    skills = recount.recomposed(opened.skills, scores, profile["minimum_weight"], profile["least_weights"])
    shown = firefox.execute_script(
        "return Object.fromEntries([...document.querySelectorAll('[data-skill]')].map(b => [b.dataset.skill, b.dataset.value]))"
    )
    assert shown == {name: "" if one.value is None else f"{one.value:g}" for name, one in skills.items()}
    assert skills != dict(opened.skills)
    firefox.find_element("css selector", "#save").click()
    _until(lambda: list(folder.glob("*.review.json")), "the review is saved")
    saved = next(folder.glob("*.review.json"))
    _until(lambda: saved.stat().st_size, "the review is written")
    review = json.loads(saved.read_text(encoding="utf-8"))
    assert review["report"]["sha256"] == opened.source.sha256 and len(review["unticked"]) == 1
    again = carescore.score(BADLY, review=review)
    assert again.skills["respect"].value == skills["respect"].value
