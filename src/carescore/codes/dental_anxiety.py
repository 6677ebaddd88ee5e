"""Fear of treatment that the patient side voices, and the steps of staff that calm it.

Definition. "fear", "dental" (words of the dental chair, by anybody); of staff: "acknowledge", "explore", "explain",
"solution" (Friedman's interview), "signal" ("raise your hand and I stop"), "preview" of sensations, "check_in"
(encounter), and "premature" reassurance ("nothing to be scared of").
Near-misses. Fear that is denied or somebody else's; "I'm afraid we have to" is politeness.
Attributes. None.
Source. Friedman's iatrosedative process.
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

KINDS = (
    *("fear", "dental", "acknowledge", "explore", "explain", "solution", "signal", "preview"),
    *("check_in", "premature"),
)
CODER = Coder(
    name="dental_anxiety",
    kinds={key: {} for key in KINDS},
    find=coded("dental_anxiety"),
    source="Friedman (iatrosedation)",
)
