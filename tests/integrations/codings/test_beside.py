"""What people coded beside what carescore found: each code keeps its place and who coded it, in every export."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import spacy
from click.testing import CliRunner
from conftest import EXAMPLES

import carescore
from carescore.cli import main
from carescore.codes import Code, coders
from carescore.integrations import codings, exports
from carescore.integrations.codings import Coding, Codings
from carescore.privacy import redact
from carescore.report import Report
from carescore.skills import recount

REPORT = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
STAFF = [turn for turn in REPORT.turns if turn.side == "staff"]
FAMILY = next(name for name, coder in coders().items() if name not in coder.kinds and "apology" in coder.kinds)
OTHER_KIND = next(kind for kind in coders()[FAMILY].kinds if kind != "apology")


def table(folder: Path, coder: str, rows: list[tuple[int, str, str]]) -> str:
    path = folder / f"{coder}.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerows([("turn", "code", "text", "coder"), *((*row, coder) for row in rows)])
    return str(path)


def first_words(turn: int) -> str:
    return " ".join(REPORT.turns[turn].text.split()[:2])


@pytest.fixture
def both(tmp_path: Path) -> list[str]:
    """Ann finds an apology in two turns, Bea one in the second and another kind in a third."""
    one, two, three = (turn.index for turn in STAFF[:3])
    ann = table(tmp_path, "Ann", [(one, "apology", ""), (two, "apology", first_words(two))])
    return [ann, table(tmp_path, "Bea", [(two, "apology", ""), (three, OTHER_KIND, "")])]


def read(paths: list[str]) -> list[Codings]:
    return [file for path in paths for file in codings.read(path, [REPORT])]


def theirs(report: Report) -> list[tuple[str | None, int, str]]:
    return [(code.coder, code.turn, code.kind) for code in report.codes if code.coder is not None]


def places(report: Report) -> list[tuple[str | None, int, int, int, str]]:
    return [(code.coder, code.turn, code.start, code.end, code.kind) for code in report.codes]


def test_codes_of_people_stand_beside_and_change_no_figure(both: list[str]) -> None:
    report = codings.beside(REPORT, read(both))
    one, two, three = (turn.index for turn in STAFF[:3])
    assert sorted(theirs(report)) == sorted(
        [("Ann", one, "apology"), ("Ann", two, "apology"), ("Bea", two, "apology"), ("Bea", three, OTHER_KIND)]
    )
    assert replace(report, codes=REPORT.codes) == REPORT
    assert [code for code in report.codes if code.coder is None] == sorted(
        REPORT.codes, key=lambda code: (code.turn, code.start, code.end, code.kind)
    )
    (quoted,) = (code for code in report.codes if code.coder == "Ann" and code.turn == two)
    assert REPORT.turns[two].text[quoted.start : quoted.end] == first_words(two)
    (whole,) = (code for code in report.codes if code.coder == "Bea" and code.turn == two)
    assert (whole.start, whole.end) == (0, len(REPORT.turns[two].text))
    assert "Ann" not in repr(quoted)


def test_of_several_reports_only_its_own_are_added(both: list[str]) -> None:
    files = [replace(file, codings=tuple(replace(one, report=1) for one in file.codings)) for file in read(both)]
    assert theirs(codings.beside(REPORT, files)) == [] and len(theirs(codings.beside(REPORT, files, 1))) == 4


def test_who_coded_goes_to_json_and_tables(both: list[str]) -> None:
    report = codings.beside(REPORT, read(both))
    assert Report.from_dict(json.loads(json.dumps(report.to_dict()))) == report
    assert {code.get("coder") for code in report.to_dict()["codes"]} == {None, "Ann", "Bea"}
    assert not any("coder" in code for code in REPORT.to_dict()["codes"])
    column = report.to_frame("codes", "polars")["coder"]
    assert sorted(column.drop_nulls().to_list()) == ["Ann", "Ann", "Bea", "Bea"]


@pytest.mark.parametrize("format", ["qdpx", "eaf"])
def test_an_export_is_read_back_coder_by_coder(format: str, both: list[str], tmp_path: Path) -> None:
    report = codings.beside(REPORT, read(both))
    (path,) = report.export(format, tmp_path / f"both.{format}")
    (file,) = codings.read(str(path), [REPORT])
    assert file.coders == {"Ann", "Bea"}
    back = codings.beside(REPORT, [file])
    assert sorted(map(str, theirs(back))) == sorted(map(str, theirs(report)))
    if format == "qdpx":  # which keeps places, too
        assert sorted(map(str, places(back))) == sorted(map(str, places(report)))


def test_each_coder_is_a_user_or_a_tier(both: list[str]) -> None:
    report = codings.beside(REPORT, read(both))
    qde = zipfile.ZipFile(io.BytesIO(exports.files(report, "qdpx")[".qdpx"])).read("project.qde")
    ids = [element.get("guid") for element in ElementTree.fromstring(qde).iter() if element.get("guid")]
    assert len(ids) == len(set(ids))
    root = ElementTree.fromstring(exports.files(report, "eaf")[".eaf"])
    tiers = [(tier.attrib["TIER_ID"], tier.get("ANNOTATOR")) for tier in root.iter("TIER")]
    assert len(tiers) == len(set(tiers)) and {who for _, who in tiers} == {None, "carescore", "Ann", "Bea"}
    notes = [a.attrib["ANNOTATION_ID"] for a in root.iter() if "ANNOTATION_ID" in a.attrib]
    assert len(notes) == len(set(notes))
    grid = exports.files(report, "textgrid")[".TextGrid"].decode()
    assert f'name = "{FAMILY}@Ann"' in grid and f'name = "{FAMILY}@Bea"' in grid
    chat = exports.files(report, "chat")[".cha"].decode()
    assert chat.count("$apology:Ann") == 2 and chat.count("$apology:Bea") == 1
    corpus = exports.files(report, "convokit")["utterances.jsonl"].decode()
    assert corpus.count('"coder": "Ann"') == 2 and corpus.count('"coder": "carescore"') > 2
    docs = report.to_docs(spacy.blank("en"))
    assert sum(len(doc.spans.get("Ann", ())) for doc in docs) == 2
    assert sum(len(doc.spans["carescore"]) for doc in docs) == len(REPORT.codes)


@pytest.mark.parametrize("format", exports.EXPORTS)
def test_numbers_only_numbers_people(format: str, both: list[str], tmp_path: Path) -> None:
    files = [
        replace(f, codings=tuple(replace(c, coder=f"Quillfeather {c.coder}") for c in f.codings)) for f in read(both)
    ]
    report = codings.beside(REPORT, files)
    for path in report.export(format, tmp_path / "a", numbers_only=True):
        packed = path.read_bytes()
        if format == "qdpx":
            packed = zipfile.ZipFile(io.BytesIO(packed)).read("project.qde")
        assert b"Quillfeather" not in packed
        if format == "qdpx":
            assert b'name="coder 1"' in packed and b'name="coder 2"' in packed


def test_redaction_numbers_people(both: list[str]) -> None:
    report = redact(codings.beside(REPORT, read(both)))
    assert {code.coder for code in report.codes} == {None, "coder 1", "coder 2"}
    assert [code.kind for code in report.codes] == [code.kind for code in codings.beside(REPORT, read(both)).codes]


def test_a_family_coded_as_a_whole_has_its_place(tmp_path: Path) -> None:
    path = table(tmp_path, "Ann", [(STAFF[0].index, FAMILY, "")])
    report = codings.beside(REPORT, read([path]))
    assert FAMILY in exports.families(report)[FAMILY] and FAMILY not in exports.families(REPORT)[FAMILY]
    for format in ("qdpx", "eaf"):
        (written,) = report.export(format, tmp_path / f"a.{format}")
        (file,) = codings.read(str(written), [REPORT])
        assert [(one.turn, one.name) for one in file.codings] == [(STAFF[0].index, FAMILY)]


def test_no_doubt_of_a_trainer_counts_by_what_people_coded() -> None:
    report = carescore.score(EXAMPLES / "billing-call-handled-well.vtt")
    sides, score = [turn.side for turn in report.turns], report.scores["options"]
    by_ann = Code(0, 0, 1, "asked", coder="Ann")
    alone = recount.recounts(score, sides, report.codes)
    assert recount.recounts(score, sides, (*report.codes, by_ann)) == alone
    assert recount.recounts(score, sides, (*report.codes, replace(by_ann, coder=None))) != alone


def coded(coder: str, *places: tuple[int, str], of: int = 0) -> Codings:
    found = tuple(Coding(of, turn, 0, 1, coder, name, f"row {turn}") for turn, name in places)
    return Codings("a.csv", frozenset({of}), frozenset({coder}), found)


def pairs(files: list[Codings], **given: Any) -> list[tuple[str, str, str, int, int, int]]:
    found = codings.agreement(files, [REPORT, REPORT], **given)
    return [(a.coder, a.other, a.code, a.theirs, a.ours, a.both) for a in found if a.other != "carescore"]


def test_coders_are_compared_with_each_other() -> None:
    one, two, three = (turn.index for turn in STAFF[:3])
    ann = coded("Ann", (one, "apology"), (two, "apology"))
    bea = coded("Bea", (two, "apology"), (three, OTHER_KIND))
    assert pairs([ann, bea]) == [("Ann", "Bea", "apology", 2, 1, 1)]
    assert pairs([ann, bea], every=True) == [("Ann", "Bea", "apology", 2, 1, 1), ("Ann", "Bea", OTHER_KIND, 0, 1, 0)]
    (found,) = (a for a in codings.agreement([ann, bea], [REPORT]) if (a.other, a.code) == ("Bea", "apology"))
    assert found.turns == len(STAFF) and [(d.turn, d.coder) for d in found.differences] == [(one, True)]
    assert [pair[:2] for pair in pairs([ann, bea, coded("Cem", (one, "apology"))])] == [
        ("Ann", "Bea"),
        ("Ann", "Cem"),
        ("Bea", "Cem"),
    ]


def test_a_family_of_one_coder_counts_the_kinds_of_another() -> None:
    one, two = (turn.index for turn in STAFF[:2])
    ann = coded("Ann", (one, FAMILY))
    bea = coded("Bea", (one, "apology"), (two, OTHER_KIND))
    assert pairs([ann, bea]) == [("Ann", "Bea", FAMILY, 1, 2, 1)]


def test_only_conversations_that_both_coded_are_compared() -> None:
    one, two = (turn.index for turn in STAFF[:2])
    ann, bea = coded("Ann", (one, "apology")), coded("Bea", (one, "apology"), (two, "apology"), of=1)
    assert pairs([ann, bea]) == []
    assert pairs([ann, bea, coded("Bea", (two, "apology"))]) == [("Ann", "Bea", "apology", 1, 1, 0)]


def test_carescore_is_compared_without_what_people_coded_beside_it(both: list[str]) -> None:
    files = read(both)
    assert codings.agreement(files, [codings.beside(REPORT, files)]) == codings.agreement(files, [REPORT])


def test_from_the_command_line(both: list[str], tmp_path: Path) -> None:
    report, out = tmp_path / "visit.json", tmp_path / "both.eaf"
    report.write_text(json.dumps(REPORT.to_dict()), encoding="utf-8")
    given = ["export", str(report), "--format", "eaf", "--out", str(out), "--no-codes"]
    run = CliRunner().invoke(main, [*given, "--codes", both[0], "--codes", both[1]])
    assert run.exit_code == 0, run.output
    found = {tier.get("ANNOTATOR") for tier in ElementTree.parse(out).getroot().iter("TIER")}
    assert found == {None, "Ann", "Bea"}
    run = CliRunner().invoke(main, ["agree", str(out), str(report)])
    assert run.exit_code == 0 and "Ann and carescore" in run.output and "Ann and Bea" in run.output
    assert "Ann alone" in run.output
    run = CliRunner().invoke(main, [*given, "--code", "Sorry=apology"])
    assert run.exit_code == 2 and "--code is for --codes" in run.output
    sorry = table(tmp_path, "Cem", [(STAFF[0].index, "Sorry", "")])
    run = CliRunner().invoke(main, [*given, "--codes", sorry, "--code", "Sorry=apology"])
    assert run.exit_code == 0, run.output
