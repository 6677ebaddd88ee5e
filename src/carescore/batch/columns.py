"""The columns of a batch's table: what they are called, of which type, and what they hold; the same for every run of
one version, whatever was asked for and whatever failed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from carescore.batch._base import FAILED, SKIPPED, Failure, Item, Work, shown
from carescore.measures import Rate, Score, measures
from carescore.report import Report
from carescore.skills import SKILLS, Skill

TEXT, INTEGER, NUMBER = "text", "integer", "number"
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: text, integer or number; meaning in one sentence."""

    name: str
    kind: str
    meaning: str


def listed(text: str) -> tuple[Column, ...]:
    """The columns of a text: a line each, of name, type and meaning."""
    rows = (line.split(" ", 2) for line in text.strip().splitlines())
    return tuple(Column(name, kind, meaning) for name, kind, meaning in rows)


GENERAL = listed(
    """
key text what the row is called, never twice: the path as it was given, with the id of the conversation in a table
id text the conversation's name: the file's without its extension
status text scored, failed or skipped (no transcript by its extension)
error text why there are no scores
format text the reader that read it
sha256 text of the content, by which --resume knows that it has not changed
words integer words of everybody
staff_words integer words of staff
patient_words integer words of the patient
turns integer turns of everybody
speakers integer speakers
staff text labels of the staff speakers
patient text labels of the patients
others text labels of everybody else, with their role
role_confidence number how sure the least sure role is, 0 to 1; empty where labels or a person gave them all
length_ms integer from the first word to the last, where the turns have times
talk_ms integer spoken time of everybody, where all of it has times
input text turn times or ordered turns
doubts text what is doubtful about who spoke, by the name of the warning
praise integer moments worth showing to others
to_work_on integer moments to work on
page text the page of --html
carescore text version that scored it
models text their versions
lexicons text their versions
profile text name and version
context text visit or role-play
focus text the one staff speaker who was scored
scenario text what the exercise must show, by the name of the scenario
scenario_passed text yes or no; empty where that cannot be known
scenario_points number of 100, of a scorecard
rubric text whose items stand among the measures of --long
seconds number how long it took
"""
)
SKILL = listed(
    """
<skill> number 0 to 100: active_listening, empathy, respect, problem_solving, patient_centered, overall
<skill>_low number lower end of the 90 % interval
<skill>_high number upper end
<skill>_percentile number share (%) of the norm conversations below this value, with half of those that equal it
<skill>_missing text why there is no value
"""
)
MEASURE = listed(
    """
<measure> number overall value, in the unit that measures.md names
<measure>_staff number value of staff alone, where the measure tells them apart
<measure>_patient number value of the patient alone
<measure>_count number what was counted, for a rate: rates pool as sums of counts over sums of _per
<measure>_per number what it is counted per
<measure>_percentile number share (%) of the norm conversations below this value, with half of those that equal it
<measure>_missing text why there is no value
"""
)


@lru_cache(maxsize=1)
def columns() -> tuple[Column, ...]:
    """Every column of the table, in order."""
    return (
        *GENERAL,
        *(_named(column, "<skill>", skill) for skill in (*SKILLS, "overall") for column in SKILL),
        *(_named(column, "<measure>", measure.name) for measure in measures() for column in MEASURE),
    )


def _named(column: Column, kind: str, name: str) -> Column:
    return Column(column.name.replace(kind, name), column.kind, column.meaning)


def carried(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns that come with the conversations: text under their own names, or given_… where one is taken, in
    small letters or big ones: SQLite takes these for one."""
    taken = {column.name.casefold() for column in columns()}
    found = []
    for name in names:
        while name.casefold() in taken:
            name = f"given_{name}"
        taken.add(name.casefold())
        found.append(Column(name, TEXT, "carried through"))
    return tuple(found)


def row_of(work: Work, item: Item) -> Row:
    """The columns of one conversation that have a value."""
    if isinstance(item, Failure):
        status = SKIPPED if item.skipped else FAILED
        return {"key": work.key, "status": status, "error": shown(item.error)}
    row = {"key": work.key, **_general(item)}
    for name, skill in item.skills.items():
        row |= _prefixed(name, skill_values(skill))
    for name, score in item.scores.items():
        row |= _prefixed(name, {**score_values(score), "percentile": item.percentiles.get(name)})
    return writable(row)


def writable(row: Row) -> Row:
    """What a row knows, as any table can hold it."""
    known = ((name, value) for name, value in row.items() if value is not None)
    return {name: shown(value) if isinstance(value, str) else value for name, value in known}


def _general(report: Report) -> Row:
    known = [speaker.role_confidence for speaker in report.speakers if speaker.role_confidence is not None]
    timed = [turn for turn in report.turns if turn.start_ms is not None and turn.end_ms is not None]
    spoken = [speaker.talk_ms for speaker in report.speakers]
    whole = bool(timed) and len(timed) == len(report.turns)
    return {
        "id": report.id,
        "status": "scored",
        "format": report.source.format,
        "words": sum(speaker.words for speaker in report.speakers),
        "staff_words": _words(report, "staff"),
        "patient_words": _words(report, "patient"),
        "turns": len(report.turns),
        "speakers": len(report.speakers),
        **_people(report),
        "role_confidence": min(known, default=None),
        "length_ms": max(t.end_ms or 0 for t in timed) - min(t.start_ms or 0 for t in timed) if whole else None,
        "talk_ms": sum(ms or 0 for ms in spoken) if whole and None not in spoken else None,
        "praise": sum(moment.praise for moment in report.moments),
        "to_work_on": sum(not moment.praise for moment in report.moments),
        **_provenance(report.provenance),
        **_exercise(report),
    }


def _exercise(report: Report) -> Row:
    outcome, rubric = report.scenario, report.rubric
    found: Row = {"rubric": rubric.rubric if rubric else None}
    if outcome:
        found |= {"scenario": outcome.scenario, "scenario_points": outcome.points}
        found["scenario_passed"] = yes_or_no(outcome.passed)
    return found


def yes_or_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def _words(report: Report, role: str) -> int:
    return sum(speaker.words for speaker in report.speakers if speaker.role == role)


def _people(report: Report) -> Row:
    """The labels of each role."""
    by_role: dict[str, list[str]] = {"staff": [], "patient": [], "others": []}
    for speaker in report.speakers:
        if speaker.role in by_role:
            by_role[speaker.role].append(speaker.id)
        else:
            by_role["others"].append(f"{speaker.id} ({speaker.role})")
    return {role: "; ".join(labels) or None for role, labels in by_role.items()}


def _provenance(data: Mapping[str, Any]) -> Row:
    profile = data["profile"]
    return {
        "input": data["input"],
        "doubts": "; ".join(dict.fromkeys(warning["kind"] for warning in data["warnings"])) or None,
        "carescore": data["carescore"],
        "models": _versions(data["models"]),
        "lexicons": _versions(data["lexicons"]),
        "profile": f"{profile['name']} {profile['version']}",
        "context": profile["context"],
        "focus": data.get("focus"),
    }


def _versions(by_name: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {version}" for name, version in sorted(by_name.items()))


def skill_values(skill: Skill) -> Row:
    """The figures of a skill, by the ending of their column."""
    low, high = skill.interval or (None, None)
    return {"": skill.value, "low": low, "high": high, "percentile": skill.percentile, "missing": skill.missing}


def score_values(score: Score) -> Row:
    """The figures of a measure, by the ending of their column."""
    rate = score.overall if isinstance(score.overall, Rate) else None
    sides = {side: _rounded(figure.value) for side, figure in score.by_role.items()}
    parts = {"count": rate.count, "per": rate.per} if rate else {}
    return {"": _rounded(score.value), **sides, **parts, "missing": score.missing}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _prefixed(name: str, values: Row) -> Row:
    return {f"{name}_{part}" if part else name: value for part, value in values.items()}
