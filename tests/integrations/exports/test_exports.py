"""Exports: what is in the files, read back by our own readers."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES, talk, timed
from odd_report import ODD

import carescore
from carescore.cli import main
from carescore.codes import Code
from carescore.errors import UsageError
from carescore.integrations import exports
from carescore.integrations.exports import EXPORTS, files, numbers_only, uncoded
from carescore.report import Report

REPORT = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
UNTIMED = carescore.score(talk(("S", "Hello."), ("P", "Hi.")))
QDA = {"q": "urn:QDA-XML:project:1.0"}


def words(rows: list[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    return [(who, re.findall(r"[a-z']+", text.lower())) for who, text in rows]


def distinct(report: Report) -> list[Code]:
    """The codes, those that several coders find alike once."""
    return list({(code.turn, code.start, code.end, code.kind): code for code in report.codes}.values())


@pytest.mark.parametrize("to", ["eaf", "textgrid", "vtt", "stm", "chat"])
@pytest.mark.parametrize("report", [REPORT, ODD], ids=["example", "odd"])
def test_our_readers_read_them_back(to: str, report: Report, tmp_path: Path) -> None:
    path = report.export(to, tmp_path / f"talk{EXPORTS[to].ending}")[0]
    back = carescore.read(path)
    times = sorted((turn.start_ms, turn.end_ms) for turn in report.turns)
    assert sorted((u.start_ms, u.end_ms) for u in back.utterances) == times
    own = [(u.speaker or "", u.text) for u in sorted(back.utterances, key=lambda u: (u.start_ms or 0, u.end_ms or 0))]
    given = [(t.speaker, t.text) for t in sorted(report.turns, key=lambda t: (t.start_ms or 0, t.end_ms or 0))]
    if to == "stm":
        given = [(who.replace(" ", "_"), text) for who, text in given]
    if report is REPORT:
        assert words(own) == words(given)
    assert [who for who, _ in own] == [who for who, _ in given]


def project(report: Report, media: str | None = None) -> tuple[ElementTree.Element, bytes]:
    """The root of a project, and the one text in it."""
    archive = zipfile.ZipFile(io.BytesIO(files(report, "qdpx", media)[".qdpx"]))
    root = ElementTree.fromstring(archive.read("project.qde"))
    (text,) = (archive.read(name) for name in archive.namelist() if name.startswith("sources/"))
    return root, text


def quoted(root: ElementTree.Element, raw: bytes, tag: str, ends: tuple[str, str]) -> list[tuple[str, str]]:
    """(code, quote) of every selection; ends: attributes that name its places, or points of synchrony."""
    names = {c.attrib["guid"]: c.attrib["name"] for c in root.iterfind(".//q:Code", QDA)}
    points = {p.attrib["guid"]: int(p.attrib["position"]) for p in root.iterfind(".//q:SyncPoint", QDA)}
    found, text = [], raw.decode("utf-8")
    for chosen in root.iterfind(f".//q:{tag}", QDA):
        ref = chosen.find(".//q:CodeRef", QDA)
        assert ref is not None
        start, end = (points.get(chosen.attrib[name]) or int(chosen.attrib[name]) for name in ends)
        found.append((names[ref.attrib["targetGUID"]], text[start:end]))
    return found


def own_quotes(report: Report) -> list[tuple[str, str]]:
    return [(c.kind, re.sub(r"\s", " ", report.turns[c.turn].text[c.start : c.end])) for c in distinct(report)]


@pytest.mark.parametrize("report", [REPORT, ODD], ids=["example", "odd"])
def test_a_project_quotes_what_the_codes_quote(report: Report) -> None:
    root, raw = project(report)
    assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.count(b"\n") == len(report.turns)
    found = quoted(root, raw, "PlainTextSelection", ("startPosition", "endPosition"))
    assert found == own_quotes(report) and found
    ids = [e.attrib["guid"] for e in root.iter() if "guid" in e.attrib]
    names = [e.attrib["name"] for e in root.iterfind(".//q:Code", QDA)]
    assert len(ids) == len(set(ids)) and len(names) == len(set(names)) and all(map(str.isascii, names))


def test_a_recording_has_a_point_of_synchrony_for_each_turn(tmp_path: Path) -> None:
    media = tmp_path / "visit.mp4"
    media.write_bytes(b"")
    root, raw = project(REPORT, str(media))
    text = raw.decode("utf-8")
    points = [(int(p.attrib["position"]), int(p.attrib["timeStamp"])) for p in root.iterfind(".//q:SyncPoint", QDA)]
    starts = [(text.index(turn.text), turn.start_ms) for turn in REPORT.turns if len(turn.text) > 30]
    assert set(starts) <= set(points) and points == sorted(points) and len(starts) > 10
    assert quoted(root, raw, "TranscriptSelection", ("fromSyncPoint", "toSyncPoint")) == own_quotes(REPORT)
    source = root.find(".//q:VideoSource", QDA)
    assert source is not None and source.attrib["path"] == "relative:///visit.mp4"
    assert root.attrib["basePath"] == str(tmp_path.resolve())
    assert b'MEDIA_URL="file:///' in files(REPORT, "eaf", str(media))[".eaf"]


@pytest.mark.parametrize("to", EXPORTS)
def test_the_same_report_gives_the_same_bytes(to: str) -> None:
    assert files(REPORT, to) == files(Report.from_dict(json.loads(json.dumps(REPORT.to_dict()))), to)


NAMES = "Zebedee Quillfeather Ottoline Marchbanks Persimmon Vandersloot Thistlewood".split()
NAMED = timed(
    (
        "Nurse Quillfeather",
        0,
        4000,
        "Good morning, Zebedee Thistlewood. I'm so sorry about Ottoline's troponin result.",
    ),
    ("Marchbanks", 4000, 9000, "I'm terrified, Persimmon said Vandersloot will call on Tuesday at noon."),
    ("Nurse Quillfeather", 9000, 14000, "I'll call Vandersloot myself tomorrow, and ring Marchbanks by Friday."),
)


@pytest.mark.parametrize("to", EXPORTS)
def test_numbers_only_holds_no_word_and_no_name(to: str, tmp_path: Path) -> None:
    report = replace(carescore.score(NAMED), id="Ottoline Marchbanks")
    assert report.codes
    spoken = {word.lower() for row in NAMED for word in re.findall(r"\w+", row["text"]) if len(word) > 4}
    written = report.export(to, tmp_path / f"a{EXPORTS[to].ending}", numbers_only=True)
    held = b" ".join(path.read_bytes() for path in written)
    if to == "qdpx":
        archive = zipfile.ZipFile(io.BytesIO(held))
        held = b" ".join(archive.read(name) for name in archive.namelist())
    held = re.sub(rb"<description>.*?</description>", b"", held.lower())  # of a code, in our words
    own = {part for kinds in exports.families().values() for kind in kinds for part in re.findall("[a-z]+", kind)}
    assert not spoken & set(re.findall(r"\w+", held.decode("utf-8"))) - own
    assert not any(name.lower().encode() in held for name in NAMES)
    if to in ("eaf", "qdpx", "convokit", "textgrid", "chat"):
        assert report.codes[0].kind.encode() in held


def test_numbers_only_keeps_figures_and_places() -> None:
    bare = numbers_only(REPORT)
    assert [len(t.text) for t in bare.turns] == [len(t.text) for t in REPORT.turns]
    assert [(c.kind, c.turn, c.start) for c in bare.codes] == [(c.kind, c.turn, c.start) for c in REPORT.codes]
    assert {n: s.value for n, s in bare.scores.items()} == {n: s.value for n, s in REPORT.scores.items()}
    assert {s.id for s in bare.speakers} == {"staff 1", "patient 2"}


@pytest.mark.parametrize("to", EXPORTS)
def test_what_needs_times_says_so(to: str) -> None:
    if EXPORTS[to].times:
        with pytest.raises(UsageError, match="needs times"):
            files(UNTIMED, to)
    else:
        assert all(files(UNTIMED, to).values())


def test_without_codes_a_person_finds_every_kind_to_choose() -> None:
    root = ElementTree.fromstring(files(uncoded(REPORT), "eaf")[".eaf"])
    tiers = {tier.attrib["TIER_ID"]: tier for tier in root.iter("TIER")}
    speakers = {turn.speaker for turn in REPORT.turns}
    assert set(tiers) == speakers | {f"codes@{speaker}" for speaker in speakers}
    assert all(len(tiers[f"codes@{speaker}"]) == 0 for speaker in speakers)
    kinds = {kind for kinds in exports.families().values() for kind in kinds}
    assert {entry.text for entry in root.iter("CV_ENTRY")} == kinds
    assert not quoted(*project(uncoded(REPORT)), "PlainTextSelection", ("startPosition", "endPosition"))


def test_what_overlaps_on_a_tier_of_one_speaker_is_parted() -> None:
    first, second, third = ODD.turns
    report = replace(ODD, turns=(first, second, replace(third, start_ms=1000)))
    root = ElementTree.fromstring(files(report, "eaf")[".eaf"])
    slots = {slot.attrib["TIME_SLOT_ID"]: int(slot.attrib["TIME_VALUE"]) for slot in root.iter("TIME_SLOT")}
    (nurse, *_) = root.iter("TIER")
    ends = [
        (slots[a.attrib["TIME_SLOT_REF1"]], slots[a.attrib["TIME_SLOT_REF2"]])
        for a in nurse.iter("ALIGNABLE_ANNOTATION")
    ]
    assert ends == [(0, 2000), (2000, 9000)]


def test_chapters_are_the_moments() -> None:
    chapters = files(REPORT, "vtt")[".chapters.vtt"].decode()
    starts = {moment.start_ms for moment in REPORT.moments if moment.start_ms is not None}
    assert starts and chapters.count("-->") == len(starts)
    assert "-->" not in files(replace(REPORT, moments=()), "vtt")[".chapters.vtt"].decode()


def test_rttm_adds_up_to_the_talk() -> None:
    lines = [line.split() for line in files(REPORT, "rttm")[".rttm"].decode().splitlines()]
    spoken = sum(end - start for turn in REPORT.turns for start, end in turn.spans)
    assert sum(float(line[4]) for line in lines) == pytest.approx(spoken / 1000)
    assert {len(line) for line in lines} == {10}


def test_the_codebook_has_every_kind_once() -> None:
    root = ElementTree.fromstring(files(REPORT, "qdc")[".qdc"])
    codes = [e.attrib for e in root.iter() if "isCodable" in e.attrib]
    kinds = {kind for kinds in exports.families().values() for kind in kinds}
    assert {e["name"] for e in codes if e["isCodable"] == "true"} == kinds
    assert max(Counter(e["name"].lower() for e in codes).values()) == 1


def test_a_kind_that_only_the_report_knows_has_a_place() -> None:
    report = replace(ODD, codes=(Code(0, 0, 3, "from_a_plugin"),))
    assert exports.families(report)["other"] == ["from_a_plugin"] and "other" not in exports.families(ODD)
    for to in EXPORTS:
        assert files(report, to)


def test_from_the_command_line(tmp_path: Path) -> None:
    report = tmp_path / "visit.json"
    report.write_text(json.dumps(REPORT.to_dict()), encoding="utf-8")
    run = CliRunner().invoke(main, ["export", str(report), "--format", "vtt"])
    assert run.exit_code == 0, run.output
    assert {path.name for path in tmp_path.glob("*.vtt")} == {"visit.carescore.vtt", "visit.carescore.chapters.vtt"}
    corpus = tmp_path / "corpus"
    run = CliRunner().invoke(
        main, ["export", str(report), "--format", "convokit", "--out", str(corpus), "--numbers-only"]
    )
    assert run.exit_code == 0 and "xxx xxx" in (corpus / "utterances.jsonl").read_text()
    example = str(EXAMPLES / "pediatric-dentist.txt")
    run = CliRunner().invoke(main, ["export", example, "--format", "chat", "--out", str(tmp_path / "a.cha")])
    assert run.exit_code == 0 and carescore.read(tmp_path / "a.cha").utterances


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--format", "chat", "--out", "{}/no/a.cha"], "make it first"),
        (["--format", "chat", "--out", "{}/visit.json"], "the file that is read"),
        (["--format", "chat", "--media", "{}/visit.json"], "media is for qdpx and eaf"),
        (["--format", "eaf", "--media", "{}/no.mp4"], "the recording is not there"),
        (["--format", "eaf", "--media", "a.mp4", "--numbers-only"], "plays every name"),
    ],
)
def test_what_cannot_be_written_is_refused(options: list[str], said: str, tmp_path: Path) -> None:
    report = tmp_path / "visit.json"
    report.write_text(json.dumps(REPORT.to_dict()), encoding="utf-8")
    run = CliRunner().invoke(main, ["export", str(report), *(one.format(tmp_path) for one in options)])
    assert run.exit_code == 2 and said in run.output


def test_an_unknown_format_names_the_nearest() -> None:
    with pytest.raises(UsageError, match="did you mean textgrid"):
        REPORT.export("textgird", "a.TextGrid")


@pytest.mark.parametrize("change", [{"schema": "1"}, {"turns": 3}])
def test_a_report_that_cannot_be_read(change: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "old.json"
    path.write_text(json.dumps(REPORT.to_dict() | change), encoding="utf-8")
    run = CliRunner().invoke(main, ["export", str(path), "--format", "qdpx"])
    assert run.exit_code == 1 and "old.json" in run.output


@pytest.mark.parametrize(("second", "stamps"), [(61000, [60.0, 61.0, 65.0]), (None, [0, 1, 2])])
def test_convokits_time_is_seconds_of_all_turns_or_the_number_of_each(second: int | None, stamps: list[float]) -> None:
    """ConvoKit puts utterances into the order of their times."""
    whole = carescore.score(
        timed(("S", 60000, 60900, "How are you?"), ("P", 61000, 61900, "Worried."), ("S", 65000, 65900, "Why is that?"))
    )
    turns = (whole.turns[0], replace(whole.turns[1], start_ms=second), whole.turns[2])
    written = exports.files(replace(whole, turns=turns), "convokit")["utterances.jsonl"]
    assert [json.loads(line)["timestamp"] for line in written.splitlines()] == stamps
