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

from carescore.codes import Codes, coders
from carescore.integrations._single import codes_of, require_side
from carescore.integrations.documents import NAME, marked, plain
from carescore.measures import Measure, measures, run

TOGETHER = 128  # documents judged at once: more is no quicker


@cache
def measurable(side: str) -> tuple[Measure, ...]:
    """The measures that one turn of a side can be measured by: those that need neither times nor the other side."""
    return tuple(m for m in measures() if side in m.needs and m.needs <= {side, "model:codes", "model:behaviour"})


class CarePipe(Pipe):
    """Codes a document as one turn. side: "staff" or "patient"; group: of the spans; figures: whether it is measured,
    too."""

    def __init__(self, side: str = "staff", group: str = NAME, figures: bool = True) -> None:
        require_side(side)
        self.side = side
        self.group = group
        self.figures = figures

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
        items = [(str((doc._.get(NAME) or {}).get("before", "")), doc.text) for doc in docs]
        for doc, codes in zip(docs, codes_of(items, self.side), strict=True):
            self._mark(doc, codes)

    def _mark(self, doc: Doc, codes: Codes) -> None:
        last = len(codes.dialogue.turns) - 1
        found = sorted(
            (code for name in coders() for code in codes[name] if code.turn == last),
            key=lambda code: (code.start, code.end, code.kind),
        )
        marked(doc, found, self.group)
        given = doc._.get(NAME) or {}
        held = {"side": self.side, **self._measured(codes), "codes": list(map(plain, found))}
        doc._.set(NAME, {**given, **held})

    def _measured(self, codes: Codes) -> dict[str, dict[str, float]]:
        if not self.figures:
            return {}
        scores = run(codes, measurable(self.side))
        return {"figures": {name: score.value for name, score in scores.items() if score.value is not None}}
