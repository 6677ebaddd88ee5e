"""Staff hand the patient's need back, or ask for its cause or urgency.

Definition. "restate" ("so the main thing is", "did I get that right"), "cause" ("what have you tried", "when do you
need it").
Near-misses. A check after a name, a date of birth or a number confirms who calls, not what for.
Attributes. None.
Source. Calgary-Cambridge (confirm, screen); summaries after MITI 4.2.1.
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

CODER = Coder(
    name="needs_check",
    kinds={key: {} for key in ("restate", "cause")},
    find=coded("needs_check"),
    source="Calgary-Cambridge guide (Silverman, Kurtz & Draper)",
)
