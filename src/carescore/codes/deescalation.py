"""Signs of anger of the patient's side, and acts of staff that calm or inflame.

Definition. "irritation", "accusation", "accusation_people" ("you people never"), "threat" (a complaint, a review, a
lawyer), "exit" (hanging up, going elsewhere), "danger" (violence, self-harm), "thanks". Of staff: "agree", "choice",
"listen", "solve", "limit"; "policy_wall", "threat_first", "hold" (a transfer or hold without a reason).
Near-misses. What is denied, reported or said with thanks; "I'm leaving the hospital tomorrow" leaves nobody.
Attributes. None.
Source. Richmond et al. 2012 (BETA); CALM; service recovery (LAST).
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

KINDS = (
    *("irritation", "accusation", "accusation_people", "threat", "exit", "danger", "thanks"),
    *("agree", "choice", "listen", "solve", "limit", "policy_wall", "threat_first", "hold"),
)
CODER = Coder(
    name="deescalation",
    kinds={key: {} for key in KINDS},
    find=coded("deescalation"),
    source="Richmond et al. 2012 (BETA)",
)
