"""Turns and codes as spaCy documents: codes in a span group, everything else under one extension, plain data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from spacy.tokens import Doc

from carescore.codes import Code
from carescore.errors import UsageError

if TYPE_CHECKING:
    from spacy.language import Language

    from carescore.report import Report

NAME = "carescore"  # of the span group, of the extension and of the pipe
_READ = ("en", "xx")  # languages of a pipeline whose words carescore reads

if not Doc.has_extension(NAME):
    Doc.set_extension(NAME, default=None)


def require_english(nlp: Language) -> None:
    """Raises UsageError for a pipeline of another language, or without a tokenizer."""
    if nlp.lang not in _READ:
        raise UsageError(f"carescore reads English; this pipeline is of the language '{nlp.lang}'")
    if not callable(nlp.tokenizer):
        raise UsageError("this pipeline has no tokenizer: set nlp.tokenizer first, as spacy.blank('en') has it")


def marked(doc: Doc, codes: Iterable[Code], group: str = NAME) -> None:
    """Puts the codes of a text into a span group of its document, each span labelled with its kind and widened to whole
    tokens; the confidences stand in the group's attrs, in the order of the spans."""
    kept = [(span, code) for code in codes if (span := _span(doc, code)) is not None]
    doc.spans[group] = [span for span, _ in kept]
    doc.spans[group].attrs["confidences"] = [code.confidence for _, code in kept]


def _span(doc: Doc, code: Code) -> Any:
    return doc.char_span(code.start, code.end, label=code.kind, alignment_mode="expand")


def plain(code: Code) -> dict[str, Any]:
    """A code as plain data, its place being character offsets."""
    place = {"kind": code.kind, "start": code.start, "end": code.end}
    return {**place, "attributes": dict(code.attributes), "confidence": code.confidence, **_by(code)}


def _by(code: Code) -> dict[str, str]:
    return {} if code.coder is None else {"coder": code.coder}


def of_report(report: Report, nlp: Language) -> list[Doc]:
    """A document for each turn, made by the pipeline's tokenizer alone; doc._.carescore tells who, when and what. What
    a person coded stands in a span group of their name.

    Raises UsageError for a pipeline of another language.
    """
    require_english(nlp)
    found = []
    for turn in report.turns:
        doc, own = nlp.make_doc(turn.text), [code for code in report.codes if code.turn == turn.index]
        for coder in {code.coder for code in own} | {None}:
            marked(doc, [code for code in own if code.coder == coder], coder or NAME)
        times = {"start_ms": turn.start_ms, "end_ms": turn.end_ms}
        who = {"report": report.id, "turn": turn.index, "speaker": turn.speaker, "role": turn.role}
        doc._.set(NAME, {**who, **times, "codes": list(map(plain, own))})
        found.append(doc)
    return found
