"""Rich text. Needs striprtf."""

from __future__ import annotations

from pathlib import Path

import pytest
from readers.offices import LINES, STARTED
from readers.visit import Sample

import carescore

pytest.importorskip("striprtf")
WRITTEN = {"visit.rtf": Sample("{\\rtf1\\ansi " + "\\par\n".join(LINES) + "\\par}", STARTED)}


def test_characters_beyond_ascii(tmp_path: Path) -> None:
    path = tmp_path / "x.rtf"
    path.write_bytes(b"{\\rtf1\\ansi\\ansicpg1252 Nurse: It\\'92s caf\\u233?.\\par Patient: Yes.\\par}")
    assert carescore.read(path).utterances[0].text == "It\u2019s caf\u00e9."
