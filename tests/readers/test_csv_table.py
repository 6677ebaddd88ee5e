"""CSV and TSV tables."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

import carescore
from carescore.errors import ReadError, UsageError
from carescore.readers.csv_table import READER


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
