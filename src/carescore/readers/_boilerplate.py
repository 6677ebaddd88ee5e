"""What tools put around the talk: titles, footers, notes of their own, line numbers. It is no speech, and left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from carescore.readers import _cues
from carescore.text.regex import lazy

Numbered = tuple[int, str]  # the number of a line in the file, and the line

# Stays a pattern: whole lines with addresses, clocks and file names in them.
_TOOLS = lazy(
    r"[ \t]*(?:\(?transcribed by (?:https?://|\w+\.\w)"
    r"|.{1,60} (?:started|stopped) transcription\.?[ \t]*$"
    r"|transcription ended(?: after [\d:]+)?[ \t]*$"
    r"|this editable transcript was computer generated"
    r"|view recording - .*https?:"
    r"|action item: .*watch: *https?:"
    r"|screen sharing: .*(?:watch: *https?:|$)"
    r"|https?://\S+[ \t]*$"
    r"|\[?(?:end of (?:transcript|recording|audio)|transcript (?:starts|begins|ends))\]?\.?[ \t]*$"
    r"|page \d+(?: of \d+)?[ \t]*$"
    r"|transcript (?:saved|created|generated|exported|produced) (?:using|with|by|from) "
    r"|(?:ai[- ]generated content|this transcript was (?:auto|ai|machine|computer|generated)|powered by \w)"
    r"|(?:audio file|recording file)[ \t]*$|\S{1,80}\.(?:m4a|mp3|mp4|wav|webm|mov|aac|ogg)[ \t]*$"
    r"|[-_=*·•—]{3,}[ \t]*$)",
    re.IGNORECASE,
)
_SECOND_HALF = lazy(r"[ \t]*#* *📖 *transcript\b", re.IGNORECASE)
_NUMBER = lazy(r"[ \t]*[\[(#]?(?P<letters>[A-Za-z]{1,5}[ _-]?)?(?P<n>\d{1,4})(?:[.)\]:|]{0,2}(?:[ \t]+|$))")
_MOST_NUMBERED = 0.8
_FEWEST, _FEWEST_LETTERED = 3, 5  # lines that count
_SAMPLE = 200
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2009": " "})
_MARKS = lazy("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def lines(text: str) -> list[Numbered]:
    """The lines that hold anything, without marks of direction and odd spaces."""
    if not text.isascii():
        text = _MARKS.sub("", text).translate(_SPACES)
    return [(number, line) for number, line in enumerate(_cues.lines(text), start=1) if line and not line.isspace()]


def halved(found: list[Numbered]) -> list[Numbered]:
    """What comes after the notes of Gemini, or after the title that Tactiq writes."""
    half = next((i for i, (_, line) in enumerate(found) if "📖" in line and _SECOND_HALF.match(line)), None)
    if half is not None:
        return found[half + 1 :]
    if found[0][1].lstrip("# \t").lower().startswith("tactiq.io"):
        return [(number, line) for number, line in found if not line.startswith("#")]
    return found


def removed(found: Sequence[Numbered]) -> list[Numbered]:
    """The lines of talk: no footers, no notes of the tool, no line numbers."""
    return _unnumbered([pair for pair in found if not _TOOLS.match(pair[1])])


def _unnumbered(found: list[Numbered]) -> list[Numbered]:
    """Lines without the numbers 1, 2, 3 … in front of them (of a page, or of the whole), where nearly all have one; or
    T1, T2, T3 … of the whole."""
    head = [match for _, line in found[:_SAMPLE] if (match := _NUMBER.match(line))]
    if len(head) < _FEWEST or len(head) < _MOST_NUMBERED * min(len(found), _SAMPLE):
        return found
    lettered = any(match["letters"] for match in head)
    if len({match["letters"] for match in head}) > 1:
        return found
    counts = [int(match["n"]) for match in head]
    steps = sum(b - a == 1 or (b == 1 and not lettered) for a, b in pairwise(counts))
    if steps < _MOST_NUMBERED * (len(head) - 1) or (lettered and len(head) < _FEWEST_LETTERED):
        return found
    bare = ((number, line[match.end() :] if (match := _NUMBER.match(line)) else line) for number, line in found)
    return [(number, line) for number, line in bare if line.strip()]
