"""SubStation Alpha: names in their column, styles as speakers, labels in the text."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.captions.ass import READER

HEAD = "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n"
FORMAT = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"


def events(form: str) -> str:
    rows = (form.format(who=who, said=said, at=clock(s)[1:-1], to=clock(e)[1:-1]) for who, said, s, e in VISIT)
    return HEAD + FORMAT + "".join(rows)


WRITTEN = {
    "names.ass": Sample(events("Dialogue: 0,{at},{to},Default,{who},0,0,0,,{said}\n")),
    "styles.ass": Sample(events("Dialogue: 0,{at},{to},Default,,0,0,0,,{who}: {said}\n")),
    "old.ssa": Sample(events("Dialogue: Marked=0,{at},{to},Default,{who},0,0,0,,{{\\i1}}{said}\n")),
}


def test_styles_that_come_back_are_speakers() -> None:
    rows = [("Ann", "Any pain?"), ("Bo", "No."), ("Ann", "Good."), ("Bo", "Bye.")]
    lines = (f"Dialogue: 0,0:00:0{i}.00,0:00:0{i}.90,{who},,0,0,0,,{said}\n" for i, (who, said) in enumerate(rows))
    found, _ = READER.read(HEAD + FORMAT + "".join(lines))
    assert [(u.speaker, u.text) for u in found] == rows


def test_breaks_commas_comments_and_bad_times() -> None:
    body = (
        "Comment: 0,0:00:01.00,0:00:02.00,Default,Ann,0,0,0,,never said\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Default,Ann,0,0,0,,One,\\Ntwo\n"
        "Dialogue: 0,x,0:00:02.00,Default,Ann,0,0,0,,secretword\n"
    )
    found, notes = READER.read(HEAD + FORMAT + body)
    assert [(u.speaker, u.text) for u in found] == [("Ann", "One, two")]
    assert len(notes) == 1 and "secretword" not in notes[0]


def test_without_dialogue_it_is_refused() -> None:
    with pytest.raises(ReadError):
        READER.read(HEAD + FORMAT)


def test_drawings_are_no_talk() -> None:
    shown = "Dialogue: 0,0:00:01.00,0:00:02.00,Default,Ann,0,0,0,,{\\i1}Hi.\n"
    drawn = "Dialogue: 0,0:00:01.00,0:00:02.00,Default,Ann,0,0,0,,{\\p1}m 0 0 l 9 9{\\p0}\n"
    assert [u.text for u in READER.read(HEAD + FORMAT + drawn + shown)[0]] == ["Hi."]
