"""The app as a trainer uses it, in Chromium: nothing is asked of anybody else, and nothing is complained about."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES
from running import Running

BADLY = EXAMPLES / "billing-call-handled-badly.srt"
SLOW_MS = 60_000  # a machine that runs other tests too


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = Running(tmp_path_factory.mktemp("library") / "training.db")
    yield app.url
    app.end()


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
    page.locator("#said").get_by_text("Scored again.").wait_for()
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


@pytest.mark.parametrize("address", ["an app of its own"], indirect=True)
def test_a_first_day_from_an_empty_library_to_nobody_in_it(page: Any, sound: Path, tmp_path: Path) -> None:
    """Two conversations and a recording, who is staff, saving, progress, surveys, impact, and forgetting."""
    pytest.importorskip("statsmodels", reason="the extra impact is not installed")
    page.set_input_files("#pick-files", [BADLY, EXAMPLES / "billing-call-handled-well.vtt", sound])
    page.locator("#open li").nth(1).wait_for()
    assert page.locator("#open").inner_text().count("with its recording") == 1
    for number, day in enumerate(("2026-03-14", "2026-04-14")):
        page.locator("#open li a").nth(number).click()
        page.wait_for_url("**/conversations/*")
        page.locator("[data-role=staff]").nth(1).click()
        page.locator("#said").get_by_text("Scored again.").wait_for()
        page.fill("#trainee", "Noor")
        page.fill("#date", day)
        page.get_by_role("button", name="Save", exact=True).click()
        page.locator("#panel .notice").wait_for()
        page.get_by_role("link", name="Score", exact=True).click()
    page.get_by_role("link", name="Library", exact=True).click()
    page.locator("tbody").get_by_role("link", name="Noor").first.click()
    page.get_by_role("link", name="Progress of Noor").click()
    shown(page).get_by_text("Too few conversations to compare yet.").wait_for()
    page.get_by_role("navigation").get_by_role("link", name="Library").click()
    table = tmp_path / "answers.csv"
    table.write_text("Who was it;Rating\nNoor;4\nNobody;2\n", encoding="utf-8")
    page.set_input_files("#pick-survey", table)
    page.wait_for_url("**/library/columns?*")
    assert complaints(page) == [] and page.locator("td").get_by_text("Noor").is_visible()
    page.select_option("select[name=person]", "Who was it")
    page.get_by_role("button", name="Keep and show the answers").click()
    page.locator("#said").get_by_text("2 rows: 1 new, 0 already there").wait_for()
    shown(page).get_by_text("fit no conversation of the library and are not kept: 3").wait_for()
    page.get_by_role("navigation").get_by_role("link", name="Library").click()
    page.fill("[name=before]", "2026-04-01")
    page.get_by_role("button", name="Show what changed").click()
    shown(page).get_by_text("There is no control group").wait_for()
    page.get_by_role("navigation").get_by_role("link", name="Library").click()
    assert page.get_by_role("link", name="Show 1 answers").is_visible()
    page.locator("tbody").get_by_role("link", name="Noor").first.click()
    page.get_by_role("button", name="Forget Noor").click()
    page.locator("#answers").get_by_role("button", name="Forget Noor").click()
    page.wait_for_url("**/library")
    assert "Noor" not in page.locator("main").inner_text()


def complaints(page: Any) -> list[str]:
    """What axe finds, with where."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    found = axe.Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_every_place_is_clean_and_fits(page: Any, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    origin = address.partition("/?")[0]
    for place in ("/", "/library", "/conversation", "/library/team"):
        page.goto(origin + place)
        page.wait_for_selector("html.on")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        assert width == 768 or complaints(page) == [], place
    page.goto(origin)
    page.click("#tutorial")
    page.wait_for_url("**/conversations/*")
    shown(page).locator("#view-main .verdict").wait_for()
    if width < 960:
        page.locator("#side > summary").click()
    assert page.locator("#swap").is_visible() and page.locator("#save").count() == 0
    assert width == 768 or complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_with_the_keyboard_alone(page: Any) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("tutor")
    page.locator("#offers [aria-selected=true]").get_by_text("Open the tutorial").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/conversations/*")
    shown(page).locator("#view-main .verdict").wait_for()
    first = verdict(page)
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.role === 'patient'"):
            break
    page.keyboard.press("Space")
    page.locator("#said").get_by_text("Scored again.").wait_for()
    assert verdict(page) != first
    assert page.evaluate("document.activeElement.dataset.role") == "patient"  # where they were
    shown(page).locator(".skip").focus()
    page.keyboard.press("Control+k")  # from inside the report too
    page.locator("#wanted").wait_for()
    page.keyboard.type("library")
    page.keyboard.press("Enter")
    page.wait_for_url("**/library")


DROP = """([name, text]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([text], name));
  document.querySelector("#drop").dispatchEvent(new DragEvent("drop", {dataTransfer: transfer, bubbles: true, cancelable: true}));
}"""
HOSTILE = "<img src=x onerror=alert(1)>"


def test_a_hostile_file_is_words(page: Any) -> None:
    page.on("dialog", lambda dialog: pytest.fail("a file's words ran as a script"))
    text = f"Nurse {HOSTILE}: How are you feeling today?\nPatient: I am worried. {HOSTILE}</script><script>alert(2)</script>\n"
    page.evaluate(DROP, [f"{HOSTILE.replace('/', '')}.txt", text * 3])
    page.wait_for_url("**/conversations/*")
    assert HOSTILE in shown(page).locator("#turns").inner_text()
    assert page.locator("img").count() == 0 and shown(page).locator("img").count() == 0


def test_a_file_that_is_no_transcript_is_a_sentence(page: Any) -> None:
    page.evaluate(DROP, ["holiday.jpg", "\u0000\u0001 no talk"])
    page.locator("#problems p").wait_for()
    assert page.locator("#problems").inner_text().startswith("holiday.jpg: ")
    page.reload()
    assert page.locator("#problems").inner_text() == ""
