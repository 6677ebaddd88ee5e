"""A single turn as a conversation, with what the other side said just before where that is known."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from carescore.annotate import Signals
from carescore.codes import Codes
from carescore.errors import UsageError
from carescore.predictors.own import Own
from carescore.segmentation import Dialogue, Turn
from carescore.transcript import Role, Speaker, Utterance

ROLES = {"staff": Role.STAFF, "patient": Role.PATIENT}
_NONE: Mapping[str, Own] = MappingProxyType({})
_OTHER = {"staff": "patient", "patient": "staff"}


def require_side(side: str) -> None:
    """Raises UsageError for a side that is none."""
    if side not in ROLES:
        raise UsageError(f"'{side}' is no side; sides are {', '.join(ROLES)}")


def codes_of(text: str, before: str = "", side: str = "staff", own: Mapping[str, Own] = _NONE) -> Codes:
    """The codes of a conversation whose last turn is the text. own: models that stand for bundled ones."""
    said = [*([(_OTHER[side], before)] if before else []), (side, text)]
    turns = tuple(Turn(i, who, ROLES[who], words, parts=(i,)) for i, (who, words) in enumerate(said))
    utterances = tuple(Utterance(who, words) for who, words in said)
    speakers = tuple(Speaker(who, ROLES[who]) for who, _ in said)
    dialogue = Dialogue("turn", turns, (), (), speakers, utterances=utterances)
    return Codes(dialogue, Signals(dialogue, own=own))
