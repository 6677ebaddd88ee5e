"""SMS Backup & Restore."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.sms_backup import READER

EPOCH = 1_772_699_900_000
MESSAGES = "".join(
    f'<sms address="+15550100" date="{EPOCH + start}" type="{1 if who == "Sam Hill" else 2}" body="{said}" contact_name="Sam Hill" />\n'
    for who, said, start, _ in VISIT
)
WRITTEN = {
    "visit.xml": Sample(
        f"<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count='3'>{MESSAGES}</smses>", frozenset()
    )
}


def test_sides_clock_emoji_and_drafts() -> None:
    mms = '<mms date="1772699960" msg_box="1" address="+15550100" contact_name="(Unknown)"><parts><part ct="text/plain" text="ok &#55357;&#56846;" /></parts></mms>'
    draft = '<sms address="+15550100" date="1" type="3" body="secret" />'
    found, _ = READER.read(f"<smses>{MESSAGES}{mms}{draft}</smses>")
    assert [(u.speaker, u.start_ms) for u in found] == [
        ("me", 0),
        ("Sam Hill", 1700),
        ("me", 3200),
        ("+15550100", 59000),
    ]
    assert found[-1].text == "ok \U0001f60e"


def test_several_contacts_are_no_conversation() -> None:
    other = MESSAGES.replace("+15550100", "+15550199")
    with pytest.raises(ReadError, match="2 contacts"):
        READER.read(f"<smses>{MESSAGES}{other}</smses>")
