"""Bad input, for every format: each ends in a Transcript, with notes, or in a ReadError; never a traceback or a hang."""

from __future__ import annotations

import io
import json
import os
import random
import time
import zipfile
import zlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from readers.offices import packed
from readers.visit import VISIT, Sample, clock

import carescore
from carescore.errors import CarescoreError, ReadError, UsageError
from carescore.readers import _decode, _xml, _zip, formats, html, textgrid, xlsx
from carescore.readers._base import Envelope, JsonReader, Reader
from carescore.readers._detect import envelope

HERE = Path(__file__).parent
SAMPLES: list[tuple[str, str, Sample]] = [
    (found.name, name, sample)
    for found in formats()
    if (HERE / f"test_{found.name}.py").exists()
    for name, sample in import_module(f"readers.test_{found.name}").WRITTEN.items()
]
IDS = [f"{found}-{name}" for found, name, _ in SAMPLES]
TEXTS = [(found, name, sample) for found, name, sample in SAMPLES if envelope(sample.data) is None]
TEXT_IDS = [f"{found}-{name}" for found, name, _ in TEXTS]
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


@pytest.mark.parametrize(("found", "name", "sample"), SAMPLES, ids=IDS)
def test_bytes_that_changed(tmp_path: Path, found: str, name: str, sample: Sample) -> None:
    dice = random.Random(name)
    for _ in range(40):
        data = bytearray(sample.data)
        for _ in range(dice.randint(1, 4)):
            data[dice.randrange(len(data))] = dice.choice(b'\0\xff\n"<>[]{}:,-0 9&\xed')
        read_or_refused(put(tmp_path, name, bytes(data)))


@pytest.mark.parametrize(("found", "name", "sample"), TEXTS, ids=TEXT_IDS)
def test_lines_lost_doubled_or_out_of_order(tmp_path: Path, found: str, name: str, sample: Sample) -> None:
    lines = _decode.decode(sample.data)[0].split("\n")
    for i in range(min(len(lines), 40)):
        for changed in (lines[:i] + lines[i + 1 :], lines[: i + 1] + lines[i:], lines[i:] + lines[:i]):
            if "".join(changed).strip():
                read_or_refused(put(tmp_path, name, "\n".join(changed)))


def seen(transcript: carescore.Transcript) -> list[tuple[object, ...]]:
    return [(u.speaker, u.text, u.start_ms, u.end_ms) for u in transcript.utterances]


DRESSES: dict[str, Callable[[str], bytes]] = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "lone CR": lambda text: text.replace("\n", "\r").encode(),
    "mark": lambda text: text.encode("utf-8-sig"),
    "two marks": lambda text: b"\xef\xbb\xbf" + text.encode("utf-8-sig"),
    "marks inside": lambda text: text.replace("Good", "\ufeffGo\ufeffod").encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without mark": lambda text: text.encode("utf-16-le"),
    "direction marks": lambda text: text.replace("Sam Hill", "\u202bSam Hill\u202c").encode(),
}


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize(("found", "name", "sample"), TEXTS, ids=TEXT_IDS)
def test_the_same_talk_in_other_bytes(tmp_path: Path, found: str, name: str, sample: Sample, dress: str) -> None:
    text, _ = _decode.decode(sample.data)
    if text.startswith("<?xml") and "UTF-16" in dress:
        text = text.partition("?>")[2]
    plain = carescore.read(put(tmp_path, name, text))
    assert seen(carescore.read(put(tmp_path, name, DRESSES[dress](text)))) == seen(plain)


def test_nul_characters_are_left_out_and_said(tmp_path: Path) -> None:
    talk = "".join(f"{who}: {said} {'And so on, as before. ' * 40}\n" for who, said, _, _ in VISIT)
    transcript = carescore.read(put(tmp_path, "x.txt", talk.replace("stiff", "st\0iff")))
    assert "just stiff" in transcript.utterances[1].text
    assert transcript.notes == ("NUL characters were left out",)


def test_names_written_from_right_to_left(tmp_path: Path) -> None:
    talk = "\u200fדוקטור כהן: מה שלומך?\n\u200fמרים לוי: טוב, תודה.\n" * 2
    assert carescore.read(put(tmp_path, "x.txt", talk)).speakers == ("דוקטור כהן", "מרים לוי")


def test_half_characters_in_json_become_marks(tmp_path: Path) -> None:
    line = '{"speaker": "A\\ud83d", "text": "so\\uDE00 so", "words": [{"text": "so\\uDE00"}, {"text": "so"}]}'
    found = carescore.read(put(tmp_path, "x.jsonl", line)).utterances[0]
    assert (found.speaker, found.text, found.words[0].text) == ("A\ufffd", "so\ufffd so", "so\ufffd")


def test_skipped_cues_are_counted_in_one_note(tmp_path: Path) -> None:
    cues = "".join(f"{clock(s)} --> {clock(e)}\n{said}\n\n99 --> x\nlost\n\n" for _, said, s, e in VISIT * 2)
    transcript = carescore.read(put(tmp_path, "x.vtt", f"WEBVTT\n\n{cues}"))
    assert len(transcript.utterances) == 6
    assert transcript.notes == ("a cue without readable times was skipped (6 times, first at line 6)",)


def test_times_beyond_a_day_and_backwards(tmp_path: Path) -> None:
    cues = "30:00:00.000 --> 30:00:01.000\nlate\n\n00:00:05.000 --> 00:00:02.000\nearly\n\n"
    transcript = carescore.read(put(tmp_path, "x.vtt", f"WEBVTT\n\n{cues}"))
    assert seen(transcript) == [(None, "early", 5000, None), (None, "late", 108_000_000, 108_001_000)]
    assert transcript.notes == ("line 6: an end before its start was dropped",)


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
    """An utterance that grows line by line: 200,000 lines would take minutes if each copied what was there."""
    top = "WEBVTT\n\n" if name == "x.vtt" else "1\n"
    talk = f"{top}00:00:01.000 --> 00:00:02.000\n" + "so it went on\n" * 200_000
    assert len(carescore.read(put(tmp_path, name, talk)).utterances[0].text.split()) == 800_000


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


def test_paths_that_are_no_readable_files(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    with (sparse := tmp_path / "sparse.txt").open("wb") as stream:
        stream.truncate(2 * 1024**3)
    os.mkfifo(pipe := tmp_path / "pipe.txt")
    (empty_folder := tmp_path / "folder").mkdir()
    for path, reason in {
        loop: "cannot be read",
        sparse: "larger than",
        pipe: "no file",
        Path(os.devnull): "no file",
        empty_folder: "holds no file",
        tmp_path / "absent.vtt": "cannot be read",
        put(tmp_path, "empty.txt", ""): "empty",
        put(tmp_path, "marks.txt", "\ufeff\u200b\n "): "empty",
    }.items():
        error = read_or_refused(path)
        assert isinstance(error, ReadError) and reason in error.reason


def test_talk_in_the_place_of_a_path_is_not_repeated() -> None:
    for text in ("Ann: secretword\nBo: hi\n", "secretword " * 1000):
        with pytest.raises(UsageError) as caught:
            carescore.read(text)
        assert "secretword" not in str(caught.value)


NO_TRANSCRIPTS: list[tuple[bytes, str]] = [
    (b"%PDF-1.7 x", "a PDF: export"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "old Word"),
    (b"\x00\x00\x00\x20ftypM4A ", "transcribe it"),
    (b"\x00\x00\x00\x14moov", "transcribe it"),
    (b"ID3\x04", "transcribe it"),
    (b"\xff\xf3\x84", "transcribe it"),
    (b"#!AMR\n", "transcribe it"),
    (b"RIFFxxxxWAVE", "transcribe it"),
    (b"\x1aE\xdf\xa3", "transcribe it"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\x1f\x8b\x08", "unpack it"),
    (b"SQLite format 3\0", "a database"),
    (packed({"ppt/presentation.xml": "<x/>"}), "slides"),
    (packed({"Index/Document.iwa": "x"}), "Pages"),
]


@pytest.mark.parametrize(("content", "reason"), NO_TRANSCRIPTS, ids=[reason for _, reason in NO_TRANSCRIPTS])
def test_what_is_no_transcript_is_named_with_the_way_out(tmp_path: Path, content: bytes, reason: str) -> None:
    error = read_or_refused(put(tmp_path, "x.txt", content + b"\0" * 20 if not content.startswith(b"PK") else content))
    assert isinstance(error, ReadError) and reason in error.reason


@pytest.mark.parametrize("text", ["free text of a visit", "The wide world", "BZ said: hello", "FORMS were signed"])
def test_talk_that_begins_like_something_else_is_talk(tmp_path: Path, text: str) -> None:
    assert carescore.read(put(tmp_path, "x.txt", text)).utterances[0].text == text


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
    text = import_module("readers.test_textgrid").textgrid([*VISIT, ("Sam Hill", 'so ""they"" say! [1]', 5000, 6000)])
    usual = textgrid._usual(text)
    assert usual and usual == list(textgrid._tiers(textgrid._tokens(text)))
    commented = text.replace("xmax = 99", 'xmax = 99 ! a "comment', 1)
    assert not textgrid._usual(commented) or textgrid.read(commented) == textgrid.read(text)


@pytest.mark.parametrize("size", ["-2", "9" * 400, "1e9", '"3"'])
def test_textgrid_with_an_impossible_number_of_intervals(size: str) -> None:
    text = (
        import_module("readers.test_textgrid")
        .textgrid(VISIT)
        .replace("size = 2\nintervals", f"size = {size}\nintervals")
    )
    with pytest.raises(ReadError):
        textgrid.read(text)


@pytest.mark.parametrize("number", ["1e999999999", "9" * 5000, "-1e400", "Infinity", f"{'9' * 5000}:00:00"])
def test_numbers_that_are_no_times(tmp_path: Path, number: str) -> None:
    line = json.dumps({"speaker": "Ann", "text": "hi", "start": number})
    assert seen(carescore.read(put(tmp_path, "x.jsonl", line))) == [("Ann", "hi", None, None)]
    bare = f'{{"speaker": "Ann", "text": "hi", "start": {number.split(":")[0]}}}'
    read_or_refused(put(tmp_path, "x.jsonl", bare))
