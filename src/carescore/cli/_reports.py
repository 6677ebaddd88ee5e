"""A report as it was written, or the score of a transcript."""

from __future__ import annotations

import json
from pathlib import Path

from carescore import api
from carescore.errors import CarescoreError, ReadError
from carescore.report import Report


def report_of(file: str, profile: str | None = None) -> Report:
    """The report in a file of JSON, or the score of the transcript there. Raises CarescoreError."""
    path = Path(file)
    if path.suffix.lower() == ".json" and path.is_file():
        try:
            data = json.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError):
            data = None
        if isinstance(data, dict) and {"schema", "scores", "turns"} <= data.keys():
            try:
                return Report.from_dict(data)
            except CarescoreError as error:
                raise ReadError(str(error), file) from None
    return api.score(file, profile=profile)
