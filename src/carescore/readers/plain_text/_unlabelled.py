"""Text of nobody, cut where its marks say that somebody else may speak: times, ">>", dashes, lines, paragraphs.

Lines are turns unless they are wrapped: a wrapped text breaks each line where its next word had no more room, and in
the middle of sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from carescore.readers import _stamps
from carescore.readers._base import Parsed
from carescore.readers._builder import drained
from carescore.readers.plain_text._collect import Collector
from carescore.readers.plain_text._line import Line
from carescore.text.regex import lazy

Numbered = tuple[int, str]
Times = dict[int, _stamps.Stamp]  # by line number: the lines that are nothing else

CHANGE = lazy(r"[ \t]*>>+[ \t]*")
_DASH = lazy(r"[ \t]*[-–—•](?!-)[ \t]*(?=\S)")
_DASHES = 0.8  # of the lines: then each dash is a turn
_ENDED = lazy(r"[.?!…][\"'”’)\]]*$")
_FULL, _WHOLE = 0.8, 0.9  # of the lines: full in a wrapped text; ends of sentences where lines are turns
_WIDEST = 200  # characters of a line in a wrapped text
_SAMPLE = 400


def read(lines: list[Numbered], stamps: Times) -> Parsed:
    """Utterances of nobody, and what is to be said of them; the lines are used up."""
    seen = {number: stamp for number, line in lines if number not in stamps and (stamp := _stamps.leading(line))}
    others = len(lines) - len(stamps)
    clocked = _stamps.accepted([stamp.start for stamp in seen.values() if not stamp.sure], others)
    dashes = sum(bool(_DASH.match(line)) for number, line in lines if number not in stamps)
    dashed = dashes >= max(2, _DASHES * others)
    wrapped = dashed or bool(stamps) or any(stamp.sure or clocked for stamp in seen.values()) or is_wrapped(lines)
    talk = Collector(lambda label: None)
    before = 0
    for number, line in drained(lines):
        stamp = seen.get(number)
        if number in stamps:
            talk.wait(stamps[number].start, stamps[number].end)
        elif stamp and (stamp.sure or clocked):
            talk.begin(None, Line(None, line[stamp.length :], stamp.start, stamp.end), number)
        elif change := CHANGE.match(line) or (_DASH.match(line) if dashed else None):
            talk.begin(None, Line(None, line[change.end() :]), number)
        elif talk.waiting or not wrapped or not talk.last or (not stamps and not seen and number > before + 1):
            talk.begin(None, Line(None, line), number)
        else:
            talk.go_on(line, number)
        before = number
    found = talk.utterances()
    if len(found) > 1:
        return found, ["no speaker labels: who speaks is unknown"]
    return found, ["no speaker labels: the whole text is one utterance of an unknown speaker"]


def is_wrapped(lines: Sequence[Numbered]) -> bool:
    """Whether the lines go on with each other: nearly each is as long as its next word let it be."""
    sample = lines[:_SAMPLE]
    width = max((len(line) for _, line in sample), default=0)
    if (
        width > _WIDEST
        or len(sample) < 2
        or sum(bool(_ENDED.search(line)) for _, line in sample) >= _WHOLE * len(sample)
    ):
        return False
    pairs = [(a[1], b[1]) for a, b in pairwise(sample) if b[0] == a[0] + 1]
    full = sum(len(one) + 1 + len(two.split(None, 1)[0]) > width for one, two in pairs)
    return bool(pairs) and full >= _FULL * len(pairs)
