"""How large and how quick the page of a two-hour conversation of 20,000 words is, in Debian's Chromium.

python benchmarks/page.py [--hours 2] [--words 20000] [--times 5] [--json]

The conversation is made of the bundled examples, one behind the other. Every figure but the sizes is the median of so
many openings, with the slowest beside it: until the first paint and until the page answers; then from a key in the
search, a jump to the middle, a finding taken out and a filter until the change is painted.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import carescore
from carescore import readers
from carescore.transcript import Utterance

ROOT = Path(__file__).resolve().parents[1]
TALKS = (
    "billing-call-handled-well.vtt",
    "chemo-nurse-call.vtt",
    "billing-call-handled-badly.srt",
    "pediatric-dentist.txt",
)
PAINTED = "requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)))"
TYPED = "const box = document.getElementById('search'); box.value = '{}'; box.dispatchEvent(new Event('input'))"
ACTS = {
    "search": TYPED.format("told"),
    "search of what is everywhere": TYPED.format("e"),
    "end of search": TYPED.format(""),
    "jump to the middle": "scrollTo(0, document.body.scrollHeight / 2)",
    "jump to the end": "scrollTo(0, document.body.scrollHeight)",
    "a finding taken out": "document.querySelector('.finding .tick input').click()",
    "a kind switched off": "document.querySelector('[data-group=words]').click()",
}
OPENED = """() => new Promise(done => setTimeout(() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  done({"first paint": paint.startTime, "answers": performance.getEntriesByType('navigation')[0].loadEventEnd});
}, 500))"""


def conversation(hours: float, words: int) -> list[dict[str, Any]]:
    """The examples again and again, in so many words, stretched over so many hours."""
    said = [u for name in TALKS for u in readers.read(str(ROOT / "examples" / name)).utterances]
    chosen: list[Utterance] = []
    count = 0
    while count < words:
        one = said[len(chosen) % len(said)]
        chosen.append(one)
        count += len(one.text.split())
    staff = {"Dana Ruiz", "Dr. Kim", "Nurse"}
    names = {u.speaker: "Nurse" if u.speaker in staff or "nurse" in str(u.speaker).lower() else "Patient" for u in said}
    each = hours * 3_600_000 / count
    rows, at = [], 0.0
    for one in chosen:
        end = at + each * len(one.text.split())
        rows.append({"speaker": names[one.speaker], "text": one.text, "start_ms": int(at), "end_ms": int(end)})
        at = end
    return rows


def opened(address: str, times: int) -> Iterator[tuple[str, list[float]]]:
    """What was measured, with the milliseconds of each opening."""
    from playwright.sync_api import sync_playwright

    taken: dict[str, list[float]] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for _ in range(times):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(address)
            for name, took in page.evaluate(OPENED).items():
                taken.setdefault(name, []).append(took)
            for name, act in ACTS.items():
                took = page.evaluate(
                    f"() => new Promise(done => {{ const start = performance.now(); {act}; {PAINTED}; }})"
                )
                taken.setdefault(name, []).append(took)
            page.close()
        browser.close()
    yield from taken.items()


def rows(hours: float, words: int, times: int) -> Iterator[dict[str, Any]]:
    report = carescore.score(conversation(hours, words))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        html = report.to_html(path)
        scripts = re.findall(r"<script type=\"module\">(.*?)</script>", html, re.DOTALL)
        yield {"name": "page", "value": round(path.stat().st_size / 1e6, 2), "unit": "MB"}
        yield {"name": "script", "value": round(sum(len(one.encode()) for one in scripts) / 1e3, 1), "unit": "kB"}
        yield {"name": "turns", "value": len(report.turns), "unit": ""}
        yield {"name": "findings", "value": html.count('class="finding '), "unit": ""}
        for name, took in opened(path.as_uri(), times):
            yield {"name": name, "value": round(median(took)), "unit": "ms", "slowest": round(max(took))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--hours", type=float, default=2)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    for row in rows(given.hours, given.words, given.times):
        print(
            json.dumps(row) if given.json else "  ".join(f"{key} {value}" for key, value in row.items() if value != "")
        )


if __name__ == "__main__":
    main()
