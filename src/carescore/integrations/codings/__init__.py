"""What people coded, read from the files of their tools and set beside what carescore found."""

from __future__ import annotations

from carescore.integrations.codings._agreement import CodeAgreement, Difference, agreement
from carescore.integrations.codings._base import Coding, Codings, key
from carescore.integrations.codings._beside import beside
from carescore.integrations.codings._reading import as_written, is_codings, read

__all__ = [
    "CodeAgreement",
    "Coding",
    "Codings",
    "Difference",
    "agreement",
    "as_written",
    "beside",
    "is_codings",
    "key",
    "read",
]
