"""Reports as data frames: the same columns and types in pandas and polars, whether or not there is anything to show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import pandas
import polars
import pytest
from conftest import EXAMPLES

import carescore
from carescore.errors import UsageError

Table = Literal["measures", "skills", "moments", "turns", "codes"]
TABLES: list[Table] = ["measures", "skills", "moments", "turns", "codes"]
FULL = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
EMPTY = replace(FULL, scores={}, skills={}, moments=(), turns=(), codes=())


@pytest.mark.parametrize("table", TABLES)
def test_a_row_for_each_thing(table: Table) -> None:
    count = len({"measures": FULL.scores, "skills": FULL.skills}.get(table) or getattr(FULL, table))
    assert count and FULL.to_frame(table).shape[0] == count == FULL.to_frame(table, "polars").shape[0]


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_table_has_the_same_columns_and_types(table: Table) -> None:
    full, empty = FULL.to_frame(table), EMPTY.to_frame(table)
    assert list(full.dtypes.items()) == list(empty.dtypes.items()) and full.columns[0] == "id" and empty.empty
    assert FULL.to_frame(table, "polars").schema == EMPTY.to_frame(table, "polars").schema


@pytest.mark.parametrize("table", TABLES)
def test_both_libraries_hold_the_same(table: Table) -> None:
    def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{key: None if pandas.isna(value) else value for key, value in row.items()} for row in rows]

    one, other = FULL.to_frame(table), FULL.to_frame(table, "polars")
    assert isinstance(one, pandas.DataFrame) and isinstance(other, polars.DataFrame)
    assert plain(one.to_dict("records")) == other.to_dicts()


def test_the_sides_of_a_score() -> None:
    row = FULL.to_frame().set_index("measure").loc["talk_time"]
    score = FULL.scores["talk_time"]
    assert score.staff is not None and (row["staff"], row["patient"]) == (score.staff, score.patient)
    assert replace(score, by_role={}).staff is None


@pytest.mark.parametrize(
    ("table", "library", "meant"), [("measure", "pandas", "measures"), ("turns", "polar", "polars")]
)
def test_a_slip_is_answered_with_what_was_meant(table: Any, library: Any, meant: str) -> None:
    with pytest.raises(UsageError, match=f"did you mean {meant}"):
        FULL.to_frame(table, library)
