"""Plain text: "Name: text", "[00:01:02] Name: text", a name and a time above the text, a name on a line of its own.

Every dialect is tried on every line; the one that explains most lines wins, and only labels that recur or name a role
are believed. A line that is no label goes on with the speaker before. Text without any label is one utterance of
nobody: it is never split by guess. Source: Otter, Rev, Teams, Zoom and hand-typed transcripts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from carescore.errors import ReadError
from carescore.readers import _labels
from carescore.readers._base import Parsed, Reader
from carescore.readers._times import CLOCK, clock_ms
from carescore.transcript import Utterance

_STAMP = rf"[\[(<]?(?P<t>{CLOCK})[\])>]?"
_STAMPED = re.compile(rf"^[ \t]*{_STAMP}[ \t]*(?:[-–][ \t]*)?(?P<rest>\S.*)$")
_RANGE = re.compile(rf"^[ \t]*\[?(?P<t>{CLOCK})[ \t]*(?:-->|-|–)[ \t]*(?P<e>{CLOCK})\]?[ \t]*(?P<rest>.*)$")
_NAME_TIME = re.compile(rf"^[ \t]*(?P<n>{_labels.NAME})[ \t]*[\[(](?P<t>{CLOCK})[\])][ \t]*:?[ \t]*(?P<rest>.*)$")
_NAME_ABOVE = re.compile(rf"^[ \t]*(?P<n>{_labels.NAME})(?:[ \t]{{2,}}|\t)(?P<t>{CLOCK})[ \t]*$")
_TIME_ABOVE = re.compile(rf"^[ \t]*{_STAMP}[ \t]+(?:-[ \t]+)?(?P<n>{_labels.NAME})[ \t]*:?[ \t]*$")
_BRACKET_TIME = re.compile(rf"^[ \t]*\[(?P<n>[^\]\n:]{{1,50}})\][ \t]+(?P<t>{CLOCK})[ \t]*$")
_BRACKET = re.compile(r"^[ \t]*\[(?P<n>[^\W\d_][^\]\n:]{0,49})\][ \t]+(?P<rest>\S.*)$")
_LETTER = re.compile(r"^[ \t]*(?P<n>[A-Za-z]\d{0,2})[:.)][ \t]+(?P<rest>\S.*)$")
_DASHED = re.compile(rf"^[ \t]*(?P<n>{_labels.NAME})[ \t]+[-–—][ \t]+(?P<rest>\S.*)$")
_ALONE = re.compile(rf"^[ \t]*(?P<n>{_labels.NAME})[ \t]*:?[ \t]*$")
_LONGEST = 400  # characters of a line that can hold a label
_SAMPLE = 1000  # lines that decide on the dialect


@dataclass(frozen=True, slots=True)
class Line:
    """What a dialect sees in a line: label (None for none), the text after it, start and end (ms)."""

    label: str | None
    rest: str
    start: int | None = None
    end: int | None = None


Dialect = Callable[[str], "Line | None"]


def _prefixed(line: str) -> Line | None:
    pair = _labels.split(line)
    return Line(pair[0], pair[1]) if pair else None


def _stamped(line: str) -> Line | None:
    match = _RANGE.match(line) or _STAMPED.match(line)
    if not match:
        return None
    times = match.groupdict()
    inner = _prefixed(match["rest"]) or Line(None, match["rest"])
    return Line(inner.label, inner.rest, clock_ms(times["t"]), clock_ms(times["e"]) if times.get("e") else None)


def _pattern(pattern: re.Pattern[str]) -> Dialect:
    def see(line: str) -> Line | None:
        match = pattern.match(line)
        if not match:
            return None
        groups = match.groupdict()
        return Line(match["n"].strip(), groups.get("rest") or "", clock_ms(groups["t"]) if groups.get("t") else None)

    return see


_alone = _pattern(_ALONE)
_DIALECTS: tuple[Dialect, ...] = (
    _prefixed,
    _stamped,
    _pattern(_NAME_TIME),
    _pattern(_NAME_ABOVE),
    _pattern(_TIME_ABOVE),
    _pattern(_BRACKET_TIME),
    _pattern(_LETTER),
    _pattern(_BRACKET),
    _pattern(_DASHED),
    _alone,
)


def looks_like(head: str) -> bool:
    """Anything that is not the beginning of a structured format."""
    return not head.lstrip().startswith(("WEBVTT", "{", "<", "File type =", "@UTF8", "@Begin", '["', "[{"))


def read(text: str) -> Parsed:
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    dialect = _best([line for _, line in lines[:_SAMPLE]])
    if dialect is None:
        return _unlabelled(lines)
    named = _believed(dialect, [line for _, line in lines])
    found: list[Utterance] = []
    for number, line in lines:
        seen = _see(dialect, line)
        if seen and (seen.label in named or (seen.label is None and seen.start is not None)):
            speaker = _labels.clean(seen.label) if seen.label else (found[-1].speaker if found else None)
            found.append(Utterance(speaker, " ".join(seen.rest.split()), seen.start, seen.end, (), number))
        elif found:
            found[-1] = _continued(found[-1], line)
    spoken = [utterance for utterance in found if utterance.text]
    if not spoken:
        raise ReadError("there are speakers in it, but no speech", line=lines[0][0])
    return spoken, []


def _see(dialect: Dialect, line: str) -> Line | None:
    """What the dialect sees; only the beginning of a long line can hold a label."""
    seen = dialect(line[:_LONGEST])
    if seen is None or len(line) <= _LONGEST:
        return seen
    return Line(seen.label, seen.rest + line[_LONGEST:], seen.start, seen.end)


def _best(lines: list[str]) -> Dialect | None:
    """The dialect that explains most lines, the earlier one when equal; a label with a time weighs half a line more."""
    best: tuple[float, Dialect | None] = (0, None)
    for dialect in _DIALECTS:
        named = _believed(dialect, lines)
        seen = [found for line in lines if (found := _see(dialect, line))] if named or dialect is _stamped else []
        good = sum(s.label in named or (s.label is None and s.start is not None) for s in seen)
        timed = sum(s.label in named and s.start is not None for s in seen)
        if good + timed / 2 > best[0]:
            best = (good + timed / 2, dialect)
    return best[1]


def _believed(dialect: Dialect, lines: list[str]) -> frozenset[str]:
    """The labels that are speakers. Looser dialects ask for at least two, one of which recurs."""
    labels = [seen.label for line in lines if (seen := _see(dialect, line)) and seen.label]
    if dialect in (_prefixed, _stamped):
        return _labels.believed(labels)
    counts = Counter(label for label in labels if _labels.like_name(label))
    once = _labels.full_name if dialect is _alone else _labels.like_name
    named = frozenset(label for label, n in counts.items() if n > 1 or (once(label) and label[-1] not in ".,"))
    return named if len(named) >= 2 and max(counts.values()) > 1 else frozenset()


def _continued(utterance: Utterance, line: str) -> Utterance:
    text = f"{utterance.text} {' '.join(line.split())}".strip()
    return Utterance(utterance.speaker, text, utterance.start_ms, utterance.end_ms, (), utterance.line)


def _unlabelled(lines: list[tuple[int, str]]) -> Parsed:
    text = " ".join(" ".join(line.split()) for _, line in lines)
    note = "no speaker labels: the whole text is one utterance of an unknown speaker"
    return [Utterance(None, text, None, None, (), lines[0][0])], [note]


READER = Reader(
    name="plain_text",
    title="Plain text with speaker labels",
    extensions=(".txt", ".text", ".md"),
    export="Otter, Rev, Zoom captions, or typed by hand: one 'Name: text' per line",
    looks_like=looks_like,
    read=read,
    fallback=True,
)
