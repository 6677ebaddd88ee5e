"""Staff say goodbye, or say again what was agreed.

Definition. "closing" ("goodbye", "have a nice day", "thanks for calling"), "recap" ("so that's Monday at nine").
Near-misses. "Take care of it" is no goodbye.
Attributes. None.
Source. Stokoe, Sikveland & Symonds 2016 (closings with and without a recap).
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.codes._base import Code, Coder, Codes, coded

KINDS = ("closing", "recap")
_burden = coded("patient_burden")


def find(codes: Codes) -> Iterator[Code]:
    return (code for code in _burden(codes) if code.kind in KINDS)


CODER = Coder(name="closings", kinds={key: {} for key in KINDS}, find=find, source="Stokoe, Sikveland & Symonds 2016")
