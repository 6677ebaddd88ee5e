"""Questions of staff for what the patient thinks, fears, hopes and lives with.

Definition. "ideas" (what patients think it is), "concerns" (what worries them), "concerns_bare" ("any concerns?"),
"expectations" (what they hope for, what matters to them), "impact" (how it affects their life).
Near-misses. Concerns about an organ, a pregnancy or a home are screening; "with any concerns" is what to call about;
"you're worried about" states, unless it asks.
Attributes. None.
Source. Calgary-Cambridge guide; Four Habits (Krupat et al. 2006); ICE after Matthys 2009.
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

CODER = Coder(
    name="patient_perspective",
    kinds={key: {} for key in ("ideas", "concerns", "concerns_bare", "expectations", "impact")},
    find=coded("patient_perspective"),
    source="Calgary-Cambridge; Krupat et al. 2006",
)
