"""Jargon density: medical, insurance and office terms that staff use and do not explain.

Definition. A term of the lexicon, said by staff, that the patient side did not use first and that is not explained
in the same or the next sentence: by "which is", "that means", "also called" and the like, or by its plain
alternative. After an explanation the term costs nothing; each term counts once per turn.
Formula. Unexplained terms / staff words · 100.
Unit. Terms per 100 staff words. figures: explained_share, percent of the terms used that were explained;
evidence labels name one of seven classes (or "admin") and the plain alternative.
Source. Classes after Pitt & Hendrickson 2020; ambiguous words after Gotlieb et al. 2022.
Limits. Counts differ 70-fold between published term lists, so published norms do not carry over; a term outside
the lexicon is not heard.
"""

from __future__ import annotations

import re

from carescore.measures._base import Evidence, Measure, Rate, Score, per_words, quote
from carescore.nlp import Signals
from carescore.nlp._base import Found
from carescore.segmentation import Dialogue

_GLOSS = re.compile(
    r"\b(?:which (?:is|are|means?|just means)|that(?:'s| is| means|'s when|'s just)|mean(?:s|ing)|in other words|"
    r"also (?:called|known as)|(?:we|doctors|people) call|what (?:we|i) call|is when|are when|is just|is basically|"
    r"basically|stands? for|short for|in plain|simply put|so that's)\b",
    re.IGNORECASE,
)


def score(dialogue: Dialogue, signals: Signals) -> Score:
    spoken_by_patient: set[str] = set()
    explained: set[str] = set()
    unexplained: list[Evidence] = []
    n_explained = 0
    hits = _by_turn(signals)
    for turn in dialogue.turns:
        for hit in hits.get(turn.index, ()):
            term = hit.entry.pattern
            if turn.side != "staff":
                spoken_by_patient.add(term)
            elif term in spoken_by_patient | explained or hit.entry.label == "known":
                continue
            elif _is_explained(signals, hit):
                explained.add(term)
                n_explained += 1
            elif not any(item.turn == turn.index and _same(dialogue, item, hit) for item in unexplained):
                unexplained.append(quote(turn, hit.start, hit.end, _label(hit)))
    rate = per_words(len(unexplained), dialogue.side("staff"))
    figures = {"explained_share": Rate(n_explained, n_explained + len(unexplained), 100, "% of terms")}
    return Score("jargon_density", rate, {"staff": rate}, figures, tuple(unexplained))


def _by_turn(signals: Signals) -> dict[int, list[Found]]:
    grouped: dict[int, list[Found]] = {}
    for hit in signals.phrases["jargon_density"]:
        grouped.setdefault(hit.turn, []).append(hit)
    return grouped


def _same(dialogue: Dialogue, item: Evidence, hit: Found) -> bool:
    text = dialogue.turns[hit.turn].text
    return text[item.start : item.end].lower() == text[hit.start : hit.end].lower()


def _label(hit: Found) -> str:
    return f"{hit.entry.label}: {hit.entry.plain}" if hit.entry.plain else hit.entry.label


def _is_explained(signals: Signals, hit: Found) -> bool:
    """Whether its sentence or the next one glosses the term after it, or gives the plain word around it."""
    text = signals.dialogue.turns[hit.turn].text
    sentences = [(start, end) for turn, start, end in signals.sentences if turn == hit.turn]
    at = next((i for i, (_, end) in enumerate(sentences) if hit.start < end), len(sentences) - 1)
    start, last = sentences[at][0], sentences[min(at + 1, len(sentences) - 1)][1]
    around = text[start : hit.start] + " " + text[hit.end : last]
    return bool(_GLOSS.search(text, hit.end, last)) or _says(around, hit.entry.plain)


def _says(text: str, plain: str) -> bool:
    return bool(plain) and re.search(rf"\b{re.escape(plain)}\b", text, re.IGNORECASE) is not None


MEASURE = Measure(
    name="jargon_density",
    title="Jargon density",
    unit="unexplained terms per 100 staff words",
    needs=frozenset({"staff"}),
    better="lower",
    source="Pitt & Hendrickson 2020; Gotlieb et al. 2022; Howard et al. 2013",
    score=score,
)
