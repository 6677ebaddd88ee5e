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

from carescore.measures._base import Code, Codes, Figure, Measure, Rate, Score
from carescore.measures._kinds import level, of_kind, one_sided, per_staff_turns, share

SLOTS = ("greeting", "own_name", "role", "patient_name", "practice", "time", "reason", "thanks")
CLOSING = ("closing_question", "closing_bare")


def score(codes: Codes) -> Score:
    acts, requests = list(_acts(codes)), list(codes.signals.politeness.values())
    kinds = {code.kind for code in acts}
    asked = [code.turn for code in of_kind(acts, "permission")]
    unasked = {code.turn for code in of_kind(codes["courtesies"], "action")} - set(asked)
    figures: dict[str, Figure] = {
        "slots": level(len(kinds & set(SLOTS)), "of 8 slots"),
        "permission_share": share(len(asked), len(asked) + len(unasked), "% of actions"),
        "closing_question": level(not kinds.isdisjoint(CLOSING), "asked"),
        "requests": share(sum(one.polite > 0.5 for one in requests), len(requests), "% of requests"),
        "request_signs": Rate(sum(one.weight for one in requests), len(requests), 1, "mean weight"),
    }
    quotes = (code.evidence("closing_question" if code.kind in CLOSING else None) for code in acts)
    return one_sided("courtesy", per_staff_turns(len(acts), codes), quotes, figures)


def _acts(codes: Codes) -> Iterator[Code]:
    """The courtesies that stand where they count, each wording of a kind once a turn."""
    seen: set[tuple[int, str, str]] = set()
    for code in codes["courtesies"]:
        words = (code.turn, code.kind, codes.text(code).lower())
        if code.kind != "action" and code.attributes.get("placed") != "no" and words not in seen:
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
