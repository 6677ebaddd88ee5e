"""What staff take on, have done, or leave to others, beside what their next steps say.

Definition. "taken" ("leave it with me"), "done" ("I've put that through"), "disowned" ("they should", "you'll have to
call your insurance").
Near-misses. Instructions for the patient's own care.
Attributes. None.
Source. Owned commitments after Purver et al. 2007 and service recovery practice.
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

CODER = Coder(
    name="ownership",
    kinds={key: {} for key in ("taken", "done", "disowned")},
    find=coded("ownership"),
    source="Purver et al. 2007",
)
