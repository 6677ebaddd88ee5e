"""A CHAT transcript (.cha): an utterance for each turn with its times, its codes on a %cod tier, those of people
with who coded them behind a colon.

Signs that mean something in CHAT are left out of the words; sentence ends inside a turn become commas. Source:
MacWhinney, The CHILDES Project: Tools for Analyzing Talk, part 1: the CHAT transcription format.
"""

from __future__ import annotations

import re

from carescore.codes import Code
from carescore.integrations.exports._base import Export, ExportPlace, codes_by_turn, token, utf8
from carescore.report import Report, TurnText
from carescore.text.regex import lazy

_MARKS = lazy(r"[\[\](){}<>&@+%*$#=/\\^~|_\x00-\x1f\x7f\"“”„‹›«»↑↓]")
_ENDS = lazy(r"[.?!…]+(?=\s|$)")
_INSIDE = lazy(r"(?<=\w)[.:](?=\w)|[:;–—]|--+|(?<!\w)-|-(?!\w)")
_UNHEARD = lazy(r"\[inaudible\]", re.IGNORECASE)
_SIGN = lazy(r"\[[a-z]+\]")
_PLAIN = lazy(r"[\w.-]+")  # what a recording may be called: as the transcript is
_NOTHING = lazy(r"[x ]*")


def files(report: Report, place: ExportPlace) -> dict[str, bytes]:
    speakers = dict.fromkeys(turn.speaker for turn in report.turns)
    codes = {speaker: f"SP{number}" for number, speaker in enumerate(speakers, start=1)}
    called = ", ".join(f"{codes[s]} {_name(s)} Adult" for s in speakers)
    lines = ["@UTF8", "@Begin", "@Languages:\teng", f"@Participants:\t{called}"]
    lines += [f"@ID:\teng|carescore|{code}|||||Adult|||" for code in codes.values()]
    if any(map(_times, report.turns)) and _PLAIN.fullmatch(place.name):
        lines.append(f"@Media:\t{place.name}, audio")
    found = codes_by_turn(report)
    for turn in report.turns:
        lines.append(f"*{codes[turn.speaker]}:\t{said(turn.text)}{_times(turn)}")
        if own := found[turn.index]:
            lines.append("%cod:\t" + " ".join(map(_code, own)))
    return {".cha": utf8([*lines, "@End"])}


def _code(code: Code) -> str:
    return f"${code.kind}" if code.coder is None else f"${code.kind}:{_name(code.coder)}"


def _name(name: str) -> str:
    return re.sub(r"[^\w-]", "_", token(name))


def said(text: str) -> str:
    """The words of a turn as one utterance, with the sign that ends it."""
    text = _SIGN.sub(" ", _UNHEARD.sub(" xxx ", text)).strip()
    end = "?" if text.endswith("?") else "!" if text.endswith("!") else "."
    words = _MARKS.sub(" ", _INSIDE.sub(" ", _ENDS.sub(" , ", text))).replace(",", " , ")
    parts = re.sub(r"(?:,\s*)+", ", ", " ".join(words.split())).strip(" ,")
    parts = "xxx" if _NOTHING.fullmatch(parts) else parts
    return f"{parts} {end}".replace(" ,", ",").replace(",", " ,")


def _times(turn: TurnText) -> str:
    if turn.start_ms is None or turn.end_ms is None:
        return ""
    return f" \x15{turn.start_ms}_{turn.end_ms}\x15"


EXPORT = Export(
    "chat", "CHAT transcript", ".cha", "CLAN, pylangacq", "an utterance a turn, codes on a %cod tier", files
)
