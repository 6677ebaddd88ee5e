"""Questions: which questions staff ask, and whether they invite more than a yes or a number.

Definition. The code `questions`. Open: what, how, why, "tell me", "describe", wanting a clause. Closed: yes/no,
either-or, a number, a date, a place. Leading: a statement with a tag ("so you are fine, right?") or a negative one
("you don't smoke?"). Apart from these: greetings, reproaches in the form of a question, checks ("any questions?"),
identity (name, birth date, phone, address) and admin (insurance, pharmacy, slots).
Formula. overall: open / (open + closed + leading) staff questions · 100.
Unit. Percent of staff questions that are open. figures: staff_questions per 10 staff turns; stacked (percent of asking
turns with two or more questions); leading (percent of open, closed and leading); chains (of six or more closed ones);
identity, admin (percent of all). Evidence: every question, chains, and turns with three questions or more.
Source. MITI 3 / MISC 2 (open and closed); opening formats: Robinson & Heritage 2006.
Limits. Taking a history needs closed questions. A question without its mark inside a long stretch is often missed.
"""

from __future__ import annotations

from collections import Counter

from carescore.measures._base import Code, Codes, Evidence, Figure, Measure, Score
from carescore.measures._kinds import level, per_staff_turns, share

SHARED = ("open", "closed", "leading")
MANY = 3  # questions in a turn from which the stack itself is shown


def score(codes: Codes) -> Score:
    found = codes["questions"]
    kinds = Counter(code.kind for code in found)
    n, shared = len(found) - kinds["stacked"] - kinds["chain"], sum(kinds[name] for name in SHARED)
    figures: dict[str, Figure] = {
        "staff_questions": per_staff_turns(n, codes),
        "stacked": share(kinds["stacked"], len({code.turn for code in found}), "% of asking turns"),
        "leading": share(kinds["leading"], shared, "% of questions"),
        "chains": level(kinds["chain"], "of six or more closed questions"),
        **{name: share(kinds[name], n, "% of staff questions") for name in ("identity", "admin")},
    }
    overall = share(kinds["open"], shared, "% open")
    shown = (code for code in found if code.kind != "stacked" or int(code.attributes["questions"]) >= MANY)
    return Score("questions", overall, {"staff": overall}, figures, tuple(map(_evidence, shown)))


def _evidence(code: Code) -> Evidence:
    """A code as a quote; chains and stacks say how many questions they hold."""
    count = code.attributes.get("questions")
    return code.evidence(f"{code.kind}: {count} questions" if count else None)


MEASURE = Measure(
    name="questions",
    title="Open questions",
    unit="% of staff questions that are open",
    needs=frozenset({"staff", "model:behaviour"}),
    better="higher",
    score=score,
)
