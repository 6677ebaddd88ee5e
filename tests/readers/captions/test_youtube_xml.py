"""YouTube captions as XML."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, words

from carescore.errors import ReadError
from carescore.readers.captions.youtube_xml import READER


def srv3(rows: list[tuple[str, str, int, int]]) -> str:
    events = "".join(
        f'<p t="{start}" d="{end - start}" w="1">'
        + "".join(
            f'<s t="{at - start}" ac="0">{" " * bool(i)}{word}</s>'
            for i, (word, at, _) in enumerate(words(said, start, end))
        )
        + f'</p>\n<p t="{end - 10}" d="10" w="1" a="1">\n</p>\n'
        for _, said, start, end in rows
    )
    return f'<?xml version="1.0" encoding="utf-8" ?><timedtext format="3">\n<head/><body>\n{events}</body></timedtext>'


def v1(rows: list[tuple[str, str, int, int]], mark: str = "") -> str:
    events = "".join(
        f'<text start="{start / 1000}" dur="{(end - start) / 1000}">{mark}{who}: {said}</text>'
        for who, said, start, end in rows
    )
    return f'<?xml version="1.0" encoding="utf-8" ?><transcript>{events}</transcript>'


WRITTEN = {
    "visit.srv1": Sample(v1(VISIT)),
    "arrows.xml": Sample(v1(VISIT, "&amp;gt;&amp;gt; ")),
    "visit.srv3": Sample(srv3(VISIT), frozenset({"start", "end", "words"})),
}


def test_events_end_where_the_next_begins_and_entities_are_escaped_twice() -> None:
    text = '<transcript><text start="0.4" dur="9">it&amp;#39;s\nfine</text><text start="1.9">&amp;amp; so on</text></transcript>'
    found, _ = READER.read(text)
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [
        (None, "it's fine", 400, 1900),
        (None, "& so on", 1900, None),
    ]


@pytest.mark.parametrize("text", ["<timedtext/>", '<timedtext><body><p t="1">\n</p></body></timedtext>', "<timedtext>"])
def test_files_without_speech(text: str) -> None:
    with pytest.raises(ReadError):
        READER.read(text)


def test_other_transcript_elements_are_not_youtubes() -> None:
    assert not READER.looks_like("<transcript><line>x</line></transcript>")
