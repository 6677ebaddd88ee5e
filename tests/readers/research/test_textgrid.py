"""Praat TextGrids, long and short."""

from __future__ import annotations

import pytest
from readers.visit import SPEAKERS, VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.research.textgrid import READER

Row = tuple[str, str, int, int]


def textgrid(rows: list[Row]) -> str:
    names = list(dict.fromkeys(row[0] for row in rows))
    text = f'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0\nxmax = 99\ntiers? <exists>\nsize = {len(names)}\nitem []:\n'
    for number, name in enumerate(names, start=1):
        own = [row for row in rows if row[0] == name]
        text += f'item [{number}]:\nclass = "IntervalTier"\nname = "{name}"\nxmin = 0\nxmax = 99\nintervals: size = {len(own)}\n'
        for i, (_, said, start, end) in enumerate(own, start=1):
            text += f'intervals [{i}]:\nxmin = {start / 1000}\nxmax = {end / 1000}\ntext = "{said}"\n'
    return text


def short(rows: list[Row]) -> str:
    values = [line.split("= ", 1)[1] for line in textgrid(rows).splitlines() if "= " in line]
    return 'File type = "ooTextFile short"\n"TextGrid"\n\n' + "\n".join([*values[2:4], "<exists>", *values[4:]])


WRITTEN = {
    "long.TextGrid": Sample(textgrid(VISIT)),
    "short.TextGrid": Sample(short(VISIT)),
    "praat.TextGrid": Sample(textgrid(VISIT).encode("utf-16")),
}


def test_word_tiers_are_no_speakers() -> None:
    found, _ = READER.read(textgrid([("Doc", "good day", 0, 900), ("Doc - words", "good", 0, 400)]))
    assert [u.speaker for u in found] == ["Doc"]


def test_annotators_tags_and_silence() -> None:
    rows = [("Doc", "<UNSURE>good day</UNSURE> <UNIN/>", 0, 900), ("Doc", "sil", 900, 1000)]
    found, _ = READER.read(textgrid(rows))
    assert [u.text for u in found] == ["good day [inaudible]"]


def test_cut_in_the_middle_is_refused() -> None:
    assert SPEAKERS[1] in textgrid(VISIT)
    with pytest.raises(ReadError):
        READER.read(textgrid(VISIT)[:-60])
