"""A companion, another language or a custom comes in, and what staff do about it.

Definition. Cues: "companion_cue", "language_cue", "culture_cue". Of staff: "joins" (relation, consent),
"companion_view", "interpreter", "language", "customs"; against it: "ask_her" (to an interpreter) and
"relative_interprets".
Near-misses. "Ask her if" is a fault only where an interpreter is there: the measure says so.
Attributes. None.
Source. CLAS standards; AHRQ interpreter guidance; Calgary-Cambridge on third parties.
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

KINDS = (
    *("companion_cue", "language_cue", "culture_cue", "joins", "companion_view", "interpreter"),
    *("language", "customs", "ask_her", "relative_interprets"),
)
CODER = Coder(
    name="family_and_culture",
    kinds={key: {} for key in KINDS},
    find=coded("family_and_culture"),
    source="CLAS standards; AHRQ; Calgary-Cambridge",
)
