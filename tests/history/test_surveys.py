"""Survey answers: each on its scale, linked or listed, one person once, never too few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import made
import pytest
from click.testing import CliRunner
from history_entries import ONE

from carescore.cli import main
from carescore.errors import ReadError, UsageError
from carescore.history import Entry, Known, Library
from carescore.history.surveys import FEWEST, guessed, read, sample, scaled, surveys

SCALES = [
    ("nps", "0", 0.0),
    ("nps", "10", 100.0),
    ("stars", "1", 0.0),
    ("stars", "5", 100.0),
    ("satisfaction", "3", 50.0),
    ("fft", "Very good", 100.0),
    ("fft", "very  poor", 0.0),
    ("fft", "1", 100.0),
    ("fft", "5", 0.0),
    ("fft", "Don’t know", None),
    ("cahps", "Always", 100.0),
    ("cahps", "never", 0.0),
    ("cahps", "4", 100.0),
    ("stars", "", None),
]


@pytest.mark.parametrize(("question", "answer", "value"), SCALES)
def test_answers_on_one_scale(question: str, answer: str, value: float | None) -> None:
    assert scaled(question, answer) == value


@pytest.mark.parametrize(("question", "answer"), [("nps", "11"), ("nps", "-1"), ("stars", "0"), ("fft", "fine")])
def test_an_answer_outside_its_scale_is_refused(question: str, answer: str) -> None:
    with pytest.raises(UsageError, match=question):
        scaled(question, answer)


def entries(values: Sequence[float | None]) -> list[Entry]:
    """A conversation of each person, who are numbered."""
    return [
        replace(ONE, id=n, person=n, trainee=f"P{n}", path=f"calls/{n}.vtt", title=str(n), skills={"overall": value})
        for n, value in enumerate(values)
    ]


def test_recordings_are_linked_by_name_and_what_fits_none_is_listed() -> None:
    found = surveys([{"recording": r"C:\x\0.mp4", "stars": "4"}, {"recording": "9", "stars": "2"}], entries([50, 60]))
    assert (found.by, found.rows, found.unmatched) == ("recording", 2, (3,))
    assert found.answered[0].mean == pytest.approx(50) and found.answered[0].answers == 2


@pytest.mark.parametrize(("people", "known"), [(FEWEST - 1, False), (FEWEST, True)])
def test_each_person_counts_once_and_too_few_are_refused(people: int, known: bool) -> None:
    answers = [{"person": f"p{n}", "stars": str(1 + n % 5)} for n in range(people)] * 3
    (overall, *_) = surveys(answers, entries([40 + 3 * (n % 5) for n in range(people)])).associations
    assert overall.units == people and (overall.interval is not None) is known
    if known:
        assert overall.correlation == pytest.approx(1.0)


def test_unknown_skills_and_answers_that_are_all_alike_have_no_correlation() -> None:
    answers = [{"person": f"P{n}", "stars": "5"} for n in range(FEWEST)]
    (overall, *_) = surveys(answers, entries([float(n) for n in range(FEWEST)])).associations
    assert overall.missing == "all are alike"
    (overall, *_) = surveys(answers, entries([None] * FEWEST)).associations
    assert overall.units == 0 and overall.correlation is None


def test_by_month_months_are_compared() -> None:
    months = [replace(one, date=f"2026-{n + 1:02}-03") for n, one in enumerate(entries([50.0 + n for n in range(9)]))]
    found = surveys([{"month": f"2026-{n + 1:02}", "nps": str(n)} for n in range(9)], months)
    assert found.associations[0].units == 9 and found.associations[0].interval is not None


def test_a_day_stands_for_its_month() -> None:
    of = [replace(one, date="2026-03-02") for one in entries([50.0])]
    found = surveys([{"month": "2026-03-30", "stars": "4"}, {"month": "2026-04-01", "stars": "2"}], of)
    assert found.unmatched == (3,)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_columns_are_shown_and_guessed_where_their_name_is_sure(tmp_path: Path, sign: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(sign.join(row) for row in [("File name", "Rating ", "Remark"), ("a", "4", "x")]))
    headers, rows = sample(str(path))
    assert headers == ["File name", "Rating ", "Remark"] and rows == [["a", "4", "x"]]
    chosen = guessed(headers)
    assert {field: header for field, header in chosen.items() if header} == {
        "recording": "File name",
        "stars": "Rating ",
    }
    assert read(str(path), chosen) == [{"recording": "a", "stars": "4"}]


def test_a_table_without_rows_has_nothing_to_choose_from(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("person,stars\n")
    with pytest.raises(ReadError, match="no rows"):
        sample(str(tmp_path / "a.csv"))


def test_net_promoter_score_is_promoters_less_detractors() -> None:
    found = surveys([{"person": "x", "nps": value} for value in ("10", "9", "8", "6")], [])
    assert found.answered[0].promoters == pytest.approx(25)


def test_comments_are_judged_as_comments() -> None:
    texts = ["The nurse was lovely, thank you so much.", "Rude and late. Never again."]
    assert surveys([{"person": "x", "comment": text} for text in texts], []).comments == {
        "negative": 1,
        "neutral": 0,
        "positive": 1,
    }


BAD = [
    ("a,b\n1,2\n", None, "recording, person or month"),
    ("person,stars\nx,7\n", 2, "stars: an answer is 1 to 5"),
    ("person,fft\nx,good\ny,so so\n", 3, "very poor"),
]


@pytest.mark.parametrize(("text", "row", "said"), BAD)
def test_a_bad_table_is_refused_with_its_row(tmp_path: Path, text: str, row: int | None, said: str) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=said) as caught:
        read(str(tmp_path / "a.csv"))
    assert row is None or f":{row}" in str(caught.value) or f" {row}" in str(caught.value)


def test_the_command_says_what_goes_together_and_never_why(tmp_path: Path) -> None:
    with Library(tmp_path / "x.db") as library:
        for n in range(FEWEST):
            library.add(made.report(n, {"overall": 40.0 + n * n}), Known("2026-01-02", f"P{n}"))
    rows = "".join(f"P{n},{1 + n // 2},lovely secretword\n" for n in range(FEWEST))
    (tmp_path / "a.csv").write_text("who,stars,comment\n" + rows + "nobody,3,\n", encoding="utf-8")
    done = CliRunner().invoke(
        main, ["surveys", str(tmp_path / "x.db"), str(tmp_path / "a.csv"), "--columns", "person=who"]
    )
    assert done.exit_code == 0, done.output
    assert "Rows without one: 10" in done.output and "stars" in done.output and "need not be a cause" in done.output
    assert "secretword" not in done.output


@pytest.mark.parametrize(("name", "fine"), [("Ann", True), (" ", False), ("", False)])
def test_answers_of_nobody_are_refused(name: str, fine: bool, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(f"recording,person,nps\n,{name},9\n", encoding="utf-8")
    if fine:
        assert len(read(str(path))) == 1
        return
    with pytest.raises(ReadError, match="no row names its recording, person or month"):
        read(str(path))


def test_the_page_shows_the_same(tmp_path: Path) -> None:
    answers = [{"recording": str(n), "stars": str(1 + n % 5)} for n in range(FEWEST + 2)]
    values: list[float | None] = [50.0 + 3 * (n % 5) + n % 2 for n in range(FEWEST)]
    page = surveys(answers, entries(values)).to_html(tmp_path / "a.html")
    assert "2 rows fit no conversation of the library: 10, 11" in page and "need not be a cause" in page
    assert page.count('class="forest"') == 1 and (tmp_path / "a.html").read_text(encoding="utf-8") == page


def test_other_versions_are_in_no_correlation() -> None:
    answers = [{"recording": str(n), "stars": str(1 + n % 5)} for n in range(FEWEST)]
    of = entries([50.0 + n for n in range(FEWEST)])
    of[0] = replace(of[0], instrument="older", score=0)
    found = surveys(answers, of)
    assert found.older == 1 and not found.unmatched and found.associations[0].units == FEWEST - 1
