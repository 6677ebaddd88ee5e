"""A pipe of spaCy for a message or a single turn: nlp.add_pipe("carescore") after whatever else the pipeline does.

The codes go into the span group, the figures of what a single turn can be measured by into doc._.carescore. What the
other side said before makes codes surer: set doc._.carescore = {"before": …} on a Doc and give that to the pipeline.
"""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc

from carescore.codes import coders
from carescore.integrations._single import codes_of, require_side
from carescore.integrations.documents import NAME, marked, plain
from carescore.measures import Measure, measures, run


@cache
def measurable(side: str) -> tuple[Measure, ...]:
    """The measures that one turn of a side can be measured by: those that need neither times nor the other side."""
    return tuple(m for m in measures() if side in m.needs and m.needs <= {side, "model:codes", "model:behaviour"})


class CarePipe:
    """Codes a document as one turn. side: "staff" or "patient"; group: of the spans."""

    def __init__(self, side: str = "staff", group: str = NAME) -> None:
        require_side(side)
        self.side = side
        self.group = group

    def __call__(self, doc: Doc) -> Doc:
        given = doc._.get(NAME) or {}
        codes = codes_of(doc.text, str(given.get("before", "")), self.side)
        last = len(codes.dialogue.turns) - 1
        found = sorted(
            (code for name in coders() for code in codes[name] if code.turn == last),
            key=lambda code: (code.start, code.end, code.kind),
        )
        marked(doc, found, self.group)
        scores = run(codes, measurable(self.side))
        figures = {name: score.value for name, score in scores.items() if score.value is not None}
        doc._.set(NAME, {**given, "side": self.side, "figures": figures, "codes": list(map(plain, found))})
        return doc
