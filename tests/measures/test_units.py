"""What a figure is counted by stands in its unit: percents are of a hundred, rates of what they name."""

from __future__ import annotations

import re

from conftest import EXAMPLES

import carescore
from carescore.measures import Rate

_PER = re.compile(r"per (\d+) (?:words|staff turns|turns|staff words|steps)")


def test_a_rates_scale_is_that_of_its_unit() -> None:
    report = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
    seen = set()
    for name, score in report.scores.items():
        for figure in ("", *score.by_role, *score.figures):
            one = {"": score.overall, **score.by_role, **score.figures}[figure]
            if isinstance(one, Rate) and (one.unit.startswith("%") or _PER.fullmatch(one.unit)):
                named = _PER.fullmatch(one.unit)
                assert one.scale == (int(named[1]) if named else 100), (name, figure)
                seen.add(name)
    assert len(seen) > 20
