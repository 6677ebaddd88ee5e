"""Every reader: what it reads, near-misses, round trips, and errors that name a line but never a word of the talk."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import carescore
from carescore import readers
from carescore.errors import CarescoreError, ReadError, UnknownFormatError
from carescore.readers import formats

Rows = list[tuple[str | None, str, int | None, int | None]]
VISIT: Rows = [
    ("Dr. Fox", "Any pain today?", 1000, 2500),
    ("Sam Hill", "No, just stiff.", 2700, 4000),
    ("Dr. Fox", "Good.", 4200, 4800),
]


def clock(ms: int, sep: str = ".") -> str:
    return f"{ms // 3600000:02}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}{sep}{ms % 1000:03}"


def teams(rows: Rows) -> str:
    cues = [f"{clock(s or 0)} --> {clock(e or 0)}\n<v {who}>{said}</v>\n\n" for who, said, s, e in rows]
    return "WEBVTT\n\n" + "".join(cues)


def zoom(rows: Rows) -> str:
    cues = [
        f"{i}\n{clock(s or 0)} --> {clock(e or 0)}\n{who}: {said}\n\n" for i, (who, said, s, e) in enumerate(rows, 1)
    ]
    return "WEBVTT\n\n" + "".join(cues)


def srt(rows: Rows) -> str:
    return "".join(
        f"{i}\n{clock(s or 0, ',')} --> {clock(e or 0, ',')}\n{who}: {said}\n\n"
        for i, (who, said, s, e) in enumerate(rows, 1)
    )


def textgrid(rows: Rows) -> str:
    names = list(dict.fromkeys(who for who, *_ in rows))
    head = f'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 99\ntiers? <exists>\nsize = {len(names)}\nitem []:\n'
    tiers = []
    for number, name in enumerate(names, 1):
        own = [row for row in rows if row[0] == name]
        body = "".join(
            f'intervals [{i}]:\nxmin = {(s or 0) / 1000}\nxmax = {(e or 0) / 1000}\ntext = "{said}"\n'
            for i, (_, said, s, e) in enumerate(own, 1)
        )
        tiers.append(
            f'item [{number}]:\nclass = "IntervalTier"\nname = "{name}"\nxmin = 0\nxmax = 99\nintervals: size = {len(own)}\n{body}'
        )
    return head + "".join(tiers)


def short_textgrid(rows: Rows) -> str:
    quoted = [line.split("= ", 1)[1] for line in textgrid(rows).splitlines() if "= " in line]
    return 'File type = "ooTextFile short"\n"TextGrid"\n\n' + "\n".join([*quoted[2:4], "<exists>", *quoted[4:]])


def whisper(rows: Rows) -> str:
    segments = [
        {"start": (s or 0) / 1000, "end": (e or 0) / 1000, "text": f" {said}", "speaker": who}
        for who, said, s, e in rows
    ]
    return json.dumps({"segments": segments})


def records(rows: Rows) -> list[dict[str, object]]:
    return [{"speaker": who, "text": said, "start_ms": s, "end_ms": e} for who, said, s, e in rows]


def jsonl(rows: Rows) -> str:
    return "\n".join(map(json.dumps, records(rows)))


def table(rows: Rows, delimiter: str = ",") -> str:
    quoted = [delimiter.join([str(who), f'"{said}"', clock(s or 0), clock(e or 0)]) for who, said, s, e in rows]
    return "\n".join([delimiter.join(["Speaker", "Text", "Start", "End"]), *quoted])


WRITERS: dict[str, Callable[[Rows], str]] = {
    "teams.vtt": teams,
    "zoom.vtt": zoom,
    "visit.srt": srt,
    "long.TextGrid": textgrid,
    "short.TextGrid": short_textgrid,
    "whisper.json": whisper,
    "visit.jsonl": jsonl,
    "list.json": lambda rows: json.dumps(records(rows)),
    "visit.csv": table,
    "visit.tsv": lambda rows: table(rows, "\t"),
    "semicolon.csv": lambda rows: "sep=;\n" + table(rows, ";"),
}
TEXTS: dict[str, Callable[[Rows], str]] = {
    "colon.txt": lambda rows: "".join(f"{who}: {said}\n" for who, said, *_ in rows),
    "stamped.txt": lambda rows: "".join(f"[{clock(s or 0)}] {who}: {said}\n" for who, said, s, _ in rows),
    "otter.txt": lambda rows: "".join(f"{who}  0:0{(s or 0) // 1000}\n{said}\n\n" for who, said, s, _ in rows),
    "rev.txt": lambda rows: "".join(f"{who} (00:0{(s or 0) // 1000}):\n{said}\n" for who, said, s, _ in rows),
    "above.txt": lambda rows: "".join(f"{who}\n{said}\n\n" for who, said, *_ in rows),
    "dash.txt": lambda rows: "".join(f"{who} - {said}\n" for who, said, *_ in rows),
    "dated.txt": lambda rows: "Date: today\n\n" + "".join(f"{who}: {said}\r\n" for who, said, *_ in rows),
    "bracket.txt": lambda rows: "".join(f"[{who}] {said}\n" for who, said, *_ in rows),
}


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def rows_of(transcript: carescore.Transcript) -> Rows:
    return [(u.speaker, u.text, u.start_ms, u.end_ms) for u in transcript.utterances]


SAID = st.text(alphabet=st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=8)
TALKS = st.lists(
    st.tuples(
        st.sampled_from(["Nurse Ann", "Sam Hill"]),
        st.lists(SAID, min_size=1, max_size=5).map(" ".join),
        st.integers(1, 900),
    ),
    min_size=1,
    max_size=8,
).map(lambda rows: [(who, said, 1000 * i, 1000 * i + ms) for i, (who, said, ms) in enumerate(rows)])


@settings(max_examples=30, deadline=None)
@given(TALKS, st.sampled_from(sorted(WRITERS)))
def test_round_trips(tmp_path_factory: pytest.TempPathFactory, rows: Rows, name: str) -> None:
    path = put(tmp_path_factory.mktemp("round"), name, WRITERS[name](rows))
    formats_by_suffix = {r.name for r in formats() if path.suffix.lower() in r.extensions}
    transcript = carescore.read(path)
    assert transcript.format in formats_by_suffix
    assert sorted(rows_of(transcript), key=str) == sorted(rows, key=str)
    again = carescore.read(put(path.parent, "again.jsonl", transcript.to_jsonl()))
    assert again.utterances == tuple(u for u in again.utterances) and rows_of(again) == rows_of(transcript)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    st.sampled_from([None, *(r.name for r in formats())]),
)
def test_arbitrary_bytes_never_raise_anything_else(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str | None
) -> None:
    path = put(tmp_path_factory.mktemp("any"), "x.dat", content)
    try:
        assert carescore.read(path, format=name).utterances
    except CarescoreError as error:
        assert "\n" not in str(error)


BROKEN: list[tuple[str, str, int | None]] = [
    ("json cut in the middle", '{"segments": [{"start": 0, "text": "secretword"', 1),
    ("whitespace", " \n\t\n", None),
]


@pytest.mark.parametrize(("text", "line"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_broken_files_name_file_and_line(tmp_path: Path, text: str, line: int | None) -> None:
    with pytest.raises(ReadError) as caught:
        carescore.read(put(tmp_path, "broken.dat", text))
    assert caught.value.path and caught.value.path.endswith("broken.dat")
    assert line is None or caught.value.line == line
    assert "secretword" not in str(caught.value)


def test_times_running_backwards_are_mended_and_said(tmp_path: Path) -> None:
    rows: Rows = [("Ann", "later", 5000, 4000), ("Bo", "first", 1000, 2000)]
    transcript = carescore.read(put(tmp_path, "back.jsonl", jsonl(rows)))
    assert rows_of(transcript) == [("Bo", "first", 1000, 2000), ("Ann", "later", 5000, None)]
    assert transcript.notes == ("line 1: an end before its start was dropped",)
    assert rows_of(carescore.read([{"speaker": "A", "text": "x", "start_ms": -5, "end_ms": 9}])) == [("A", "x", 0, 9)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "Nurse: Café at eight?\nPatient: Yes, the café.\n"
    transcript = carescore.read(put(tmp_path, "x.txt", text.encode(encoding)))
    assert transcript.utterances[1].text == "Yes, the café."
    assert bool(transcript.notes) == (encoding == "cp1252")


KINDS = {
    b"PK\x03\x04...": "damaged",
    b"%PDF-1.7": "PDF",
    b"RIFF1234": "recording",
    bytes(range(256)) * 9: "binary",
}


@pytest.mark.parametrize("content", KINDS, ids=KINDS.values())
def test_other_kinds_of_file_are_named(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ReadError, match=KINDS[content]):
        carescore.read(put(tmp_path, "x.vtt", content))


def test_megabytes_on_one_line(tmp_path: Path) -> None:
    transcript = carescore.read(put(tmp_path, "long.txt", "Nurse: " + "word " * 400_000))
    assert len(transcript.utterances[0].text.split()) == 400_000
    with pytest.raises(ReadError, match="2,000,000 words are no single conversation"):
        carescore.read(put(tmp_path, "longer.txt", "Nurse: " + "word " * 2_000_000))


def test_one_file_per_speaker(tmp_path: Path) -> None:
    one = put(tmp_path, "visit_doctor.TextGrid", textgrid([("Speaker", "Hello.", 0, 900)]))
    two = put(tmp_path, "visit_patient.TextGrid", textgrid([("Speaker", "Hi.", 500, 1200)]))
    transcript = carescore.read([one, two])
    assert rows_of(transcript) == [("doctor", "Hello.", 0, 900), ("patient", "Hi.", 500, 1200)]
    assert transcript.id == "visit"
    with pytest.raises(ReadError, match="need times"):
        carescore.read([put(tmp_path, "a.txt", "Ann: Hi.\nAnn: Ho.\n"), put(tmp_path, "b.txt", "Bo: Hi.\nBo: Ho.\n")])


def test_detection_names_its_candidates(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError) as caught:
        carescore.read(put(tmp_path, "x.xml", "<root><a>secretword</a></root>"))
    assert set(caught.value.candidates) == {reader.name for reader in formats()}
    with pytest.raises(CarescoreError, match="no format named 'tape'"):
        carescore.read(put(tmp_path, "x.txt", "Ann: hi\n"), format="tape")


@pytest.mark.parametrize("name", [*WRITERS, *TEXTS])
def test_exactly_one_reader_says_yes_or_the_extension_decides(name: str) -> None:
    text = (WRITERS | TEXTS)[name](VISIT)
    assert readers.detect(text, Path(name).suffix).name in {r.name for r in formats()}


def test_in_memory() -> None:
    assert rows_of(carescore.read([("Ann", "Hi."), (None, "Ho.")])) == [
        ("Ann", "Hi.", None, None),
        (None, "Ho.", None, None),
    ]
    with pytest.raises(ReadError, match="empty"):
        carescore.read([])
    with pytest.raises(CarescoreError, match="pairs"):
        carescore.read([42])


def test_a_missing_file_is_a_read_error() -> None:
    with pytest.raises(ReadError, match=r"no-such-file\.vtt: cannot be read"):
        carescore.read("no-such-file.vtt")
