"""The page with a finger alone, and with the keyboard alone: every control is reached, seen and large enough."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES

import carescore

BADLY = EXAMPLES / "billing-call-handled-badly.srt"
SMALLEST, MAIN = 24, 44  # pixels of a target (WCAG 2.5.8), and of what is used all the time (2.5.5)
CONTROLS = "#play, #slower, #faster, #larger, #save, #undo, #swap, [data-star], [data-hide], dialog button, #search"
LOOK = """() => {
  const here = document.activeElement, box = here.getBoundingClientRect(), style = getComputedStyle(here);
  const bar = document.querySelector('#player').getBoundingClientRect().top, above = here.closest('#player, .review, svg');
  return {place: [...document.querySelectorAll('*')].indexOf(here), what: here.outerHTML.slice(0, 80),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    seen: box.top >= 0 && (above !== null || box.height > innerHeight || box.top < bar)};
}"""
REACHED = "a[href]:not(svg a), button, input, summary, select, [tabindex='0']"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, video: Path) -> str:
    """The address of a page with a recording and swapped scores."""
    path = tmp_path_factory.mktemp("page") / "page.html"
    carescore.score(BADLY).to_html(path, media=str(video), swapped=carescore.score(BADLY, swap=True))
    return path.as_uri()


@pytest.fixture
def phone(browser: Any, made: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(made)
    page.wait_for_function("() => document.querySelector('video').duration > 200")
    yield page
    context.close()


@pytest.fixture
def desk(browser: Any, made: str) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    page.goto(made)
    yield page
    context.close()


def test_targets_are_large_enough_for_a_finger(phone: Any) -> None:
    phone.locator(".finding .tick input").first.tap()
    phone.locator(".turn").evaluate_all("all => all.forEach(turn => { turn.style.contentVisibility = 'visible'; })")
    sizes = "all => all.filter(one => one.checkVisibility()).map(one => { const box = (one.closest('label') ?? one).getBoundingClientRect(); return [one.outerHTML.slice(0, 80), box.width, box.height]; })"
    every = phone.locator("main :is(button, input, summary, .chip), .review button").evaluate_all(sizes)
    assert len(every) > 100
    assert [one for one in every if min(one[1:]) < SMALLEST] == []
    main = phone.locator(CONTROLS).evaluate_all(sizes)
    assert len(main) > 10 and [one for one in main if one[2] < MAIN] == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def touch(session: Any, kind: str, *point: float) -> None:
    points = [{"x": point[0], "y": point[1]}] if point else []
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})


def test_a_finger_plays_loops_and_unticks(phone: Any) -> None:
    now = "document.querySelector('video').currentTime"
    chip = phone.locator(".moment .chip").first
    at = float(chip.get_attribute("data-at")) / 1000
    chip.tap()
    phone.wait_for_function(f"at => Math.abs({now} - at) < 1.5", arg=max(at - 2, 0))
    phone.locator("#play").tap()
    phone.wait_for_function("() => document.querySelector('video').paused")
    picture = phone.locator("svg.timeline")
    phone.evaluate("document.querySelector('svg.timeline').scrollIntoView({block: 'center'})")
    box, session = picture.bounding_box(), phone.context.new_cdp_session(phone)
    x, y = box["x"] + 200, box["y"] + 8
    touch(session, "touchStart", x, y)
    touch(session, "touchMove", x + 60, y)
    touch(session, "touchEnd")
    assert phone.locator("#loop").is_hidden() and phone.locator(".brush").count() == 0  # it scrolls
    box = picture.bounding_box()
    x = max(box["x"], 0) + 120
    touch(session, "touchStart", x, y)
    phone.locator(".brush").wait_for(state="attached")
    touch(session, "touchMove", x + 60, y)
    touch(session, "touchEnd")
    phone.locator("#loop").wait_for()
    phone.locator("#loop").tap()
    mark = phone.locator(".finding .tick").first
    mark.tap()
    assert phone.locator(".finding.out").count() == 1
    phone.locator("#undo").tap()
    assert phone.locator(".finding.out").count() == 0


def test_every_control_is_reached_in_order_and_seen(desk: Any) -> None:
    desk.evaluate("document.querySelector('[data-skill=respect]').open = true")
    wanted = desk.locator(f":is({REACHED})").evaluate_all(
        "all => all.filter(one => one.checkVisibility({contentVisibilityAuto: false}) && !one.disabled && one.tabIndex >= 0).length"
    )
    reached: list[dict[str, Any]] = []
    for _ in range(wanted):
        desk.keyboard.press("Tab")
        reached.append(desk.evaluate(LOOK))
    places = [one["place"] for one in reached]
    assert len(set(places)) == len(places) == wanted and places == sorted(places)
    assert [one["what"] for one in reached if not one["ring"]] == []
    assert [one["what"] for one in reached if not one["seen"]] == []


def test_a_review_with_the_keyboard_alone(desk: Any) -> None:
    keys = desk.keyboard
    desk.locator("[data-more]").nth(3).focus()
    keys.press("Enter")
    desk.locator("dialog").wait_for()
    assert desk.evaluate("document.activeElement.name") == "note"
    keys.press("Escape")
    assert desk.locator("dialog").is_hidden()
    assert desk.evaluate("document.activeElement.dataset.more") == "3"  # where it was
    keys.press("Enter")
    keys.type("Listen again, k and n")
    assert desk.evaluate("document.querySelector('video').paused")  # keys are letters while typing
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Enter")
    assert desk.locator("#turn-3 .note").text_content() == "Listen again, k and n"
    keys.press("/")
    keys.type("deductible")
    assert 0 < desk.locator(".turn:visible").count() < 10
    keys.press("Escape")
    assert desk.locator("#search").input_value() == "" and desk.locator(".turn.away").count() == 0
    desk.locator("body").press("k")
    desk.wait_for_function("() => !document.querySelector('video').paused")
    keys.press("k")
    desk.wait_for_function("() => document.querySelector('video').paused")
