"""Staff ask what else there is, list the concerns, order them and ask whether that is all right.

Definition. "some" ("is there something else you want to cover?"), "any" ("anything else?"), "list" ("what else is on
your list?"); "listed", "ranked", "agreed".
Near-misses. Questions of the history ("anything else that makes it worse?", "any coughs or anything else?").
Attributes. early: before the first step that staff announce with a when, and in the first half of the conversation.
Source. Heritage et al. 2007; agenda setting after Calgary-Cambridge and the Four Habits.
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.codes._base import Code, Coder, Codes, phrases

FIRST_PART = 0.5  # of the turns
GREETING = 3  # the last turn in which a step solves nothing yet
KINDS = ("some", "any", "list", "listed", "ranked", "agreed")


def find(codes: Codes) -> Iterator[Code]:
    late = _late(codes)
    for item in phrases(codes.dialogue, codes.signals, "agenda"):
        yield Code.of(item, early=item.turn < late)


def _late(codes: Codes) -> float:
    """The turn from which asking is late."""
    steps = (code for code in codes["next_steps"] if code.kind != "safety_net" and code.turn > GREETING)
    solving = [code.turn for code in steps if code.attributes["timed"] == "yes"]
    return min([FIRST_PART * len(codes.dialogue.turns), *solving])


CODER = Coder(
    name="agenda",
    kinds={key: {"early": ("yes", "no")} for key in KINDS},
    find=find,
    source="Heritage et al. 2007; Frankel & Stein (Four Habits)",
)
