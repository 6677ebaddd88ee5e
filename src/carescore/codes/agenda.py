"""Staff ask what else there is, list the concerns, order them and ask whether that is all right.

Definition. "some" ("is there something else you want to cover?"), "any" ("anything else?"), "list" ("what else is on
your list?"); "listed", "ranked", "agreed".
Near-misses. Questions of the history ("anything else that makes it worse?", "any coughs or anything else?").
Attributes. None.
Source. Heritage et al. 2007; agenda setting after Calgary-Cambridge and the Four Habits.
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

CODER = Coder(
    name="agenda",
    kinds={key: {} for key in ("some", "any", "list", "listed", "ranked", "agreed")},
    find=coded("agenda"),
    source="Heritage et al. 2007; Frankel & Stein (Four Habits)",
)
