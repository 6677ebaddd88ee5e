"""A scorecard beside a trainer's forms: shares, kappa, what is left open, and where they differ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner

from carescore.cli import main
from carescore.errors import CarescoreError, ReadError
from carescore.history.agreement import FEWEST, agreement, cohen, read


def reports(folder: Path, answers: Sequence[bool | None], card: str = "card") -> list[str]:
    """A report of each answer of a scorecard with one item; recordings are numbered."""
    for n, met in enumerate(answers):
        quote = {"turn": 1, "start": 0, "end": 1, "label": "x", "start_ms": 61000}
        step = {"id": "step", "title": "Next step", "met": met, "evidence": [quote] if met else [], "why": ""}
        data = {"source": {"path": f"calls/{n}.vtt"}, "scenario": {"scenario": card, "title": "", "steps": [step]}}
        (folder / f"{card}-{n}.json").write_text(json.dumps(data), encoding="utf-8")
    return [str(folder)]


def forms(answers: Sequence[bool]) -> dict[str, dict[str, bool]]:
    return {str(n): {"step": answer} for n, answer in enumerate(answers)}


def test_kappa_is_that_of_the_table(tmp_path: Path) -> None:
    trainer, card = [True] * 6 + [False] * 4, [True] * 5 + [False] * 5
    (one,) = agreement(forms(trainer), reports(tmp_path, card))
    assert (one.forms, one.share, one.unknown) == (10, 0.9, 0)
    assert one.kappa == pytest.approx(0.8) and one.interval is not None and one.interval[0] < 0.8 < one.interval[1]
    (apart,) = one.disagreements
    assert (apart.file, apart.form, apart.quotes) == ("5", True, ())


@pytest.mark.parametrize(("n", "known"), [(FEWEST - 1, False), (FEWEST, True)])
def test_too_few_forms_have_a_share_alone(tmp_path: Path, n: int, known: bool) -> None:
    answers = [bool(k % 2) for k in range(n)]
    (one,) = agreement(forms(answers), reports(tmp_path, answers))
    assert one.share == 1.0 and (one.kappa is not None) is known


@pytest.mark.parametrize("table", [[[20, 4], [0, 0]], [[20, 0], [4, 0]], [[0, 4], [0, 20]], [[24, 0], [0, 0]]])
def test_who_always_says_the_same_has_no_kappa(table: list[list[int]]) -> None:
    assert cohen(table) == (None, None)  # statsmodels: an interval of no width, or NaN


def test_an_interval_ends_at_one() -> None:
    kappa, interval = cohen([[20, 1], [0, 3]])  # statsmodels: up to 1.15
    assert kappa == pytest.approx(5 / 6) and interval == pytest.approx((0.518, 1.0), abs=1e-3)


def test_what_both_always_say_has_no_kappa(tmp_path: Path) -> None:
    (one,) = agreement(forms([True] * FEWEST), reports(tmp_path, [True] * FEWEST))
    assert one.share == 1.0 and one.kappa is None


def test_what_the_scorecard_leaves_open_is_no_disagreement(tmp_path: Path) -> None:
    (one,) = agreement(forms([True, True]), reports(tmp_path, [None, True]))
    assert (one.forms, one.unknown, one.disagreements) == (1, 1, ())


def test_different_scorecards_and_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CarescoreError, match="no report with a scorecard"):
        agreement(forms([True]), [str(tmp_path)])
    reports(tmp_path, [True])
    with pytest.raises(CarescoreError, match="different scorecards"):
        agreement(forms([True, True]), reports(tmp_path, [True, True], "other"))


@pytest.mark.parametrize(
    ("text", "said"),
    [("a\n1\n", "no column 'file'"), ("file,step\nx,maybe\n", "step: an answer"), ("file\nx\nx.vtt\n", "earlier row")],
)
def test_bad_forms_are_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "f.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=said):
        read(str(tmp_path / "f.csv"))


def test_the_command_lists_where_they_differ(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text("file,step\n0.mp4,no\n1,yes\n", encoding="utf-8")
    folder = tmp_path / "reports"
    folder.mkdir()
    done = CliRunner().invoke(main, ["agree", str(tmp_path / "f.csv"), *reports(folder, [True, True])])
    assert done.exit_code == 0, done.output
    assert "50 %" in done.output and "0: the form says no; found in turn 2, 1:01" in done.output


@pytest.mark.parametrize(("text", "said"), [("Let us check.", "“Let us”"), ("", "in turn 2, 1:01")])
def test_where_they_differ_is_quoted_where_words_are_kept(tmp_path: Path, text: str, said: str) -> None:
    reports(tmp_path, [True, False])
    for n in range(2):
        path = tmp_path / f"card-{n}.json"
        data = json.loads(path.read_text(encoding="utf-8"))
        data["turns"] = [{"index": 0, "text": "Hello."}, {"index": 1, "text": text}]
        for quote in data["scenario"]["steps"][0]["evidence"]:
            quote["end"] = 6
        path.write_text(json.dumps(data), encoding="utf-8")
    (tmp_path / "f.csv").write_text("file,step\n0,no\n1,yes\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["agree", str(tmp_path / "f.csv"), str(tmp_path)], catch_exceptions=False)
    assert "- 0: the form says no; found in turn 2, 1:01" in done.output and said in done.output
    assert "- 1: the form says yes; found nowhere" in done.output and ("“" in done.output) is bool(text)


@pytest.mark.parametrize("steps", [3, [{}], [{"id": "step", "title": "", "met": True, "evidence": [{"turn": 0}]}]])
def test_a_report_that_is_damaged_is_a_sentence(tmp_path: Path, steps: object) -> None:
    data = {"source": None, "scenario": {"scenario": "card", "steps": steps}}
    (tmp_path / "0.json").write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(CarescoreError, match=r"0\.json: "):
        agreement(forms([True]), [str(tmp_path)])


@pytest.mark.parametrize(("second", "fine"), [(True, True), (False, False)])
def test_two_recordings_of_one_name_are_refused_where_they_differ(tmp_path: Path, second: bool, fine: bool) -> None:
    for folder, met in (("january", True), ("march", second)):
        (tmp_path / folder).mkdir()
        reports(tmp_path / folder, [met])
    if fine:
        assert agreement(forms([True]), [str(tmp_path)])[0].forms == 1
    else:
        with pytest.raises(CarescoreError, match=r"march/card-0\.json: another report is of a file of that name"):
            agreement(forms([True]), [str(tmp_path)])
