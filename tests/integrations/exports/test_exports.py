"""Exports: what is in the files, read back by our own readers and, where installed, by the tools' own libraries."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES, talk, timed

import carescore
from carescore.cli import main
from carescore.errors import UsageError
from carescore.integrations import exports
from carescore.integrations.exports import EXPORTS, files, numbers_only
from carescore.report import Report

REPORT = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
ODD = carescore.score(
    timed(
        ("S", 0, 2000, 'I\'m so sorry & <b>"truly"</b> sorry, Zebedee: 3 {or} 4?'),
        ("P", 1500, 4000, "I'm terrified … of cancer\U0001f622 [crying] at 5:30."),
        ("S", 4000, 9000, "That must be frightening. What worries you most?\x0b Could you please wait?"),
    )
)
QDA = {"q": "urn:QDA-XML:project:1.0"}
Read = Callable[[Report, Path], list[tuple[str, str]]]


def said(report: Report) -> list[tuple[str, str]]:
    return [(turn.speaker, " ".join(turn.text.split())) for turn in report.turns]


def words(rows: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    return [(who, re.findall(r"[a-z']+", text.lower())) for who, text in rows]


@pytest.mark.parametrize("to", ["eaf", "textgrid", "vtt", "stm", "chat"])
@pytest.mark.parametrize("report", [REPORT, ODD], ids=["example", "odd"])
def test_our_readers_read_them_back(to: str, report: Report, tmp_path: Path) -> None:
    path = exports.write(report, to, tmp_path / f"talk{EXPORTS[to].ending}")[0]
    back = carescore.read(path)
    times = sorted((turn.start_ms, turn.end_ms) for turn in report.turns)
    assert sorted((u.start_ms, u.end_ms) for u in back.utterances) == times
    own = [(u.speaker or "", u.text) for u in sorted(back.utterances, key=lambda u: (u.start_ms or 0, u.end_ms or 0))]
    given = [(t.speaker, t.text) for t in sorted(report.turns, key=lambda t: (t.start_ms or 0, t.end_ms or 0))]
    if report is REPORT:
        assert words(own) == words(given)
    assert [who for who, _ in own] == [who.replace(" ", "_") if to == "stm" else who for who, _ in given]


@pytest.mark.parametrize("report", [REPORT, ODD], ids=["example", "odd"])
def test_a_project_quotes_what_the_codes_quote(report: Report) -> None:
    archive = zipfile.ZipFile(io.BytesIO(files(report, "qdpx")[".qdpx"]))
    root = ElementTree.fromstring(archive.read("project.qde"))
    source = root.find(".//q:TextSource", QDA)
    assert source is not None
    raw = archive.read(source.attrib["plainTextPath"].replace("internal://", "sources/"))
    text = raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf") and "\r" not in text and text.count("\n") == len(report.turns)
    names = {c.attrib["guid"]: c.attrib["name"] for c in root.iterfind(".//q:Code", QDA)}
    found = []
    for chosen in root.iterfind(".//q:PlainTextSelection", QDA):
        ref = chosen.find(".//q:CodeRef", QDA)
        assert ref is not None
        quote = text[int(chosen.attrib["startPosition"]) : int(chosen.attrib["endPosition"])]
        found.append((names[ref.attrib["targetGUID"]], quote.split()))
    quoted = [(c.kind, report.turns[c.turn].text[c.start : c.end].split()) for c in report.codes]
    assert found == quoted and found
    ids = [e.attrib["guid"] for e in root.iter() if "guid" in e.attrib]
    assert len(ids) == len(set(ids)) and all(name.isascii() for name in names.values())


@pytest.mark.parametrize("to", EXPORTS)
def test_the_same_report_gives_the_same_bytes(to: str) -> None:
    assert files(REPORT, to) == files(Report.from_dict(json.loads(json.dumps(REPORT.to_dict()))), to)


@pytest.mark.parametrize("to", EXPORTS)
def test_numbers_only_holds_no_word_and_no_name(to: str) -> None:
    names = "Zebedee Quillfeather Ottoline Marchbanks Persimmon Vandersloot Thistlewood".split()
    rows = timed(
        (
            "Nurse Quillfeather",
            0,
            4000,
            "Good morning, Zebedee Thistlewood. I'm so sorry about Ottoline's troponin result.",
        ),
        ("Marchbanks", 4000, 9000, "I'm terrified, Persimmon said Vandersloot will call on Tuesday at noon."),
        ("Nurse Quillfeather", 9000, 14000, "I'll call Vandersloot myself tomorrow, and ring Marchbanks by Friday."),
    )
    report = replace(carescore.score(rows), id="Ottoline Marchbanks")
    spoken = {word.lower() for row in rows for word in re.findall(r"\w+", row["text"]) if len(word) > 4} | {
        *map(str.lower, names)
    }
    held = b" ".join(files(numbers_only(report), to).values())
    if to == "qdpx":
        archive = zipfile.ZipFile(io.BytesIO(held))
        held = b" ".join(archive.read(name) for name in archive.namelist())
    own = {part for kind in exports._base.families() for part in re.findall(r"[a-z]+", kind)} | {"staff", "patient"}
    assert not spoken & set(re.findall(r"\w+", held.decode("utf-8").lower())) - own
    assert not any(name.lower().encode() in held.lower() for name in names)


def test_numbers_only_keeps_figures_and_places() -> None:
    bare = numbers_only(REPORT)
    assert [len(t.text) for t in bare.turns] == [len(t.text) for t in REPORT.turns]
    assert [(c.kind, c.turn, c.start) for c in bare.codes] == [(c.kind, c.turn, c.start) for c in REPORT.codes]
    assert {n: s.value for n, s in bare.scores.items()} == {n: s.value for n, s in REPORT.scores.items()}
    assert bare.speakers[0].id in ("staff 1", "patient 1")


@pytest.mark.parametrize("to", ["eaf", "textgrid", "vtt", "rttm", "stm"])
def test_what_needs_times_says_so(to: str) -> None:
    with pytest.raises(UsageError, match="needs times"):
        files(carescore.score(talk(("S", "Hello."), ("P", "Hi."))), to)


def test_chapters_are_the_moments() -> None:
    chapters = files(REPORT, "vtt")[".chapters.vtt"].decode()
    starts = {moment.start_ms for moment in REPORT.moments if moment.start_ms is not None}
    assert starts and chapters.count("-->") == len(starts)


def test_rttm_adds_up_to_the_talk() -> None:
    lines = [line.split() for line in files(REPORT, "rttm")[".rttm"].decode().splitlines()]
    spoken = sum(end - start for turn in REPORT.turns for start, end in turn.spans)
    assert sum(float(line[4]) for line in lines) == pytest.approx(spoken / 1000) and {len(line) for line in lines} == {
        10
    }


def test_the_codebook_has_every_kind() -> None:
    root = ElementTree.fromstring(files(REPORT, "qdc")[".qdc"])
    kinds = [e.attrib["name"] for e in root.iter() if e.attrib.get("isCodable") == "true"]
    assert set(kinds) == set(exports._base.families())


def test_from_the_command_line(tmp_path: Path) -> None:
    report = tmp_path / "visit.json"
    report.write_text(json.dumps(REPORT.to_dict()), encoding="utf-8")
    run = CliRunner().invoke(main, ["export", str(report), "--to", "vtt"])
    assert (
        run.exit_code == 0 and (tmp_path / "visit-vtt.vtt").exists() and (tmp_path / "visit-vtt.chapters.vtt").exists()
    )
    run = CliRunner().invoke(
        main, ["export", str(report), "--to", "convokit", "--out", str(tmp_path / "corpus"), "--numbers-only"]
    )
    assert run.exit_code == 0 and (tmp_path / "corpus" / "utterances.jsonl").exists()
    example = str(EXAMPLES / "pediatric-dentist.txt")
    run = CliRunner().invoke(main, ["export", example, "--to", "chat", "--out", str(tmp_path / "a.cha")])
    assert run.exit_code == 0 and carescore.read(tmp_path / "a.cha").utterances
    run = CliRunner().invoke(main, ["export", str(report), "--to", "chat", "--out", str(tmp_path / "no" / "a.cha")])
    assert run.exit_code == 2 and "make it first" in run.output


@pytest.mark.parametrize("change", [{"schema": "1"}, {"turns": 3}])
def test_a_report_that_cannot_be_read(change: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(json.dumps(REPORT.to_dict() | change), encoding="utf-8")
    run = CliRunner().invoke(main, ["export", str(path), "--to", "qdpx"])
    assert run.exit_code == 1 and "old.json" in run.output


@pytest.mark.parametrize("report", [REPORT, ODD, numbers_only(ODD)], ids=["example", "odd", "wordless"])
class TestWithTheToolsThemselves:
    """Opened by the libraries of the field, where they are installed."""

    def test_pyrefiqda(self, report: Report, tmp_path: Path) -> None:
        refi = pytest.importorskip("pyrefiqda")
        path = exports.write(report, "qdpx", tmp_path / "a.qdpx")[0]
        project = refi.RefiProject.load(path, extract_dir=str(tmp_path / "in"))
        source = project.sources.text_source[0]
        assert len(source.plain_text_selection) == len(report.codes)
        text = refi.RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "in").read_text("utf-8")
        assert text.count("\n") == len(report.turns)
        book = refi.RefiCodebook.load(exports.write(report, "qdc", tmp_path / "a.qdc")[0])
        assert book.codes.code

    def test_pympi(self, report: Report, tmp_path: Path) -> None:
        elan = pytest.importorskip("pympi.Elan")
        eaf = elan.Eaf(str(exports.write(report, "eaf", tmp_path / "a.eaf")[0]))
        speakers = {turn.speaker for turn in report.turns}
        assert speakers <= set(eaf.get_tier_names())
        assert sum(len(eaf.get_annotation_data_for_tier(name)) for name in speakers) == len(report.turns)
        below = [name for name in eaf.get_tier_names() if name not in speakers]
        assert sum(len(eaf.get_ref_annotation_data_for_tier(name)) for name in below) == len(report.codes)

    def test_praatio(self, report: Report, tmp_path: Path) -> None:
        praatio = pytest.importorskip("praatio.textgrid")
        path = exports.write(report, "textgrid", tmp_path / "a.TextGrid")[0]
        grid = praatio.openTextgrid(str(path), includeEmptyIntervals=False)
        assert sum(len(grid.getTier(name).entries) for name in {t.speaker for t in report.turns}) == len(report.turns)

    def test_pylangacq(self, report: Report, tmp_path: Path) -> None:
        langacq = pytest.importorskip("pylangacq")
        path = exports.write(report, "chat", tmp_path / "a.cha")[0]
        reader = langacq.read_chat(str(path))
        assert len(reader.utterances()) == len(report.turns)

    def test_convokit(self, report: Report, tmp_path: Path) -> None:
        convokit = pytest.importorskip("convokit")
        exports.write(report, "convokit", tmp_path / "corpus")
        corpus = convokit.Corpus(filename=str(tmp_path / "corpus"))
        assert [u.text for u in corpus.iter_utterances()] == [turn.text for turn in report.turns]
        conversation = next(corpus.iter_conversations())
        assert conversation.meta["overall"] == report.skills["overall"].value
