"""Files made to cost time or memory, and places where a parser fails: refused, or read in time linear in their size."""

from __future__ import annotations

import io
import json
import time
import zipfile
import zlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from readers.offices import packed
from readers.refused import put, read_or_refused
from readers.visit import VISIT, clock

import carescore
from carescore.errors import CarescoreError, ReadError
from carescore.readers import _xml, _zip, formats
from carescore.readers._base import Envelope, JsonReader, Reader
from carescore.readers.documents import html
from carescore.readers.research import textgrid
from carescore.readers.tables import xlsx

HOSTILE = {
    "letters": "a",
    "spaces": " ",
    "lines": "\n",
    "tabs": "\t",
    "brackets": "[",
    "parentheses": "(",
    "voices": "<v ",
    "voices with names": "<v A>",
    "tags": "<a>",
    "unclosed tags": "<c ",
    "comments": "<!--",
    "closed comments": "<!---->",
    "sections": "<![a[",
    "clocks": "1:",
    "digits": "1",
    "quotes": '"',
    "dashes": "- ",
    "arrows": "-->",
    "times": "00:00:01.000 --> ",
    "labels": "A: ",
    "labelled lines": "A: b\n",
    "capitals": "Aa ",
    "entities": "&amp;",
    "references": "&#9",
    "media": "\x151_",
    "objects": '{"a":',
    "lists": "[[",
    "backslashes": "{\\",
    "insertions": "&*A",
    "closed brackets": "]",
    "dots": "(1.",
    "commas": ",",
    "wide colons": "：",
    "equals": "x=",
    "stars": "**A",
    "bars": "|a",
}
BEGINNINGS = {
    "webvtt": "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n",
    "srt": "1\n00:00:01,000 --> 00:00:02,000\n",
    "textgrid": 'File type = "ooTextFile"\nObject class = "TextGrid"\nclass = "IntervalTier"\n',
    "chat": "@UTF8\n@Begin\n*PAT:\t",
    "csv_table": "speaker,text\nA,",
    "jsonl": '{"text":"',
    "plain_text": "Nurse: x\nNurse: ",
    "html": "<html>",
    "rtf": "{\\rtf1 ",
    "elan": "<ANNOTATION_DOCUMENT>",
    "sms_backup": "<smses>",
}
SMALL, FACTOR, FLOOR, MOST = 8000, 4, 0.05, 3.0


def spent(call: Callable[[Any], object], content: Any) -> float:
    start = time.process_time()
    try:
        call(content)
    except CarescoreError as error:
        assert len(str(error)) < 400
    return time.process_time() - start


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", [r.name for r in formats() if isinstance(r, Reader | Envelope)])
def test_time_grows_with_the_size(name: str, kind: str) -> None:
    """Four times as much of a hostile text takes some four times as long, where sixteen times would be its square."""
    found = next(r for r in formats() if r.name == name)
    assert isinstance(found, Reader | Envelope)
    piece, start = HOSTILE[kind], BEGINNINGS.get(name, "")
    contents = [start + "x" + piece * (SMALL * n // len(piece)) for n in (1, FACTOR)]
    data: list[Any] = [text.encode() for text in contents] if isinstance(found, Envelope) else list(contents)
    for call in (found.looks_like, found.read if isinstance(found, Reader) else found.parts):
        if isinstance(found, Envelope) and call is found.parts and not found.looks_like(data[0]):
            continue
        first = spent(call, data[0])
        assert first < MOST
        assert min(spent(call, data[1]) for _ in range(2)) < max(2.5 * FACTOR * first, FLOOR * FACTOR)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_million_hostile_characters(tmp_path: Path, kind: str) -> None:
    start = time.process_time()
    read_or_refused(put(tmp_path, "x.dat", "x" + HOSTILE[kind] * (1_000_000 // len(HOSTILE[kind]))))
    assert time.process_time() - start < 10 * MOST


@pytest.mark.parametrize("name", ["x.vtt", "x.srt"])
def test_one_utterance_of_very_many_lines(tmp_path: Path, name: str) -> None:
    """An utterance that grows line by line: 100,000 lines would take minutes if each copied what was there."""
    top = "WEBVTT\n\n" if name == "x.vtt" else "1\n"
    talk = f"{top}00:00:01.000 --> 00:00:02.000\n" + "so it went on\n" * 100_000
    assert len(carescore.read(put(tmp_path, name, talk)).utterances[0].text.split()) == 400_000


def test_teams_cues_of_one_utterance_grow_to_its_last_end() -> None:
    key = "12345678-1234-1234-1234-123456789abc/7"
    cues = "".join(f"{key}-{i}\n{clock(1000 * i)} --> {clock(1000 * i + 900)}\n<v Ann>on</v>\n\n" for i in range(3))
    reader = next(r for r in formats() if r.name == "webvtt")
    assert isinstance(reader, Reader)
    (found,), _ = reader.read(f"WEBVTT\n\n{cues}")
    assert (found.text, found.start_ms, found.end_ms) == ("on on on", 0, 2900)


@pytest.mark.parametrize("name", [r.name for r in formats() if isinstance(r, JsonReader)])
def test_json_nested_a_million_deep(tmp_path: Path, name: str) -> None:
    for text in ('{"a":' * 200_000, "[" * 1_000_000, "[" * 100_000 + "]" * 100_000):
        with pytest.raises(ReadError):
            carescore.read(put(tmp_path, "x.json", text), format=name)


@pytest.mark.parametrize("root", ["ANNOTATION_DOCUMENT", "smses"])
def test_xml_bombs_and_depth(tmp_path: Path, root: str) -> None:
    laughs = "".join(f'<!ENTITY a{i + 1} "{f"&a{i};" * 10}">' for i in range(9))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "secretword">{laughs}]><{root}>&a9;</{root}>'
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><{root}>&a;</{root}>'
    for text in (bomb, outside, f"<{root}>" + "<a>" * 100_000, f'<?xml version="1.0" encoding="x-no"?><{root}><b'):
        assert isinstance(read_or_refused(put(tmp_path, "x.xml", text)), ReadError)


@pytest.mark.parametrize(
    ("member", "mark", "inner"),
    [
        ("word/document.xml", "docx", "<w:p xmlns:w='w'><w:r><w:t>Ann: hi</w:t></w:r></w:p>"),
        ("content.xml", "odf", "<p>Ann: hi</p>"),
    ],
)
def test_office_files_with_bombs_and_depth(tmp_path: Path, member: str, mark: str, inner: str) -> None:
    bomb = f'<!DOCTYPE x [<!ENTITY a "{"ha" * 99}">]><x>{inner}&a;</x>'
    for body in (bomb, f'<?xml version="1.0" encoding="x-no"?><x>{inner}</x>', f"<x>{inner}", ""):
        assert isinstance(read_or_refused(put(tmp_path, f"x.{mark}", packed({member: body}))), ReadError)
    deep = f"<x>{inner[:-4]}{'<s>' * 50_000}{'</s>' * 50_000}</{'w:' if mark == 'docx' else ''}p></x>"
    assert read_or_refused(put(tmp_path, f"x.{mark}", packed({member: deep})))


def lying(content: bytes, claims: int) -> bytes:
    """A container with one member, which says that it is smaller than it is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content)
    true, said = len(content).to_bytes(4, "little"), claims.to_bytes(4, "little")
    return stream.getvalue().replace(true, said)


def test_what_unpacks_too_large_is_refused_by_both_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_zip, "LARGEST", 2_000_000)
    content = b"<x>" + b" " * 8_000_000
    error = read_or_refused(put(tmp_path, "x.docx", lying(content, len(content))))
    assert isinstance(error, ReadError) and "unpacks to more than" in error.reason
    largest = 0
    decompressobj = zlib.decompressobj

    class Watched:
        """The decompressor, noting the most that it gave at once."""

        def __init__(self, how: int) -> None:
            self.inner = decompressobj(how)

        def decompress(self, data: bytes, most: int = 0) -> bytes:
            nonlocal largest
            found = self.inner.decompress(data, most)
            largest = max(largest, len(found))
            return found

        def __getattr__(self, name: str) -> Any:
            return getattr(self.inner, name)

    monkeypatch.setattr(zlib, "decompressobj", Watched)
    error = read_or_refused(put(tmp_path, "x.docx", lying(content, 1000)))
    assert isinstance(error, ReadError) and "damaged" in error.reason
    assert 0 < largest <= 2_000_000


def test_methods_that_unpack_without_bound_are_refused(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "<x/>")
    error = read_or_refused(put(tmp_path, "x.docx", stream.getvalue()))
    assert isinstance(error, ReadError) and "unusual" in error.reason


PAGES = {
    b"<html><![>Ann: hi<br>Bo: ho<br>Ann: hm": "hi",
    b"<!DOCTYPE html><html><![if !x]>Ann: hi<![endif]>": "hi",
    b"<html><![foo[Ann: hi]]>": "hi",
    b"<html>Ann: hi&#" + b"9" * 5000 + b";": None,
}


@pytest.mark.parametrize("page", PAGES)
def test_pages_that_the_parser_fails_at(tmp_path: Path, page: bytes) -> None:
    found = read_or_refused(put(tmp_path, "x.html", page))
    if PAGES[page] is None:
        assert isinstance(found, ReadError)
    else:
        assert isinstance(found, carescore.Transcript) and "hi" in found.utterances[0].text


@pytest.mark.parametrize("reference", ["&#" + "9" * 5000 + ";", "&#x" + "f" * 5000])
def test_references_without_end_are_one_unknown_character(tmp_path: Path, reference: str) -> None:
    cue = f"00:00:01,000 --> 00:00:02,000\nso {reference} so\n"
    for name, text in {"x.vtt": f"WEBVTT\n\n{cue}", "x.srt": f"1\n{cue}"}.items():
        assert carescore.read(put(tmp_path, name, text)).utterances[0].text == "so \ufffd so"


def test_many_comments_before_the_root() -> None:
    assert _xml.root_name("<!-- a -->\n" * 5000 + "<ns:smses>") == "smses"
    assert _xml.root_name("<!---->" * 5000 + "&") == ""
    assert not html.looks_like(b"<!---->" * 500 + b"&")
    assert html.looks_like(b"<!-- a -- b -->\n<html>")


@pytest.mark.parametrize("body", ['<c r="XFD1048576"/>', '<mergeCell ref="A1:XFD9999"/>', "<c s='1' r='ZZ99999'/>"])
def test_workbooks_that_claim_cells_without_end(body: str) -> None:
    with pytest.raises(ReadError, match="more cells"):
        xlsx.READER.parts(packed({"xl/workbook.xml": "<x/>", "xl/worksheets/sheet1.xml": f"<x>{body}</x>"}))


def test_textgrid_is_the_same_by_pattern_and_by_tokens() -> None:
    text = import_module("readers.research.test_textgrid").textgrid(
        [*VISIT, ("Sam Hill", 'so ""they"" say! [1]', 5000, 6000)]
    )
    usual = textgrid._usual(text)
    assert usual and usual == list(textgrid._tiers(textgrid._tokens(text)))
    commented = text.replace("xmax = 99", 'xmax = 99 ! a "comment', 1)
    assert not textgrid._usual(commented) or textgrid.read(commented) == textgrid.read(text)


@pytest.mark.parametrize("size", ["-2", "9" * 400, "1e9", '"3"'])
def test_textgrid_with_an_impossible_number_of_intervals(size: str) -> None:
    text = (
        import_module("readers.research.test_textgrid")
        .textgrid(VISIT)
        .replace("size = 2\nintervals", f"size = {size}\nintervals")
    )
    with pytest.raises(ReadError):
        textgrid.read(text)


@pytest.mark.parametrize("number", ["1e999999999", "9" * 5000, "-1e400", "Infinity", f"{'9' * 5000}:00:00"])
def test_numbers_that_are_no_times(tmp_path: Path, number: str) -> None:
    line = json.dumps({"speaker": "Ann", "text": "hi", "start": number})
    (found,) = carescore.read(put(tmp_path, "x.jsonl", line)).utterances
    assert (found.speaker, found.text, found.start_ms) == ("Ann", "hi", None)
    bare = f'{{"speaker": "Ann", "text": "hi", "start": {number.split(":")[0]}}}'
    read_or_refused(put(tmp_path, "x.jsonl", bare))


def squeezed(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("inner", "refused"),
    [
        (b"Nurse: hello\nPatient: hello\n" * 400_000, True),
        (squeezed("b.txt", b"Nurse: hello\n" * 9_000_000), True),  # an archive inside, which shrinks no less
        (b"Nurse: hello\nPatient: hello\n" * 40_000, False),
    ],
)
def test_small_archives_that_unpack_to_much(tmp_path: Path, inner: bytes, refused: bool) -> None:
    content = squeezed("a.zip" if inner[:2] == b"PK" else "a.txt", inner)
    assert len(content) < 40_000
    outcome = read_or_refused(put(tmp_path, "x.zip", content))
    assert isinstance(outcome, ReadError) is refused
    assert not isinstance(outcome, ReadError) or "a." not in outcome.reason
