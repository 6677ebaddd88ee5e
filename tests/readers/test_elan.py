"""ELAN annotation files."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.elan import READER


def eaf(rows: list[tuple[str, str, int, int]], by: str = "PARTICIPANT") -> str:
    slots = "".join(
        f'<TIME_SLOT TIME_SLOT_ID="ts{i}{edge}" TIME_VALUE="{ms}"/>'
        for i, row in enumerate(rows)
        for edge, ms in (("a", row[2]), ("b", row[3]))
    )
    tiers = ""
    for name in dict.fromkeys(row[0] for row in rows):
        own = "".join(
            f'<ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a{i}" TIME_SLOT_REF1="ts{i}a" TIME_SLOT_REF2="ts{i}b">'
            f"<ANNOTATION_VALUE>{said}</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION>\n"
            for i, (who, said, _, _) in enumerate(rows)
            if who == name
        )
        key = f'PARTICIPANT="{name}" TIER_ID="utt"' if by == "PARTICIPANT" else f'TIER_ID="utt@{name}"'
        tiers += f"<TIER LINGUISTIC_TYPE_REF='utt' {key}>{own}</TIER>"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ANNOTATION_DOCUMENT><TIME_ORDER>{slots}</TIME_ORDER>{tiers}</ANNOTATION_DOCUMENT>'


WRITTEN = {"participant.eaf": Sample(eaf(VISIT)), "tier.eaf": Sample(eaf(VISIT, "TIER_ID"))}


def test_tiers_below_another_are_no_speakers_and_slots_may_be_empty() -> None:
    text = eaf(VISIT[:1]).replace('TIME_VALUE="2500"', "")
    below = eaf([("Code", "question", 0, 1)]).partition("</TIME_ORDER>")[2].replace("<TIER ", '<TIER PARENT_REF="utt" ')
    found, _ = READER.read(text.replace("</ANNOTATION_DOCUMENT>", below))
    assert [(u.speaker, u.start_ms, u.end_ms) for u in found] == [("Dr. Fox", 1000, None)]


@pytest.mark.parametrize(
    "text", ["<ANNOTATION_DOCUMENT/>", "<ANNOTATION_DOCUMENT><TIER>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']
)
def test_broken_files(text: str) -> None:
    with pytest.raises(ReadError):
        READER.read(text)
