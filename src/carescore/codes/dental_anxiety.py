"""Fear of treatment that the patient side voices, and the steps of staff that calm it.

Definition. "fear", "dental" (words of the dental chair, by anybody); of staff: "acknowledge", "explore", "explain",
"solution" (Friedman's interview), "signal" ("raise your hand and I stop"), "preview" of sensations, "check_in"
(encounter), and "premature" reassurance ("nothing to be scared of").
Near-misses. Fear that is denied or somebody else's; "I'm afraid we have to" is politeness.
Attributes. dental: of a fear, whether the conversation is about the dental chair: the same turn names something dental,
or the conversation does at least three times.
Source. Friedman's iatrosedative process.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carescore.codes._base import Code, Coder, Codes, phrases
from carescore.text.regex import lazy

DENTAL_TALK = 3  # dental words in all that make a conversation dental; one wisdom tooth in a history does not
_DENTAL = lazy(r"dentist|drill|tooth|teeth|\bgag", re.IGNORECASE)  # parts of words: "toothache"
KINDS = (
    *("dental", "acknowledge", "explore", "explain", "solution", "signal", "preview"),
    *("check_in", "premature"),
)


def find(codes: Codes) -> Iterator[Code]:
    found = phrases(codes.dialogue, codes.signals, "dental_anxiety")
    named = [item.turn for item in found if item.label == "dental"]
    for item in found:
        near = item.turn in named or len(named) >= DENTAL_TALK or bool(_DENTAL.search(codes.text(item)))
        yield Code.of(item, dental=near) if item.label == "fear" else Code.of(item)


CODER = Coder(
    name="dental_anxiety",
    kinds={"fear": {"dental": ("yes", "no")}, **{key: {} for key in KINDS}},
    find=find,
    source="Friedman (iatrosedation)",
)
