"""Staff say goodbye, or say again what was agreed.

Definition. "closing" ("goodbye", "have a nice day", "thanks for calling"), "recap" ("so that's Monday at nine").
Near-misses. "Take care of it" is no goodbye.
Attributes. Of a closing, late: whether it stands in the last part of the conversation; recap: whether the same or one
of the three staff turns before says what happens next.
Source. Stokoe, Sikveland & Symonds 2016 (closings with and without a recap).
"""

from __future__ import annotations

from collections.abc import Container, Iterator

from carescore.codes._base import Code, Coder, Codes, Evidence, phrases

RECAP = 3  # staff turns before the close in which the next step may be said
LAST = 0.6  # a goodbye before this part of the conversation closes nothing


def find(codes: Codes) -> Iterator[Code]:
    found = phrases(codes.dialogue, codes.signals, "patient_burden", only=("closing", "recap"))
    told = {item.turn for item in found if item.label == "recap"}
    for item in found:
        if item.label == "recap":
            yield Code.of(item)
        else:
            late = item.turn >= LAST * len(codes.dialogue.turns)
            yield Code.of(item, late=late, recap=_recapped(codes, item, told))


def _recapped(codes: Codes, item: Evidence, told: Container[int]) -> bool:
    """Whether a closing turn, or one of the staff turns before it, says what happens next."""
    before = [turn.index for turn in codes.dialogue.side("staff") if turn.index <= item.turn][-RECAP - 1 :]
    steps = {code.turn for code in codes["next_steps"]}
    return any(turn in steps or turn in told for turn in before)


CODER = Coder(
    name="closings",
    kinds={"closing": {"late": ("yes", "no"), "recap": ("yes", "no")}, "recap": {}},
    find=find,
    source="Stokoe, Sikveland & Symonds 2016",
)
