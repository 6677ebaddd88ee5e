"""Codings of people: read from each kind of file, refused where they are of something else, and compared."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES, timed

import carescore
from carescore.cli import main
from carescore.codes import Code, coders
from carescore.errors import ReadError, UsageError
from carescore.history.agreement import FEWEST
from carescore.integrations import codings, exports
from carescore.integrations.codings._agreement import gwet

BASE = carescore.score(
    timed(
        *(
            ("S" if n % 2 == 0 else "P", 1000 * n, 1000 * n + 900, f"Sentence number {n} about the visit.")
            for n in range(24)
        ),
    )
)
OTHER_KIND = next(kind for kind in coders()["apologies"].kinds if kind != "apology")
SPOKEN = [code for n in (0, 2, 4, 8) for code in [Code(n, 0, 8, "apology")]]
REPORT = replace(BASE, id="visit", codes=tuple(SPOKEN))
OTHER = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
Make = Callable[..., str]
NS = "{urn:QDA-XML:project:1.0}"
WANT = [(0, "apology"), (2, "apology"), (6, "apology")]


def project(folder: Path, edit: str = "", swap: tuple[str, str] = ("", ""), eol: str = "\n", origin: str = "") -> str:
    """A project in which Ann coded WANT, selecting the second word and what follows it."""
    packed = zipfile.ZipFile(io.BytesIO(exports.files(exports.uncoded(REPORT), "qdpx")[".qdpx"]))
    root = ElementTree.fromstring(packed.read("project.qde"))
    (name,) = (name for name in packed.namelist() if name.startswith("sources/"))
    text = packed.read(name).decode().replace("\n", eol)
    root.set("origin", origin)
    users, source = root.find(f"{NS}Users"), root.find(f".//{NS}TextSource")
    assert users is not None and source is not None
    ElementTree.SubElement(users, f"{NS}User", guid="ann", name="Ann")
    guids = {code.attrib["name"]: code.attrib["guid"] for code in root.iter(f"{NS}Code")}
    counted = text.replace("\r\n", "\n") if origin else text
    for turn, kind in WANT:
        start = counted.index(f"number {turn} ")
        at = {"startPosition": str(start), "endPosition": str(start + 10)}
        chosen = ElementTree.SubElement(source, f"{NS}PlainTextSelection", at | {"guid": "s", "creatingUser": "ann"})
        coding = ElementTree.SubElement(chosen, f"{NS}Coding", guid="c")
        ElementTree.SubElement(coding, f"{NS}CodeRef", targetGUID=guids[kind])
    content = ElementTree.tostring(root, encoding="unicode").replace(*swap)
    path = folder / "ann.qdpx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("project.qde", content)
        archive.writestr(name.replace("sources", "Sources"), "\ufeff" + (edit or text))
    return str(path)


def eaf(folder: Path, swap: tuple[str, str] = ("", ""), annotator: str = "Ann") -> str:
    """An ELAN file in which Ann coded WANT: two below what was said, one with times of its own."""
    root = ElementTree.fromstring(exports.files(exports.uncoded(REPORT), "eaf")[".eaf"])
    tier = next(t for t in root.iter("TIER") if t.attrib["TIER_ID"] == "codes@Nurse")
    tier.set("ANNOTATOR", annotator)
    for n, (turn, kind) in enumerate(WANT[:2]):
        one = ElementTree.SubElement(ElementTree.SubElement(tier, "ANNOTATION"), "REF_ANNOTATION")
        one.attrib |= {"ANNOTATION_ID": f"x{n}", "ANNOTATION_REF": f"t{turn}"}
        ElementTree.SubElement(one, "ANNOTATION_VALUE").text = kind
    free = ElementTree.Element("TIER", TIER_ID="mine", LINGUISTIC_TYPE_REF="codes", ANNOTATOR=annotator)
    root.insert(list(root).index(tier), free)
    turn, kind = WANT[2]
    one = ElementTree.SubElement(ElementTree.SubElement(free, "ANNOTATION"), "ALIGNABLE_ANNOTATION", ANNOTATION_ID="y")
    one.attrib |= {"TIME_SLOT_REF1": f"ts{2 * turn + 1}", "TIME_SLOT_REF2": f"ts{2 * turn + 2}"}
    ElementTree.SubElement(one, "ANNOTATION_VALUE").text = kind
    path = folder / "ann.eaf"
    path.write_text(ElementTree.tostring(root, encoding="unicode").replace(*swap), encoding="utf-8")
    return str(path)


def table(folder: Path, rows: list[dict[str, object]] | None = None) -> str:
    path = folder / "ann.csv"
    rows = rows or [{"turn": turn, "code": kind, "coder": "Ann", "text": f"number {turn}"} for turn, kind in WANT]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


@pytest.mark.parametrize("make", [project, eaf, table])
def test_each_kind_of_file_is_read(make: Make, tmp_path: Path) -> None:
    (file,) = codings.read(make(tmp_path), [REPORT])
    assert sorted((one.turn, one.name) for one in file.codings) == WANT
    assert file.coders == {"Ann"} and file.reports == {0}


@pytest.mark.parametrize(
    ("make", "quote"), [(project, "number {} a"), (table, "number {}"), (eaf, "Sentence number {} about the visit.")]
)
def test_a_coding_keeps_the_place_that_its_file_tells(make: Make, quote: str, tmp_path: Path) -> None:
    (file,) = codings.read(make(tmp_path), [REPORT])
    quotes = [REPORT.turns[one.turn].text[one.start : one.end] for one in file.codings]
    assert sorted(quotes) == [quote.format(turn) for turn, _ in WANT]


def test_what_carescore_coded_is_not_a_persons(tmp_path: Path) -> None:
    for format in ("qdpx", "eaf"):
        (path,) = REPORT.export(format, tmp_path / f"own.{format}")
        with pytest.raises(ReadError, match=r"nobody but carescore|no tier of a person"):
            codings.read(str(path), [REPORT])


@pytest.mark.parametrize(("eol", "origin"), [("\r\n", ""), ("\r\n", "ATLAS.ti 23"), ("\n\n", "")])
def test_places_are_found_whatever_ends_a_line(eol: str, origin: str, tmp_path: Path) -> None:
    (file,) = codings.read(project(tmp_path, eol=eol, origin=origin), [REPORT])
    assert [(one.turn, one.name) for one in file.codings] == WANT
    assert {REPORT.turns[one.turn].text[one.start : one.end][:6] for one in file.codings} == {"number"}


def test_a_selection_over_two_turns_codes_both(tmp_path: Path) -> None:
    path = project(tmp_path)
    packed = zipfile.ZipFile(path)
    root = packed.read("project.qde").decode()
    end = re.findall(r'endPosition="(\d+)"', root)[0]
    longer = root.replace(f'endPosition="{end}"', f'endPosition="{int(end) + 40}"', 1)
    with zipfile.ZipFile(tmp_path / "two.qdpx", "w") as archive:
        for name in packed.namelist():
            archive.writestr(name, longer if name.endswith(".qde") else packed.read(name))
    (file,) = codings.read(str(tmp_path / "two.qdpx"), [REPORT])
    assert [one.turn for one in file.codings][:2] == [0, 1]
    text, after = REPORT.turns[0].text, REPORT.turns[1].text
    first, second = file.codings[:2]
    assert text[first.start : first.end] == text[text.index("number") :]
    assert second.start == 0 and 0 < second.end < len(after)


def test_a_selection_of_a_name_alone_codes_the_turn(tmp_path: Path) -> None:
    path = project(tmp_path)
    packed = zipfile.ZipFile(path)
    root = re.sub(
        r'startPosition="\d+" endPosition="\d+"',
        'startPosition="0" endPosition="5"',
        packed.read("project.qde").decode(),
    )
    with zipfile.ZipFile(tmp_path / "name.qdpx", "w") as archive:
        for name in packed.namelist():
            archive.writestr(name, root if name.endswith(".qde") else packed.read(name))
    (file,) = codings.read(str(tmp_path / "name.qdpx"), [REPORT])
    assert {(one.turn, one.start, one.end) for one in file.codings} == {(0, 0, len(REPORT.turns[0].text))}


def test_a_blank_tier_says_that_nothing_was_found(tmp_path: Path) -> None:
    (path,) = REPORT.export("eaf", tmp_path / "a.eaf", coded=False)
    (file,) = codings.read(str(path), [REPORT])
    assert file.codings == () and file.coders == {"coder"}
    assert codings.agreement([file], [REPORT]) == []
    (one,) = codings.agreement([file], [REPORT], every=True)
    assert (one.theirs, one.ours, one.both) == (0, 4, 0)


@pytest.mark.parametrize(
    ("make", "swap", "said"),
    [
        (eaf, ('TIME_SLOT_REF1="ts5"', 'TIME_SLOT_REF1="ts999"'), "the time of tier 1, annotation 2 is not there"),
        (eaf, ('ANNOTATION_REF="t2"', 'ANNOTATION_REF="t999"'), "refers to an annotation that is not there"),
        (eaf, ('PARENT_REF="Nurse"', 'PARENT_REF="Nobody"'), "the parent of tier 3 is not there"),
        (eaf, ("about the visit", "of something else"), "another conversation"),
        (eaf, (">apology</ANN", ">Empathie</ANN"), "no tier of a person holds codes"),
        (eaf, ("<ANNOTATION_VALUE>apology</ANNOTATION_VALUE>", ""), ""),
        (eaf, ('ANNOTATOR="Ann"', 'ANNOTATOR="carescore"'), "the annotator carescore is its own"),
        (eaf, ("<TIME_ORDER>", "<TIME_ORDER><"), "broken XML"),
        (project, ('targetGUID="', 'targetGUID="x'), "a code that the codebook lacks"),
        (project, ('creatingUser="ann"', 'creatingUser="bob"'), "a user that is not there"),
        (project, ('startPosition="', 'startPosition="x'), "no place in its text"),
        (project, ("internal://", "internal://x"), "another conversation"),
        (
            project,
            ('name="apology"', 'name="Oh so sorry Mrs Quill"'),
            "a name that is no code of carescore, first in at",
        ),
    ],
)
def test_what_is_broken_or_of_another_conversation_is_refused(
    make: Make, swap: tuple[str, str], said: str, tmp_path: Path
) -> None:
    path = make(tmp_path, swap=swap)
    if not said:
        assert codings.read(path, [REPORT])[0].codings == ()
        return
    with pytest.raises(ReadError, match=said) as raised:
        codings.read(path, [REPORT])
    message = str(raised.value)
    assert "\n" not in message and "ann." in message and "Quill" not in message and "Empathie" not in message


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"turn": 24, "code": "apology"}, ":2: turn is a number from 0 to 23"),
        ({"turn": "two", "code": "apology"}, "turn is a number"),
        ({"turn": 2, "code": "apology", "text": "Good evening"}, "another conversation"),
        ({"turn": 2, "code": "Oh Mrs Quill"}, "a name that is no code of carescore, first in row 2"),
        ({"turn": 2, "code": "apology", "file": "else.vtt"}, "no report given is of that file"),
        ({"item": 2, "code": "apology"}, "'turn' and 'code'"),
    ],
)
def test_bad_rows_are_refused(row: dict[str, object], said: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=said) as raised:
        codings.read(table(tmp_path, [row]), [REPORT])
    assert "Quill" not in str(raised.value) and "evening" not in str(raised.value)


def test_other_names_are_translated(tmp_path: Path) -> None:
    path = table(tmp_path, [{"turn": 2, "code": "Said sorry"}, {"turn": 4, "code": "Apologies"}])
    (file,) = codings.read(path, [REPORT], {"said SORRY": "apology"})
    assert [one.name for one in file.codings] == ["apology", "apologies"]
    with pytest.raises(UsageError, match="did you mean apologies"):
        codings.read(path, [REPORT], {"Said sorry": "apologie_"})


def test_a_report_without_words_cannot_be_compared(tmp_path: Path) -> None:
    for make in (project, eaf, table):
        with pytest.raises(ReadError, match="without words"):
            codings.read(make(tmp_path), [carescore.without_words(REPORT)])


def test_several_reports_and_a_folder(tmp_path: Path) -> None:
    project(tmp_path)
    (first, *_) = files = codings.read(str(tmp_path), [OTHER, REPORT])
    assert len(files) == 1 and first.reports == {1}
    eaf(tmp_path)
    assert [file.reports for file in codings.read(str(tmp_path), [OTHER, REPORT])] == [{1}, {1}]
    path = table(tmp_path, [{"file": "calls/visit.vtt", "turn": 2, "code": "apology"}])
    assert codings.read(path, [OTHER, REPORT])[0].reports == {1}
    with pytest.raises(ReadError, match="has a column 'file'"):
        codings.read(table(tmp_path), [OTHER, REPORT])


def test_counts_are_of_the_turns_of_that_side(tmp_path: Path) -> None:
    files = codings.read(project(tmp_path), [REPORT])
    (one,) = codings.agreement(files, [REPORT])
    assert (one.coder, one.code, one.turns, one.theirs, one.ours, one.both) == ("Ann", "apology", 12, 3, 4, 2)
    assert one.share == pytest.approx(9 / 12)
    assert [(d.turn, d.coder, d.start_ms) for d in one.differences] == [
        (4, False, 4000),
        (6, True, 6000),
        (8, False, 8000),
    ]


def test_cohens_kappa_is_that_of_the_table(tmp_path: Path) -> None:
    (one,) = codings.agreement(codings.read(project(tmp_path), [REPORT]), [REPORT])
    chance = (3 * 4 + 9 * 8) / 144
    assert one.kappa == pytest.approx((0.75 - chance) / (1 - chance)) and one.kappa_interval is not None
    low, high = one.kappa_interval
    assert low < (0.75 - chance) / (1 - chance) < high


@pytest.mark.parametrize(
    ("table", "value", "interval"),
    [  # coefficient and interval of irrCAC 0.4.4
        ([[40, 9], [6, 45]], 0.70075, (0.55846, 0.84304)),
        ([[95, 2], [2, 1]], 0.95753, (0.91438, 1.0)),
        ([[8, 1], [2, 1]], 0.62694, (0.11202, 1.0)),
    ],
)
def test_gwets_coefficient_is_that_of_the_paper(
    table: list[list[int]], value: float, interval: tuple[float, float]
) -> None:
    found, ends = gwet(table)
    assert found == pytest.approx(value, abs=1e-5) and ends == pytest.approx(interval, abs=1e-5)


@pytest.mark.parametrize(("n", "known"), [(FEWEST - 1, False), (FEWEST, True)])
def test_too_few_turns_have_a_share_alone(n: int, known: bool) -> None:
    table = [[n - 4, 1], [1, 2]]
    assert (gwet(table)[0] is not None) is known


def test_a_family_counts_all_its_kinds(tmp_path: Path) -> None:
    report = replace(REPORT, codes=(*SPOKEN, Code(6, 0, 3, OTHER_KIND)))
    path = table(tmp_path, [{"turn": 2, "code": "apologies"}])
    (one,) = codings.agreement(codings.read(path, [report]), [report])
    assert (one.code, one.ours, one.both) == ("apologies", 5, 1)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "visit.json"
    path.write_text(json.dumps(REPORT.to_dict()), encoding="utf-8")
    return path


def test_the_command_compares(written: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["agree", eaf(tmp_path), str(written)])
    assert run.exit_code == 0, run.output
    assert "75 %" in run.output and "AC1" in run.output
    assert "visit, turn 6 at 0:06: Ann alone" in run.output and "turn 8 at 0:08: carescore alone" in run.output
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "visit.json").write_bytes(written.read_bytes())
    (folder / "other.json").write_text(json.dumps(OTHER.to_dict()))
    run = CliRunner().invoke(main, ["agree", project(tmp_path), str(folder), "--all-codes"])
    assert run.exit_code == 0 and "1 of 2 reports" in run.output


def test_the_command_refuses(written: Path, tmp_path: Path) -> None:
    bad = table(tmp_path, [{"turn": 2, "code": "Said sorry"}])
    for options, code, said in (
        ([bad, str(written)], 1, "ann.csv: coded with"),
        ([bad, str(written), "--code", "Said sorry=sorry"], 2, "no code is named sorry"),
        ([str(tmp_path / "no.eaf"), str(written)], 1, "no.eaf: the file cannot be read"),
        ([bad, str(tmp_path)], 1, "another kind|no report|coded with"),
    ):
        run = CliRunner().invoke(main, ["agree", *options])
        assert run.exit_code == code and re.search(said, run.output), run.output
    forms = tmp_path / "forms.csv"
    forms.write_text("file,step\nvisit,yes\n")
    run = CliRunner().invoke(main, ["agree", str(forms), str(written), "--all-codes"])
    assert run.exit_code == 2 and "are for codes" in run.output


def test_no_report_to_compare_with(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    run = CliRunner().invoke(main, ["agree", table(tmp_path), str(tmp_path / "empty")])
    assert run.exit_code == 1 and "no report to compare with" in run.output


def test_a_time_that_is_not_told_lies_between_those_that_are(tmp_path: Path) -> None:
    """ELAN writes no times for what divides a stretch of time but its ends."""
    path = Path(eaf(tmp_path))
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    order, mine = root.find("TIME_ORDER"), next(t for t in root.iter("TIER") if t.attrib["TIER_ID"] == "mine")
    assert order is not None
    slots = [slot.attrib["TIME_SLOT_ID"] for slot in order]
    for number, slot in enumerate(("m1", "m2")):  # within the turn that WANT names last
        order.insert(
            slots.index(f"ts{2 * WANT[2][0] + 1}") + 1 + number, ElementTree.Element("TIME_SLOT", TIME_SLOT_ID=slot)
        )
    (one,) = mine.iter("ALIGNABLE_ANNOTATION")
    one.attrib |= {"TIME_SLOT_REF1": "m1", "TIME_SLOT_REF2": "m2"}
    path.write_text(ElementTree.tostring(root, encoding="unicode"), encoding="utf-8")
    (file,) = codings.read(str(path), [REPORT])
    assert sorted((one.turn, one.name) for one in file.codings) == WANT


def test_a_row_of_a_file_that_several_reports_are_of_is_refused(tmp_path: Path) -> None:
    path = table(tmp_path, [{"file": "calls/visit.vtt", "turn": 2, "code": "apology"}])
    with pytest.raises(ReadError, match=r"ann\.csv:2: several reports given are of that file"):
        codings.read(path, [REPORT, replace(REPORT, source=replace(REPORT.source, sha256="b"))])
