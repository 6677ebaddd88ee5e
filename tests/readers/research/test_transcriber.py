"""Transcriber files."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.research.transcriber import READER

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE Trans SYSTEM "trans-14.dtd">\n<Trans audio_filename="visit">'
    '<Speakers><Speaker id="spk1" name="Dr. Fox"/><Speaker id="spk2" name="Sam Hill"/></Speakers>'
    '<Episode><Section type="report" startTime="0" endTime="9">'
)
TAIL = "</Section></Episode></Trans>"
CODES = {"Dr. Fox": "spk1", "Sam Hill": "spk2"}


def trs(turns: str) -> str:
    return HEAD + turns + TAIL


TURNS = "".join(
    f'<Turn speaker="{CODES[who]}" startTime="{start / 1000}" endTime="{end / 1000}"><Sync time="{start / 1000}"/>\n{said}\n</Turn>'
    for who, said, start, end in VISIT
)
WRITTEN = {"visit.trs": Sample(trs(TURNS)), "latin.trs": Sample(trs(TURNS).replace("UTF-8", "ISO-8859-1").encode())}
CASES = [
    (
        "two at once, told apart by Who",
        '<Turn speaker="spk1 spk2" startTime="2.0" endTime="4.2"><Sync time="2.0"/><Who nb="1"/>since when<Who nb="2"/>no</Turn>',
        [("Dr. Fox", "since when", 2000, 4200), ("Sam Hill", "no", 2000, 4200)],
    ),
    (
        "marks cut a turn, events are no words",
        '<Turn speaker="spk1" startTime="0" endTime="2"><Sync time="0"/>any <Event desc="cough"/> pain<Sync time="1.5"/>today</Turn>',
        [("Dr. Fox", "any pain", 0, 1500), ("Dr. Fox", "today", 1500, 2000)],
    ),
    (
        "a turn of nobody is no speech; an unknown id is a label; no times are no times",
        '<Turn startTime="0" endTime="2">music</Turn><Turn speaker="spk9">hello</Turn>',
        [("spk9", "hello", None, None)],
    ),
    (
        "two at the first mark, one after the second",
        '<Turn speaker="spk2 spk1" startTime="0" endTime="5"><Sync time="0"/><Who nb="1"/>a<Who nb="2"/>b<Sync time="3"/><Who nb="1"/>c</Turn>',
        [("Sam Hill", "a", 0, 3000), ("Dr. Fox", "b", 0, 3000), ("Sam Hill", "c", 3000, 5000)],
    ),
]


@pytest.mark.parametrize(("turns", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cases(turns: str, rows: list[tuple[str | None, str, int | None, int | None]]) -> None:
    found, notes = READER.read(trs(turns))
    assert len(notes) == turns.count("music")
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == rows


BROKEN = [trs("<Turn>"), trs(""), trs(TURNS).replace('trans-14.dtd"', 'x" [<!ENTITY b "c">]').replace("pain", "&b;")]


@pytest.mark.parametrize("text", BROKEN, ids=["cut", "empty", "entity"])
def test_broken_files(text: str) -> None:
    with pytest.raises(ReadError) as caught:
        READER.read(text)
    assert "stiff" not in str(caught.value)
