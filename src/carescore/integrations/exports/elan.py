"""ELAN annotations (.eaf): a tier for each speaker, below it one for each family of codes with its vocabulary.

The codes of a turn divide it in their order. A report without codes gets one empty tier below each speaker, with every
kind in its vocabulary, for a person to fill. Source: ELAN Annotation Format 2.7 (MPI for Psycholinguistics).
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from carescore.codes import Code
from carescore.integrations.exports._base import (
    MADE,
    OURS,
    Export,
    ExportPlace,
    Timed,
    by_speaker,
    codes_by_turn,
    document,
    families,
    guid,
    people,
    timed,
    xml,
)
from carescore.report import Report

TALK, _BLANK = "talk", "codes"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SUBDIVISION = "Symbolic subdivision of a parent annotation. Annotations refering to the same parent are ordered"


def files(report: Report, place: ExportPlace) -> dict[str, bytes]:
    speakers = by_speaker(timed(report, "an ELAN file"))
    head = {"AUTHOR": OURS, "DATE": MADE.replace("Z", "+00:00"), "FORMAT": "2.7", "VERSION": "2.7"}
    schema = {"xmlns:xsi": _XSI, "xsi:noNamespaceSchemaLocation": "http://www.mpi.nl/tools/elan/EAFv2.7.xsd"}
    root = Element("ANNOTATION_DOCUMENT", {**head, **schema})
    _header(root, place.media)
    order = SubElement(root, "TIME_ORDER")
    for slot, ms in sorted(_slots(speakers), key=lambda pair: pair[1]):
        SubElement(order, "TIME_SLOT", {"TIME_SLOT_ID": slot, "TIME_VALUE": str(ms)})
    vocabularies, codes = _vocabularies(report), codes_by_turn(report)
    for speaker, turns in speakers.items():
        _talk(root, speaker, turns)
        for family, kinds in vocabularies.items():
            for coder in (None, *people(report)):
                own = {
                    one.turn.index: [c for c in codes[one.turn.index] if c.kind in kinds and c.coder == coder]
                    for one in turns
                }
                if any(own.values()) or not report.codes:
                    _codes(root, speaker, family, coder, own)
    _types(root, vocabularies)
    return {".eaf": document(root)}


def _header(root: Element, media: str | None) -> None:
    header = SubElement(root, "HEADER", {"MEDIA_FILE": "", "TIME_UNITS": "milliseconds"})
    if media is not None:
        kind = mimetypes.guess_type(media)[0] or "video/mp4"
        where = {"MEDIA_URL": Path(media).resolve().as_uri(), "RELATIVE_MEDIA_URL": f"./{Path(media).name}"}
        SubElement(header, "MEDIA_DESCRIPTOR", {**where, "MIME_TYPE": kind})


def _slots(speakers: dict[str, list[Timed]]) -> Iterator[tuple[str, int]]:
    for turns in speakers.values():
        for one in turns:
            yield f"ts{2 * one.turn.index + 1}", one.start
            yield f"ts{2 * one.turn.index + 2}", one.end


def _vocabularies(report: Report) -> dict[str, list[str]]:
    """The kinds of each family that the report has codes of; without codes, all as one."""
    every = families(report)
    if not report.codes:
        return {_BLANK: sorted(kind for kinds in every.values() for kind in kinds)}
    used = {code.kind for code in report.codes}
    return {family: kinds for family, kinds in every.items() if used & set(kinds)}


def _talk(root: Element, speaker: str, turns: list[Timed]) -> None:
    name = {"TIER_ID": xml(speaker), "PARTICIPANT": xml(speaker), "LINGUISTIC_TYPE_REF": TALK}
    tier = SubElement(root, "TIER", name)
    for one in turns:
        index = one.turn.index
        at = {"TIME_SLOT_REF1": f"ts{2 * index + 1}", "TIME_SLOT_REF2": f"ts{2 * index + 2}"}
        own = {"ANNOTATION_ID": f"t{index}", **at}
        annotation = SubElement(SubElement(tier, "ANNOTATION"), "ALIGNABLE_ANNOTATION", own)
        SubElement(annotation, "ANNOTATION_VALUE").text = xml(one.turn.text)


def _codes(root: Element, speaker: str, family: str, coder: str | None, found: dict[int, list[Code]]) -> None:
    """The tier of a family and a coder below a speaker's."""
    tier_id = f"{family}@{speaker}" if coder is None else f"{family}@{speaker}@{coder}"
    name = {"TIER_ID": xml(tier_id), "PARENT_REF": xml(speaker), "PARTICIPANT": xml(speaker)}
    by = {"ANNOTATOR": xml(coder or OURS)} if any(found.values()) else {}
    tier = SubElement(root, "TIER", {**name, **by, "LINGUISTIC_TYPE_REF": family})
    group = family if coder is None else f"{family}-{guid(coder)}"
    for index, codes in found.items():
        for place, code in enumerate(codes):
            own = {"ANNOTATION_ID": f"t{index}-{group}-{place}", "ANNOTATION_REF": f"t{index}"}
            before = {"PREVIOUS_ANNOTATION": f"t{index}-{group}-{place - 1}"} if place else {}
            annotation = SubElement(SubElement(tier, "ANNOTATION"), "REF_ANNOTATION", {**own, **before})
            SubElement(annotation, "ANNOTATION_VALUE").text = code.kind


def _types(root: Element, vocabularies: dict[str, list[str]]) -> None:
    plain = {"LINGUISTIC_TYPE_ID": TALK, "TIME_ALIGNABLE": "true", "GRAPHIC_REFERENCES": "false"}
    SubElement(root, "LINGUISTIC_TYPE", plain)
    for family in vocabularies:
        below = {"CONSTRAINTS": "Symbolic_Subdivision", "CONTROLLED_VOCABULARY_REF": family}
        own = {"LINGUISTIC_TYPE_ID": family, "TIME_ALIGNABLE": "false", "GRAPHIC_REFERENCES": "false"}
        SubElement(root, "LINGUISTIC_TYPE", {**own, **below})
    SubElement(root, "CONSTRAINT", {"STEREOTYPE": "Symbolic_Subdivision", "DESCRIPTION": _SUBDIVISION})
    for family, kinds in vocabularies.items():
        vocabulary = SubElement(root, "CONTROLLED_VOCABULARY", {"CV_ID": family, "DESCRIPTION": ""})
        for kind in kinds:
            SubElement(vocabulary, "CV_ENTRY", {"DESCRIPTION": ""}).text = kind


EXPORT = Export(
    "eaf",
    "ELAN annotations",
    ".eaf",
    "ELAN, pympi",
    "a tier a speaker, below it one a family of codes, with vocabularies",
    files,
    times=True,
    media=True,
)
