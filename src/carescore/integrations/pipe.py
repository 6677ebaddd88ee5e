"""A pipe of spaCy for a message or a single turn: nlp.add_pipe("carescore") after whatever else the pipeline does.

The codes go into the span group, the figures of what a single turn can be measured by into doc._.carescore. What the
other side said before makes codes surer: set doc._.carescore = {"before": …} on a Doc and give that to the pipeline.
Documents that come in a batch are judged together, which is several times quicker and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from spacy.pipeline.pipe import Pipe
from spacy.tokens import Doc
from spacy.util import minibatch

from carescore.codes import Codes, coders, jargon
from carescore.errors import UsageError, meant
from carescore.integrations._single import codes_of, require_side
from carescore.integrations.documents import NAME, marked, plain
from carescore.measures import Measure, measures

TOGETHER = 128  # documents judged at once: more is no quicker


@cache
def measurable(side: str) -> tuple[Measure, ...]:
    """The measures that one turn of a side can be measured by: those that need neither times nor the other side."""
    return tuple(m for m in measures() if side in m.needs and m.needs <= {side, "model:codes", "model:behaviour"})


class CarePipe(Pipe):
    """Codes a document as one turn. side: "staff" or "patient"; group: of the spans; figures: whether it is measured,
    too; only: the codes wanted, all where none is named. What is not wanted costs nothing.

    Raises UsageError for a side or a code that is none.
    """

    def __init__(self, side: str = "staff", group: str = NAME, figures: bool = True, only: Sequence[str] = ()) -> None:
        require_side(side)
        if unknown := [name for name in only if name not in coders()]:
            raise UsageError(
                f"no code named {unknown[0]}{meant(unknown[0], coders())}; codes are {', '.join(sorted(coders()))}"
            )
        self.side = side
        self.group = group
        self.figures = figures
        self.only = tuple(only)

    def __call__(self, doc: Doc) -> Doc:
        self._code([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = TOGETHER) -> Iterator[Doc]:
        for docs in minibatch(stream, size=min(batch_size, TOGETHER)):  # type: ignore[no-untyped-call]  # spaCy's own
            try:
                self._code(docs)
            except Exception as error:  # which spaCy's user may have asked to see and go on
                self.get_error_handler()(NAME, self, docs, error)
            else:
                yield from docs

    def _code(self, docs: Sequence[Doc]) -> None:
        items = [(str((doc._.get(NAME) or {}).get("before") or ""), doc.text) for doc in docs]
        several = codes_of(items, self.side)
        if self.figures or not self.only or "jargon" in self.only:
            jargon.judge(several)
        for doc, codes in zip(docs, several, strict=True):
            self._mark(doc, codes)

    def _mark(self, doc: Doc, codes: Codes) -> None:
        last = len(codes.dialogue.turns) - 1
        found = sorted(
            (code for name in self.only or coders() for code in codes[name] if code.turn == last),
            key=lambda code: (code.start, code.end, code.kind),
        )
        marked(doc, found, self.group)
        given = doc._.get(NAME) or {}
        held = {"side": self.side, **self._measured(codes), "codes": list(map(plain, found))}
        doc._.set(NAME, {**given, **held})

    def _measured(self, codes: Codes) -> dict[str, dict[str, float]]:
        if not self.figures:
            return {}
        values = ((measure.name, measure.score(codes).value) for measure in measurable(self.side))
        return {"figures": {name: value for name, value in values if value is not None}}
