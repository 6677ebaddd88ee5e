"""Survey answers: each on its scale, linked or listed, one person once, never too few."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import made
import pytest
from click.testing import CliRunner
from history_entries import ONE

from carescore.cli import main
from carescore.errors import LibraryError, ReadError, UsageError
from carescore.history import Answer, Entry, Known, Library, _file, answers, compare
from carescore.history._schema import MIGRATIONS
from carescore.history.answers import AnswerRow, Taken, guessed, read, sample, scaled, take
from carescore.history.changes import FEWEST_PEOPLE
from carescore.history.surveys import FEWEST, Surveys, surveys

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


def beside(rows: Sequence[dict[str, str]], of: Sequence[Entry]) -> Surveys:
    """The page of these rows."""
    linked, unmatched = answers.linked([AnswerRow(number, said) for number, said in enumerate(rows, 2)], of)
    return surveys([answer for _, answer in linked], of, unmatched)


def test_recordings_are_linked_by_name_and_what_fits_none_is_listed() -> None:
    found = beside([{"recording": r"C:\x\0.mp4", "stars": "4"}, {"recording": "9", "stars": "2"}], entries([50, 60]))
    assert (found.by, found.answers, found.unmatched) == (("recording",), 1, (3,))
    assert found.answered[0].mean == pytest.approx(75) and found.answered[0].answers == 1


@pytest.mark.parametrize(("focus", "sha256", "fits"), [("Kim", "a", True), ("", "a", False), ("Kim", "b", False)])
def test_of_recordings_of_one_name_none_is_guessed(focus: str, sha256: str, fits: bool) -> None:
    """Two people's conversations of one recording are no doubt: both are meant."""
    first, second = (replace(one, sha256="a") for one in entries([50, 60]))
    second = replace(second, title="0", path=None, focus=focus, sha256=sha256)
    found = beside([{"recording": "0", "stars": "4"}], [first, second])
    assert bool(found.answers) is fits and found.unmatched == (() if fits else (2,))


@pytest.mark.parametrize(("people", "known"), [(FEWEST - 1, False), (FEWEST, True)])
def test_each_person_counts_once_and_too_few_are_refused(people: int, known: bool) -> None:
    rows = [{"person": f"p{n}", "stars": str(1 + n % 5)} for n in range(people)] * 3
    (overall, *_) = beside(rows, entries([40 + 3 * (n % 5) for n in range(people)])).associations
    assert overall.units == people and (overall.interval is not None) is known
    if known:
        assert overall.correlation == pytest.approx(1.0)


def test_unknown_skills_and_answers_that_are_all_alike_have_no_correlation() -> None:
    rows = [{"person": f"P{n}", "stars": "5"} for n in range(FEWEST)]
    (overall, *_) = beside(rows, entries([float(n) for n in range(FEWEST)])).associations
    assert overall.missing == "all are alike"
    (overall, *_) = beside(rows, entries([None] * FEWEST)).associations
    assert overall.units == 0 and overall.correlation is None


def test_by_month_months_are_compared() -> None:
    months = [replace(one, date=f"2026-{n + 1:02}-03") for n, one in enumerate(entries([50.0 + n for n in range(9)]))]
    found = beside([{"month": f"2026-{n + 1:02}", "nps": str(n)} for n in range(9)], months)
    assert found.associations[0].units == 9 and found.associations[0].interval is not None


def test_a_day_stands_for_its_month() -> None:
    of = [replace(one, date="2026-03-02") for one in entries([50.0])]
    found = beside([{"month": "2026-03-30", "stars": "4"}, {"month": "2026-04-01", "stars": "2"}], of)
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
    assert [row.said for row in read(str(path), chosen)] == [{"recording": "a", "stars": "4"}]


def test_a_table_without_rows_has_nothing_to_choose_from(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("person,stars\n")
    with pytest.raises(ReadError, match="no rows"):
        sample(str(tmp_path / "a.csv"))


def test_net_promoter_score_is_promoters_less_detractors() -> None:
    found = beside([{"person": "P0", "nps": value} for value in ("10", "9", "8", "6")], entries([50]))
    assert found.answered[0].promoters == pytest.approx(25)


def test_comments_are_judged_as_comments() -> None:
    texts = ["The nurse was lovely, thank you so much.", "Rude and late. Never again."]
    assert beside([{"person": "P0", "comment": text} for text in texts], entries([50])).comments == {
        "negative": 1,
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
    assert (
        "9 rows: 8 new, 0 already there, 1 fits no conversation of the library and is not kept: row 10." in done.output
    )
    assert "stars" in done.output and "need not be a cause" in done.output
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
    rows = [{"recording": str(n), "stars": str(1 + n % 5)} for n in range(FEWEST + 2)]
    values: list[float | None] = [50.0 + 3 * (n % 5) + n % 2 for n in range(FEWEST)]
    page = beside(rows, entries(values)).to_html(tmp_path / "a.html")
    assert (
        "Of the rows of the table 2 fit no conversation of the library and are not kept: rows 10, 11." in page
        and "need not be a cause" in page
    )
    assert page.count('class="forest"') == 1 and (tmp_path / "a.html").read_text(encoding="utf-8") == page


def test_other_versions_are_in_no_correlation() -> None:
    rows = [{"recording": str(n), "stars": str(1 + n % 5)} for n in range(FEWEST)]
    of = entries([50.0 + n for n in range(FEWEST)])
    of[0] = replace(of[0], instrument="older", score=0)
    found = beside(rows, of)
    assert found.older == 1 and not found.unmatched and found.associations[0].units == FEWEST - 1


TABLE = """id,recording,person,month,stars,nps,comment
1,talk 0,,,4,9,lovely secretword
2,,Ann,,2,,
3,,Ann,,2,,
4,,,2026-03,5,,
5,,Nobody,,1,,
6,,Bo,,,,
"""


def written(path: Path, text: str = TABLE) -> list[AnswerRow]:
    path.write_text(text, encoding="utf-8")
    return read(str(path))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(tmp_path / "a.db") as opened:
        for number, name in enumerate(("Ann", "Bo")):
            opened.add(made.report(number, {"overall": 50.0}), Known("2026-03-14", name))
        yield opened


def test_answers_are_kept_by_recording_person_and_month(library: Library, tmp_path: Path) -> None:
    assert take(library, written(tmp_path / "a.csv")) == Taken(6, new=4, same=0, empty=1, unmatched=(6,))
    assert library.count_answers() == 4
    first, _ = library.entries()
    kept = sorted(library.answers(), key=lambda one: (one.link, one.values["stars"]))
    assert [(one.link, one.values, one.comment) for one in kept] == [
        ("month", {"stars": 100.0}, None),
        *[("person", {"stars": 25.0}, None)] * 2,
        ("recording", {"stars": 75.0, "nps": 90.0}, "positive"),
    ]
    assert kept[0].month == "2026-03" and kept[1].person == first.person and kept[3].conversations == (first.id,)
    found = surveys(library.answers(), library.entries())
    assert found.by == ("recording", "person", "month") and found.answers == 4
    units = {(one.question, one.over): one.units for one in found.associations if one.skill == "overall"}
    assert units == {("nps", "people"): 1, ("stars", "people"): 1, ("nps", "months"): 0, ("stars", "months"): 1}
    assert b"secretword" not in b"".join(file.read_bytes() for file in tmp_path.glob("a.db*"))


@pytest.mark.parametrize(
    ("again", "new", "same", "kept"),
    [
        (TABLE, 0, 4, 4),
        (TABLE.replace("1,talk 0,,,4", "1,talk 0,,,5"), 0, 3, 4),  # edited: known by its id
        (TABLE.replace("4,,,2026-03,5,,", "4,,,2026-03,,,"), 0, 3, 3),  # taken back
        (TABLE + "7,,Bo,,3,,\n", 1, 4, 5),
        (TABLE.replace(",", ";"), 0, 4, 4),
        (TABLE.replace("2,,Ann,,2,,\n3", "9,,Ann,,2,,\n3"), 1, 3, 5),  # of another number: another answer
    ],
)
def test_a_row_given_again_is_kept_once(
    library: Library, tmp_path: Path, again: str, new: int, same: int, kept: int
) -> None:
    take(library, written(tmp_path / "a.csv"))
    taken = take(library, written(tmp_path / "renamed.csv", again))
    assert (taken.new, taken.same, len(library.answers())) == (new, same, kept)


ALIKE = "person,month,stars\nAnn,2026-03-01,4\nAnn,2026-03-02,4\nBo,2026-03-01,2\n"
AGAIN = [  # what is given again, the rows in doubt, and how many are kept then: corrected, further
    (ALIKE, (), 3, 3),
    (ALIKE.replace("01,4", "01,5"), (2,), 3, 4),  # edited, or one more of that day
    (ALIKE + "Ann,2026-03-01,5\n", (), 4, 4),  # the old one stands there too
    (ALIKE + "Ann,2026-03-03,4\n", (), 4, 4),
    ("person,month,stars\nAnn,2026-03-04,1\nBo,2026-03-04,1\n", (), 5, 5),  # the next week's table
    ("person,month,stars\nAnn,2026-03-01,1\nAnn,2026-03-01,2\n", (2, 3), 4, 5),
    ("person,month,stars\nAnn,2026-03-01,\n", (2,), 2, 3),  # taken back
    ("id,person,month,stars\n1,Ann,2026-03-01,5\n", (2,), 3, 4),  # numbered by now
]


@pytest.mark.parametrize("choice", [True, False])
@pytest.mark.parametrize(("again", "doubtful", "corrected", "further"), AGAIN)
def test_without_numbers_a_row_in_doubt_is_asked_about_and_nothing_counts_twice_unasked(
    library: Library, tmp_path: Path, again: str, doubtful: tuple[int, ...], corrected: int, further: int, choice: bool
) -> None:
    take(library, written(tmp_path / "a.csv", ALIKE))
    rows = written(tmp_path / "b.csv", again)
    before = library.answers()
    taken = take(library, rows)
    assert taken.doubtful == doubtful
    if doubtful:
        assert library.answers() == before and (taken.new, taken.same, taken.changed) == (0, 0, 0)
    kept = corrected if choice else further
    assert not take(library, rows, choice).doubtful and len(library.answers()) == kept
    if not any(row.said["stars"] == "" for row in rows) and (not choice or len(rows) == 3):
        assert not take(library, rows).doubtful and len(library.answers()) == kept  # said once is enough


def test_an_answer_of_one_number_about_somebody_else_is_in_doubt(library: Library, tmp_path: Path) -> None:
    take(library, written(tmp_path / "a.csv", "id,person,stars\n1,Ann,4\n2,Ann,5\n"))
    moved = written(tmp_path / "b.csv", "id,person,stars\n1,Bo,4\n2,Ann,5\n")
    assert take(library, moved).doubtful == (2,)
    assert take(library, moved, corrected=True) == Taken(2, new=0, same=1, empty=0, unmatched=(), changed=1)
    assert len(library.answers()) == 2
    both = written(tmp_path / "c.csv", "id,person,stars\n1,Bo,4\n1,Ann,5\n")  # one patient, two answers
    assert len({row.mark for row in both}) == 2


def test_a_number_that_stands_twice_is_refused_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,person,stars\n1,Ann,4\n2,Ann,4\n1,Ann,5\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"stands in row 2 too.*--columns id=") as caught:
        read(str(path))
    assert caught.value.line == 4 and len(read(str(path), {"id": ""})) == 3


def test_the_command_asks_about_rows_in_doubt(library: Library, tmp_path: Path) -> None:
    path, table = str(tmp_path / "a.db"), str(tmp_path / "a.csv")
    command = ["surveys", path, table]
    for text, flags, code, said in (
        ("person,stars\nAnn,4\n", [], 0, "1 row: 1 new, 0 already there."),
        ("person,stars\nAnn,5\n", [], 2, "row 2 is new, and the library keeps answers about the same recording"),
        (
            "person,stars\nAnn,5\n",
            ["--corrected"],
            0,
            "1 row: 0 new, 0 already there, 1 in the place of what was kept.",
        ),
        ("person,stars\nAnn,1\n", ["--further"], 0, "1 row: 1 new"),
    ):
        written(tmp_path / "a.csv", text)
        done = CliRunner().invoke(main, [*command, *flags])
        assert done.exit_code == code and said in done.output, done.output
    assert sorted(one.values["stars"] for one in library.answers()) == [0.0, 100.0]


def test_answers_of_an_older_library_are_brought_forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a recording of two people, too, whose answer the first of them held."""
    monkeypatch.setattr(_file, "MIGRATIONS", MIGRATIONS[:2])
    with Library(tmp_path / "a.db") as old:
        data = made.report(0, {"overall": 50.0})
        for focus, name in (("Kim", "Ann"), ("Lee", "Bo")):
            data["provenance"]["focus"] = focus
            old.add(data, Known("2026-03-14", name))
        row = (
            "INSERT INTO survey (conversation, person, month, item, scale, value, origin) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        old._sql.execute(row, (1, None, None, "stars", "0 to 100", 75.0, "a"))
        old._sql.execute(row, (None, 2, "2026-03", "comment", "positive", 0.0, "b"))
    monkeypatch.undo()
    with Library(tmp_path / "a.db") as library:
        both = [Answer({"stars": 75.0}, (1, 2)), Answer({}, (), 2, "2026-03", "positive")]
        assert library.answers() == both
        library.forget("Ann")
        assert library.answers() == [Answer({"stars": 75.0}, (2,)), both[1]]


def test_rows_that_are_alike_within_a_table_are_answers_of_their_own(library: Library, tmp_path: Path) -> None:
    rows = written(tmp_path / "a.csv", "person,stars\nAnn,4\nAnn,4\n")
    assert take(library, rows).new == 2 and take(library, rows).same == 2 and len(library.answers()) == 2


def test_other_columns_of_the_same_rows_take_their_place(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("person,first,second\nAnn,4,2\n", encoding="utf-8")
    for header in ("first", "second"):
        take(library, read(str(path), {"stars": header}))
    assert [one.values for one in library.answers()] == [{"stars": 25.0}]


def test_what_fitted_nobody_is_kept_once_its_conversation_is_there(library: Library, tmp_path: Path) -> None:
    rows = written(tmp_path / "a.csv")
    take(library, rows)
    library.add(made.report(9, {"overall": 50.0}), Known("2026-03-14", "Nobody"))
    assert take(library, rows) == Taken(6, new=1, same=4, empty=1, unmatched=())


def test_answers_of_who_is_forgotten_are_gone_to_the_byte(library: Library, tmp_path: Path) -> None:
    rows = written(tmp_path / "a.csv")
    take(library, rows)
    held = {row.number: row.mark.cells.encode() for row in rows}
    assert all(held[number] in saved(tmp_path) for number in (2, 3, 4, 5))
    library.forget("Ann")
    assert [number for number in (2, 3, 4, 5) if held[number] in saved(tmp_path)] == [5]  # the month names nobody
    assert [one.link for one in library.answers()] == ["month"]


def saved(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("a.db*"))


def test_both_people_of_one_recording_have_its_answer(tmp_path: Path) -> None:
    data = made.report(0, {"overall": 50.0})
    with Library(tmp_path / "b.db") as library:
        for focus, name in (("Kim", "Ann"), ("Lee", "Bo")):
            data["provenance"]["focus"] = focus
            library.add(data, Known("2026-03-14", name))
        take(library, written(tmp_path / "a.csv", "recording,stars\ntalk 0,4\n"))
        (answer,) = library.answers()
        assert answer.conversations == tuple(one.id for one in library.entries())


def test_a_full_library_of_answers_is_all_or_nothing(library: Library, tmp_path: Path) -> None:
    pages = library._sql.execute("PRAGMA page_count").fetchone()[0]
    library._sql.execute(f"PRAGMA max_page_count = {pages + 1}").close()
    rows = "".join(f"{n},Ann,4\n" for n in range(2000))
    with pytest.raises(LibraryError, match="disk is full"):
        take(library, written(tmp_path / "a.csv", f"id,person,stars\n{rows}"))
    assert library.answers() == []


@pytest.mark.parametrize(("people", "known"), [(FEWEST_PEOPLE - 1, False), (FEWEST_PEOPLE, True)])
def test_an_impact_says_what_patients_answered_before_and_after(tmp_path: Path, people: int, known: bool) -> None:
    """By recording, and by person in a month; the month of the training and months alone are in neither period."""
    with Library(tmp_path / "b.db") as library:
        for number in range(2 * people):
            day = f"2026-0{1 + 3 * (number % 2)}-05"
            library.add(made.report(number, {"overall": 40.0 + number}), Known(day, f"P{number // 2}"))
        rows = [f"talk {2 * n},,,{1 + n % 2}\ntalk {2 * n + 1},,,{3 + n % 3}\n,P{n},2026-02,1\n" for n in range(people)]
        extra = ",P0,2026-04,1\n,,2026-01,5\n,Nobody,2026-01,5\n"
        take(library, written(tmp_path / "a.csv", f"recording,person,month,stars\n{''.join(rows)}{extra}"))
        first, second = ([e for e in library.entries() if (e.date < "2026-04") is side] for side in (True, False))
        (change,) = compare(first, second, answers=library.answers()).answers
        page = compare(first, second, answers=library.answers()).to_html()
    assert change.skill == "stars" and change.people == people and (change.interval is not None) is known
    assert "<h2>What patients answered</h2>" in page and "need not be the training" in page
    if known:
        assert change.before == pytest.approx(6.25) and change.after == pytest.approx(68.75)


def test_without_answers_an_impact_says_nothing_of_them() -> None:
    assert compare([], []).answers == () and "What patients answered" not in compare([], []).to_html()


def test_the_command_shows_what_is_kept_without_a_table(library: Library, tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    none = CliRunner().invoke(main, ["surveys", path], catch_exceptions=False)
    assert none.exit_code == 0 and "0 answers kept." in none.output
    written(tmp_path / "a.csv")
    for new in (4, 0):
        done = CliRunner().invoke(main, ["surveys", path, str(tmp_path / "a.csv")], catch_exceptions=False)
        assert f"6 rows: {new} new, {4 - new} already there, 1 without an answer" in done.output
    shown = CliRunner().invoke(main, ["surveys", path, "--html", str(tmp_path / "a.html")], catch_exceptions=False)
    assert "4 answers kept, linked by recording, person, month." in shown.output
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "over people" in page and "over months" in page
    alone = CliRunner().invoke(main, ["surveys", path, "--columns", "stars=Rating"])
    assert alone.exit_code == 2 and "--columns is for ANSWERS.csv" in alone.output


def test_the_command_leaves_out_answers_of_the_months_of_a_training(tmp_path: Path) -> None:
    path = str(tmp_path / "b.db")
    with Library(path) as library:
        for number in range(8):
            library.add(
                made.report(number, {"overall": 40.0}), Known(f"2026-0{1 + 6 * (number % 2)}-05", f"P{number // 2}")
            )
        rows = "".join(
            f"P{n},2026-{month},{stars}\n" for n in range(4) for month, stars in (("04", 1), ("09", 2 + n % 3))
        )
        take(library, written(tmp_path / "a.csv", f"person,month,stars\n{rows}"))
    for days, people in ((("--before", "2026-03-01", "--after", "2026-06-01"), 0), (("--before", "2026-06-01"), 4)):
        done = CliRunner().invoke(main, ["compare", path, *days])
        assert done.exit_code == 0, done.output
        said = done.stdout.partition("What patients answered")[2]
        assert (f"Stars  {people} people" in " ".join(said.split("  "))) or f"{people} people" in said


@pytest.mark.parametrize("day", ["2026-01-20", "2026-01-20T10:00:00Z", "2026-01-20 10:00"])
def test_a_moment_stands_for_its_month(day: str) -> None:
    found = beside([{"month": day, "stars": "4"}], entries([50]))
    assert found.by == ("month",) and found.unmatched == ()


def test_a_number_that_only_begins_like_a_day_is_none() -> None:
    assert answers._key("month", "2026-01-200") == "2026-01-200"
