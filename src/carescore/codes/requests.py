"""What patients ask of staff, and where staff say no to it, shared by measures."""

from __future__ import annotations

import re

from carescore.annotate import Signals
from carescore.codes._base import Evidence, phrases
from carescore.segmentation import Dialogue

BEFORE = 2  # patient turns that a decline may answer
_FINE = re.compile(
    r"\b(?:don't have any (?:more|further|other)? ?(?:questions|concerns)"
    r"|not? (?:a )?(?:problem|worries|sign|evidence))\b",
    re.IGNORECASE,
)


def requests(dialogue: Dialogue, signals: Signals) -> list[Evidence]:
    """The patient side's requests."""
    return [item for item in phrases(dialogue, signals, "unresolved", "patient") if item.label == "request"]


def declines(dialogue: Dialogue, signals: Signals) -> list[Evidence]:
    """Where staff decline what the patient side asked in one of its last turns."""
    found = [item for item in phrases(dialogue, signals, "patient_burden", "staff") if item.label == "decline"]
    asked = {item.turn for item in requests(dialogue, signals)} if found else set()
    return [item for item in found if _answers(dialogue, item, asked)]


def _answers(dialogue: Dialogue, item: Evidence, asked: set[int]) -> bool:
    asking = [turn for turn in dialogue.turns[: item.turn] if turn.side == "patient"][-BEFORE:]
    fine = _FINE.search(dialogue.turns[item.turn].text[item.start : item.end + 40])
    return not fine and any("?" in turn.text or turn.index in asked for turn in asking)
