"""Autonomy: do staff support patients' own choice, or press them?

Definition. Supportive staff statements: autonomy ("it's up to you"), seek (asks leave or collaboration), affirm (a
specific strength or effort; "great job" is none), reason (says why). Controlling: pressure ("you have to", "you can't
just"). A must that keeps somebody safe is exempt, as are conditions ("if you need to"), questions and guesses ("you
must be tired").
Formula. Supportive / (supportive + controlling) · 100, each kind once per turn. figures.pressure: controlling
statements per 100 staff turns.
Unit. Percent of autonomy statements that support; not applicable where there was none.
Source. HCCQ (Williams & Deci); MITI 4.2.1: Affirm, Seek Collaboration, Emphasize Autonomy.
Limits. Tone is not heard; what is a safety must is judged by the words of the sentence.
"""

from __future__ import annotations

import re

from carescore.codes import first_of_each, phrases
from carescore.measures._base import Codes, Evidence, Measure, Rate, Score, not_applicable
from carescore.text.context import asked, negated, sentence

PRESSURE = "pressure"
NEAR = 80  # characters of the sentence in which a word makes a must one of safety
_SAFETY = re.compile(
    r"\b(?:driv\w+|sedat\w+|ana?esthe\w+|alcohol|emergency|e\.?r|a ?& ?e|ambulance|911|999|hospital|urgent\w*"
    r"|immediately|straight ?away|right away|bleed\w*|fever|allerg\w+|overdose|fast(?:ing)?|antibiotics?"
    r"|infect\w+|isolat\w+|swab|call us|call back|come back|contact us|worse|stitch\w*|seat ?belt|safe\w*|faint\w*)\b",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:if|whether|when|whenever|unless|what|where|how|that|which|everything|anything|do|did|does|would|will|might|may"
    r"|do you think|feel like|like|because|all|until|in case|long|much|many|often)\W*$",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|whether|when|whenever|unless|in case|what|where|how|all|until|long|much|many|often)\W*$", re.IGNORECASE
)
_GUESS = re.compile(r"you must (?:be(?! (?:very |really |more )?careful)|have|feel|know|miss|think)\b", re.IGNORECASE)
_AIM = re.compile(r"if you want to (?:be|get|keep|avoid|feel|live|go|see|have)\b", re.IGNORECASE)
_MUST = re.compile(r"(?:need|have|got|going|gonna) (?:have )?to\b", re.IGNORECASE)
_NO_ACT = re.compile(
    r"\W*(?:wake|get up|stop|sit up|pee|urinate|clear your|strain|go to the bathroom"
    r"|be (?:so )?(?:proud|worried|scared)|worry|be seen|know|remember|mention|talk|ask|say|hear|tell|share|add)\b",
    re.IGNORECASE,
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    heard = phrases(dialogue, signals, "autonomy", "staff")
    found = first_of_each(item for item in heard if _counts(dialogue.turns[item.turn].text, item))
    if not found:
        return not_applicable("autonomy", "staff neither supported nor pressed a choice")
    pressing = sum(item.label == PRESSURE for item in found)
    rate = Rate(len(found) - pressing, len(found), 100, "% supportive")
    figures = {"pressure": Rate(pressing, len(dialogue.side("staff")), 100, "per 100 staff turns")}
    return Score("autonomy", rate, {"staff": rate}, figures, found)


def _counts(text: str, item: Evidence) -> bool:
    before = text[max(0, item.start - 30) : item.start]
    if item.label != PRESSURE:
        return item.label != "autonomy" or not (negated(text, item.start) or _AIM.match(text, item.start))
    if _GUESS.match(text, item.start) or _CONDITION.search(before) or negated(text, item.start):
        return False
    if _MUST.search(text, item.start, item.end) and (_OPEN.search(before) or _NO_ACT.match(text, item.end)):
        return False
    left, right = sentence(text, item.start, item.end)
    return not asked(text, item.start, item.end) and not _SAFETY.search(
        text, max(left, item.start - NEAR), min(right, item.end + NEAR)
    )


MEASURE = Measure(
    name="autonomy",
    title="Autonomy supported",
    unit="% of autonomy statements",
    needs=frozenset({"staff"}),
    better="higher",
    source="HCCQ (Williams & Deci); MITI 4.2.1",
    score=score,
    counts=False,
)
