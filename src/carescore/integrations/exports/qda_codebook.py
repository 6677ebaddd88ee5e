"""A REFI-QDA codebook (.qdc): every code by family, for MAXQDA, NVivo, ATLAS.ti and QualCoder.

No two codes share a name, not even a family and a code in it: tools make one of them. Source: REFI-QDA Standard 1.0,
codebook exchange (2018).
"""

from __future__ import annotations

from importlib import import_module
from xml.etree.ElementTree import Element, SubElement

from carescore import codes
from carescore.integrations.exports._base import OURS, SEVERAL, Export, ExportPlace, document, families, guid
from carescore.report import Report

_NAMESPACE = "urn:QDA-XML:codebook:1.0"


def add_codes(parent: Element, report: Report) -> None:
    """A code for each family, and inside it one for each of its kinds; a kind called as its family is that code."""
    for family, kinds in families(report).items():
        own = {"guid": code_guid(family), "name": family, "isCodable": "true"}
        group = {**own, "guid": guid("family", family), "isCodable": "false"}
        outer = SubElement(parent, "Code", own if family in kinds else group)
        SubElement(outer, "Description").text = _about(family)
        for kind in kinds:
            if kind != family:
                SubElement(outer, "Code", {"guid": code_guid(kind), "name": kind, "isCodable": "true"})


def code_guid(kind: str) -> str:
    """The id of a kind of code, in every file the same."""
    return guid("kind", kind)


def _about(family: str) -> str:
    """What the family is, in the first words of its coder."""
    if family in codes.bundled():
        return " ".join((import_module(f"carescore.codes.{family}").__doc__ or "").split("\n\n")[0].split())
    return "Codes that several families have." if family == SEVERAL else ""


def files(report: Report, place: ExportPlace) -> dict[str, bytes]:
    root = Element("CodeBook", {"xmlns": _NAMESPACE, "origin": OURS})
    add_codes(SubElement(root, "Codes"), report)
    return {".qdc": document(root)}


EXPORT = Export(
    "qdc",
    "REFI-QDA codebook",
    ".qdc",
    "MAXQDA, NVivo, ATLAS.ti, QualCoder, pyrefiqda",
    "every kind of code by family, nothing of the conversation",
    files,
)
