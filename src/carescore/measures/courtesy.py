"""Courtesy: opening slots, thanks, permission before acting, a closing question, polite requests.

Definition. In staff talk. Eight slots: greeting, own name, role, the patient's name, the practice (all in the first
four staff turns; the patient's name counts later too), a time with its unit, what is done and why, thanks. Beside them:
"please" inside a sentence, permission asked before acting, offers of help, a closing question ("anything else?"),
farewell. A "please" that starts a sentence is a demand and does not count; a name that is redacted counts as a name.
Formula. overall: courteous acts / staff turns · 10, each wording once per turn. figures: slots (how many of the eight
occur), permission_share (permission asked / permission asked and actions announced without it · 100), closing_question
(1 or 0), requests (share of requests that the politeness model finds polite), request_signs (mean sum of the published
weights of the signs that a request shows).
Unit. Acts per 10 staff turns.
Source. Opening slots after AIDET and #hellomynameis (Gillen 2018); signs and weights: Danescu-Niculescu-Mizil 2013.
Limits. The voice is not in the text. The signs come from written requests; a direct question has no weight, because it
is normal in a clinic. Names in lower case are found only beside a greeting or an introduction.
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.codes import Code
from carescore.measures._base import Codes, Figure, Measure, Rate, Score
from carescore.measures._kinds import level, of_kind, one_sided, share

SLOTS = ("greeting", "own_name", "role", "patient_name", "practice", "time", "reason", "thanks")
OPENING_TURNS = 4  # staff turns in which a greeting is one
MOST_GREETINGS = 2  # turns that greet: more are calls into a bad line
CLOSING_SHARE = 0.6  # of the turns; a question for more before that is part of taking a history
BARE_SHARE = 0.8  # "anything else?" alone closes only so late
_LATE = {"closing_question": CLOSING_SHARE, "closing_bare": BARE_SHARE}
_LABELS = {"closing_bare": "closing_question"}


def score(codes: Codes) -> Score:
    staff, requests = codes.dialogue.side("staff"), list(codes.signals.politeness.values())
    acts = list(_worded_once(codes, _acts(codes)))
    kinds = {code.kind for code in acts}
    asked = [code.turn for code in of_kind(acts, "permission")]
    unasked = {code.turn for code in of_kind(codes["courtesies"], "action")} - set(asked)
    figures: dict[str, Figure] = {
        "slots": level(len(kinds & set(SLOTS)), "of 8 slots"),
        "permission_share": share(len(asked), len(asked) + len(unasked), "% of actions"),
        "closing_question": level(bool(kinds & set(_LATE)), "asked"),
        "requests": share(sum(one.polite > 0.5 for one in requests), len(requests), "% of requests"),
        "request_signs": Rate(sum(one.weight for one in requests), len(requests), 1, "mean weight"),
    }
    rate = Rate(len(acts), len(staff), 10, "per 10 staff turns")
    return one_sided("courtesy", rate, (code.evidence(_LABELS.get(code.kind)) for code in acts), figures)


def _acts(codes: Codes) -> Iterator[Code]:
    """The courtesies that stand where they count: greetings early and few, closing questions late and one a turn."""
    turns = codes.dialogue.turns
    early = {turn.index for turn in codes.dialogue.side("staff")[:OPENING_TURNS]}
    greeted: set[int] = set()
    closed: set[int] = set()
    for code in codes["courtesies"]:
        if code.kind == "greeting":
            if code.turn not in early or code.turn in greeted or len(greeted) == MOST_GREETINGS:
                continue
            greeted.add(code.turn)
        elif code.kind in _LATE:
            if code.turn in closed or (code.turn + 1) / len(turns) < _LATE[code.kind]:
                continue
            closed.add(code.turn)
        if code.kind != "action":
            yield code


def _worded_once(codes: Codes, acts: Iterator[Code]) -> Iterator[Code]:
    """Each wording of a kind once a turn."""
    seen: set[tuple[int, str, str]] = set()
    for code in acts:
        words = (code.turn, code.kind, codes.text(code).lower())
        if words not in seen:
            seen.add(words)
            yield code


MEASURE = Measure(
    name="courtesy",
    title="Courtesy",
    unit="acts per 10 staff turns",
    needs=frozenset({"staff", "model:politeness"}),
    better="higher",
    score=score,
    counts=True,
)
