"""A folder of calls as people have them."""

from __future__ import annotations

from pathlib import Path

import pytest

TALK = "Nurse: How can I help you?\nPatient: My secretword hurts.\nNurse: I see. Where?\n"


@pytest.fixture
def calls(tmp_path: Path) -> Path:
    """Two good calls of one stem, a broken one, a file that is no transcript, and what nobody wants scored."""
    folder = tmp_path / "calls"
    (folder / "march").mkdir(parents=True)
    for place in ("one.txt", "march/one.txt"):
        (folder / place).write_text(TALK, encoding="utf-8")
    (folder / "broken.vtt").write_text("WEBVTT\n\nnonsense --> secretword\nhello\n", encoding="utf-8")
    (folder / "visit.mp4").write_bytes(b"\0\0\0\x18ftypmp42")
    for hidden in (".hidden.txt", "~$letter.docx", "Thumbs.db"):
        (folder / hidden).write_text(TALK, encoding="utf-8")
    return folder
