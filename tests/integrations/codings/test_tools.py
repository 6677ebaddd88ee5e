"""Codings made with the libraries of the field; skipped where one is not installed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES

import carescore
from carescore.integrations import codings

REPORT = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
WANT = [(turn.index, "apology") for turn in REPORT.turns if turn.role == "staff"][:3]


def tool(name: str) -> Any:
    return pytest.importorskip(name, reason=f"{name} is not installed")


def test_pympi(tmp_path: Path) -> None:
    (path,) = REPORT.export("eaf", tmp_path / "blank.eaf", coded=False)
    eaf = tool("pympi.Elan").Eaf(str(path))
    for index, kind in WANT:
        turn = REPORT.turns[index]
        assert turn.start_ms is not None
        eaf.add_ref_annotation(f"codes@{turn.speaker}", turn.speaker, turn.start_ms + 1, kind)
    eaf.to_file(str(tmp_path / "ann.eaf"))
    (file,) = codings.read(str(tmp_path / "ann.eaf"), [REPORT])
    assert [(one.turn, one.name) for one in file.codings] == WANT


def test_pyrefiqda(tmp_path: Path) -> None:
    refi = tool("pyrefiqda")
    models = pytest.importorskip("pyrefiqda.models")
    (path,) = REPORT.export("qdpx", tmp_path / "mine.qdpx")
    project = refi.RefiProject.load(path, extract_dir=str(tmp_path / "in"))
    guids = {code.name: code.guid for top in project.code_book.codes.code for code in (top, *top.code)}
    text = next((tmp_path / "in" / "sources").iterdir()).read_text(encoding="utf-8")
    ann = "11111111-1111-4111-8111-111111111111"
    project.users.user.append(models.UserType(guid=ann, name="Ann"))
    for index, kind in WANT:
        start = text.index(REPORT.turns[index].text)
        coding = models.CodingType(guid=ann, code_ref=models.CodeRefType(target_guid=guids[kind]))
        project.sources.text_source[0].plain_text_selection.append(
            models.PlainTextSelectionType(
                guid=ann, start_position=start, end_position=start + 5, creating_user=ann, coding=[coding]
            )
        )
    refi.RefiProject.save(project, tmp_path / "ann.qdpx", source_media_dir=tmp_path / "in" / "sources")
    (file,) = codings.read(str(tmp_path / "ann.qdpx"), [REPORT])
    assert [(one.turn, one.name) for one in file.codings] == WANT and file.coders == {"Ann"}
