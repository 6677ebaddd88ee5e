"""TTML and DFXP subtitles."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.captions.ttml import READER

CODES = {"Dr. Fox": "s1", "Sam Hill": "s2"}
AGENTS = "".join(
    f'<ttm:agent xml:id="{i}" type="person"><ttm:name>{n}</ttm:name></ttm:agent>' for n, i in CODES.items()
)
NS = 'xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"'


def tt(paragraphs: str, attributes: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<tt {NS} {attributes}><head><metadata>{AGENTS}</metadata></head><body><div>{paragraphs}</div></body></tt>'


WRITTEN = {
    "agents.ttml": Sample(
        tt("".join(f'<p begin="{clock(s)}" end="{clock(e)}" ttm:agent="{CODES[w]}">{t}</p>\n' for w, t, s, e in VISIT))
    ),
    "labels.dfxp": Sample(tt("".join(f'<p begin="{s / 1000}s" dur="{e - s}ms">{w}: {t}</p>' for w, t, s, e in VISIT))),
    "ticks.xml": Sample(
        tt(
            "".join(f'<p begin="{s * 10}t" end="{e * 10}t" ttm:agent="{CODES[w]}">{t}</p>' for w, t, s, e in VISIT),
            'ttp:tickRate="10000"',
        )
    ),
}
TIMES = [
    ('<p begin="00:00:01:15" end="2s">x</p>', 'ttp:frameRate="30"', (1500, 2000)),
    ('<p begin="24f" end="00:00:02">x</p>', 'ttp:frameRate="24" ttp:frameRateMultiplier="1000 1001"', (1001, 2000)),
    ('<p begin="0.29s" dur="1m">x</p>', "", (290, 60290)),
    ('</div><div begin="10s"><p begin="1s" end="2.5s">x</p>', "", (11000, 12500)),
    ('<p begin="soon">x</p>', "", (None, None)),
    ("<p>x</p>", 'ttp:frameRate="0"', (None, None)),
]


@pytest.mark.parametrize(("paragraph", "attributes", "times"), TIMES)
def test_times(paragraph: str, attributes: str, times: tuple[int | None, int | None]) -> None:
    found, _ = READER.read(tt(paragraph, attributes))
    assert [(u.start_ms, u.end_ms) for u in found] == [times]


def test_line_breaks_part_lines_and_metadata_is_no_speech() -> None:
    found, _ = READER.read(
        tt(
            '<p begin="1s" end="2s"><metadata>x</metadata>- Any<br/>- <span>No.</span></p><p begin="3s" end="4s">two<br/>lines</p>'
        )
    )
    assert [(u.speaker, u.text) for u in found] == [(None, "Any"), (None, "No."), (None, "two lines")]


def test_deep_elements_and_empty_files() -> None:
    deep = "<span>" * 150 + "x" + "</span>" * 150
    assert READER.read(tt(f'<p begin="1s" end="2s">{deep}</p>'))[0][0].text == "x"
    with pytest.raises(ReadError):
        READER.read(tt("<p begin='1s'/>"))


def test_two_agents_of_a_paragraph_are_two_voices() -> None:
    both = '<span ttm:agent="a">Any pain?</span><br/><span ttm:agent="b">No.</span>'
    for inside, said in ((both, [("a", "Any pain?"), ("b", "No.")]), (f"So. {both}", [("a", "So. Any pain? No.")])):
        found, _ = READER.read(tt(f'<p begin="1s" end="2s">{inside}</p>'))
        assert [(u.speaker, u.text) for u in found] == said
