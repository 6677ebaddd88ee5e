"""Makes the pictures of docs/tutorials/trainer.md: python docs/pictures.py, with the extras dev and app and Chromium.

They show invented conversations of examples/; made once and kept, so that building the site needs no browser.
"""

from __future__ import annotations

import base64
import shutil
import tempfile
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

import carescore
from carescore.app import serve
from carescore.history import Library, manifests, progress

HERE = Path(__file__).resolve().parent
EXAMPLES = HERE.parent / "examples"
PICTURES = HERE / "tutorials" / "pictures"
WIDTH, HEIGHT, QUALITY = 1080, 760, 72


class Camera:
    """A page of the browser, and what is taken of it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._direct = page.context.new_cdp_session(page)

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.page.wait_for_timeout(500)

    def take(self, name: str, first: str | None = None, last: str | None = None) -> None:
        """The window, or the page from the first element to the last."""
        clip = {"x": 0.0, "y": 0.0, "width": WIDTH, "height": HEIGHT}
        if first:
            boxes = [self.page.locator(one).first.bounding_box() for one in (first, last or first)]
            above = self.page.evaluate("window.scrollY")
            clip["y"] = max(boxes[0]["y"] + above - 8, 0)
            clip["height"] = boxes[1]["y"] + above + boxes[1]["height"] + 8 - clip["y"]
        asked = {"format": "webp", "quality": QUALITY, "clip": clip | {"scale": 1}, "captureBeyondViewport": True}
        taken = self._direct.send("Page.captureScreenshot", asked)
        (PICTURES / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))


def report_page(camera: Camera, folder: Path) -> None:
    report = carescore.score(EXAMPLES / "billing-call-handled-badly.srt", profile="front-desk-phone")
    report.to_html(folder / "page.html")
    camera.open((folder / "page.html").as_uri())
    camera.page.locator("#review").evaluate("bar => bar.remove()")
    camera.take("first-screen", "header.top", ".gap")
    moment = ".moments article:nth-of-type(2)"
    camera.page.locator(f"{moment} details summary").click()
    camera.take("moment", moment)
    camera.page.locator("#turn-6").scroll_into_view_if_needed()
    camera.page.wait_for_timeout(300)
    camera.take("conversation", "#turn-6", "#turn-9")


def progress_page(camera: Camera, folder: Path) -> None:
    known = manifests.read(EXAMPLES / "library" / "people.csv")
    with Library(folder / "training.db") as library:
        for path in sorted((EXAMPLES / "library").glob("maria-*.txt")):
            library.add(carescore.score(path, profile="front-desk-phone"), known[path.stem], keep_text=True)
        progress(library, "Maria").to_html(folder / "maria.html")
    camera.open((folder / "maria.html").as_uri())
    camera.take("progress")


def app(camera: Camera, folder: Path) -> None:
    said: list[str] = []
    threading.Thread(target=serve, args=(folder / "app.db", 0, False, said.append), daemon=True).start()
    while not said:
        camera.page.wait_for_timeout(100)
    camera.open(next(word for word in said[0].split() if word.startswith("http")))
    camera.take("app", "header", ".drop")


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for step in (report_page, progress_page, app):
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce")
            step(Camera(page), Path(folder))
            page.close()
        browser.close()
