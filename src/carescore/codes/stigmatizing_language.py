"""Words of staff that put a label, blame or doubt on people.

Definition. "label", "blame", "doubt", "difficult_patient", "victim", "addiction": phrases of the lexicon in the senses
that hurt.
Near-misses. "Clean teeth", "failed filling", "denied claim"; dictation to a chart ("a 60 year old male who denies").
Attributes. echo: whether the patient side used the words before.
Source. Kinds: Goddu et al. 2018; Park et al. 2021. Words: NIDA; Himmelstein et al. 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.codes._base import Code, Coder, Codes, Evidence, phrases
from carescore.text.words import plain

KINDS = ("label", "blame", "doubt", "difficult_patient", "victim", "addiction")
ECHO = {"echo": ("yes", "no")}
_SMALL = frozenset("a an the are you you're he's she's he she they is was for from to that not been still type".split())


def find(codes: Codes) -> Iterator[Code]:
    for item in phrases(codes.dialogue, codes.signals, "stigmatizing_language"):
        if item.label in KINDS:
            yield Code.of(item, echo=_said_before(codes, item))


def _said_before(codes: Codes, item: Evidence) -> bool:
    """Whether the patient side used the phrase's own words before."""
    telling = [word.rstrip("s?") for word in plain(codes.text(item)).split() if word not in _SMALL]
    earlier = (plain(turn.text) for turn in codes.dialogue.turns[: item.turn] if turn.side == "patient")
    return bool(telling) and any(all(word in text for word in telling) for text in earlier)


CODER = Coder(
    name="stigmatizing_language",
    kinds=dict.fromkeys(KINDS, ECHO),
    find=find,
    source="Goddu et al. 2018; Park et al. 2021; Himmelstein et al. 2022",
)
