"""CSV and TSV tables."""

from __future__ import annotations

import csv

import pytest
from readers.visit import VISIT, Sample, clock

import carescore
from carescore import readers
from carescore.errors import ReadError, UsageError
from carescore.readers.tables.csv_table import READER


def table(delimiter: str = ",", header: tuple[str, ...] = ("Speaker", "Text", "Start", "End")) -> str:
    rows = [delimiter.join([who, f'"{said}"', clock(start), clock(end)]) for who, said, start, end in VISIT]
    return "\n".join([delimiter.join(header), *rows])


WRITTEN = {
    "visit.csv": Sample(table()),
    "visit.tsv": Sample(table("\t")),
    "semicolon.csv": Sample("sep=;\n" + table(";")),
    "german.csv": Sample(table(";", ("Sprecher", "Äußerung", "Anfang", "Ende")).encode("utf-8-sig")),
}


def test_whispers_tsv_counts_milliseconds() -> None:
    found, _ = READER.read("start\tend\ttext\n0\t1200\tHello there.\n1200\t4000\tBye now.\n")
    assert [(u.start_ms, u.end_ms) for u in found] == [(0, 1200), (1200, 4000)]


def test_columns_that_a_person_names() -> None:
    assert READER.read_columns is not None
    text = "wer,was,wann\nAnn,Hi.,2\nBo,Ho.,3\n"
    found, _ = READER.read_columns(text, {"speaker": "wer", "text": "was", "start": "wann"})
    assert [(u.speaker, u.text, u.start_ms) for u in found] == [("Ann", "Hi.", 2000), ("Bo", "Ho.", 3000)]
    with pytest.raises(UsageError):
        READER.read_columns(text, {"text": "absent"})


def test_columns_are_for_tables() -> None:
    with pytest.raises(UsageError):
        carescore.read([("Ann", "Hi.")], columns={"voice": "x"})


@pytest.mark.parametrize("text", ["a,b\n1,2\n", "speaker,text\n", "speaker,text\nAnn,\n"])
def test_tables_without_speech_are_refused(text: str) -> None:
    with pytest.raises(ReadError):
        READER.read(text)


Rows = list[tuple[str | None, str, int | None, int | None]]
TOLD: list[tuple[str, str, Rows]] = [
    (
        "one column per speaker: who is first has the time of the row",
        "time,doctor,patient\n0:01,Any pain today?,\n0:04,,\"No, just stiff.\"\n0:09,Good to hear.,Bye then.\n",
        [("doctor", "Any pain today?", 1000, None), ("patient", "No, just stiff.", 4000, None), ("doctor", "Good to hear.", 9000, None), ("patient", "Bye then.", None, None)],
    ),
    (
        "one column per speaker, no times, numbers of turns",
        "Turn\tDr. Fox\tSam Hill\n1\tAny pain in the leg?\t\n2\t\tNo, only stiff today.\n",
        [("Dr. Fox", "Any pain in the leg?", None, None), ("Sam Hill", "No, only stiff today.", None, None)],
    ),
    (
        "no header: times, labels, text",
        '00:00:01,00:00:03,Fox,"Any pain, today?"\n00:00:03,00:00:04,Hill,No.\n00:00:04,00:00:05,Fox,Good.\n',
        [("Fox", "Any pain, today?", 1000, 3000), ("Hill", "No.", 3000, 4000), ("Fox", "Good.", 4000, 5000)],
    ),
    ("no header: role and text", 'Doctor,"Any pain, today?"\nPatient,No.\nDoctor,Good.\n', [("Doctor", "Any pain, today?", None, None), ("Patient", "No.", None, None), ("Doctor", "Good.", None, None)]),
    ("no header: names that recur", 'Fox,"Any pain, today?"\nHill,No.\nFox,Good.\nHill,Bye.\n', [("Fox", "Any pain, today?", None, None), ("Hill", "No.", None, None), ("Fox", "Good.", None, None), ("Hill", "Bye.", None, None)]),
    ("no header: whole ms", "0\t2300\tAny pain today?\n\n2900\t6600\tNo, just stiff.\n", [(None, "Any pain today?", 0, 2300), (None, "No, just stiff.", 2900, 6600)]),
    ("no header: quotes after spaces", '0, 2300, "Any pain, today?"\n2900, 6600, "No."\n', [(None, "Any pain, today?", 0, 2300), (None, "No.", 2900, 6600)]),
    ("units in the header", "Speaker,Text,Start (s),End (s)\nFox,Hi.,1.5,2\n", [("Fox", "Hi.", 1500, 2000)]),
    ("empty cells as pandas writes them", "speaker,text,start\nnan,Hi.,1\nFox,nan,2\nNan,Ho.,nan\n", [(None, "Hi.", 1000, None), ("Nan", "Ho.", None, None)]),
    ("a tier is a speaker", "tier_name,tier_type,start_time,end_time,text\nFox,IntervalTier,0.0,2.3,Hi.\n", [("Fox", "Hi.", 0, 2300)]),
    ("NVivo", "Timespan\tContent\tSpeaker\n0:00.0 - 0:03.2\tAny pain?\tFox\n0:03.2 - 0:04.0\tNo.\tHill\n", [("Fox", "Any pain?", 0, 3200), ("Hill", "No.", 3200, 4000)]),
    ("Premiere", "Speaker Name,Start Time,End Time,Text\nFox,00:00:01,00:00:02,Hi.\n", [("Fox", "Hi.", 1000, 2000)]),
    ("decimal commas", "sep=;\nspeaker;start;end;text\nFox;1,5;2,25;Hi.\n", [("Fox", "Hi.", 1500, 2250)]),
    ("a line break in a cell", 'speaker,text\nFox,"Any\npain?"\nHill,No.\n', [("Fox", "Any pain?", None, None), ("Hill", "No.", None, None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in TOLD], ids=[case[0] for case in TOLD])
def test_columns_known_by_what_stands_in_them(text: str, rows: Rows) -> None:
    assert readers.detect(text).name == "csv_table"
    found, _ = READER.read(text)
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == rows


@pytest.mark.parametrize(
    "text",
    [
        "Well, yes.\nWell, no.\nWell, maybe so.\n",
        "Yes, I do\nNo, I do not\nYes, indeed\n",
        "Doctor, it hurts.\nNurse, it hurts.\nSo, what now?\n",
        "1,2\n3,4\n5,6\n",
        "Doctor, it hurts.\nDoctor, help me.\nNurse, it hurts.\n",
        "Ann,it hurts.\nBo,it hurts.\nAnn,it hurts.\n",  # three rows, and one name stands once
        "1\t2\tso\n2\t3\twhat\n",  # numbers of lines
    ],
)
def test_prose_with_commas_is_no_table(text: str) -> None:
    assert not READER.looks_like(text)


def test_hours_typed_for_minutes_are_said() -> None:
    rows = "speaker,start,text\nFox,0:03:00,Hi.\nHill,0:05:00,Ho.\nFox,0:09:00,So.\n"
    assert "three minutes" in READER.read(rows)[1][0]
    assert READER.read(rows.replace("0:09:00", "0:09:01"))[1] == []


def test_the_limit_of_a_cell_is_put_back() -> None:
    before = csv.field_size_limit()
    found, _ = READER.read("speaker,text\nFox," + "so " * 200_000 + "\n")
    assert len(found[0].text.split()) == 200_000
    assert csv.field_size_limit() == before


def test_words_in_rows_are_put_together() -> None:
    rows = "".join(f"w{i},{i / 2},{i / 2 + 0.4}\n" for i in range(9))
    (said,), _ = READER.read(rows)
    assert (said.text.split()[8], len(said.words), said.start_ms, said.end_ms) == ("w8", 9, 0, 4400)


@pytest.mark.parametrize(
    ("header", "refused"),
    [("text,start,text", True), ("text,start,start", True), ("text,note,note", False), ("text,,", False)],
)
def test_two_columns_of_one_name_are_refused_where_it_could_be_a_fields(header: str, refused: bool) -> None:
    table = f"speaker,{header}\nFox,Hello there.,1,2\nHill,Hi you.,3,4\n"
    if refused:
        with pytest.raises(ReadError, match="1: two columns have one name"):
            READER.read(table)
    else:
        assert [u.text for u in READER.read(table)[0]] == ["Hello there.", "Hi you."]
