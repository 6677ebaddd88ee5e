"""The worked numbers of how-scores-are-made.md, taken from a bundled example as the code scores it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import fmean

import carescore
from carescore.measures import Rate
from carescore.renderers import words
from carescore.report import Report
from carescore.skills import SKILLS, Part, gains

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "billing-call-handled-badly.srt"
PROFILE = "front-desk-phone"
SKILL = "respect"  # whose sum is shown
MEASURE = "interruptions"
QUOTED = 40  # characters of a quote
Table = Callable[[Iterable[str], Iterable[Iterable[str]]], str]


def blocks(table: Table) -> dict[str, str]:
    """Name → Markdown of every block."""
    report = carescore.score(EXAMPLE, profile=PROFILE)
    return {
        "read": _read(report, table),
        "count": _count(report, table),
        "points": _points(report),
        "sum": _sum(report, table),
        "overall": _overall(report, table),
        "unknown": _unknown(report, table),
        "gains": _gains(report, table),
    }


def _read(report: Report, table: Table) -> str:
    rows = ((one.id, one.role, f"{one.words:,}", f"{(one.talk_ms or 0) / 1000:.0f} s") for one in report.speakers)
    return f"{len(report.turns)} turns.\n\n" + table(("speaker", "role", "words", "talk time"), rows)


def _count(report: Report, table: Table) -> str:
    score = report.scores[MEASURE]
    rate = score.by_role["staff"]
    assert isinstance(rate, Rate) and len(score.evidence) == rate.count
    rows = (
        (
            words.clock(one.start_ms),
            f"{report.turns[one.turn].text[one.start : one.end][:QUOTED].rstrip()} …",
            one.label,
        )
        for one in score.evidence[:3]
    )
    quotes = table(("at", "quote", "why it counts"), rows)
    last = f"{rate.count:g} interruptions / {rate.per:g} turns of the patient × {rate.scale:g} = **{rate.value:.2f}**"
    return f"{quotes}\nand {rate.count - 3:g} more. {last} {rate.unit}.\n"


def _points(report: Report) -> str:
    part = next(part for part in report.skills[SKILL].parts if part.points and part.points < 100)
    (x0, y0), (x1, y1) = next(
        pair for pair in zip(part.curve, part.curve[1:], strict=False) if pair[0][0] <= _value(part) <= pair[1][0]
    )
    curve = ", ".join(f"{x:g} earns {y:g}" for x, y in part.curve)
    earned = (
        f"{y0:g} + ({_value(part):g} − {x0:g}) / ({x1:g} − {x0:g}) × ({y1:g} − {y0:g}) = **{part.points:g} points**"
    )
    return f"`{part.measure}`: {curve}. Its value here is {_value(part):g}: {earned}.\n".replace("− -", "+ ")


def _sum(report: Report, table: Table) -> str:
    skill = report.skills[SKILL]
    known = [part for part in skill.parts if part.points is not None]
    weight, total = sum(part.weight for part in known), sum(_earned(part) * part.weight for part in known)
    rows = (
        (f"`{p.measure}`", f"{_value(p):g}", f"{p.points:g}", f"{p.weight:g}", f"{_earned(p) * p.weight:g}")
        for p in known
    )
    low, high = skill.interval or (0, 0)
    return (
        table(("part", "value", "points", "weight", "points × weight"), rows)
        + f"\n{total:g} / {weight:g} = **{skill.value:g}**; nine draws of ten lie between {low:g} and {high:g}.\n"
    )


def _overall(report: Report, table: Table) -> str:
    values = {name: report.skills[name].value for name in SKILLS}
    mean = fmean(value for value in values.values() if value is not None)
    rows = ((words.SKILL_TITLES[name], f"{value:g}") for name, value in values.items())
    return table(("skill", "value"), rows) + f"\nTheir mean is **{mean:.1f}**.\n"


def _unknown(report: Report, table: Table) -> str:
    found = {name: score.missing for name, score in report.scores.items() if score.value is None and score.applicable}
    return table(("measure", "why it has no value"), ((f"`{name}`", str(why)) for name, why in found.items()))


def _gains(report: Report, table: Table) -> str:
    rows = ((f"`{one.part}`", words.SKILL_TITLES[one.skill], f"{one.gain:.1f}") for one in gains(report.skills))
    return table(("part", "of the skill", "points of the overall score still to gain"), rows)


def _value(part: Part) -> float:
    return part.value or 0.0


def _earned(part: Part) -> float:
    return part.points or 0.0
