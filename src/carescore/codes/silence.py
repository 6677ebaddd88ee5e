"""What staff say before or after they fall silent.

Definition. "hold", "looking" ("one moment while I open your chart"), "acting" on the patient, "inviting" time ("take
your time"), "back" ("thanks for waiting").
Near-misses. "Give me a moment's rest" is none of these.
Attributes. None.
Source. Hold etiquette: Physicians Practice 2015; office telephone guides.
"""

from __future__ import annotations

from carescore.codes._base import Coder, coded

CODER = Coder(
    name="silence",
    kinds={key: {} for key in ("hold", "looking", "acting", "inviting", "back")},
    find=coded("silence"),
    source="Physicians Practice 2015",
)
