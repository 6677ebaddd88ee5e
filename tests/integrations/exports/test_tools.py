"""Exports opened by the libraries of the field; skipped where one is not installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES
from odd_report import ODD

import carescore
from carescore.integrations.exports import numbers_only
from carescore.report import Report

EXAMPLE = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
pytestmark = pytest.mark.parametrize("report", [EXAMPLE, ODD, numbers_only(ODD)], ids=["example", "odd", "wordless"])


def tool(name: str) -> Any:
    return pytest.importorskip(name, reason=f"{name} is not installed")


def codes(report: Report) -> list[tuple[str, str]]:
    """(kind, quote), those that several coders find alike once."""
    found = {(c.turn, c.start, c.end, c.kind): report.turns[c.turn].text[c.start : c.end] for c in report.codes}
    return [(kind, quote) for (*_, kind), quote in found.items()]


def test_pyrefiqda(report: Report, tmp_path: Path) -> None:
    refi = tool("pyrefiqda")
    (path,) = report.export("qdpx", tmp_path / "a.qdpx")
    project = refi.RefiProject.load(path, extract_dir=str(tmp_path / "in"))
    source = project.sources.text_source[0]
    text = refi.RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "in").read_bytes().decode("utf-8")
    names = {code.guid: code.name for top in project.code_book.codes.code for code in (top, *top.code)}
    quotes = [
        (names[s.coding[0].code_ref.target_guid], text[s.start_position : s.end_position])
        for s in source.plain_text_selection
    ]
    assert quotes == [(kind, quote.replace("\x0b", " ")) for kind, quote in codes(report)]
    assert [user.name for user in project.users.user] == ["carescore"]
    book = refi.RefiCodebook.load(report.export("qdc", tmp_path / "a.qdc")[0])
    assert {code.guid for code in book.codes.code} == {code.guid for code in project.code_book.codes.code}


def test_pyrefiqda_with_a_recording(report: Report, tmp_path: Path) -> None:
    refi = tool("pyrefiqda")
    media = tmp_path / "visit.mp3"
    media.write_bytes(b"")
    (path,) = report.export("qdpx", tmp_path / "a.qdpx", media=str(media))
    (transcript,) = refi.RefiProject.load(path, extract_dir=str(tmp_path / "in")).sources.audio_source[0].transcript
    starts = {turn.start_ms for turn in report.turns}
    assert starts <= {point.time_stamp for point in transcript.sync_point}
    assert len(transcript.transcript_selection) == len(codes(report))


def test_pympi(report: Report, tmp_path: Path) -> None:
    eaf = tool("pympi.Elan").Eaf(str(report.export("eaf", tmp_path / "a.eaf")[0]))
    speakers = {turn.speaker for turn in report.turns}
    tiers = set(eaf.get_tier_names())
    assert speakers <= tiers
    spoken = [eaf.get_annotation_data_for_tier(name) for name in sorted(speakers)]
    assert sorted((start, end) for tier in spoken for start, end, *_ in tier) == sorted(
        (turn.start_ms, turn.end_ms) for turn in report.turns
    )
    kinds = [value for name in tiers - speakers for *_, value, _ in eaf.get_ref_annotation_data_for_tier(name)]
    assert sorted(one for one in kinds) == sorted(kind for kind, _ in codes(report))
    for name in tiers - speakers:
        vocabulary = eaf.get_controlled_vocabulary_names()
        assert name.partition("@")[0] in vocabulary


def test_praatio(report: Report, tmp_path: Path) -> None:
    path = str(report.export("textgrid", tmp_path / "a.TextGrid")[0])
    grid = tool("praatio.textgrid").openTextgrid(path, includeEmptyIntervals=False)
    speakers = {turn.speaker for turn in report.turns}
    spoken = [entry for name in speakers for entry in grid.getTier(name).entries]
    assert sorted(round(entry.start * 1000) for entry in spoken) == sorted(turn.start_ms or 0 for turn in report.turns)
    points = [entry.label for name in grid.tierNames if name not in speakers for entry in grid.getTier(name).entries]
    assert sorted("; ".join(points).split("; ")) == sorted(kind for kind, _ in codes(report))


def test_pylangacq(report: Report, tmp_path: Path) -> None:
    reader = tool("pylangacq").read_chat(str(report.export("chat", tmp_path / "a.cha")[0]))
    utterances = reader.utterances()
    assert [u.time_marks for u in utterances] == [(turn.start_ms, turn.end_ms) for turn in report.turns]
    marked = [u.tiers["%cod"].split() for u in utterances if "%cod" in u.tiers]
    assert sorted(code for codes in marked for code in codes) == sorted(f"${kind}" for kind, _ in codes(report))


def test_convokit(report: Report, tmp_path: Path) -> None:
    convokit = tool("convokit")
    report.export("convokit", tmp_path / "corpus")
    corpus = convokit.Corpus(filename=str(tmp_path / "corpus"))
    assert [(u.speaker.id, u.text) for u in corpus.iter_utterances()] == [(t.speaker, t.text) for t in report.turns]
    assert corpus.get_speaker(report.turns[0].speaker).meta["role"] == report.turns[0].role
    conversation = next(corpus.iter_conversations())
    assert conversation.meta["overall"] == report.skills["overall"].value
    assert conversation.check_integrity(verbose=False)
    kinds = [code["kind"] for u in corpus.iter_utterances() for code in u.meta["codes"]]
    assert kinds == [kind for kind, _ in codes(report)]
