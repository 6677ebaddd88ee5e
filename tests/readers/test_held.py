"""Open files, bytes and texts: read as the file they would be, with no word of them in an error."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from conftest import EXAMPLES

import carescore
from carescore import readers
from carescore.errors import ReadError, UsageError
from carescore.readers import _files

TEXT = "Nurse: Hello, how are you?\nPatient: I am canaryword scared – really.\n"


@pytest.mark.parametrize("source", [TEXT.encode(), bytearray(TEXT.encode()), TEXT.encode("utf-16")], ids=range(3))
def test_bytes_are_read_as_their_file(source: bytes) -> None:
    found = carescore.read(source)
    assert found.utterances == carescore.read_text(TEXT).utterances
    assert (found.id, found.path, found.speakers) == ("memory", None, ("Nurse", "Patient"))


def test_open_files(tmp_path: Path) -> None:
    path = tmp_path / "visit.txt"
    path.write_text(TEXT, encoding="utf-8")
    for mode, encoding in (("rb", None), ("r", "utf-8")):
        with path.open(mode, encoding=encoding) as stream:
            assert carescore.read(stream) == carescore.read(path)
    for held in (io.BytesIO(TEXT.encode()), io.StringIO(TEXT)):
        assert carescore.read(held).utterances == carescore.read(path).utterances


def test_a_text_may_be_of_any_format() -> None:
    text = (EXAMPLES / "chemo-nurse-call.vtt").read_text(encoding="utf-8")
    found = carescore.read_text(text)
    assert found.format == "webvtt" and found.has_clock
    assert carescore.read_text(text, format="webvtt").utterances == found.utterances


def test_several_conversations_of_an_open_table() -> None:
    table = (
        "conversation_id,speaker,text\n1,Nurse,Hello there.\n1,Patient,Hi.\n2,Nurse,Good morning.\n2,Patient,Oh hi.\n"
    )
    found = list(readers.conversations(io.StringIO(table)))
    assert [one.path for one in found if isinstance(one, carescore.Transcript)] == [None, None]


def test_half_a_character_becomes_a_mark() -> None:
    assert _files.in_bytes("a\ud83db\U0001f600") == "a\ufffdb\U0001f600".encode()


@pytest.mark.parametrize("source", ["", "   ", b"", io.StringIO(""), b"\x89PNG canaryword"], ids=range(5))
def test_what_cannot_be_read_says_so_without_a_word(source: str | bytes) -> None:
    with pytest.raises(ReadError, match=r"^memory") as caught:
        carescore.read_text(source) if isinstance(source, str) else carescore.read(source)
    assert "canaryword" not in str(caught.value)


def test_a_stream_that_fails(tmp_path: Path) -> None:
    path = tmp_path / "visit.txt"
    path.write_bytes(b"Nurse: canaryword \xff\n")
    closed = io.StringIO(TEXT)
    closed.close()
    with path.open(encoding="utf-8") as wrong:
        for stream in (wrong, closed):
            with pytest.raises(ReadError, match="the open file cannot be read"):
                carescore.read(stream)


@pytest.mark.parametrize(("size", "fits"), [(len(TEXT.encode()), True), (len(TEXT.encode()) - 1, False)])
def test_no_more_than_the_largest(monkeypatch: pytest.MonkeyPatch, size: int, fits: bool) -> None:
    monkeypatch.setattr(_files, "LARGEST", size)
    for source in (TEXT.encode(), io.BytesIO(TEXT.encode())):
        if fits:
            assert carescore.read(source).utterances
            continue
        with pytest.raises(ReadError, match="larger than"):
            carescore.read(source)


def test_read_text_takes_a_text() -> None:
    with pytest.raises(UsageError, match="bytes"):
        carescore.read_text(b"Nurse: hi")  # type: ignore[arg-type]  # what a user may do


def test_an_office_file_is_called_as_any_file(tmp_path: Path) -> None:
    page = b"<!DOCTYPE html><p>Nurse: Hello there.</p><p>Patient: Hi.</p>"
    for name, called in (("-", "stdin"), ("visit.html", "visit"), ("\udcff.html", "\\udcff")):
        found = carescore.read(readers.Member(name, page))
        assert found.id == called and (found.path or "").encode("utf-8")
