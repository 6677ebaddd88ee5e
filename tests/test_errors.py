"""Errors: one line, picklable, file and line in the message."""

from __future__ import annotations

import pickle

import pytest

from carescore import errors

ALL = [
    errors.ReadError("no speech in it", "visit.vtt", 3),
    errors.UnknownFormatError("no reader knows it", "visit.xyz", None, ("srt", "webvtt")),
    errors.UsageError("no such role"),
    errors.ModelError("altered"),
    errors.LexiconError("no header"),
    errors.ProfileError("no weight"),
    errors.ReviewError("visit.review.json: no review"),
    errors.WriteError("no room", "visit.html"),
    errors.MissingDependencyError("to_frame", "pandas"),
]


@pytest.mark.parametrize("error", ALL, ids=lambda e: type(e).__name__)
def test_errors_survive_a_worker_process(error: errors.CarescoreError) -> None:
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is type(error) and str(back) == str(error) and vars(back) == vars(error)
    assert isinstance(error, errors.CarescoreError) and "\n" not in str(error)


def test_messages_name_file_and_line() -> None:
    assert str(errors.ReadError("bad time", "a.vtt", 7)) == "a.vtt:7: bad time"
    assert str(errors.ReadError("bad time").at("b.srt")) == "b.srt: bad time"
    assert errors.UnknownFormatError("which?", candidates=("a", "b")).at("x").candidates == ("a", "b")


def test_missing_dependency_names_the_extra() -> None:
    assert "carescore[pandas]" in str(errors.MissingDependencyError("to_frame", "pandas"))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\v", "\f", "\x1c", "\x85", "\u2028"])
def test_a_message_is_one_line_whatever_a_file_holds(ending: str) -> None:
    hostile = f"a{ending}b"
    assert str(errors.ProfileError(f"{hostile}: no such key")) == "a b: no such key"
    assert str(errors.ReadError(f"no column {hostile}", f"{hostile}.csv", 2)) == "a b.csv:2: no column a b"


@pytest.mark.parametrize(("n", "told"), [(errors.LONGEST, "a" * errors.LONGEST), (2000, "a" * 999 + "…")])
def test_a_long_value_is_cut_in_a_message(n: int, told: str) -> None:
    assert str(errors.UsageError("a" * n)) == told
