"""A conversation of a library scored again: from its file where that is at hand, else from the words that were kept.

Words that were kept stand in turns. A turn of several stretches has their times, but no longer which word was in which:
measures of time may differ by a little from those of the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from carescore.errors import UsageError
from carescore.history._records import Entry
from carescore.report import Report
from carescore.skills import profiles, scenarios
from carescore.transcript import Transcript, Utterance

_NO_WORDS = "its words were not kept: score its transcript again, and the older score stays beside the new one"


def arguments(
    entry: Entry, report: Report, file: Transcript | None = None, labels: Sequence[str] = ()
) -> dict[str, Any]:
    """What score is to be given, so that the conversation is scored as it was. file: its own transcript, read anew;
    labels: its speakers in the order of a report's, that of their first turns. Raises UsageError where that cannot
    be."""
    profile = report.provenance["profile"]["name"]
    if profile not in profiles.names():
        raise UsageError(f"its profile {profile} is a file of your own: score the transcript again with it (--profile)")
    exercise = report.scenario.scenario if report.scenario else None
    called = {one.id: one.id for one in report.speakers} if file is None else _called(report, labels)
    return {
        "source": transcript(report) if file is None else file,
        "roles": {called[one.id]: one.role for one in report.speakers if one.id in called},
        "profile": profile,
        "context": report.provenance["profile"]["context"],
        "scenario": exercise if exercise in scenarios.names() else None,
        "focus": called.get(entry.focus, entry.focus) or None,
        "date": entry.date,
    }


def transcript(report: Report) -> Transcript:
    """The conversation as its report holds it. Raises UsageError where its words were not kept."""
    if not any(turn.text for turn in report.turns):
        raise UsageError(_NO_WORDS)
    found: list[Utterance] = []
    for turn in report.turns:
        found.append(Utterance(turn.speaker, turn.text, turn.start_ms, turn.end_ms))
        found += [Utterance(one.speaker, one.text, one.start_ms, one.end_ms) for one in turn.backchannels]
    source = report.source
    return Transcript(report.id, tuple(found), source.format, path=source.path, sha256=source.sha256)


def _called(report: Report, labels: Sequence[str]) -> Mapping[str, str]:
    """What a file calls each speaker of a report, which may be without names: by the order of their first turns."""
    ids = [speaker.id for speaker in report.speakers]
    return dict(zip(ids, labels, strict=True)) if len(ids) == len(labels) else {}
