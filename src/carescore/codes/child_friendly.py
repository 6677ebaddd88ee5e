"""How staff speak with a child: tell-show-do, praise, children's words; fear words, threats, and to whom it is said.

Definition. "tell", "show", "do"; "praise" that names what the child did; "child_word" ("tooth picture") and "address"
("buddy"); "fear_word" (needle, shot), "threat" ("be a big boy"); "parent": words to the parent; "procedure": something
is done.
Near-misses. "Good boy" praises no act; "you kept" needs what was kept.
Attributes. None.
Source. AAPD guideline on behaviour guidance (tell-show-do, ask-tell-ask, word lists).
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

KINDS = (
    *("tell", "show", "do", "praise", "child_word", "address", "fear_word", "threat", "parent"),
    "procedure",
)
CODER = Coder(
    name="child_friendly",
    kinds={key: {} for key in KINDS},
    find=coded("child_friendly"),
    source="AAPD guideline on behaviour guidance",
)
