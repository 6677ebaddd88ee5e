"""Single turns as conversations, with what the other side said just before where that is known: many at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from carescore.annotate import together
from carescore.codes import Codes
from carescore.errors import UsageError
from carescore.predictors.own import Own
from carescore.segmentation import Dialogue, Turn
from carescore.transcript import Role, Speaker, Utterance

Item = tuple[str, str]  # what the other side said before, "" where that is not known; the text
ROLES = {"staff": Role.STAFF, "patient": Role.PATIENT}
_NONE: Mapping[str, Own] = MappingProxyType({})
_OTHER = {"staff": "patient", "patient": "staff"}


def require_side(side: str) -> None:
    """Raises UsageError for a side that is none."""
    if side not in ROLES:
        raise UsageError(f"'{side}' is no side; sides are {', '.join(ROLES)}")


def codes_of(items: Sequence[Item], side: str = "staff", own: Mapping[str, Own] = _NONE) -> list[Codes]:
    """The codes of conversations whose last turns are the texts. own: models that stand for bundled ones."""
    signals = together([_dialogue(*item, side) for item in items], own)
    return [Codes(one.dialogue, one) for one in signals]


def _dialogue(before: str, text: str, side: str) -> Dialogue:
    said = ((_OTHER[side], before), (side, text)) if before else ((side, text),)
    turns = tuple(Turn(i, who, ROLES[who], words, parts=(i,)) for i, (who, words) in enumerate(said))
    utterances = tuple(Utterance(who, words) for who, words in said)
    return Dialogue("turn", turns, (), (), _speakers(tuple(who for who, _ in said)), utterances=utterances)


@cache
def _speakers(sides: tuple[str, ...]) -> tuple[Speaker, ...]:
    return tuple(Speaker(side, ROLES[side]) for side in sides)
