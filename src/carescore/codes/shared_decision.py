"""Staff show a choice, weigh it, ask for preferences and build on them.

Definition. The five items of OPTION-5: "choice" (options exist), "team" (support to deliberate), "trade_offs",
"preference" (asked), "integrate"; of the patient side "asked". "What do you think?" asks for a preference within two
staff turns of an option; "or we could" is a choice after a first option; a "but" after an option weighs it.
Near-misses. Times of an appointment ("morning or afternoon"); "Does that sound okay?" after the decision.
Attributes. None.
Source. Elwyn et al. 2013 (OPTION-5), 2017 (three-talk).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from carescore.codes._base import Code, Coder, Codes, Evidence, phrases, quote
from carescore.text.regex import lazy
from carescore.text.words import plain

NEAR = 160  # characters between an option and the "but" that weighs it
WITHIN = 2  # staff turns after an option in which an open question asks for a preference
_WEIGHED = lazy(r"\bbut (?:it|they|that|you|the|then|not|with|has|have|takes?|costs?|needs?)\b")
_MEANT = {"alternative": "choice", "view": "preference"}


def find(codes: Codes) -> Iterator[Code]:
    found = phrases(codes.dialogue, codes.signals, "shared_decision")
    options = [item for item in found if _MEANT.get(item.label, item.label) == "choice"]
    kept = [item for item in found if item.label != "view" or _after_one(codes, options, item)]
    weighed = dict.fromkeys(one for option in options if (one := _weighed(codes, option)))  # a "but" weighs once
    for item in sorted([*kept, *weighed], key=lambda e: (e.turn, e.start, e.label)):
        kind = _MEANT.get(item.label, item.label)
        yield Code(item.turn, item.start, item.end, kind, start_ms=item.start_ms)


def _after_one(codes: Codes, options: Sequence[Evidence], item: Evidence) -> bool:
    """Whether an option stands before a question, WITHIN staff turns of it."""
    staff = [turn.index for turn in codes.dialogue.side("staff")]
    first = staff[max(0, staff.index(item.turn) - WITHIN)]
    return any((first, 0) <= (one.turn, one.start) < (item.turn, item.start) for one in options)


def _weighed(codes: Codes, option: Evidence) -> Evidence | None:
    """A "but" after an option in the same turn: it weighs one against the other."""
    turn = codes.dialogue.turns[option.turn]
    match = _WEIGHED.search(plain(turn.text), option.end, option.end + NEAR)
    return quote(turn, match.start(), match.end(), "trade_offs") if match else None


CODER = Coder(
    name="shared_decision",
    kinds={key: {} for key in ("choice", "team", "trade_offs", "preference", "integrate", "asked")},
    find=find,
    source="Elwyn et al. 2013, 2017",
)
