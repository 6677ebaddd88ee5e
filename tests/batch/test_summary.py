"""A batch as a whole: ratios of sums, the ends, and why what failed failed."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterable
from typing import Any

import pytest
from conftest import EXAMPLES

import carescore
from carescore import batch
from carescore.batch.summary import reason
from carescore.cli import _summary

SCORED = {"status": "scored", "error": None}


def summary(rows: Iterable[dict[str, Any]]) -> batch.Summary:
    totals = batch.Totals()
    for row in rows:
        totals.add(row)
    return totals.summary()


def test_rates_pool_as_ratios_of_sums_and_the_rest_as_medians() -> None:
    rows: list[dict[str, Any]] = [
        {
            **SCORED,
            "key": "a",
            "questions": 10.0,
            "questions_count": 1,
            "questions_per": 10,
            "overall": 20.0,
            "seconds": 3,
        },
        {
            **SCORED,
            "key": "b",
            "questions": 1.0,
            "questions_count": 1,
            "questions_per": 100,
            "overall": 80.0,
            "seconds": 9,
        },
        {**SCORED, "key": "c", "overall": 70.0},
        {"key": "x:1", "status": "failed", "error": "x:1:7: no text"},
        {"key": "y", "status": "failed", "error": "y: no text"},
        {"key": "z", "status": "skipped", "error": "z: skipped"},
    ]
    found = summary(rows)
    assert found.counts == {"scored": 3, "failed": 2, "skipped": 1}
    assert found.measures["questions"].value == pytest.approx(200 / 110, abs=1e-4)
    assert (found.skills["overall"].value, found.skills["overall"].of) == (70.0, 3)
    assert found.lowest[0] == ("a", 20.0) and found.highest[0] == ("b", 80.0) and found.slowest[0] == ("b", 9)
    assert found.failures == (("no text", 2),)
    text = "\n".join(_summary.lines(found))
    assert "overall: median 70, the middle half 45 to 75, of 3" in text and "failed: no text (2)" in text


@pytest.mark.parametrize(
    ("error", "why"), [("a.vtt: broken", "broken"), ("a.vtt:12: broken", "broken"), ("other", "other")]
)
def test_a_reason_is_without_its_place(error: str, why: str) -> None:
    assert reason("a.vtt", error) == why


def test_reports_pool_to_the_sum_of_their_parts() -> None:
    reports = [carescore.score(path, only=["questions"]) for path in sorted(EXAMPLES.glob("*.vtt"))[:3]]
    pooled = reports[0].scores["questions"].overall
    for report in reports[1:]:
        pooled = pooled + report.scores["questions"].overall  # type: ignore[operator]  # rates add up
    found = carescore.summarise([*reports, carescore.Failure("x", "x: gone")])
    assert pooled is not None and found.measures["questions"].value == pytest.approx(pooled.value, rel=1e-3)
    assert found.counts == {"scored": len(reports), "failed": 1}
    empty = carescore.summarise([])
    assert empty.counts == {} and list(_summary.lines(empty)) == []


def test_memory_does_not_grow_with_the_rows() -> None:
    def peak(count: int) -> int:
        rows = (
            {"status": "scored", "key": f"call-{i}", "overall": float(i % 90), "empathy": 5.0} for i in range(count)
        )
        tracemalloc.start()
        try:
            summary(rows)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)
    assert peak(8000) - peak(800) < 300_000  # of which 256 KiB are the figures before they go to disk
