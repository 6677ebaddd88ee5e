"""The visit as rows, and office files made by hand: what a test needs of their XML, no more."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from readers.visit import VISIT, clock

ROWS = [["Speaker", "Text", "Start", "End"], *([who, said, clock(s), clock(e)] for who, said, s, e in VISIT)]
LINES = [f"[{clock(start)}] {who}: {said}" for who, said, start, _ in VISIT]
STARTED = frozenset({"speaker", "start"})


def packed(members: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()
