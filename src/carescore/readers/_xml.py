"""XML without entities: a document type may be declared, but what it defines or points to is refused, not expanded."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from carescore.errors import ReadError
from carescore.text.regex import lazy

_PROLOG = lazy(r"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:>|\[.*?\]\s*>)", re.DOTALL)
_ROOT = lazy(r"<(?:[\w.-]+:)?([\w.-]+)")
_DEEPEST = 200  # elements around an element
_ENDLESS = lazy(r"&#[xX]?[0-9a-fA-F]{10,};?")
_DECLARATION = lazy(r"^\s*<\?xml[^>]*\?>")


def root_name(head: str) -> str:
    """The local name of the root element, "" when the text is no XML."""
    at = 0
    while piece := _PROLOG.match(head, at):
        at = piece.end()
    match = _ROOT.match(head, at)
    return match[1] if match else ""


def parse(text: str) -> Element:
    """The root element. Raises ReadError with the line of the fault, also for entities."""
    try:
        root: Element = fromstring(_DECLARATION.sub("", text, count=1).lstrip(), forbid_dtd=False)
    except ParseError as error:
        raise ReadError("broken XML", line=error.position[0]) from None
    except DefusedXmlException:
        raise ReadError("XML that defines entities is refused", line=1) from None
    except (ValueError, LookupError, RecursionError):
        raise ReadError("broken XML", line=1) from None
    _refuse_deep(root)
    return root


def _refuse_deep(root: Element) -> None:
    """No transcript nests deep; a file made to do so would be walked once for every element around each."""
    level = [root]
    for _ in range(_DEEPEST):
        level = [child for element in level for child in element]
    if level:
        raise ReadError("XML nested too deep for a transcript", line=1)


def local(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def each(root: Element, name: str) -> Iterator[Element]:
    """Every element of that local name, in the order of the document."""
    return (element for element in root.iter() if local(element) == name)


def said(element: Element) -> str:
    """All text inside an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def unescaped(text: str) -> str:
    """The text with its entities as characters; a reference with endless digits is none that Python converts."""
    return unescape(_ENDLESS.sub("\ufffd", text)) if "&" in text else text


def events(content: bytes, kinds: tuple[str, ...] = ("end",)) -> Iterator[tuple[str, Element]]:
    """Parser events of a document that is too large to hold. Raises ReadError as parse does."""
    try:
        yield from iterparse(io.BytesIO(content), events=kinds, forbid_dtd=True)
    except ParseError as error:
        raise ReadError("broken XML", line=error.position[0]) from None
    except DefusedXmlException:
        raise ReadError("XML with a document type is refused here", line=1) from None
    except (ValueError, LookupError):  # an encoding that Python does not know
        raise ReadError("broken XML", line=1) from None
