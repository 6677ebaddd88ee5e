"""What type checkers know of the public names: checked by mypy with the rest, and by pyright in test_typing.py."""

# pyright: strict, reportMissingTypeStubs=false

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import carescore
from carescore.measures import Figure, Score
from carescore.skills import Moment, Skill

if TYPE_CHECKING:
    import pandas
    import polars
    from typing_extensions import assert_type

    report = carescore.score("visit.vtt")
    assert_type(report, carescore.Report)
    assert_type(carescore.read("visit.vtt"), carescore.Transcript)
    assert_type(carescore.read_text("Nurse: Hello."), carescore.Transcript)
    assert_type(carescore.Report.from_dict({}), carescore.Report)
    assert_type(report.scores["questions"], Score)
    assert_type(report.scores["questions"].value, float | None)
    assert_type(report.scores["questions"].staff, float | None)
    assert_type(report.scores["questions"].by_role, Mapping[str, Figure])
    assert_type(report.skills["empathy"], Skill)
    assert_type(report.moments, tuple[Moment, ...])
    assert_type(report.to_frame(), pandas.DataFrame)
    assert_type(report.to_frame("turns"), pandas.DataFrame)
    assert_type(report.to_frame(library="polars"), polars.DataFrame)
    assert_type(report.to_frame("codes", "polars"), polars.DataFrame)
    assert_type(report.to_html(), str)
    many = carescore.score_many(["visit.vtt"])
    found: Iterator[carescore.Report | carescore.Failure] = many
    report.to_frame("turn")  # type: ignore[call-overload] # no such table
    carescore.scroe  # type: ignore[attr-defined] # noqa: B018 - no such name
