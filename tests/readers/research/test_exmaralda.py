"""EXMARaLDA, basic and segmented."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.research.exmaralda import READER

NAMES = {"SPK0": "Dr. Fox", "SPK1": "Sam Hill"}
TIMES = sorted({ms for _, _, *times in VISIT for ms in times})


def exb(tiers: str, root: str = "basic", times: list[int | None] | None = None) -> str:
    speakers = "".join(f'<speaker id="{i}"><abbreviation>{n}</abbreviation></speaker>' for i, n in NAMES.items())
    points = "".join(
        f'<tli id="T{i}"/>' if ms is None else f'<tli id="T{i}" time="{ms / 1000}"/>'
        for i, ms in enumerate(times or TIMES)
    )
    body = f"<{root}-body><common-timeline>{points}</common-timeline>{tiers}</{root}-body>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root}-transcription><head><speakertable>{speakers}</speakertable></head>{body}</{root}-transcription>'


def basic(spk: str, kind: str = "t") -> str:
    own = [
        f'<event start="T{TIMES.index(start)}" end="T{TIMES.index(end)}">{said} </event>'
        for who, said, start, end in VISIT
        if who == NAMES[spk]
    ]
    return f'<tier speaker="{spk}" category="v" type="{kind}">{"".join(own)}</tier>'


def segmented(spk: str) -> str:
    own = [
        f'<ts n="sc" s="T{TIMES.index(start)}" e="T{TIMES.index(end)}"><ts n="e">{said}</ts></ts>'
        for who, said, start, end in VISIT
        if who == NAMES[spk]
    ]
    other = f'<segmentation name="SpeakerContribution_Utterance_Word">{"".join(own)}</segmentation>'
    return f'<segmented-tier speaker="{spk}" type="t"><segmentation name="SpeakerContribution_Event">{"".join(own)}</segmentation>{other}</segmented-tier>'


WRITTEN = {
    "visit.exb": Sample(exb(basic("SPK0") + basic("SPK1"))),
    "visit.exs": Sample(exb(segmented("SPK0") + segmented("SPK1"), "segmented")),
}


def tier(*events: tuple[str, str, str]) -> str:
    inner = "".join(f'<event start="{start}" end="{end}">{said}</event>' for start, end, said in events)
    return f'<tier speaker="SPK0" type="t">{inner}</tier>'


CASES = [
    ("events that touch are one", tier(("T0", "T1", "Any pa"), ("T1", "T2", "in?")), [("Any pain?", 0, 2400)]),
    (
        "a stop parts",
        tier(("T0", "T1", "Good. "), ("T1", "T2", "Go on.")),
        [("Good.", 0, None), ("Go on.", None, 2400)],
    ),
    ("a gap parts", tier(("T0", "T1", "well "), ("T2", "T3", "now ")), [("well", 0, None), ("now", 2400, 3000)]),
    ("marks go", tier(("T0", "T2", "I/ I • ((laughs)) am and/or was ˙")), [("I I am and/or was", 0, 2400)]),
]


@pytest.mark.parametrize(("tiers", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cases(tiers: str, rows: list[tuple[str, int | None, int | None]]) -> None:
    found, _ = READER.read(exb(tiers, times=[0, None, 2400, 3000]))
    assert [(u.text, u.start_ms, u.end_ms) for u in found] == rows


def test_descriptions_are_no_speech_and_a_tier_may_lack_its_speaker() -> None:
    unnamed = basic("SPK1").replace('speaker="SPK1"', 'display-name="X [v]"')
    found, _ = READER.read(exb(basic("SPK0", "d") + unnamed))
    assert [u.speaker for u in found] == ["X [v]"]


@pytest.mark.parametrize("text", [exb(""), exb(tier(("T0", "T1", "((coughs))"))), exb("<tier")])
def test_broken_files(text: str) -> None:
    with pytest.raises(ReadError):
        READER.read(text)
