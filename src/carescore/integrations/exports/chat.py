"""A CHAT transcript (.cha): an utterance for each turn with its times, its codes on a %cod tier.

Signs that mean something in CHAT are left out of the words; sentence ends inside a turn become commas. Source:
MacWhinney, The CHILDES Project: Tools for Analyzing Talk, part 1: the CHAT transcription format.
"""

from __future__ import annotations

import re

from carescore.integrations.exports._base import Export, codes_of, token
from carescore.report import Report, TurnText

_MARKS = re.compile(r"[\[\](){}<>&@+%*$#=/\\^~|_\x00-\x1f\x7f\"“”„‹›«»↑↓]")
_ENDS = re.compile(r"[.?!…]+(?=\s|$)")
_INSIDE = re.compile(r"(?<=\w)[.:](?=\w)|[:;–—]|--+|(?<!\w)-|-(?!\w)")
_UNHEARD = re.compile(r"\[inaudible\]", re.IGNORECASE)
_SIGN = re.compile(r"\[[a-z]+\]")


def files(report: Report) -> dict[str, bytes]:
    speakers = list(dict.fromkeys(turn.speaker for turn in report.turns))
    codes = {speaker: f"SP{number}" for number, speaker in enumerate(speakers, start=1)}
    called = ", ".join(f"{codes[s]} {_name(s)} Adult" for s in speakers)
    lines = ["@UTF8", "@Begin", "@Languages:\teng", f"@Participants:\t{called}"]
    lines += [f"@ID:\teng|carescore|{code}|||||Adult|||" for code in codes.values()]
    for turn in report.turns:
        lines.append(f"*{codes[turn.speaker]}:\t{_said(turn.text)}{_times(turn)}")
        if found := codes_of(report, turn):
            lines.append("%cod:\t" + " ".join(f"${code.kind}" for code in found))
    return {".cha": ("\n".join([*lines, "@End"]) + "\n").encode("utf-8")}


def _name(speaker: str) -> str:
    return re.sub(r"[^\w-]", "_", token(speaker))


def _said(text: str) -> str:
    """The words with one sign that ends them."""
    text = _SIGN.sub(" ", _UNHEARD.sub(" xxx ", text)).strip()
    end = "?" if text.endswith("?") else "!" if text.endswith("!") else "."
    words = _MARKS.sub(" ", _INSIDE.sub(" ", _ENDS.sub(" , ", text))).replace(",", " , ")
    parts = re.sub(r"(?:,\s*)+", ", ", " ".join(words.split())).strip(" ,")
    return f"{parts or 'xxx'} {end}".replace(" ,", ",").replace(",", " ,")


def _times(turn: TurnText) -> str:
    if turn.start_ms is None or turn.end_ms is None:
        return ""
    return f" \x15{turn.start_ms}_{turn.end_ms}\x15"


EXPORT = Export("chat", "CHAT transcript", ".cha", files)
