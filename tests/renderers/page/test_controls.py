"""Every kind of control on the page, used as a person does: what it says it does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from opening import BADLY, WELL, opened, row, scored

import carescore


def now(page: Any) -> float:
    seconds: float = page.evaluate("document.querySelector('video').currentTime")
    return seconds


def test_a_finding_explains_itself_and_lights_its_words(page: Any, tmp_path: Path) -> None:
    opened(page, scored(BADLY), tmp_path)
    note = page.locator("#explain")
    assert note.is_hidden()
    finding = page.locator('.finding[data-measure="jargon_density"]').first
    finding.hover()
    note.wait_for()
    assert "Jargon density" in note.inner_text() and "Counts in: Patient-centred communication." in note.inner_text()
    lit = "[...CSS.highlights.get('found') ?? []].map(range => range.toString()).join()"
    assert page.evaluate(lit) == "deductible"
    page.mouse.move(2, 2)
    note.wait_for(state="hidden")
    assert page.evaluate(lit) == ""
    finding.locator("input").focus()
    note.wait_for()
    page.keyboard.press("Escape")
    assert note.is_hidden() and finding.locator("input").is_checked()


def test_words_light_what_was_found_in_them(page: Any, tmp_path: Path) -> None:
    report = scored(BADLY)
    opened(page, report, tmp_path)
    for measure in ("jargon_density", "empathic_opportunities"):
        finding = page.locator(f'.finding[data-measure="{measure}"]').last
        turn, span = finding.evaluate("one => [one.closest('.turn').id, one.dataset.span]")
        start, end = map(int, span.split("-"))
        words = report.turns[int(turn.removeprefix("turn-"))].text[start:end]
        page.locator(f"#{turn} mark").filter(has_text=words[:12]).first.hover()
        assert measure in page.locator(".finding.lit").evaluate_all("all => all.map(one => one.dataset.measure)")
    page.mouse.move(2, 2)
    assert page.locator(".finding.lit").count() == 0


def test_every_finding_is_explained(page: Any, tmp_path: Path) -> None:
    opened(page, scored(WELL), tmp_path)
    seen = page.evaluate(
        "() => [...document.querySelectorAll('.finding')].map(one => { one.querySelector('.what').click(); "
        "return [...document.getElementById('explain').children].map(line => line.textContent.length); })"
    )
    assert len(seen) > 40 and all(length > 3 for lines in seen for length in lines)


def test_sides_kinds_and_what_was_not_judged(page: Any, tmp_path: Path) -> None:
    expect = pytest.importorskip("playwright.sync_api").expect
    report = scored(BADLY)
    opened(page, report, tmp_path)
    shown = page.locator(".turn:visible")
    for side, other in (("staff", "patient"), ("patient", "staff")):
        page.locator(f"#only-{side}").check()
        assert set(shown.evaluate_all("all => all.map(one => one.dataset.side)")) == {side}
        assert not page.locator(f"#only-{other}").is_checked()
    page.locator("#only-patient").uncheck()
    assert shown.count() == len(report.turns)
    for box in page.locator("[data-group]").all():
        group = box.get_attribute("data-group")
        found = page.locator(f".finding.g-{group}:visible")
        before = found.count()
        box.uncheck()
        expect(found).to_have_count(0)
        box.check()
        expect(found).to_have_count(before)
    colour = "getComputedStyle(document.querySelector('.turn.staff .says')).color"
    before = page.evaluate(colour)
    page.locator("#unjudged").click()
    assert page.locator("#unjudged").get_attribute("aria-pressed") == "true" and page.evaluate(colour) != before
    page.locator("#unjudged").click()
    assert page.evaluate(colour) == before


def test_speed_scrubber_and_place(page: Any, video: Path, tmp_path: Path) -> None:
    opened(page, scored(BADLY), tmp_path, media=str(video))
    page.wait_for_function("() => document.querySelector('video').duration > 200")
    for button, speed in (("faster", "1.25×"), ("slower", "1×"), ("slower", "0.75×")):
        page.locator(f"#{button}").click()
        assert page.locator("#speed").text_content() == speed
    for _ in range(9):
        page.locator("#slower").click()
    assert page.evaluate("document.querySelector('video').playbackRate") == 0.5
    box = page.locator("#scrub").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function("() => Math.abs(document.querySelector('video').currentTime - 120) < 5")
    page.locator("#dots").scroll_into_view_if_needed()
    page.locator("video").click()
    page.wait_for_function("() => !document.querySelector('video').paused")
    page.locator("#play").click()
    page.wait_for_function("() => document.querySelector('video').paused")


def test_the_timeline_is_pointed_at_and_clicked(page: Any, video: Path, tmp_path: Path) -> None:
    report = scored(BADLY)
    opened(page, report, tmp_path, media=str(video))
    page.wait_for_function("() => document.querySelector('video').duration > 200")
    titles = page.locator("svg.timeline title").all_text_contents()
    assert "Dana Ruiz 0:00" in titles and "both speak" in titles and any("starts 1.0 s before" in one for one in titles)
    page.locator("svg.timeline a").nth(6).click()
    middle = ((report.turns[6].start_ms or 0) + (report.turns[6].end_ms or 0)) / 2000
    page.wait_for_function(f"() => Math.abs(document.querySelector('video').currentTime - {middle - 2}) < 2")
    page.locator("svg.timeline a").nth(0).click(button="right")
    assert now(page) > middle - 4


def test_without_a_recording_the_timeline_leads_to_the_turn(page: Any, tmp_path: Path) -> None:
    opened(page, scored(BADLY), tmp_path)
    page.locator("svg.timeline a").nth(6).click()
    assert page.evaluate("location.hash") == "#turn-6"


def test_a_recording_that_was_moved_is_chosen(browser: Any, video: Path, tmp_path: Path) -> None:
    page = browser.new_page()
    (tmp_path / "visit.webm").write_bytes(video.read_bytes())
    scored(BADLY).to_html(tmp_path / "page.html", media=str(tmp_path / "visit.webm"))
    (tmp_path / "visit.webm").rename(tmp_path / "moved.webm")
    page.goto((tmp_path / "page.html").as_uri())
    page.locator("#broken").wait_for()
    page.locator("#pick").set_input_files(tmp_path / "moved.webm")
    page.wait_for_function("() => document.querySelector('video').duration > 200")
    page.locator("#broken").wait_for(state="hidden")
    page.locator("[data-moment] .chip").first.click()
    page.wait_for_function("() => document.querySelector('video').currentTime > 1")
    page.close()


def test_a_dialog_that_is_left_changes_nothing(page: Any, tmp_path: Path) -> None:
    opened(page, scored(BADLY), tmp_path)
    page.locator("[data-more]").first.click()
    page.locator("dialog textarea").fill("No")
    page.locator("dialog button[value=cancel]").click()
    assert page.locator(".note").count() == 0 and page.locator("#undo").is_hidden()
    page.locator('[data-skill="respect"] summary').click()
    page.locator('[data-override="respect"]').click()
    page.locator("dialog input").fill("101")
    page.locator("dialog textarea").fill("Too high")
    page.locator("dialog button[value=ok]").click()
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#undo").is_hidden()


def test_a_link_pasted_into_an_open_page_is_followed(page: Any, tmp_path: Path) -> None:
    report = scored(BADLY)
    opened(page, report, tmp_path)
    for turn in (4, 9):
        page.evaluate("at => { location.hash = `t=${at}`; }", (report.turns[turn].start_ms or 0) / 1000)
        page.wait_for_function(f"() => document.querySelector('.turn.now')?.id === 'turn-{turn}'")


@pytest.mark.parametrize("width", [390, 1440])
def test_names_that_are_long_or_of_another_script_leave_room(page: Any, width: int, tmp_path: Path) -> None:
    said = "I am sorry that this has been so hard for you. Would you like to tell me more about it?"
    rows = [row("N" * 500, said, 0, 9000), row("\u202eممرضة", "I am scared of the surgery.", 10_000, 19_000)]
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, carescore.score(rows), tmp_path)
    assert page.locator(".verdict").bounding_box()["y"] < 260
    assert page.locator(".line b").first.bounding_box()["height"] < 40
    assert page.locator("h1").evaluate("one => getComputedStyle(one).direction") == "ltr"
    assert page.locator("h1 bdi").count() == 2
    assert page.locator(".who span").first.bounding_box()["height"] < 60
