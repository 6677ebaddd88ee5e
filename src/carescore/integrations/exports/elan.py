"""ELAN annotations (.eaf): a tier for each speaker, below it one for each family of codes with its vocabulary.

The codes of a turn divide it in their order. Source: ELAN Annotation Format 2.7 (MPI for Psycholinguistics).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from carescore.integrations.exports._base import Export, Timed, codes_of, document, families, kinds, timed, xml
from carescore.report import Report

_TALK = "talk"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def files(report: Report) -> dict[str, bytes]:
    turns = timed(report, "an ELAN file")
    head = {"AUTHOR": "carescore", "DATE": "1970-01-01T00:00:00+00:00", "FORMAT": "2.7", "VERSION": "2.7"}
    schema = {"xmlns:xsi": _XSI, "xsi:noNamespaceSchemaLocation": "http://www.mpi.nl/tools/elan/EAFv2.7.xsd"}
    root = Element("ANNOTATION_DOCUMENT", {**head, **schema})
    SubElement(root, "HEADER", {"MEDIA_FILE": "", "TIME_UNITS": "milliseconds"})
    order = SubElement(root, "TIME_ORDER")
    for slot, ms in sorted(_slots(turns), key=lambda pair: pair[1]):
        SubElement(order, "TIME_SLOT", {"TIME_SLOT_ID": slot, "TIME_VALUE": str(ms)})
    used = sorted({family for family, _ in kinds(report)})
    for speaker in dict.fromkeys(one.turn.speaker for one in turns):
        own = [one for one in turns if one.turn.speaker == speaker]
        _talk(root, speaker, own)
        for family in used:
            _codes(root, report, speaker, family, own)
    _types(root, used)
    for family, members in groupby(kinds(report), key=lambda pair: pair[0]):
        vocabulary = SubElement(root, "CONTROLLED_VOCABULARY", {"CV_ID": family, "DESCRIPTION": ""})
        for _, kind in members:
            SubElement(vocabulary, "CV_ENTRY", {"DESCRIPTION": ""}).text = kind
    return {".eaf": document(root)}


def _slots(turns: list[Timed]) -> Iterator[tuple[str, int]]:
    for one in turns:
        yield f"ts{2 * one.turn.index + 1}", one.start
        yield f"ts{2 * one.turn.index + 2}", one.end


def _talk(root: Element, speaker: str, turns: list[Timed]) -> None:
    name = {"TIER_ID": xml(speaker), "PARTICIPANT": xml(speaker), "LINGUISTIC_TYPE_REF": _TALK}
    tier = SubElement(root, "TIER", name)
    for one in turns:
        index = one.turn.index
        at = {"TIME_SLOT_REF1": f"ts{2 * index + 1}", "TIME_SLOT_REF2": f"ts{2 * index + 2}"}
        own = {"ANNOTATION_ID": f"t{index}", **at}
        annotation = SubElement(SubElement(tier, "ANNOTATION"), "ALIGNABLE_ANNOTATION", own)
        SubElement(annotation, "ANNOTATION_VALUE").text = xml(one.turn.text)


def _codes(root: Element, report: Report, speaker: str, family: str, turns: list[Timed]) -> None:
    """The tier of a family below a speaker's, where that speaker has any of its codes."""
    of = families()
    found = [(one, [code for code in codes_of(report, one.turn) if of[code.kind] == family]) for one in turns]
    if not any(codes for _, codes in found):
        return
    name = {"TIER_ID": xml(f"{family}@{speaker}"), "PARENT_REF": xml(speaker), "PARTICIPANT": xml(speaker)}
    tier = SubElement(root, "TIER", {**name, "LINGUISTIC_TYPE_REF": family})
    for one, codes in found:
        for place, code in enumerate(codes):
            own = {"ANNOTATION_ID": f"t{one.turn.index}-{family}-{place}", "ANNOTATION_REF": f"t{one.turn.index}"}
            before = {"PREVIOUS_ANNOTATION": f"t{one.turn.index}-{family}-{place - 1}"} if place else {}
            annotation = SubElement(SubElement(tier, "ANNOTATION"), "REF_ANNOTATION", {**own, **before})
            SubElement(annotation, "ANNOTATION_VALUE").text = code.kind


def _types(root: Element, used: list[str]) -> None:
    plain = {"LINGUISTIC_TYPE_ID": _TALK, "TIME_ALIGNABLE": "true", "GRAPHIC_REFERENCES": "false"}
    SubElement(root, "LINGUISTIC_TYPE", plain)
    for family in used:
        below = {"CONSTRAINTS": "Symbolic_Subdivision", "CONTROLLED_VOCABULARY_REF": family}
        own = {"LINGUISTIC_TYPE_ID": family, "TIME_ALIGNABLE": "false", "GRAPHIC_REFERENCES": "false"}
        SubElement(root, "LINGUISTIC_TYPE", {**own, **below})
    what = "Symbolic subdivision of a parent annotation. Annotations refering to the same parent are ordered"
    SubElement(root, "CONSTRAINT", {"STEREOTYPE": "Symbolic_Subdivision", "DESCRIPTION": what})


EXPORT = Export("eaf", "ELAN annotations", ".eaf", files)
