"""The app as a trainer uses it, in Chromium: nothing is asked of anybody else, and nothing is complained about."""

from __future__ import annotations

import json
import tempfile
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import made
import pytest
from conftest import EXAMPLES
from running import Running

from carescore.history import Known, Library

BADLY = EXAMPLES / "billing-call-handled-badly.srt"
SLOW_MS = 60_000  # a machine that runs other tests too


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    app = Running(tmp_path_factory.mktemp("library") / "training.db")
    yield app.url
    app.end()


REFUSED = "Failed to load resource: the server responded with a status of 4"  # the console's word for a refusal


@pytest.fixture
def page(browser: Any, address: str, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that complains of nothing; of what it was refused, in a test of that name."""
    refused = "refused" in request.node.name
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.set_default_timeout(SLOW_MS)
    page, wrong = context.new_page(), []

    def complain(message: Any) -> None:
        if message.type in ("error", "warning") and not (refused and message.text.startswith(REFUSED)):
            wrong.append(message.text)

    page.on("console", complain)
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
    page.wait_for_url("**/library")
    page.wait_for_selector("html.on")
    table = tmp_path / "answers.csv"
    table.write_text("Who was it;Rating\nNoor;4\nNobody;2\n", encoding="utf-8")
    page.set_input_files("#pick-survey", table)
    page.wait_for_url("**/library/columns?*")
    assert complaints(page) == [] and page.locator("td").get_by_text("Noor").is_visible()
    page.select_option("select[name=person]", "Who was it")
    page.get_by_role("button", name="Keep and show the answers").click()
    shown(page).get_by_text("1 fits no conversation of the library and is not kept: row 3").wait_for()
    page.get_by_role("navigation").get_by_role("link", name="Library").click()
    page.fill("[name=before]", "2026-04-01")
    page.get_by_role("button", name="Show what changed").click()
    shown(page).get_by_text("There is no control group").wait_for()
    page.get_by_role("navigation").get_by_role("link", name="Library").click()
    page.get_by_role("link", name="Show 1 answer").wait_for()
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


LARGE = """() => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(65 * 1024 * 1024)], "day.txt"));
  document.querySelector("#drop").dispatchEvent(new DragEvent("drop", {dataTransfer: transfer, bubbles: true, cancelable: true}));
}"""
ASK = """([address, method, body]) => fetch(address, {
  method, body, headers: {"content-type": "application/json"}
}).then(answer => answer.status)"""
OUT = ["../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "a/../../evil.txt", "evil\u0000.txt", "..", ""]


def test_what_is_too_large_is_refused_before_it_is_sent(page: Any) -> None:
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "PUT" else None)
    page.evaluate(LARGE)
    page.locator("#said").get_by_text("day.txt: larger than 64 MB").wait_for()
    assert sent == []


@pytest.mark.parametrize("name", OUT)
def test_a_name_that_leads_out_of_the_folder_is_refused(page: Any, address: str, name: str) -> None:
    files = json.dumps({"files": [{"name": name, "size": 4}]})
    assert page.evaluate(ASK, ["/api/drops", "POST", files]) == 400


def test_a_dropped_name_that_leads_out_is_refused_or_harmless(page: Any) -> None:
    """However the browser passes it on: words in a list, never a place on the disk."""
    page.evaluate(DROP, ["a\\..\\..\\led-out-of-carescore.txt", "Nurse: How are you?\nPatient: I am worried.\n" * 3])
    page.locator("#page, #said:has-text('it was not taken')").first.wait_for()
    assert list(Path(tempfile.gettempdir()).glob("*led-out-of-carescore*")) == []


def test_more_than_was_announced_is_refused(page: Any, address: str) -> None:
    given = """async () => {
      const call = (address, method, body) => fetch(address, {method, body, headers: {"content-type": "application/json"}});
      const drop = await call("/api/drops", "POST", JSON.stringify({files: [{name: "a.txt", size: 4}]})).then(a => a.json());
      const put = await call(`/api/drops/${drop.drop}/0`, "PUT", "far more than four");
      const twice = await call(`/api/drops/${drop.drop}/1`, "PUT", "four");
      const read = await call(`/api/drops/${drop.drop}`, "POST", "{}");
      return [put.status, twice.status, read.status];
    }"""
    assert page.evaluate(given) == [400, 404, 400]


@pytest.mark.parametrize(
    "path", ["/static/..%2f..%2fguard.py", "/static/%2e%2e/guard.py", "/library/..%2ftraining.db/page"]
)
def test_a_path_out_of_the_app_is_refused(page: Any, path: str) -> None:
    assert page.evaluate("address => fetch(address).then(answer => answer.status)", path) == 404


def test_another_page_gets_nothing_and_changes_nothing(browser: Any, page: Any, address: str) -> None:
    """In the same browser, with the cookie in it."""
    origin = address.partition("/?")[0]
    foreign = page.context.new_page()
    foreign.set_content("<p>another page</p>")
    tried = "address => fetch(address, {method: 'POST', mode: 'no-cors', credentials: 'include', body: '{}'}).then(a => a.type, () => 'error')"
    assert foreign.evaluate(tried, f"{origin}/api/leave") in ("opaque", "error")
    assert (
        foreign.evaluate(
            "address => fetch(address, {credentials: 'include'}).then(() => 'read', () => 'kept')", f"{origin}/library"
        )
        == "kept"
    )
    page.reload()
    page.wait_for_selector("html.on")  # it has not ended


@pytest.mark.parametrize("address", ["a library to correct"], indirect=True)
def test_what_is_known_is_corrected_with_the_keyboard(page: Any, address: str) -> None:
    origin = address.partition("/?")[0]
    page.set_input_files("#pick-files", [BADLY])
    page.wait_for_url("**/conversations/*")
    page.fill("#trainee", "Mria")
    page.fill("#date", "2026-03-14")
    page.get_by_role("button", name="Save", exact=True).click()
    page.locator("#panel .notice").wait_for()
    page.goto(origin + "/library/1")
    page.wait_for_selector("html.on")
    page.keyboard.press("Control+k")
    page.keyboard.type("correct what")
    page.locator("#offers [aria-selected=true]").get_by_text("Correct what is known").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'trainee'")
    assert complaints(page) == []
    page.keyboard.press("Control+a")
    page.keyboard.type("Maria")
    while page.evaluate("document.activeElement.id") != "team":
        page.keyboard.press("Tab")
    page.keyboard.type("Front desk")
    page.keyboard.press("Enter")
    page.locator("dl").get_by_text("Front desk", exact=True).wait_for()
    known = page.locator("dl").first.inner_text()
    assert "Maria" in known and "Front desk" in known and "2026-03-14" in known
    page.goto(origin + "/library")
    assert "Mria" not in page.locator("main").inner_text()


@pytest.fixture
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An app whose library has two groups of eight people."""
    path = tmp_path_factory.mktemp("filled") / "training.db"
    with Library(path) as library:
        for number in range(32):
            data = made.report(number, {"overall": 40.0 + number % 5 + 20 * (number >= 16)})
            cohort = "spring" if number < 16 else "autumn"
            library.add(data, Known(f"2026-0{1 + number % 2}-10", f"P{number // 2}", cohort=cohort))
    app = Running(path)
    yield app.url
    app.end()


def test_groups_corrections_and_deleting_one_conversation(page: Any, filled: str, tmp_path: Path) -> None:
    pytest.importorskip("statsmodels", reason="the extra impact is not installed")
    origin = filled.partition("/?")[0]
    other = page.context.new_page()
    other.goto(filled)
    other.wait_for_selector("html.on")

    def library() -> None:
        other.goto(origin + "/library")
        other.wait_for_selector("html.on")

    library()
    other.get_by_role("button", name="Compare the groups").click()
    shown(other).get_by_text("Different by more than chance gives: overall (-20 points)").wait_for()
    library()
    other.fill("form[action='/library/impact'] [name=before]", "2026-02-01")
    other.get_by_label("say who changed, by name").check()
    other.get_by_role("button", name="Show what changed").click()
    shown(other).get_by_text("People with two conversations on either side: 0").or_(
        shown(other).get_by_text("What this cannot say")
    ).first.wait_for()
    table = tmp_path / "answers.csv"
    for stars in (4, 5):
        table.write_text(f"person,stars\nP1,{stars}\n", encoding="utf-8")
        library()
        other.set_input_files("#pick-survey", table)
        other.wait_for_url("**/library/columns?*")
        other.wait_for_selector("html.on")
        other.get_by_role("button", name="Keep and show the answers").click()
        if stars == 5:
            other.get_by_text("row 2 is new").wait_for()
            assert complaints(other) == []
            other.get_by_role("button", name="Corrections: they take the place").click()
        other.wait_for_url("**/library/surveys")
    shown(other).get_by_text("1 answer kept").wait_for()
    library()
    other.locator("tbody td:nth-child(3) a").first.click()
    other.wait_for_selector("html.on")
    other.locator("#remove").click()
    other.locator("#answers").get_by_role("button", name="Keep").click()
    other.locator("#remove").click()
    other.locator("#answers").get_by_role("button", name="Delete it").click()
    other.wait_for_url("**/library")
    other.get_by_text("31 of 31 shown").wait_for()
    other.close()
