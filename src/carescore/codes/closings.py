"""Staff say goodbye, or say again what was agreed.

Definition. "closing" ("goodbye", "have a nice day", "thanks for calling"), "recap" ("so that's Monday at nine").
Near-misses. "Take care of it" is no goodbye.
Attributes. None.
Source. Stokoe, Sikveland & Symonds 2016 (closings with and without a recap).
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

KINDS = ("closing", "recap")
CODER = Coder(
    name="closings",
    kinds={kind: {} for kind in KINDS},
    find=coded("patient_burden", only=KINDS),
    source="Stokoe, Sikveland & Symonds 2016",
)
