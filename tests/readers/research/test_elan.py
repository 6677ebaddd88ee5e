"""ELAN annotation files."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.research.elan import READER
from carescore.transcript import Word


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


def reference(key: str, parent: str, said: str, previous: str = "") -> str:
    before = f' PREVIOUS_ANNOTATION="{previous}"' if previous else ""
    return f'<ANNOTATION><REF_ANNOTATION ANNOTATION_ID="{key}" ANNOTATION_REF="{parent}"{before}><ANNOTATION_VALUE>{said}</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION>'


def below(*annotations: str, name: str = "txt") -> str:
    return f'<TIER PARENT_REF="utt" TIER_ID="{name}">{"".join(annotations)}</TIER></ANNOTATION_DOCUMENT>'


SEGMENTS = eaf([("Dr. Fox", "", 1000, 2500), ("Dr. Fox", "", 3000, 3500)]).removesuffix("</ANNOTATION_DOCUMENT>")


def test_segments_without_text_speak_through_the_tier_below() -> None:
    rows = below(reference("r0", "a0", "Any pain?"), reference("r1", "a1", "Good.")).removesuffix(
        "</ANNOTATION_DOCUMENT>"
    )
    codes = below(reference("c0", "a0", "question"), name="act")
    found, _ = READER.read(SEGMENTS + rows + codes)
    assert [(u.speaker, u.text, u.start_ms, u.end_ms) for u in found] == [
        ("Dr. Fox", "Any pain?", 1000, 2500),
        ("Dr. Fox", "Good.", 3000, 3500),
    ]


def test_annotations_that_divide_their_parent_are_one_in_their_own_order() -> None:
    rows = [reference("r0", "a0", "Any"), reference("r1", "a0", "today?", "r2"), reference("r2", "a0", "pain", "r0")]
    found, _ = READER.read(
        SEGMENTS + below(*rows, reference("r3", "a1", "Good."), reference("r4", "lost", "x", "gone"))
    )
    assert [(u.text, u.start_ms, u.end_ms) for u in found] == [
        ("Any pain today?", 1000, 2500),
        ("Good.", 3000, 3500),
        ("x", None, None),
    ]


def test_a_tier_of_words_gives_their_times() -> None:
    text = eaf([("Dr. Fox", "Any pain?", 1000, 2500), ("Dr. Fox", "Good.", 3000, 3500)])
    cut = (
        eaf([("w", "Any", 1000, 1400), ("w", "pain?", 1500, 2500), ("w", "Well.", 3000, 3500)])
        .replace('"ts', '"w')
        .replace('"a', '"w')
    )
    slots, _, tiers = cut.partition("<TIME_ORDER>")[2].partition("</TIME_ORDER>")
    tiers = tiers.replace('PARTICIPANT="w" TIER_ID="utt"', 'PARENT_REF="utt" TIER_ID="words"')
    found, _ = READER.read(
        text.replace("</TIME_ORDER>", slots + "</TIME_ORDER>").replace("</ANNOTATION_DOCUMENT>", tiers)
    )
    assert found[0].words == (Word("Any", 1000, 1400), Word("pain?", 1500, 2500))
    assert [(u.text, len(u.words)) for u in found] == [("Any pain?", 2), ("Good.", 0)]


@pytest.mark.parametrize(
    "text", ["<ANNOTATION_DOCUMENT/>", "<ANNOTATION_DOCUMENT><TIER>", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>']
)
def test_broken_files(text: str) -> None:
    with pytest.raises(ReadError):
        READER.read(text)
