"""Advanced SubStation Alpha."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.captions.ass import READER

HEAD = "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname\nStyle: Default,Arial\n\n[Events]\n"
FIELDS = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"


def clock(ms: int) -> str:
    return f"{ms // 3600000}:{ms // 60000 % 60:02}:{ms // 1000 % 60:02}.{ms % 1000 // 10:02}"


def event(start: int, end: int, style: str, name: str, said: str, kind: str = "Dialogue") -> str:
    return f"{kind}: 0,{clock(start)},{clock(end)},{style},{name},0,0,0,,{said}\n"


WRITTEN = {
    "names.ass": Sample(HEAD + FIELDS + "".join(event(s, e, "Default", who, said) for who, said, s, e in VISIT)),
    "styles.ssa": Sample(HEAD + FIELDS + "".join(event(s, e, who, "", said) for who, said, s, e in VISIT)),
    "labels.ass": Sample(HEAD + FIELDS + "".join(event(s, e, "A", "", f"{w}: {said}") for w, said, s, e in VISIT)),
}


@pytest.mark.parametrize(
    ("said", "plain"),
    [
        (r"{\i1}So{\i0},\Nwhat now?", "So, what now?"),
        ("So, {what} now?", "So, what now?"),
        (r"{\p1}m 0 0 l 9 9{\p0}", None),
        (r"{\pos(1,2)}So", "So"),
    ],
)
def test_tags_are_no_words(said: str, plain: str | None) -> None:
    text = HEAD + FIELDS + event(0, 900, "Default", "Ann", "Hi.") + event(900, 1800, "Default", "Bo", said)
    assert [u.text for u in READER.read(text)[0]] == (["Hi."] if plain is None else ["Hi.", plain])


def test_comments_and_empty_files() -> None:
    text = HEAD + FIELDS + event(0, 900, "Default", "Ann", "no", "Comment")
    with pytest.raises(ReadError, match="no event"):
        READER.read(text)


def test_one_style_is_nobody() -> None:
    text = HEAD + FIELDS + event(0, 900, "Main", "", "Hi.") + event(900, 1800, "Main", "", "Ho.")
    assert {u.speaker for u in READER.read(text)[0]} == {None}
