"""SMS Backup & Restore."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.messages.sms_backup import READER

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


EMOJI = [
    ("&#55357;&#56846;", "\U0001f60e"),
    ("&#xD83D;&#xDE0E;", "\U0001f60e"),
    ("&#55357;&#56846;&#55357;&#56846;", "\U0001f60e\U0001f60e"),
    ("&#128526;", "\U0001f60e"),
    ("&#55357; &#56846;", ""),
]


@pytest.mark.parametrize(("written", "meant"), EMOJI)
def test_emoji_in_halves(written: str, meant: str) -> None:
    found, _ = READER.read(f'<smses><sms address="1" date="1" type="1" body="ok {written}" /></smses>')
    assert found[0].text == f"ok {meant}".strip()


def test_a_number_with_and_without_its_country_is_one_contact() -> None:
    national, whole = (MESSAGES.replace("+15550100", number) for number in ("(202) 555-0100", "+12025550100"))
    found, _ = READER.read(f"<smses>{national}{whole}</smses>")
    assert {u.speaker for u in found} == {"me", "Sam Hill"}


def group(sender: str, box: int, people: str = "+15550100~+15550199") -> str:
    addrs = f'<addr address="{sender}" type="137" /><addr address="+15550177" type="151" />'
    return f'<mms date="{EPOCH}" msg_box="{box}" address="{people}" contact_name="Sam, Ann"><parts><part ct="application/smil" text="null" /><part ct="text/plain" text="hi" /></parts><addrs>{addrs}</addrs></mms>'


def test_the_sender_in_a_group_is_the_address_marked_so() -> None:
    rows = [group("+15550100", 1), group("+15550199", 1, "+15550199~+15550100"), group("insert-address-token", 2)]
    found, _ = READER.read(f"<smses>{''.join(rows)}</smses>")
    assert [u.speaker for u in found] == ["+15550100", "+15550199", "me"]


def test_several_contacts_are_no_conversation() -> None:
    other = MESSAGES.replace("+15550100", "+15550199")
    with pytest.raises(ReadError, match="2 contacts"):
        READER.read(f"<smses>{MESSAGES}{other}</smses>")
