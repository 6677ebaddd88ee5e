"""Reports as they were written, or the scores of transcripts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from carescore import api
from carescore.errors import CarescoreError, ReadError
from carescore.history import manifests
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


def reports_in(paths: Iterable[str]) -> list[Report]:
    """The reports in files and folders, and the scores of transcripts; in folders, other JSON is passed over. Raises
    CarescoreError, also where there is none."""
    found: list[Report] = []
    for path in paths:
        if Path(path).is_dir() or Path(path).suffix == ".jsonl":
            rows = (data for _, data in manifests.reports([path]) if not isinstance(data, CarescoreError))
            found += [Report.from_dict(data) for data in rows if "scores" in data]
        else:
            found.append(report_of(path))
    if not found:
        raise CarescoreError("there is no report to compare with (score --json)")
    return found
