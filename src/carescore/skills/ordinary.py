"""What is found, and counts, and still is no moment: ordinary sentences of their kind, words for the body, terms that
most patients know. Rules from moments of open consultations that trainers (language models) read one by one and would
not show: docs/validity.md."""

from __future__ import annotations

import re

from carescore.text.people import ELDERS
from carescore.text.regex import lazy, one_of
from carescore.text.wordlists import alternatives

EARLY = 1 / 3  # share of the turns in which an agenda is set: later, "anything else?" closes
# quotes of a kind that say nothing worth a replay
# They stay patterns: whole quotes, and words that must not follow.
_ORDINARY = {
    "perspective": lazy(r"(?i)\bquestions? (?:or|and) concerns?\b|\bconcerns? (?:or|and) questions?\b"),
    "permission": lazy(r"(?i)\b(?:begin|start|get started)\b"),
    "reflection": lazy(
        r"(?i)^(?:\W*(?:okay|ok|so|well|and|all ?right)\W+)*(?:let me|let's|congratulations|i'll|we'll)\b"
    ),
    "empathy": lazy(r"(?i)^(?:(?:i'm|i am|we're|so|really|very|well) )*glad\b"),
    "disrespect": lazy(r"^\W*[\w'’]*\W*$"),  # a word that was cut off
    "missed_feeling": lazy(
        r"(?i)^(?:agitated|annoying|concerns?|confused|crazy|debilitating|excruciating|exhausted|hard|pressure|unbearable)$"
        r"|\b(?:hard one|tired(?! of)|fatigued?|exhausted from)\b"
    ),
}
_ORDINARY["half_met_feeling"] = _ORDINARY["missed_feeling"]
# of single terms: only what is hard to read or to say; "blood in the stool" and "an order" are understood
_HARD = ("technical", "synonym", "abbreviation")
_DRUG = lazy(r"(?i)(?:cillin|cycline|floxacin|mycin|olol|prazole|pril|sartan|statin)s?$|\bkeflex\b")
_MEDICINE = lazy(r"(?i)\b(?:pills?|tablets?|medicines?|spray|inhaler|puffer|shot|drops|cream|thinner|painkiller)\b")
_KNOWN = lazy(
    r"(?i)abdom|alcohol|bacteria|blood cell|chronic|cholesterol|dislocat|dysfunction|fatty|feces|faeces|fractur|hernia"
    r"|hormon|hypertens|infection|insomnia|nausea|neurolog|obstruct|oxygen|palpation|prostate|sinus|stools?\b|surg"
    r"|symptom|thyroid|ultrasound"
)
_BODY = lazy(rf"(?i)\b(?:{alternatives('skills', 'bodily_words')})\b")
_ELDERS = lazy(rf"(?i)\b{one_of(ELDERS)}\b")


def is_bodily(hint: str) -> bool:
    """Whether what is taken for the hint of a feeling tells of the body or its treatment."""
    return _BODY.search(hint) is not None


def is_of_elders(sentence: str) -> bool:
    """Whether what befell somebody befell a parent or who is older: a history more often than a grief."""
    return _ELDERS.search(sentence) is not None


def is_ordinary(kind: str, quote: str, label: str, place: float) -> bool:
    """Whether a quote of a kind is no moment. label: the evidence's; place: the share of the turns before it."""
    if kind == "jargon":
        return _is_understood(quote, *label.split(": ", 1))
    if kind == "agenda":
        return place > EARLY
    found: re.Pattern[str] | None = _ORDINARY.get(kind)
    return found is not None and found.search(quote) is not None


def _is_understood(term: str, family: str, plain: str = "") -> bool:
    """Whether most patients know a term, or it is a medicine, which who takes it knows best."""
    medicine = _MEDICINE.search(plain) or _DRUG.search(term)
    return family not in _HARD or medicine is not None or _KNOWN.search(term) is not None
