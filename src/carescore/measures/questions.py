"""Questions: which questions staff ask, and whether they invite more than a yes or a number.

Definition. A sentence is a question when it ends in "?", or, without any question mark in it, starts as one
("do you", "where", "tell me about"). Open: what, how, why, "tell me", "describe", "walk me through", wanting a
clause. Closed: yes/no, either-or, a number, a date, a place. Admin: name, date of birth, phone, insurance, address.
Formula. overall: open staff questions / open and closed staff questions · 100 (admin apart).
Unit. Percent of staff questions that are open. figures: staff_questions per 10 staff turns, stacked (percent of
asking turns with two or more questions).
Source. MITI 3 / MISC 2 (open and closed); opening formats: Robinson & Heritage 2006.
Limits. Taking a history needs closed questions; recognisers drop question marks.
"""

from __future__ import annotations

import re
from collections import Counter

from carescore.measures._base import Evidence, Figure, Measure, Rate, Score, quote
from carescore.nlp import Signals
from carescore.segmentation import Dialogue

_LEAD = (
    r"^[\W_]*(?:(?:so|and|but|um+|uh+|okay|ok|right|well|now|oh|then|alright|all right|yeah|yes|sure|i see|mm-hm+)"
    r"[,.]?\s+)*"
)
_TELL = (
    r"(?:please )?(?:just )?(?:tell me (?:a (?:little|bit)|more|about|what|how|why|in your)|describe|explain|walk me"
    r"|talk me|say (?:a bit )?more)"
)
_OPEN = re.compile(
    _LEAD + rf"(?:(?:(?:can|could|would|will) you )?{_TELL}|what\b|how\b|why\b|help me understand)", re.IGNORECASE
)
_TOLD = re.compile(_LEAD + _TELL, re.IGNORECASE)
_SHORT_ANSWER = re.compile(
    r"\b(?:how (?:many|much|long|old|often|far|soon|tall|bad)|how are you (?:doing )?(?:today)?\s*\?"
    r"|what (?:time|day|date|year|color|colour|kind|type|dose|size|number|age|side|medications?|pharmacy|month))",
    re.IGNORECASE,
)
_ADMIN = re.compile(
    r"\b(?:date of birth|birth ?date|birthday|dob|your (?:full |first |last )?(?:name|address|zip|phone|number|email)"
    r"|spell|phone number|insurance|member id|policy number|how old are you)\b",
    re.IGNORECASE,
)
_STARTS = re.compile(
    _LEAD + r"(?:(?:do|does|did|is|are|was|were|have|has|had|can|could|would|will|should|any)\s+"
    r"(?:you|it|the|your|he|she|they|there|that|this|we|i)\b(?! (?:see|know|mean)\b)"
    r"|what\b|where\b|when did|when was|who\b|which\b|how\b(?!ever)|why\b)",
    re.IGNORECASE,
)


def kind(sentence: str) -> str | None:
    """ "open", "closed", "admin", or None when the sentence is no question."""
    asked = sentence.rstrip(" \"')").endswith("?")
    if not asked and not _TOLD.match(sentence) and not _bare(sentence):
        return None
    if _ADMIN.search(sentence):
        return "admin"
    tail = re.split(r"[,;]\s+|\s-\s", sentence)[-1]
    is_open = (_OPEN.match(sentence) or _OPEN.match(tail)) and not _SHORT_ANSWER.search(sentence)
    return "open" if is_open else "closed"


def _bare(sentence: str) -> bool:
    """A question without its mark, as recognisers write it: it starts as one and ends in no mark at all."""
    return not sentence.rstrip().endswith((".", "!", "…", "-", "—")) and bool(_STARTS.match(sentence))


def score(dialogue: Dialogue, signals: Signals) -> Score:
    found = _questions(dialogue, signals)
    staff = [item for item in found if dialogue.turns[item.turn].side == "staff"]
    labels = Counter(item.label for item in staff)
    asking = Counter(item.turn for item in staff)
    figures: dict[str, Figure] = {
        "staff_questions": Rate(len(staff), len(dialogue.side("staff")), 10, "per 10 staff turns"),
        "stacked": Rate(sum(n > 1 for n in asking.values()), len(asking), 100, "% of asking turns"),
    }
    overall = Rate(labels["open"], labels["open"] + labels["closed"], 100, "% open")
    return Score("questions", overall, {"staff": overall}, figures, tuple(staff))


def _questions(dialogue: Dialogue, signals: Signals) -> list[Evidence]:
    found = []
    for index, start, end in signals.sentences:
        turn = dialogue.turns[index]
        label = kind(turn.text[start:end]) if turn.side == "staff" else None
        if label:
            found.append(quote(turn, start, end, label))
    return found


MEASURE = Measure(
    name="questions",
    title="Open questions",
    unit="% of staff questions that are open",
    needs=frozenset({"staff"}),
    better="higher",
    source="MITI 3; MISC 2; Robinson & Heritage 2006",
    score=score,
    counts=False,
)
