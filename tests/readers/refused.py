"""What becomes of a bad file: a transcript, or a refusal that names the file and no word of it."""

from __future__ import annotations

from pathlib import Path

import carescore
from carescore.errors import ReadError

SAID = ("pain", "stiff", "Fox", "Hill", "secretword")


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", errors="surrogatepass"))
    return path


def read_or_refused(path: Path) -> carescore.Transcript | ReadError:
    """What became of the file; a refusal names it, and no word of it."""
    try:
        found = carescore.read(path)
    except ReadError as error:
        assert error.path == str(path)
        assert not any(word in error.reason for word in SAID)
        return error
    assert found.utterances
    assert not any(word in note for note in found.notes for word in SAID)
    found.to_jsonl().encode("utf-8")
    return found
