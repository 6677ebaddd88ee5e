"""Support of a patient's own choice by staff, and pressure.

Definition. "autonomy" ("it's up to you"), "seek" (asks leave or collaboration), "affirm" (a specific strength or
effort), "reason" (says why); "pressure" ("you have to", "you can't just").
Near-misses. A must that keeps somebody safe, a condition ("if you need to"), a question and a guess ("you must be
tired") press nobody; "great job" affirms nothing; "that's not your decision" supports nothing.
Attributes. None.
Source. HCCQ (Williams & Deci); MITI 4.2.1: Affirm, Seek Collaboration, Emphasize Autonomy.
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

CODER = Coder(
    name="autonomy",
    kinds={key: {} for key in ("autonomy", "seek", "affirm", "reason", "pressure")},
    find=coded("autonomy"),
    source="HCCQ (Williams & Deci); MITI 4.2.1",
)
