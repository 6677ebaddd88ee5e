"""The pages of a library in Chromium: nothing to complain of for axe, nothing over the side, nothing asked for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import made
import pytest

from carescore.history import Answer, Known, Library, compare, progress, surveys, team
from carescore.history._identity import Mark
from carescore.skills import SKILLS

WIDTHS = (390, 768, 1440)
CHECKED = {"light": 390, "dark": 1440}  # where axe looks: it takes seconds, and colours are those of every width
MOMENTS = [made.moment("jargon", "jargon_density"), made.moment("empathy", "empathy_phrases", praise=True)]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each page, of ten people in two teams over ten months."""
    pytest.importorskip("statsmodels", reason="the extra impact is not installed")
    with Library(tmp_path_factory.mktemp("library") / "a.db") as library:
        for number in range(100):
            person, month = number % 10, number // 10
            level = 40.0 + person + 3 * (month >= 8) * (person + 3) + number % 7
            data = made.report(number, dict.fromkeys(("overall", *SKILLS), level), MOMENTS[: 1 + (month > 6)])
            known = Known(f"2026-{month + 1:02}-05", f"Person {person}", team="AB"[person % 2], may_show=month > 6)
            library.add(data, known, keep_text=True)
        first, second = ([e for e in library.entries() if (e.date < "2026-09") is before] for before in (True, False))
        given = [
            (Mark(f"{e.id}"), Answer({"stars": float(e.id % 5) * 25}, (e.id,), comment="neutral"))
            for e in library.entries()
        ]
        library.add_answers(
            [*given, *((Mark(f"m{n}"), Answer({"fft": 10.0 * n}, month=f"2026-0{n}")) for n in range(1, 10))]
        )
        answers = library.answers()
        return {
            "surveys": surveys.surveys(answers, library.entries(), [3, 4]).to_html(),
            "progress": progress(library, "Person 9").to_html(link=lambda entry, turn: f"#{entry.id}"),
            "team": team(library, rank=True).to_html(),
            "impact": compare(first, second, library.totals, answers=answers).to_html(people=True),
        }


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    page, wrong = context.new_page(), []
    page.on("console", lambda message: wrong.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith("file:") else None)
    yield page
    context.close()
    assert wrong == []


def shown(page: Any, content: str, folder: Path) -> None:
    (folder / "page.html").write_text(content, encoding="utf-8")
    page.goto((folder / "page.html").as_uri())


@pytest.mark.parametrize("name", ["progress", "team", "impact", "surveys"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_for_axe(page: Any, pages: dict[str, str], name: str, scheme: str, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    page.emulate_media(color_scheme=scheme)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        shown(page, pages[name], tmp_path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width == CHECKED[scheme]:
            found = axe.Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            assert [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]] == []


@pytest.mark.parametrize(
    ("name", "sections"),
    [
        ("progress", ("Skills over time", "What recurs", "Practise next", "Skill by conversation")),
        ("team", ("What recurs", "Worth showing", "People, with what chance")),
        ("impact", ("Skills", "What patients answered", "People", "Overall by month")),
        ("surveys", ("Answers", "Comments", "Beside the skills, over people", "Beside the skills, over months")),
    ],
)
def test_every_section_is_there(pages: dict[str, str], name: str, sections: tuple[str, ...]) -> None:
    assert [one for one in (*sections, "What this cannot say") if f"<h2>{one}" not in pages[name]] == []
