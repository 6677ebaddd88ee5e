"""A report without a word of the conversation: lengths, places, times, codes and figures stay."""

from __future__ import annotations

from dataclasses import replace

from carescore.codes import Code, coders
from carescore.report import Report, TurnText

FILLER = "x"


def numbers_only(report: Report) -> Report:
    """The report with every turn's text as so many "x", speakers called by role and number, the id and the path gone,
    and of the codes' attributes only those of a closed set."""
    names = _names(report)
    return replace(
        report,
        id="conversation",
        source=replace(report.source, path=None, sha256=None),
        speakers=tuple(replace(s, id=names[s.id], name=None) for s in report.speakers),
        turns=tuple(_turn(turn, names) for turn in report.turns),
        codes=tuple(map(_code, report.codes)),
        scores={name: replace(s, evidence=()) for name, s in report.scores.items()},
        moments=tuple(replace(m, instead="", advice="", why="", quotes=()) for m in report.moments),
        provenance={"carescore": report.provenance.get("carescore", "")},
        scenario=None,
        rubric=None,
    )


def _names(report: Report) -> dict[str, str]:
    """Role and number by speaker."""
    counts: dict[str, int] = {}
    names = {}
    for who, role in [*((s.id, s.role) for s in report.speakers), *((t.speaker, t.role) for t in report.turns)]:
        if who not in names:
            counts[role] = counts.get(role, 0) + 1
            names[who] = f"{role} {counts[role]}"
    return names


def _turn(turn: TurnText, names: dict[str, str]) -> TurnText:
    return replace(turn, speaker=names[turn.speaker], text=FILLER * len(turn.text), backchannels=())


def _code(code: Code) -> Code:
    closed = {key: values for coder in coders().values() for key, values in coder.kinds.get(code.kind, {}).items()}
    return replace(
        code, attributes={key: value for key, value in code.attributes.items() if value in closed.get(key, ())}
    )
