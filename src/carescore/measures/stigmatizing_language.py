"""Stigmatizing language: words that put a label, blame or doubt on people, where person-first words exist.

Definition. Phrases of the lexicon in staff talk, in the senses that hurt: "clean teeth", "failed filling", "denied
claim", "diabetic shoes" are none. A word that the patient side used before is an echo: shown, not counted. Dictation to
a chart ("a 60 year old male who denies ...") is not talk with the patient.
Formula. Phrases / staff words · 1000. figures: echoed (words of the patient taken over).
Unit. Phrases per 1000 staff words.
Source. Kinds: Goddu et al. 2018; Park et al. 2021. Words: NIDA; Himmelstein et al. 2022. Published norms are for notes,
not for speech.
Limits. Most such words hurt only in context, and context reaches as far as the phrase. The report gives a person-first
wording in the lexicon's column `plain`.
"""

from __future__ import annotations

import re

from carescore.annotate import Signals
from carescore.measures._base import Codes, Evidence, Level, Measure, Score, per_words, quote
from carescore.segmentation import Dialogue

ECHO = "echo"
_ORDINARY = "ordinary"
_SMALL = frozenset("a an the are you you're he's she's he she they is was for from to that not been still type".split())
_DICTATED = re.compile(
    r"\byear[- ]old (?:\w+ )?(?:male|female|man|woman|gentleman|lady)\b|\bhey,? dragon\b"
    r"|\bpast medical history (?:of|is)\b"
    r"|\bpresents (?:today )?(?:with|for)\b|\bchief complaint\b",
    re.IGNORECASE,
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    found = _found(dialogue, signals)
    hits = sum(item.label != ECHO for item in found)
    rate = per_words(hits, dialogue.side("staff"), 1000.0)
    echoed = {"echoed": Level(float(len(found) - hits), "words")}
    return Score("stigmatizing_language", rate, {"staff": rate}, echoed, found)


def _found(dialogue: Dialogue, signals: Signals) -> tuple[Evidence, ...]:
    found = []
    for hit in signals.phrases["stigmatizing_language"]:
        turn = dialogue.turns[hit.turn]
        if turn.side == "staff" and hit.entry.label != _ORDINARY and not _DICTATED.search(turn.text):
            label = ECHO if _said_before(dialogue, hit.turn, turn.text[hit.start : hit.end]) else hit.entry.label
            found.append(quote(turn, hit.start, hit.end, label))
    return tuple(found)


def _said_before(dialogue: Dialogue, turn: int, words: str) -> bool:
    """Whether the patient side used the phrase's own words before."""
    telling = [word for word in words.lower().split() if word not in _SMALL]
    earlier = (t.text.lower() for t in dialogue.turns[:turn] if t.side == "patient")
    return bool(telling) and any(all(word.rstrip("s?") in text for word in telling) for text in earlier)


MEASURE = Measure(
    name="stigmatizing_language",
    title="Stigmatizing language",
    unit="phrases per 1000 staff words",
    needs=frozenset({"staff"}),
    better="lower",
    source="Goddu et al. 2018; Park et al. 2021; Himmelstein et al. 2022",
    score=score,
    counts=False,
)
