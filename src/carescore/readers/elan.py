"""ELAN annotation files (.eaf): root tiers are speakers, named by participant, else by the tier's own name.

Tiers below another (translations, codings) are left out, except where no root tier holds annotations of its own. Time
slots may have no value: such a time is None. Source: ELAN Annotation Format 3.0 (MPI for Psycholinguistics).
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

from carescore.errors import ReadError
from carescore.readers import _xml
from carescore.readers._base import Parsed, Reader
from carescore.readers._labels import clean
from carescore.readers._times import scaled_ms
from carescore.transcript import Utterance


def looks_like(head: str) -> bool:
    return _xml.root_name(head) == "ANNOTATION_DOCUMENT"


def read(text: str) -> Parsed:
    root = _xml.parse(text)
    slots = {slot.get("TIME_SLOT_ID"): scaled_ms(slot.get("TIME_VALUE"), 1) for slot in _xml.each(root, "TIME_SLOT")}
    tiers = list(_xml.each(root, "TIER"))
    found = [u for tier in tiers if not tier.get("PARENT_REF") for u in _utterances(tier, slots)]
    found = found or [u for tier in tiers for u in _utterances(tier, slots)]
    if not found:
        raise ReadError("no tier holds an annotation with times and text", line=1)
    return found, []


def _utterances(tier: Element, slots: dict[str | None, int | None]) -> list[Utterance]:
    name = tier.get("TIER_ID") or ""
    label = clean(tier.get("PARTICIPANT") or name.rpartition("@")[2])
    found = []
    for number, annotation in enumerate(_xml.each(tier, "ALIGNABLE_ANNOTATION"), start=1):
        said = " ".join(_xml.said(value) for value in _xml.each(annotation, "ANNOTATION_VALUE"))
        start, end = (slots.get(annotation.get(f"TIME_SLOT_REF{n}")) for n in (1, 2))
        if said:
            found.append(Utterance(label, said, start, end, (), number))
    return found


READER = Reader(
    name="elan",
    title="ELAN annotation file",
    extensions=(".eaf",),
    export="ELAN: save; one tier per speaker",
    looks_like=looks_like,
    read=read,
)
