"""Next steps: what staff say will happen next, each with who, what and when.

Definition. A step is a staff sentence that commits to, arranges or instructs a future action: a test, a prescription,
a referral, a follow-up, a call back, an instruction. WHO: I, we, you or a named person; WHAT: an action; WHEN: a date,
clock, weekday, span, frequency, or before or after an event ("soon" is none). Labels: "full", "no time", "no owner"
("someone", "they", the passive, or "it"), "vague" ("we'll be in touch", "I'll try", "hopefully"). "safety net" ("if it
swells, call us") is quoted and counted apart. What is done there and then (an examination, looking at a result),
questions, dictation to a machine and what others said are no steps.
Formula. overall: full steps / steps · 100. figures: full (how many), agreed (percent of steps that the patient
accepts in the next turn or a listener signal), vague (percent), safety_net (how many).
Unit. Percent of steps with who, what and when. No step at all: no percentage, and full = 0.
Source. Purver et al. 2007 (description, time-frame, owner, agreement); Morgan et al. 2006 (two people agree on action
items by kappa .36 only); Murray & Renals 2008 (near the end): "you can" and "we can" count from 60 % of the talk on.
Limits. One step per sentence; whether a step was right or was done is not in the text.
"""

from __future__ import annotations

from collections import Counter

from carescore.codes.next_steps import Step, steps
from carescore.codes.replies import accepts
from carescore.measures._base import Codes, Evidence, Figure, Level, Measure, Rate, Score, quote
from carescore.segmentation import Dialogue


def label(step: Step) -> str:
    if step.safety:
        return "safety net"
    if step.vague or (step.who == "try" and not step.timed):
        return "vague"
    if step.who == "nobody":
        return "no owner"
    return "full" if step.timed else "no time"


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    found = steps(dialogue, signals)
    labels = Counter(map(label, found))
    items = [step for step in found if not step.safety]
    agreed = sum(accepts(dialogue, step.turn) for step in items)
    figures: dict[str, Figure] = {
        "full": Level(float(labels["full"]), "steps with who, what and when"),
        "agreed": Rate(agreed, len(items), 100, "% of steps"),
        "vague": Rate(labels["vague"], len(items), 100, "% of steps"),
        "safety_net": Level(float(labels["safety net"]), "safety nets"),
    }
    overall = Rate(labels["full"], len(items), 100, "% of steps")
    return Score("next_steps", overall, {"staff": overall}, figures, tuple(_quote(dialogue, step) for step in found))


def _quote(dialogue: Dialogue, step: Step) -> Evidence:
    return quote(dialogue.turns[step.turn], step.start, step.end, label(step))


MEASURE = Measure(
    name="next_steps",
    title="Next steps",
    unit="% of steps with who, what and when",
    needs=frozenset({"staff"}),
    better="higher",
    source="Purver et al. 2007; Morgan et al. 2006; Murray & Renals 2008",
    score=score,
    counts=False,
)
