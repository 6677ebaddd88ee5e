"""The tables beside that of the conversations: a row a measure, a moment or a code, of those that were scored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from carescore.batch.columns import Column, Row, listed, score_values, skill_values, yes_or_no
from carescore.codes import Code
from carescore.measures import Evidence
from carescore.report import Report

MEASURES, MOMENTS, CODES = "measures", "moments", "codes"
_KEY = "key text of the conversation, as in its own row\n"
_PLACE = """
turn integer number of the turn, from 0
start integer where it begins in the turn's text
end integer where it ends
start_ms integer when it begins, where the turns have times
"""


@dataclass(frozen=True, slots=True)
class Detail:
    """A table beside: its columns, and its rows of a report."""

    columns: tuple[Column, ...]
    rows: Callable[[Report], Iterator[Row]]


def _measures(report: Report) -> Iterator[Row]:
    for name, skill in report.skills.items():
        values = skill_values(skill)
        yield {"kind": "skill", "name": name, "value": values.pop(""), **values}
    for name, score in report.scores.items():
        values = score_values(score)
        known = {"unit": score.overall.unit if score.overall else None, "percentile": report.percentiles.get(name)}
        yield {"kind": "measure", "name": name, "value": values.pop(""), **values, **known}
    for check in report.scenario.steps if report.scenario else ():
        why = check.why if check.met is None else None
        yield {"kind": "step", "name": check.id, "met": yes_or_no(check.met), "missing": why}
    for row in report.rubric.rows if report.rubric else ():
        yield {"kind": "item", "name": row.item, "value": row.value, "met": row.met, "missing": row.missing}


def _moments(report: Report) -> Iterator[Row]:
    for moment in report.moments:
        quotes = moment.quotes or (Evidence(moment.turn, moment.start, moment.end, moment.kind),)
        yield {
            **_shared(moment),
            "praise": int(moment.praise),
            "quote": " … ".join(_quote(report, quote) for quote in quotes),
            **{name: getattr(moment, name) for name in ("measure", "effect", "advice", "why")},
            "instead": moment.instead or None,
        }


def _codes(report: Report) -> Iterator[Row]:
    for code in report.codes:
        turn = report.turns[code.turn]
        yield {
            **_shared(code),
            "speaker": turn.speaker,
            "role": turn.role,
            "quote": _quote(report, code),
            "attributes": json.dumps(dict(code.attributes), ensure_ascii=False, sort_keys=True),
            "replies_to": code.replies_to,
        }


def _shared(found: Any) -> Row:
    return {name: getattr(found, name) for name in ("kind", "turn", "start", "end", "start_ms", "confidence")}


def _quote(report: Report, place: Evidence | Code) -> str:
    return report.turns[place.turn].text[place.start : place.end]


DETAILS = {
    MEASURES: Detail(
        listed(
            _KEY
            + """kind text skill, measure, step of the scenario or item of the rubric
name text its name
unit text of the value, of a measure; a skill runs from 0 to 100
value number overall value
low number lower end of a skill's 90 % interval
high number upper end
staff number value of staff alone, where the measure tells them apart
patient number value of the patient alone
count number what was counted, for a rate
per number what it is counted per
percentile number share (%) of the norm conversations below this value, with half of those that equal it
met text of a step and an item, where it can be known
missing text why there is no value"""
        ),
        _measures,
    ),
    MOMENTS: Detail(
        listed(
            _KEY
            + "praise integer 1: worth showing to others, 0: to work on\nkind text of moment"
            + _PLACE
            + """quote text the words of the exchange
measure text whose evidence it is
effect number points of the overall figure that hang on it
confidence number probability that a trainer would show it, where something estimates it
advice text what to say to the trainee
why text what speaks for the advice
instead text what could have been said"""
        ),
        _moments,
    ),
    CODES: Detail(
        listed(
            _KEY
            + "kind text of code"
            + _PLACE
            + """speaker text whose turn it is
role text of the speaker
quote text the words
attributes text of the code, as a JSON object
confidence number probability that a trainer would agree, where something estimates it
replies_to integer the turn that it answers"""
        ),
        _codes,
    ),
}
