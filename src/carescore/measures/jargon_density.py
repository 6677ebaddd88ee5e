"""Jargon density: medical, insurance and office terms that staff use and do not explain.

Definition. The codes of jargon that count: a term at its first use by staff that the patient side did not use before,
that nobody explains there, and of which it is sure enough that a trainer would call it jargon. A turn with four or more
of them is a wall. After an explanation a term costs nothing.
Formula. Unexplained terms / staff words · 100.
Unit. Terms per 100 staff words. figures: explained_share, percent of the terms used that were explained; ambiguous,
plain words with another meaning here ("negative", "unremarkable"), and weighted, all terms with these at 1.5, because
nobody asks about a word they think they know; one figure per class; walls, turns that are one; rare_share, percent of
staff words that are not everyday. Evidence labels name one of seven classes (or "admin") and the plain
alternative, or a "wall".
Source. Classes after Pitt & Hendrickson 2020; ambiguous words after Gotlieb et al. 2022; Howard et al. 2013.
Limits. Counts differ 70-fold between published term lists, so published norms do not carry over. A term of everyday
words that is not in the lexicon is not found; an unknown name in small letters may be taken for a term.
"""

from __future__ import annotations

from collections import Counter

from carescore.codes.jargon import CLASSES, COUNTS, counts
from carescore.measures._base import Code, Codes, Evidence, Figure, Measure, Rate, Score, per_words, words_of
from carescore.measures._kinds import count, having, of_kind, one_sided, share

AMBIGUOUS_WEIGHT = 1.5  # proposal of the definition: the patient does not notice and does not ask


def score(codes: Codes) -> Score:
    found, staff = codes["jargon"], codes.dialogue.side("staff")
    unexplained, walls = [code for code in found if counts(code)], of_kind(found, "jargon_wall")
    explained = [c for c in having(of_kind(found, "jargon"), explained="yes") if (c.confidence or 0.0) >= COUNTS]
    by_class = Counter(code.attributes["class"] for code in unexplained)
    weighted = len(unexplained) + (AMBIGUOUS_WEIGHT - 1) * by_class["medicalised"]
    rare = sum(codes.dialogue.turns[turn].side == "staff" for turn, *_ in codes.signals.terms)
    figures: dict[str, Figure] = {
        "explained_share": share(len(explained), len(explained) + len(unexplained), "% of terms"),
        "ambiguous": per_words(by_class["medicalised"], staff),
        "weighted": Rate(weighted, words_of(staff), 100, "per 100 words"),
        "walls": count(walls, "turns"),
        "rare_share": share(rare, words_of(staff), "% of words"),
        **{name: per_words(by_class[name], staff) for name in CLASSES if by_class[name]},
    }
    quotes = (*map(_quoted, unexplained), *(code.evidence("wall") for code in walls))
    return one_sided("jargon_density", per_words(len(unexplained), staff), quotes, figures)


def _quoted(code: Code) -> Evidence:
    label, plain = code.attributes["class"], code.attributes["plain"]
    return code.evidence(f"{label}: {plain}" if plain else label)


MEASURE = Measure(
    name="jargon_density",
    title="Jargon density",
    unit="unexplained terms per 100 staff words",
    better="lower",
    score=score,
)
