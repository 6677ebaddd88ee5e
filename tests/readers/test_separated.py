"""Tables that people give beside recordings."""

from __future__ import annotations

import csv
import io
from contextlib import ExitStack
from pathlib import Path

import pytest

from carescore.errors import ReadError
from carescore.readers import separated

Rows = dict[int, dict[str, str]]


def rows(text: str, delimiter: str | None = None) -> Rows:
    return dict(separated.rows(io.StringIO(text, newline=""), "people.csv", delimiter))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ("a,b\n", {}),
        ("a,b\n1,2\n", {2: {"a": "1", "b": "2"}}),
        ("a;b\n1,5;2\n", {2: {"a": "1,5", "b": "2"}}),
        ("a\tb\n1;2\t3,4\n", {2: {"a": "1;2", "b": "3,4"}}),
        ("a,b;c\n1,2\n", {2: {"a": "1", "b;c": "2"}}),
        ("a,b\n\n , \n1,2\n", {4: {"a": "1", "b": "2"}}),  # the number that a spreadsheet shows
        ('a,b\n"1\n1",2\n3,4\n', {2: {"a": "1\n1", "b": "2"}, 3: {"a": "3", "b": "4"}}),
        ("a,b\n1\n", {2: {"a": "1", "b": ""}}),
        ("a,b,,\n1,2,,\n", {2: {"a": "1", "b": "2", "": ""}}),
    ],
)
def test_rows_by_header(text: str, found: Rows) -> None:
    assert rows(text) == found


def test_a_delimiter_that_is_known() -> None:
    assert rows("a,b\n1,2\n", "\t") == {2: {"a,b": "1,2"}}


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        ("a,b\n1,2\n1,2,secretword\n", "the row has more cells than there are columns", 3),
        ("a,a\n1,2\n", "two columns have one name", 1),
    ],
)
def test_cells_without_a_header_of_their_own(text: str, reason: str, line: int) -> None:
    with pytest.raises(ReadError) as error:
        rows(text)
    assert (error.value.path, error.value.reason, error.value.line) == ("people.csv", reason, line)


def test_a_cell_of_any_size_and_the_limit_is_put_back() -> None:
    before = csv.field_size_limit(100)
    try:
        assert len(rows(f"a,b\n{'x' * 101},2\n")[2]["a"]) == 101
        assert csv.field_size_limit() == 100
    finally:
        csv.field_size_limit(before)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"\xef\xbb\xbfa,b\r\n1,2\r\n")
    assert separated.in_file(str(path)) == {2: {"a": "1", "b": "2"}}
    path.write_bytes(b"\xff\xfe\xff")
    for name in (path, tmp_path / "absent.csv", tmp_path):
        with pytest.raises(ReadError, match="no table of comma-separated values in UTF-8"):
            separated.in_file(str(name))


def test_of_tables_read_at_once_the_last_puts_the_limit_back() -> None:
    before = csv.field_size_limit()
    first, second = separated.cells_of_any_size(), separated.cells_of_any_size()
    with ExitStack() as both:
        first.__enter__()
        both.enter_context(second)
        first.__exit__(None, None, None)  # as another thread may, while this one reads
        assert csv.field_size_limit() > before
    assert csv.field_size_limit() == before
