"""A report as JSON text."""

from __future__ import annotations

import json

from carescore.report import Report


def render(report: Report, indent: int | None = 2) -> str:
    """The report's keys in fixed order; indent None gives one line."""
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=indent)
