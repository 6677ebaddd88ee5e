"""A REFI-QDA codebook (.qdc): every code by family, for MAXQDA, NVivo, ATLAS.ti and QualCoder.

Source: REFI-QDA Standard 1.0, codebook exchange (2018).
"""

from __future__ import annotations

from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from carescore.integrations.exports._base import Export, document, guid, kinds
from carescore.report import Report

_NAMESPACE = "urn:QDA-XML:codebook:1.0"
ORIGIN = "carescore"


def add_codes(parent: Element, report: Report | None = None) -> None:
    """A code for each family, and inside it one for each of its kinds."""
    for family, members in groupby(kinds(report), key=lambda pair: pair[0]):
        attributes = {"guid": guid("family", family), "name": family, "isCodable": "false"}
        outer = SubElement(parent, "Code", attributes)
        for _, kind in members:
            SubElement(outer, "Code", {"guid": guid("kind", kind), "name": kind, "isCodable": "true"})


def files(report: Report) -> dict[str, bytes]:
    root = Element("CodeBook", {"xmlns": _NAMESPACE, "origin": ORIGIN})
    add_codes(SubElement(root, "Codes"))
    return {".qdc": document(root)}


EXPORT = Export("qdc", "REFI-QDA codebook", ".qdc", files)
