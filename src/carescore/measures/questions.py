"""Questions: which questions staff ask, and whether they invite more than a yes or a number.

Definition. A staff sentence is a question when it ends in "?" ("sorry?" and a statement with "okay?" are none), asks to
be told ("tell me about"), or, where the mark is missing, starts as a question and the `behaviour` model agrees. Open:
what, how, why, "tell me", "describe", wanting a clause. Closed: yes/no, either-or, a number, a date, a place. Leading:
a statement with a tag ("so you are fine, right?") or a negative one ("you don't smoke?"). Identity (name, birth date,
phone, address) and admin (insurance, pharmacy, slots) are apart.
Formula. overall: open / (open + closed + leading) staff questions · 100.
Unit. Percent of staff questions that are open. figures: staff_questions per 10 staff turns; stacked (percent of asking
turns with two or more questions); leading (percent of open, closed and leading); identity, admin (percent of all).
Source. MITI 3 / MISC 2 (open and closed); opening formats: Robinson & Heritage 2006.
Limits. Taking a history needs closed questions. A question without its mark inside a long stretch is often missed.
"""

from __future__ import annotations

from collections import Counter

from carescore.annotate import Signals
from carescore.codes.questions import asked
from carescore.measures._base import Codes, Evidence, Figure, Measure, Rate, Score, quote
from carescore.segmentation import Dialogue

SHARED = ("open", "closed", "leading")
SLOTS = ("identity", "admin")


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    staff = _questions(dialogue, signals)
    labels = Counter(item.label for item in staff)
    asking_turns = Counter(item.turn for item in staff)
    shared, n = sum(labels[name] for name in SHARED), len(staff)
    figures: dict[str, Figure] = {
        "staff_questions": Rate(n, len(dialogue.side("staff")), 10, "per 10 staff turns"),
        "stacked": Rate(sum(k > 1 for k in asking_turns.values()), len(asking_turns), 100, "% of asking turns"),
        "leading": Rate(labels["leading"], shared, 100, "% of questions"),
        **{name: Rate(labels[name], n, 100, "% of staff questions") for name in SLOTS},
    }
    overall = Rate(labels["open"], shared, 100, "% open")
    return Score("questions", overall, {"staff": overall}, figures, tuple(staff))


def _questions(dialogue: Dialogue, signals: Signals) -> list[Evidence]:
    found = []
    for number, (index, start, _) in enumerate(signals.sentences):
        turn = dialogue.turns[index]
        if turn.side == "staff":
            found += [quote(turn, start + one.start, start + one.end, one.kind) for one in asked(signals, number)]
    return found


MEASURE = Measure(
    name="questions",
    title="Open questions",
    unit="% of staff questions that are open",
    needs=frozenset({"staff", "model:behaviour"}),
    better="higher",
    source="MITI 3; MISC 2; Robinson & Heritage 2006",
    score=score,
    counts=False,
)
