"""WhatsApp chats: which number is the month, lines of the app, media, messages over several lines."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.messages.whatsapp import READER

SAID = frozenset({"speaker"})
FORMS = {
    "iphone.txt": "[05/03/2026, 9:10:{:02} AM] {}: {}\n",
    "android.txt": "05/03/26, 09:10 - {1}: {2}\n",
    "iso.txt": "2026-03-05, 9:10 a.m. - {1}: {2}\n",
    "year.txt": "[2026/3/5 09:10:{:02}] {}:{}\n",
    "german.txt": "05.03.26, 09:10 - {1}: {2}\n",
    "colon.txt": "05/03/26, 09:10:{:02}: {}: {}\n",
    "narrow.txt": "\u200e[3/5/26, 9:10:{:02}\u202fAM] ~\u00a0{}: {}\n",
}
WRITTEN = {
    name: Sample("".join(form.format(start // 1000, who, said) for who, said, start, _ in VISIT), SAID)
    for name, form in FORMS.items()
}
DATES = [
    ("above 12 in front: day and month", ["25/03/26", "26/03/26"], [0, 1]),
    ("above 12 behind: month and day", ["3/25/26", "4/1/26"], [0, 7]),
    ("only one order rises", ["01/02/26", "02/01/26"], [0, 30]),
    ("one number above 12 is enough", ["30/01/26", "02/02/26"], [0, 3]),
    ("falling as month and day", ["05/01/26", "04/02/26"], [0, 30]),
    ("one day is the same in both", ["05/03/26", "05/03/26"], [0, 0]),
    ("either order rises: no times", ["05/03/26", "06/03/26"], [None, None]),
    ("points are day and month", ["5.3.2026", "6.4.2026"], [0, 32]),
    ("the year in front", ["2026-03-05", "2026-04-06"], [0, 32]),
]
DAY = 86_400_000


@pytest.mark.parametrize(("dates", "days"), [case[1:] for case in DATES], ids=[case[0] for case in DATES])
def test_dates(dates: list[str], days: list[int | None]) -> None:
    found, notes = READER.read("".join(f"{date}, 09:10 - Ann: x\n" for date in dates))
    assert [u.start_ms for u in found] == [None if day is None else day * DAY for day in days]
    assert bool(notes) == (None in days)


def test_lines_media_and_notices() -> None:
    head = "05/03/26, 12:0{} {}m - "
    text = (
        head.format(1, "a") + "Messages and calls are end-to-end encrypted. Tap to learn more.\nmore\n"
        + head.format(2, "a") + "Sam: First line\nsecond: line\n\nthird <This message was edited>\n"
        + head.format(3, "a") + "Sam: <Media omitted>\n"
        + head.format(4, "p") + "+1 555 0100: \u200eimage omitted\n"
        + head.format(5, "p") + "Ann: IMG-1.jpg (file attached)\nWith a caption\n"
        + head.format(6, "p") + "Ann: This message was deleted\n"
    )  # fmt: skip
    found, _ = READER.read(text)
    assert [(u.speaker, u.text, u.start_ms, u.line) for u in found] == [
        ("Sam", "First line second: line third", 0, 3),
        ("Ann", "With a caption", 12 * 3_600_000 + 180_000, 9),
    ]


HEADS = [
    ("05/03/26, 09:10 - Ann: x\n05/03/26, 09:11 - Bo: y\n", True),
    ("05/03/26, 09:10 - Ann created this group\n05/03/26, 09:10 - Ann: x\n05/03/26, 09:11 - Bo: y\n", True),
    ("05/03/26, 09:10 - Visit\nAnn: x\nBo: y\n", False),
    ("Visit of 05/03/26\n05/03/26, 09:10 - Ann: x\n05/03/26, 09:11 - Bo: y\n", False),
    ("05/03/26, 09:10 - Ann set 10:30\n05/03/26, 09:10 - Bo set 11:30\n", False),
    ("[00:01:02] Ann: x\n[00:01:03] Bo: y\n", False),
    ("09:10 - Ann: x\n09:11 - Bo: y\n", False),
]


@pytest.mark.parametrize(("head", "yes"), HEADS)
def test_looks(head: str, yes: bool) -> None:
    assert READER.looks_like(head) is yes


def test_notices_alone_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read("05/03/26, 09:10 - Ann created this group\n")


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        (["25/03/26", "26/03/26"], "2026-03-25"),
        (["3/25/26", "4/1/26"], "2026-03-25"),
        (["05/03/26", "05/03/26"], None),  # of March or of May
        (["04/04/26", "04/04/26"], "2026-04-04"),
        (["5.3.2026", "6.4.2026"], "2026-03-05"),
    ],
)
def test_the_day_is_said_where_it_is_clear(dates: list[str], day: str | None) -> None:
    assert READER.day
    assert READER.day("".join(f"{date}, 23:10 - Nurse: hello\n" for date in dates)) == day
