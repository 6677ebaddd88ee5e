"""The page as a person uses it: it opens silently, plays, searches, counts again, and saves a review."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from opening import BADLY, DENTIST, WELL, opened, row, saved, scored

import carescore
from carescore.renderers import pages
from carescore.renderers.to_html import _MODULE
from carescore.skills import recount
from carescore.skills._sums import earned


@pytest.mark.parametrize(
    ("path", "step"), [(BADLY, 7), (WELL, 6), (DENTIST, 3)], ids=lambda it: getattr(it, "stem", "")
)
def test_without_findings_as_python_counts(page: Any, path: Path, step: int, tmp_path: Path) -> None:
    report = scored(path)
    opened(page, report, tmp_path)
    keys = page.locator(".finding .tick input").evaluate_all(
        "boxes => boxes.map(box => [box.closest('.finding').dataset.measure, +box.closest('.finding').dataset.place])"
    )
    gone = []
    for measure, place in sorted(keys)[::step]:
        item = report.scores[measure].evidence[place]
        page.locator(f'.finding[data-measure="{measure}"][data-place="{place}"] input').evaluate("box => box.click()")
        gone.append((measure, (item.turn, item.start, item.end, item.label)))
    assert len({measure for measure, _ in gone}) > 5
    sides = [turn.side for turn in report.turns]
    scores = recount.recounted(report.scores, gone, sides, report.codes)
    profile = report.provenance["profile"]
    skills = recount.recomposed(report.skills, scores, profile["minimum_weight"], profile["least_weights"])
    for name, skill in skills.items():
        box = page.locator(f'[data-skill="{name}"]')
        assert box.get_attribute("data-value") == ("" if skill.value is None else f"{skill.value:g}")
        parts = dict(
            box.locator("[data-part]").evaluate_all("all => all.map(one => [one.dataset.part, one.dataset.value])")
        )
        for part in skill.parts if name != "overall" else ():
            assert (float(parts[part.measure]) if parts[part.measure] else None) == part.value
    assert skills != dict(report.skills)
    undo = "() => { while (!document.getElementById('undo').hidden) document.getElementById('undo').click(); }"
    page.evaluate(undo)
    assert page.locator(".finding.out").count() == 0
    assert figures(page) == {n: "–" if s.value is None else f"{s.value:.0f}" for n, s in report.skills.items()}


def test_a_moment_plays_from_its_lead_in(page: Any, video: Path, tmp_path: Path) -> None:
    opened(page, scored(BADLY), tmp_path, media=str(video))
    page.wait_for_function("() => document.querySelector('video').duration > 200")
    for chip in page.locator(".moment .chip").all():
        at = float(chip.get_attribute("data-at")) / 1000
        chip.click()
        page.wait_for_function(
            "at => Math.abs(document.querySelector('video').currentTime - at + 2) < 1.5", arg=max(at, 2)
        )
    page.wait_for_function("() => document.querySelector('.turn.now')")
    page.locator("body").press("k")
    page.wait_for_function("() => document.querySelector('video').paused")
    page.locator("body").press("]")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1.25
    page.locator("#search").fill("nk[]")
    assert page.evaluate("document.querySelector('video').playbackRate") == 1.25


def test_search_swap_note_and_save(page: Any, tmp_path: Path) -> None:
    report = scored(BADLY)
    opened(page, report, tmp_path, swapped=carescore.score(BADLY, swap=True))
    page.keyboard.press("/")
    page.keyboard.type("deductible")
    wanted = sum("deductible" in turn.text.lower() for turn in report.turns)
    assert page.locator(".turn:visible").count() == wanted > 0
    page.locator("#search").fill("")
    page.locator("#swap").click()
    assert page.locator("#view-swapped").is_visible() and page.locator("#view-main").is_hidden()
    page.locator("#swap").click()
    page.locator("[data-more]").nth(3).click()
    page.locator("dialog textarea").fill("Listen to the tone </script>")
    page.locator("dialog button[value=ok]").click()
    page.locator("[data-star]").first.click()
    with page.expect_download() as download:
        page.locator("#save").click()
    review = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    assert review["schema"] == "carescore-review/1" and review["report"]["sha256"] == report.source.sha256
    assert review["notes"] == [{"turn": 3, "text": "Listen to the tone </script>"}]
    assert [moment["mark"] for moment in review["moments"]] == ["starred"]


def judge(page: Any, skill: str, value: str, reason: str) -> None:
    box = page.locator(f'[data-skill="{skill}"]')
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    page.locator(f'[data-override="{skill}"]').click()
    page.locator("dialog input").fill(value)
    page.locator("dialog textarea").fill(reason)
    page.locator("dialog button[value=ok]").click()


def figures(page: Any) -> dict[str, str]:
    script = "all => Object.fromEntries(all.map(one => [one.dataset.skill, one.querySelector('.value').textContent]))"
    found: dict[str, str] = page.locator("[data-skill]").evaluate_all(script)
    return found


def test_a_review_goes_round(page: Any, tmp_path: Path) -> None:
    opened(page, scored(BADLY), tmp_path)
    first = figures(page)
    judge(page, "empathy", "64", "Kind in tone")
    for box in page.locator('.finding[data-measure="disrespect"] input').all()[:3]:
        box.uncheck()
    page.locator("[data-more]").nth(3).click()
    page.locator("dialog textarea").fill("Listen again")
    page.locator("dialog button[value=ok]").click()
    page.locator("[data-hide]").first.click()
    page.locator("[data-star]").nth(1).click()
    before, review = figures(page), saved(page)
    assert before["empathy"] == first["empathy"] + "64" and before["overall"] != first["overall"]

    opened(page, carescore.score(BADLY, review=review), tmp_path)
    assert figures(page) == before
    assert "Reviewed by hand" in page.locator("#reviewed").text_content()
    assert page.locator(".finding.out").count() == 3 and page.locator("#turn-3 .note").text_content() == "Listen again"
    assert page.locator(".moment.off").count() == 1 and page.locator("[data-star][aria-pressed=true]").count() == 1
    again = saved(page)
    assert {**again, "saved": review["saved"]} == review
    while page.locator("#undo").is_visible():
        page.locator("#undo").click()
    assert figures(page) == first and page.locator(".note").count() == 0 and page.locator(".off").count() == 0


def test_corrections_of_who_spoke_go_round(page: Any, tmp_path: Path) -> None:
    report = scored(BADLY)
    opened(page, report, tmp_path)
    page.locator("[data-more]").nth(4).click()
    page.locator("dialog [name=speaker]").select_option(report.turns[5].speaker)
    page.locator("dialog button[value=ok]").click()
    page.locator("[data-more]").nth(20).click()
    page.locator("dialog textarea").fill("here")
    page.locator("dialog button[value=ok]").click()
    corrected = carescore.score(BADLY, review=saved(page))
    opened(page, corrected, tmp_path)
    says = page.locator(".note").locator("xpath=ancestor::article").locator(".says").all_text_contents()
    assert "".join(says) == report.turns[20].text
    assert carescore.score(BADLY, review=saved(page)).turns == corrected.turns


def test_nothing_for_axe(page: Any, video: Path, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    opened(page, scored(BADLY), tmp_path, media=str(video))
    page.locator("[data-skill]").evaluate_all("all => all.forEach(one => { one.open = true; })")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        assert [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]] == [], scheme


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_nothing_runs_over_the_side(page: Any, width: int, tmp_path: Path) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, scored(WELL), tmp_path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_long_conversation_stays_small(page: Any, tmp_path: Path) -> None:
    rows = [
        {
            "speaker": ("Nurse", "Patient")[i % 2],
            "text": f"{'I told you about it and we will see ' * 4}{i}.",
            "start_ms": i * 12_000,
            "end_ms": i * 12_000 + 11_000,
        }
        for i in range(200)
    ]
    report = carescore.score(rows)
    opened(page, report, tmp_path)
    assert (tmp_path / "page.html").stat().st_size < 600_000  # benchmarks/page.py measures two hours
    page.locator("#search").fill("see 199")
    assert page.locator(".turn:visible").count() == 1


def test_ten_minutes_print_on_six_pages(page: Any, tmp_path: Path) -> None:
    report = scored(WELL)
    rows = [
        {
            "speaker": t.speaker,
            "text": t.text,
            "start_ms": (t.start_ms or 0) + i * 315_000,
            "end_ms": (t.end_ms or 0) + i * 315_000,
        }
        for i in range(2)
        for t in report.turns
    ]
    opened(page, carescore.score(rows), tmp_path)
    page.emulate_media(media="print")
    printed = page.pdf(prefer_css_page_size=True)
    assert 1 < len(re.findall(rb"/Type\s*/Page\b", printed)) <= 6


def test_a_finding_stands_beside_its_sentence(page: Any, tmp_path: Path) -> None:
    report = scored(BADLY)
    opened(page, report, tmp_path)
    rows = page.locator(".row").filter(has=page.locator(".finding")).all()
    assert len(rows) > 5
    for one in rows[:12]:
        says, margin = one.locator(".says").bounding_box(), one.locator(".margin").bounding_box()
        assert abs(says["y"] - margin["y"]) < 4 and margin["x"] > says["x"] + says["width"] - 1
    words = page.locator(".turn").evaluate_all(
        "all => all.map(turn => [...turn.querySelectorAll('.says')].map(one => one.textContent).join(''))"
    )
    assert words == [turn.text for turn in report.turns]


def test_the_recording_loops_follows_and_starts_earlier(page: Any, video: Path, tmp_path: Path) -> None:
    report = scored(BADLY)
    opened(page, report, tmp_path, media=str(video), media_offset=10.0)
    page.wait_for_function("() => document.querySelector('video').duration > 200")
    assert page.locator("#dots .good").count() == sum(moment.praise for moment in report.moments)
    assert page.locator("#dots .dot").count() == len(report.moments)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    seen = page.locator("#player").bounding_box()
    assert seen["y"] >= 0 and seen["y"] + seen["height"] <= 900 and page.locator("#caption").is_visible()
    page.locator("#larger").click()
    assert page.locator("#player").bounding_box()["height"] > seen["height"] + 100
    page.locator("#larger").click()
    now = "document.querySelector('video').currentTime"
    start = (report.turns[2].start_ms or 0) / 1000
    page.locator("#turn-2 .chip").click()
    page.wait_for_function(f"at => Math.abs({now} - at) < 1.5", arg=start + 10 - 2)
    page.wait_for_function("() => document.querySelector('.turn.now')")
    page.mouse.wheel(0, 400)
    page.locator("#jump").wait_for()
    page.locator("#jump").click()
    assert page.locator("#jump").is_hidden()
    picture = page.locator("svg.timeline")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.31, box["y"] + 8, steps=3)
    page.mouse.up()
    page.locator("#loop").wait_for()
    again = "() => new Promise(done => { const video = document.querySelector('video'); let last = video.currentTime; "
    again += "video.addEventListener('timeupdate', () => { if (video.currentTime < last) done(); last = video.currentTime; }); })"
    page.evaluate(again)  # it begins again
    page.locator("#loop").click()
    assert page.locator("#loop").is_hidden()


def test_an_own_value_and_its_undo(page: Any, tmp_path: Path) -> None:
    opened(page, scored(BADLY), tmp_path)
    first = figures(page)
    judge(page, "respect", "80", "Polite in tone")
    assert page.locator('[data-skill="respect"] del').count() == 1 and figures(page)["overall"] != first["overall"]
    assert "Polite in tone" in page.locator('[data-skill="respect"] .reason').text_content()
    assert page.locator("#undo").text_content() == "Undo: Respect and courtesy judged 80"
    page.locator("#undo").click()
    assert figures(page) == first and page.locator('[data-skill="respect"] .reason').is_hidden()


def test_a_link_to_selected_words(page: Any, tmp_path: Path) -> None:
    opened(page, scored(BADLY), tmp_path)
    page.evaluate(
        "() => { const says = document.querySelector('#turn-3 .says').firstElementChild ?? "
        "document.querySelector('#turn-3 .says').firstChild; getSelection().selectAllChildren(says.parentElement); }"
    )
    page.locator("#copy").wait_for()
    page.locator("#copy").click()
    assert re.fullmatch(r"#t=\d+\.\d,\d+\.\d", page.evaluate("location.hash"))
    page.reload()
    assert page.locator(".turn.now").get_attribute("id") == "turn-3"


def test_keys_tick_undo_and_walk_through_the_turns(page: Any, tmp_path: Path) -> None:
    opened(page, scored(BADLY), tmp_path)
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible() and "search" in page.locator("dialog").text_content()
    page.keyboard.press("Escape")
    assert page.locator("dialog").is_hidden()
    page.locator(".finding .tick input").first.focus()
    page.keyboard.press("Space")
    assert page.locator(".finding.out").count() == 1
    page.locator("#undo").focus()
    page.keyboard.press("Enter")
    assert page.locator(".finding.out").count() == 0
    page.locator("body").press("ArrowDown")
    first = page.evaluate("document.activeElement.closest('.turn').id")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.turn').id") != first


ODD = {
    "one speaker": [row("Nurse", "Hello, how are you today?", 0, 1000)],
    "30 speakers": [row(f"Speaker {i}", "Hello to all of you.", i * 1000, i * 1000 + 900) for i in range(30)],
    "no times": [{"speaker": "Nurse", "text": "Hello."}, {"speaker": "Patient", "text": "I am scared."}],
    "long names": [row("N" * 500, "Hello.", 0, 900), row("P" * 500, "W" * 500, 1000, 1900)],
    "right to left": [row("ممرضة", "كيف حالك اليوم؟", 0, 900), row("مريض", "أنا خائف.", 1000, 1900)],
    "9,999 hours": [row("Nurse", "Hello.", 0, 900), row("Patient", "Hi.", 1000, 9_999 * 3_600_000)],
}


@pytest.mark.parametrize("name", ODD)
def test_odd_conversations_open(page: Any, name: str, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    opened(page, carescore.score(ODD[name]), tmp_path)
    assert page.locator(".turn").count() >= 1 and page.locator("#save").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#search").fill("hello")


def test_the_caption_says_what_to_do_and_then_what_is_said(page: Any, video: Path, tmp_path: Path) -> None:
    long = " ".join(f"word{i}" for i in range(200))
    rows = [row("Nurse", "Hello to you.", 5000, 6000), row("Patient", long, 10_000, 110_000)]
    opened(page, carescore.score(rows), tmp_path, media=str(video))
    page.wait_for_function("() => document.querySelector('video').duration > 200")
    caption = page.locator("#caption")
    assert "Play, or choose" in caption.text_content()
    for at, said in ((5.5, "Hello to you."), (10.5, "word0 "), (60, "word105 "), (109.5, "word199")):
        page.evaluate("at => { document.querySelector('video').currentTime = at; }", at)
        page.wait_for_function("said => `${document.getElementById('caption').textContent} `.includes(said)", arg=said)
        assert len(caption.text_content()) < 160


def in_script(page: Any, expression: str) -> Any:
    """What the script of the page makes of an expression."""
    return page.evaluate(
        f"() => {{ {_MODULE.sub('', pages.text('carescore.renderers', 'recount.js'))}\nreturn {expression}; }}"
    )


@pytest.mark.parametrize("value", [0.125, 0.375, 0.03125, 0.09375, 62.25, 62.75, 1.005, 2.675, -0.125, 3.0])
@pytest.mark.parametrize("digits", [1, 2, 4])
def test_figures_are_rounded_as_python_rounds(page: Any, value: float, digits: int) -> None:
    assert in_script(page, f"round({value}, {digits})") == round(value, digits)


@pytest.mark.parametrize("curve", [[[1, 0], [1, 100], [2, 50]], [[0, 0], [1, 20], [1, 80], [2, 100]], [[1, 30]]])
@pytest.mark.parametrize("value", [0.5, 1, 1.5, 2, 3])
def test_a_step_earns_what_python_says(page: Any, curve: list[list[float]], value: float) -> None:
    assert in_script(page, f"points({curve}, {value})") == earned(tuple((x, y) for x, y in curve), value)


def test_a_review_of_signals_alike_takes_them_out_one_by_one(page: Any, tmp_path: Path) -> None:
    rows = [
        row("Doctor", "Hello, what brings you in today?", 0, 1000),
        row("Patient", "My knee has been hurting since last week and it is worse when I climb the stairs.", 1200, 9000),
        row("Doctor", "Mm-hm.", 3000, 3300),
        row("Doctor", "Mm-hm.", 6000, 6300),
        row("Patient", "And it is swollen now, too.", 9100, 12000),
        row("Doctor", "Okay, let me have a look at it then.", 12100, 15000),
    ]
    report = carescore.score(rows, only="backchannels")
    opened(page, report, tmp_path)
    boxes = page.locator('.finding[data-measure="backchannels"] input')
    for box in boxes.all():
        box.uncheck()
    reviewed = report.reviewed(saved(page))
    assert reviewed.scores["backchannels"].evidence == ()
    assert reviewed.review and len(reviewed.review.said.unticked) == 2
    opened(page, reviewed, tmp_path)
    assert [box.is_checked() for box in boxes.all()] == [False, False] and len(saved(page)["unticked"]) == 2
