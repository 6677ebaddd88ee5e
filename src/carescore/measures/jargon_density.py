"""Jargon density: medical, insurance and office terms that staff use and do not explain.

Definition. A term said by staff that the patient side did not use first and that is not explained in the same or the
next sentence, or in the next staff turn when the patient asked: by "which is", "that means", "we call it" and the like,
or by its plain alternative. Terms: phrases of the lexicon; abbreviations in capitals; and words that a trained model,
reading their letters, takes for medical terms. After an explanation a term costs nothing; each counts once per turn.
Formula. Unexplained terms / staff words · 100.
Unit. Terms per 100 staff words. figures: explained_share, percent of the terms used that were explained; ambiguous,
plain words with another meaning here ("negative", "unremarkable"), and weighted, all terms with these at 1.5, because
nobody asks about a word they think they know; one figure per class; rare_share, percent of staff words that are not
everyday. Evidence labels name one of seven classes (or "admin") and the plain alternative.
Source. Classes after Pitt & Hendrickson 2020; ambiguous words after Gotlieb et al. 2022.
Limits. Counts differ 70-fold between published term lists, so published norms do not carry over. A term of everyday
words that is not in the lexicon is not heard; an unknown name in small letters may be taken for a term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from carescore.annotate import Signals
from carescore.codes.explanations import explained
from carescore.codes.people import names
from carescore.measures._base import Codes, Evidence, Figure, Measure, Rate, Score, per_words, quote, words_of
from carescore.segmentation import Dialogue, Turn

CERTAIN = (
    0.6  # probability from which a word outside the lexicon counts: of held-out everyday words 1 in 200 reaches it
)
CERTAIN_NAME = 0.85  # and a capital within a sentence, which is a drug brand or a person
AMBIGUOUS_WEIGHT = 1.5  # proposal of the definition: the patient does not notice and does not ask
CLASSES = ("technical", "abbreviation", "vernacular", "medicalised", "synonym", "euphemism", "judgmental", "admin")
_CAPITALS = re.compile(r"(?<![\w<\[/])(?:[A-Z]{2,5}|[A-Z](?:\.[A-Z]){1,3}\.?)(?=s?\b(?![\]>/’']))")
_SPELLED = re.compile(r"(?<![\w'’])(?:[A-Z] ){1,4}[A-Z](?![\w'’])|(?<![\w'’])(?!a )(?:[a-z] ){2,4}[a-z](?![\w'’])")
_PATIENTS_KNOW = frozenset(
    "OK AM PM ID TV ER A&E US USA UK EU NHS GP DR MR MRS MS PA RN TB HIV AIDS COVID ICU IV DNA CT CAT MRI STD STI STIS "
    "DVD PC PDF FAQ ATM ASAP FYI BTW DIY VIP PIN AC IT CD LSD MDMA EMT CPR OD BC AD ADHD PTSD UV SPF CEO HR IQ "
    "ABC XYZ UTI NO YES AND THE NOT YOU ARE WE IN ON TO OF OR MY ME SO DO BE GO UP IF IS AT BY AN AS HE HI OH UM UH "
    "UNIN UNK NAME DATE PHONE MHM HMM CA NY TX FL".split()
)


@dataclass(frozen=True, slots=True)
class _Term:
    turn: int
    start: int
    end: int
    key: str
    label: str
    plain: str = ""


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    known_here: set[str] = set()  # used by the patient first, or explained
    used: dict[str, _Term] = {}  # each at its first use
    n_explained = 0
    for term in sorted(_terms(dialogue, signals), key=lambda term: (term.turn, term.start)):
        if dialogue.turns[term.turn].side != "staff":
            known_here.add(term.key)
        elif term.key in known_here or term.key in used or _dictated(dialogue.turns[term.turn], term):
            continue
        elif explained(signals, term.turn, term.start, term.end, term.plain):
            known_here.add(term.key)
            n_explained += 1
        else:
            used[term.key] = term
    evidence = tuple(_quoted(dialogue.turns[term.turn], term) for term in used.values())
    rate = per_words(len(evidence), dialogue.side("staff"))
    figures = _figures(dialogue, signals, list(used.values()), n_explained)
    return Score("jargon_density", rate, {"staff": rate}, figures, evidence)


def _dictated(turn: Turn, term: _Term) -> bool:
    """Whether a term is said to a machine that takes notes, not to the patient."""
    start = max(turn.text.rfind(mark, 0, term.start) for mark in ".?!")
    return "dragon" in turn.text[start + 1 : term.end].lower()


def _terms(dialogue: Dialogue, signals: Signals) -> Iterator[_Term]:
    """Every term of both sides, whether explained or not."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for hit in signals.phrases["jargon_density"]:
        taken.setdefault(hit.turn, []).append((hit.start, hit.end))
        if hit.entry.label != "known":
            yield _Term(hit.turn, hit.start, hit.end, hit.entry.pattern, hit.entry.label, hit.entry.plain)
    for term in (*_abbreviations(dialogue), *_rare(dialogue, signals)):
        if not any(start < term.end and term.start < end for start, end in taken.get(term.turn, ())):
            yield term


def _abbreviations(dialogue: Dialogue) -> Iterator[_Term]:
    """Two to five capitals in talk that is not all capitals, or letters one by one, but for those everybody knows."""
    for turn in dialogue.turns:
        spelled = list(_SPELLED.finditer(turn.text))
        capitals = () if turn.text.isupper() else _CAPITALS.finditer(turn.text)
        for found in (*spelled, *capitals):
            letters = found[0].replace(".", "").replace(" ", "").upper()
            if letters not in _PATIENTS_KNOW and len(set(letters)) > 1 and not letters.startswith("ABC"):
                yield _Term(turn.index, found.start(), found.end(), letters.lower(), "abbreviation")


def _rare(dialogue: Dialogue, signals: Signals) -> list[_Term]:
    found: list[_Term] = []
    for number, start, end, probability in signals.terms:
        text = dialogue.turns[number].text
        before = text[:start].rstrip()
        name = text[start].isupper() and bool(before) and before[-1] not in ".?!"
        if probability >= (CERTAIN_NAME if name else CERTAIN):
            found.append(_Term(number, start, end, text[start:end].lower(), "technical"))
    people = names(dialogue, {term.key for term in found}) if found else frozenset()
    return [replace(term, key=term.key.rstrip("s")) for term in found if term.key not in people]


def _quoted(turn: Turn, term: _Term) -> Evidence:
    return quote(turn, term.start, term.end, f"{term.label}: {term.plain}" if term.plain else term.label)


def _figures(dialogue: Dialogue, signals: Signals, used: list[_Term], n_explained: int) -> dict[str, Figure]:
    staff = dialogue.side("staff")
    by_class = {name: sum(term.label == name for term in used) for name in CLASSES}
    weighted = len(used) + (AMBIGUOUS_WEIGHT - 1) * by_class["medicalised"]
    rare = sum(dialogue.turns[turn].side == "staff" for turn, *_ in signals.terms)
    return {
        "explained_share": Rate(n_explained, n_explained + len(used), 100, "% of terms"),
        "ambiguous": per_words(by_class["medicalised"], staff),
        "weighted": Rate(weighted, words_of(staff), 100, "per 100 words"),
        "rare_share": Rate(rare, words_of(staff), 100, "% of words"),
        **{name: per_words(n, staff) for name, n in by_class.items() if n},
    }


MEASURE = Measure(
    name="jargon_density",
    title="Jargon density",
    unit="unexplained terms per 100 staff words",
    needs=frozenset({"staff"}),
    better="lower",
    source="Pitt & Hendrickson 2020; Gotlieb et al. 2022; Howard et al. 2013",
    score=score,
)
