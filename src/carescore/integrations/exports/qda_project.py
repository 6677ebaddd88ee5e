"""A REFI-QDA project (.qdpx): the conversation as plain text, its codes as selections by the coder "carescore".

Positions count Unicode code points from 0, the end excluded; lines end in a line feed, without a byte order mark. Ids are
the same whenever the same conversation is exported. Source: REFI-QDA Standard 1.5, project exchange (2019).
"""

from __future__ import annotations

import io
from xml.etree.ElementTree import Element, SubElement
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from carescore.integrations.exports._base import Export, document, guid, laid_out, xml
from carescore.integrations.exports.qda_codebook import ORIGIN, add_codes
from carescore.report import Report

NAMESPACE = "urn:QDA-XML:project:1.0"
USER = guid("user", ORIGIN)
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # that a zip can tell: two exports of one report are the same bytes


def files(report: Report) -> dict[str, bytes]:
    text, starts = laid_out(report)
    source = guid("source", report.id, report.source.sha256, text)
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr(ZipInfo("project.qde", _EARLIEST), document(_project(report, source, starts)))
        archive.writestr(ZipInfo(f"sources/{source}.txt", _EARLIEST), text.encode("utf-8"))
    return {".qdpx": stream.getvalue()}


def _project(report: Report, source: str, starts: list[int]) -> Element:
    root = Element("Project", {"xmlns": NAMESPACE, "name": xml(report.id), "origin": ORIGIN})
    SubElement(SubElement(root, "Users"), "User", {"guid": USER, "name": ORIGIN})
    add_codes(SubElement(SubElement(root, "CodeBook"), "Codes"), report)
    where = {"guid": source, "name": xml(report.id), "plainTextPath": f"internal://{source}.txt"}
    text = SubElement(SubElement(root, "Sources"), "TextSource", where)
    for number, code in enumerate(report.codes):
        base = starts[code.turn]
        own = guid(source, number, code.turn, code.start, code.end, code.kind)
        at = {"startPosition": str(base + code.start), "endPosition": str(base + code.end)}
        chosen = SubElement(text, "PlainTextSelection", {"guid": own, "name": code.kind, **at, "creatingUser": USER})
        coding = SubElement(chosen, "Coding", {"guid": guid(own, "coding"), "creatingUser": USER})
        SubElement(coding, "CodeRef", {"targetGUID": guid("kind", code.kind)})
    return root


EXPORT = Export("qdpx", "REFI-QDA project", ".qdpx", files)
