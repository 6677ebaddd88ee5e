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

from carescore.measures._base import Codes, Figure, Measure, Score
from carescore.measures._kinds import accepted, level, one_sided, share


def score(codes: Codes) -> Score:
    found, agreed = codes["next_steps"], accepted(codes)
    kinds = Counter(code.kind for code in found)
    steps = [code for code in found if code.kind != "safety_net"]
    figures: dict[str, Figure] = {
        "full": level(kinds["full"], "steps with who, what and when"),
        "agreed": share(sum(code.turn in agreed for code in steps), len(steps), "% of steps"),
        "vague": share(kinds["vague"], len(steps), "% of steps"),
        "safety_net": level(kinds["safety_net"], "safety nets"),
    }
    quotes = (code.evidence(code.kind.replace("_", " ")) for code in found)
    return one_sided("next_steps", share(kinds["full"], len(steps), "% of steps"), quotes, figures)


MEASURE = Measure(
    name="next_steps",
    title="Next steps",
    unit="% of steps with who, what and when",
    better="higher",
    score=score,
)
