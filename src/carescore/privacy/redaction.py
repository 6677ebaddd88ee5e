"""A report without what identifies people, and a report without words: every figure stays as it was.

The conversation was scored as it is; only then are names, numbers, dates, addresses and links replaced by marks, and
the places of quotes moved with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from carescore.codes import Code
from carescore.measures import Evidence
from carescore.privacy.finding import Detector, identify
from carescore.privacy.identifiers import SpokenLine
from carescore.privacy.marks import Marks, Rewritten, rewritten
from carescore.report import Report, Reviewed, Source, SpeakerSummary, TurnText
from carescore.reviews import MomentMark, Round, Unticked
from carescore.skills import Moment

REVIEWER = "\0"  # who speaks in what a review notes: a label that no file has


@dataclass(frozen=True, slots=True)
class _Redacted:
    """What became of each label, each text, and of each string that was replaced, wherever else it may stand."""

    labels: Mapping[str, str]
    turns: tuple[Rewritten, ...]
    heard: tuple[tuple[str, ...], ...]
    said: Mapping[str, str]
    strings: Mapping[str, str]
    pattern: re.Pattern[str]

    def anywhere(self, text: str) -> str:
        """A sentence about the conversation with the marks in it."""
        return self.pattern.sub(lambda match: self.strings[match[0]], text)


def redact(report: Report, also: Detector | None = None) -> Report:
    """The report with marks such as [NAME 1] and [PHONE 1] for whatever identifies somebody; the figures are the same.

    also: finds more in a text, as (start, end) of names that the rules may miss: a recogniser of your own.
    """
    done, marks = _marked(report, also)
    return replace(
        report,
        id=nameless(report),
        date=None,
        source=Source(None, report.source.format, report.source.sha256),
        speakers=tuple(_speaker(speaker, done) for speaker in report.speakers),
        turns=tuple(_turn(turn, done) for turn in report.turns),
        scores={
            name: replace(score, evidence=tuple(_evidence(e, done) for e in score.evidence))
            for name, score in report.scores.items()
        },
        moments=tuple(_moment(moment, done) for moment in report.moments),
        codes=tuple(_code(code, done) for code in without_coders(report.codes)),
        provenance=_provenance(report.provenance, done, marks),
        scenario=report.scenario
        and replace(report.scenario, steps=tuple(_quoted(step, done) for step in report.scenario.steps)),
        review=report.review and _review(report.review, done, nameless(report)),
        rubric=report.rubric and replace(report.rubric, rows=tuple(_quoted(row, done) for row in report.rubric.rows)),
    )


def without_coders(codes: Sequence[Code]) -> tuple[Code, ...]:
    """The codes with "coder 1" and so on in the place of the people who coded them."""
    names = sorted({code.coder for code in codes if code.coder is not None})
    numbered = {name: f"coder {number}" for number, name in enumerate(names, 1)}
    return tuple(replace(code, coder=numbered.get(code.coder or "")) for code in codes)


def nameless(report: Report) -> str:
    """A report's id that names nobody, as a file's name may: the beginning of what the file's bytes sum up to."""
    return f"[CONVERSATION {report.source.sha256[:8]}]" if report.source.sha256 else "[CONVERSATION]"


def _marked(report: Report, also: Detector | None) -> tuple[_Redacted, Marks]:
    marks = Marks()
    labels = list(dict.fromkeys([*(s.id for s in report.speakers), *(t.speaker for t in report.turns)]))
    named = [speaker.name for speaker in report.speakers if speaker.name]
    lines, places = _lines(report)
    found = identify(lines, [*labels, *named], also)
    texts = [rewritten(line.text, own, marks) for line, own in zip(lines, found, strict=True)]
    strings = {
        line.text[one.start : one.end]: marks.of(one.kind, one.key)
        for line, own in zip(lines, found, strict=True)
        for one in own
    }
    strings = {old: new for old, new in strings.items() if len(old) > 1}
    return _Redacted(
        labels=_apart({label: new.text for label, new in zip(labels, texts, strict=False)}),
        turns=tuple(texts[place] for place, *_ in places),
        heard=tuple(tuple(texts[signal].text for signal in signals) for _, *signals in places),
        said={line.text: new.text for line, new in zip(lines, texts, strict=True) if line.speaker == REVIEWER},
        strings=strings,
        pattern=_any_of(strings),
    ), marks


def _apart(labels: Mapping[str, str]) -> dict[str, str]:
    """The new labels, of which no two are alike: one name may be the other's part ("Ana Ruiz", "Ana Ruiz Diaz")."""
    found: dict[str, str] = {}
    for label, new in labels.items():
        names = (f"{new} ({number})" if number > 1 else new for number in count(1))
        found[label] = next(name for name in names if name not in found.values())
    return found


def _lines(report: Report) -> tuple[list[SpokenLine], list[list[int]]]:
    """Every text of a report in order, labels and names first, and for each turn the place of its text and signals."""
    labels = list(dict.fromkeys([*(s.id for s in report.speakers), *(t.speaker for t in report.turns)]))
    lines = [SpokenLine("", label) for label in labels]
    lines += [SpokenLine("", speaker.name) for speaker in report.speakers if speaker.name]
    places = []
    for turn in report.turns:
        signals = [SpokenLine(signal.speaker, signal.text) for signal in turn.backchannels]
        places.append(list(range(len(lines), len(lines) + 1 + len(signals))))
        lines += [SpokenLine(turn.speaker, turn.text), *signals]
    said = report.review.said if report.review else None
    written = [*(note.text for note in said.notes), *(one.reason for one in said.skills.values())] if said else []
    return [*lines, *(SpokenLine(REVIEWER, text) for text in written)], places


def _any_of(strings: Iterable[str]) -> re.Pattern[str]:
    """Each of the strings as a whole word; what never matches for none."""
    longest = "|".join(map(re.escape, sorted(strings, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{longest or '(?!)'})(?!\w)")


def _speaker(speaker: SpeakerSummary, done: _Redacted) -> SpeakerSummary:
    return replace(speaker, id=done.labels[speaker.id], name=speaker.name and done.anywhere(speaker.name))


def _turn(turn: TurnText, done: _Redacted) -> TurnText:
    heard = tuple(
        replace(signal, speaker=done.labels.get(signal.speaker, signal.speaker), text=text)
        for signal, text in zip(turn.backchannels, done.heard[turn.index], strict=True)
    )
    return replace(turn, speaker=done.labels[turn.speaker], text=done.turns[turn.index].text, backchannels=heard)


def _evidence(item: Evidence, done: _Redacted) -> Evidence:
    new = done.turns[item.turn]
    return replace(item, start=new.start(item.start), end=new.end(item.end), label=done.anywhere(item.label))


def _moment(moment: Moment, done: _Redacted) -> Moment:
    new = done.turns[moment.turn]
    return replace(
        moment,
        start=new.start(moment.start),
        end=new.end(moment.end),
        instead=done.anywhere(moment.instead),
        quotes=tuple(_evidence(quote, done) for quote in moment.quotes),
    )


def _review(review: Reviewed, done: _Redacted, id: str) -> Reviewed:
    """A review whose places moved with the text; its notes and reasons with the marks in them."""
    said = review.said
    notes = tuple(replace(note, text=done.said[note.text]) for note in said.notes)
    skills = {name: replace(one, reason=done.said[one.reason]) for name, one in said.skills.items()}
    moved = replace(
        said,
        id=id,
        unticked=tuple(_unticked(one, done) for one in said.unticked),
        moments=tuple(_mark(one, done) for one in said.moments),
        notes=notes,
        skills=skills,
        corrected=tuple(_round(one, done) for one in said.corrected),
    )
    scores = {
        name: replace(score, evidence=tuple(_evidence(e, done) for e in score.evidence))
        for name, score in review.scores.items()
    }
    return replace(review, said=moved, scores=scores, moments=tuple(_moment(one, done) for one in review.moments))


def _unticked(one: Unticked, done: _Redacted) -> Unticked:
    new = done.turns[one.turn]
    return replace(one, start=new.start(one.start), end=new.end(one.end), label=done.anywhere(one.label))


def _mark(one: MomentMark, done: _Redacted) -> MomentMark:
    new = done.turns[one.turn]
    return replace(one, start=new.start(one.start), end=new.end(one.end))


def _round(one: Round, done: _Redacted) -> Round:
    speakers = {done.labels.get(label, label): role for label, role in one.speakers.items()}
    return Round(speakers, {turn: done.labels.get(label, label) for turn, label in one.turns.items()})


def _code(code: Code, done: _Redacted) -> Code:
    new = done.turns[code.turn]
    attributes = {key: done.anywhere(value) for key, value in code.attributes.items()}
    return replace(code, start=new.start(code.start), end=new.end(code.end), attributes=attributes)


def _quoted(step: Any, done: _Redacted) -> Any:
    return replace(step, evidence=tuple(_evidence(item, done) for item in step.evidence))


def _provenance(made: Mapping[str, Any], done: _Redacted, marks: Marks) -> dict[str, Any]:
    focus = made.get("focus")
    return {
        **made,
        "focus": done.labels.get(focus, focus) if focus else None,
        "notes": [done.anywhere(note) for note in made.get("notes", ())],
        "warnings": [{**one, "reason": done.anywhere(one["reason"])} for one in made.get("warnings", ())],
        "redacted": marks.counts,
    }
