"""What stands between a turn of the patient's side and the staff turns that answer it."""

from __future__ import annotations

from itertools import islice

from carescore.codes._base import Codes
from carescore.segmentation import Dialogue, Turn

WINDOW = 2  # staff turns that may still answer


def answers(dialogue: Dialogue, turn: int) -> list[Turn]:
    """The staff turns that answer a patient-side turn; none when the patient's side talks on first."""
    turns = dialogue.turns
    later = (turns[index] for index in range(turn + 1, len(turns)) if turns[index].side)
    first = next(later, None)
    if first is None or first.side != "staff":
        return []
    return [first, *islice((t for t in later if t.side == "staff"), WINDOW - 1)]


def pseudo_apologies(codes: Codes) -> frozenset[int]:
    """The staff turns that are sorry for how the other feels, or only if."""
    return frozenset(code.turn for code in codes["apologies"] if code.attributes.get("class") == "pseudo")
