"""What people coded in a report as codes of that report, beside its own, each with who coded it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from carescore.codes import Code
from carescore.integrations.codings._base import Codings
from carescore.report import Report


def beside(report: Report, files: Iterable[Codings], number: int = 0) -> Report:
    """The report with what people coded in it among its codes. number: its place among the reports that the files were
    read with. No figure changes: measures count what carescore found."""
    own = (one for file in files for one in file.codings if one.report == number)
    theirs = {(one.turn, one.start, one.end, one.name, one.coder) for one in own}
    added = (
        Code(turn, start, end, name, start_ms=report.turns[turn].start_ms, coder=coder)
        for turn, start, end, name, coder in theirs
    )
    return replace(report, codes=tuple(sorted((*report.codes, *added), key=_place)))


def _place(code: Code) -> tuple[int, int, int, str, str]:
    return code.turn, code.start, code.end, code.kind, code.coder or ""
