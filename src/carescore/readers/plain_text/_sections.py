"""Sections of a document around the talk: a heading "Transcript" begins it, one such as "Summary" or "Chat" ends it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from carescore.errors import ReadError
from carescore.readers import _labels
from carescore.text.regex import lazy

Numbered = tuple[int, str]

_TALK = lazy(
    r"\W{0,4}(?:(?:full|meeting|call|interview|audio|video|the|edited|verbatim)\s){0,3}transcript(?:ion)?\W{0,3}$",
    re.IGNORECASE,
)
# Stays a pattern: up to three words of one list before one of another, and nothing else in the line.
_OTHER = lazy(
    r"\W{0,4}(?:(?:ai|meeting|call|quick|executive|key|suggested|main|short|overall|session|post-call)[ -]){0,3}"
    r"(?:summary|recap|overview|action items?|next steps?|to-?dos?|follow[- ]?ups?|takeaways?|points"
    r"|decisions|highlights?|"
    r"chat(?: messages| log| history)?|chapters|outline|topics|keywords|notes|attendees|participants"
    r"|attachments|details|"
    r"comments|questions asked|sentiment|insights|debrief notes|feedback|scores?|evaluation)(?: \([^()]*\))?\W{0,3}$",
    re.IGNORECASE,
)
_SUMMARY = lazy(
    r"\W{0,4}(?:ai |meeting |call |conversation )?(?:summary|recap|minutes|notes) (?:for|of|from)\b", re.IGNORECASE
)
_LONGEST = 60
_FEWEST = 2  # headings of a summary without talk
_NO_TALK = "a summary of a conversation, no transcript: export the transcript itself"


def talk(found: list[Numbered]) -> list[Numbered]:
    """The lines below the heading "Transcript", all where there is none."""
    tops = [i for i, (_, line) in enumerate(found) if len(line) <= _LONGEST and _TALK.match(line)]
    first = next((i for i in tops if i + 1 < len(found) and i <= _DEEPEST * len(found)), None)
    return found if first is None else found[first + 1 :]


_DEEPEST = 0.75  # of a file: a heading further down is talked about, or stands above nothing


def ends(found: Sequence[Numbered]) -> frozenset[int]:
    """The numbers of the lines that are headings of something else than talk: below a blank line, or in capitals."""
    return frozenset(
        number
        for (number, line), before in zip(found, [0, *(number for number, _ in found)], strict=False)
        if len(line) <= _LONGEST
        and (number - before > 1 or line.isupper())
        and _OTHER.match(line)
        and line.lstrip("#* ")[:1].isupper()
    )


def refuse_summary(found: Sequence[Numbered], headings: frozenset[int]) -> None:
    """Raises ReadError where headings of a summary, and nobody who speaks twice, are all there is."""
    pairs = (_labels.split(line) for _, line in found)
    if _labels.returning([pair[0] for pair in pairs if pair]):
        return
    if len(headings) >= _FEWEST or (headings and _SUMMARY.match(found[0][1])):
        raise ReadError(_NO_TALK, line=found[0][0])


def is_field(line: str) -> bool:
    """Whether a line is a field of a footer: "Summary: …", "Next steps: …"."""
    pair = _labels.split(line)
    return pair is not None and _labels.is_heading(pair[0])
