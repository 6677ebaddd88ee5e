"""Jargon: medical, insurance and office terms that staff use, whether explained, and walls of them.

Definition. Each term at its first use by staff, with the calibrated probability that a trainer would call it jargon.
Terms: phrases of the lexicon, abbreviations in capitals or spelled letter by letter, and words that a model, reading
their letters, takes for medical. A wall is a turn with WALL or more terms that count and nobody explains.
Near-misses. Everyday words (inhaler, antibiotic, X-ray), people's names, school ("AP classes"), what is dictated to a
machine, or as a note on the patient before they speak or after their last word; what the patient side used first, or
answers with ("Any sputum?" "No sputum."), is known to the patient and counts for nothing; what they ask back
("Sputum?") is not.
Attributes. class; explained: yes or no; known: whether the patient side used it, or it was explained, before, or
used in the answer; plain: its plain alternative, "" where none is known.
Source. Classes after Pitt & Hendrickson 2020; everyday words with another meaning after Gotlieb et al. 2022.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from carescore.codes._base import Code, Coder, Codes
from carescore.codes._terms import Term, is_note, terms
from carescore.predictors import jargon, load
from carescore.text.context import asked, negated

CLASSES = ("technical", "abbreviation", "vernacular", "medicalised", "synonym", "euphemism", "judgmental", "admin")
COUNTS = 0.4  # confidence from which a term counts: of the best turn-level F1 the surest (models/jargon/card.md)
WALL = 4  # unexplained terms in a turn (labels of kind "jargon_wall")
_YES_NO = ("no", "yes")


@dataclass(frozen=True, slots=True)
class FirstUse:
    """A term at its first use by staff, and whether it is explained there or known to the patient."""

    term: Term
    explained: bool
    known: bool

    @property
    def counts(self) -> bool:
        """Whether it is held against staff, if it is jargon at all."""
        return not (self.explained or self.known)


def find(codes: Codes) -> Iterator[Code]:
    """A code for each term at its first use by staff, and one for each wall, from its first term to its last."""
    walls: defaultdict[int, list[Code]] = defaultdict(list)
    for code in _coded(codes):
        yield code
        if counts(code):
            walls[code.turn].append(code)
    for turn, found in walls.items():
        if len(found) >= WALL:
            yield Code(turn, found[0].start, found[-1].end, "jargon_wall", {}, None, None, found[0].start_ms)


def counts(code: Code) -> bool:
    """Whether a code is a term that staff leave unexplained and the patient does not know."""
    own = code.attributes
    sure = code.kind == "jargon" and (code.confidence or 0.0) >= COUNTS
    return sure and own["explained"] == own["known"] == "no"


def first_uses(codes: Codes) -> list[FirstUse]:
    """Each term at its first use by staff, in order of place."""
    explained = {(code.turn, code.start) for code in codes["explanations"]}
    known: set[frozenset[str]] = set()  # words of what the patient used first, or was explained
    used: set[str] = set()
    answered = _answered_with(codes)
    found: list[FirstUse] = []
    for term in codes.once(terms):
        turn = codes.dialogue.turns[term.turn]
        if turn.side == "patient":
            known.add(_words(term.key))
        elif turn.side == "staff" and term.key not in used and not is_note(codes, term):
            used.add(term.key)
            told, own = (term.turn, term.start) in explained, _words(term.key)
            is_known = any(own <= other for other in known)
            found.append(FirstUse(term, told, is_known or (term.turn + 1, term.key) in answered))
            known |= {own} if told else set()
    return found


def _words(key: str) -> frozenset[str]:
    """The words of a term: who says "Crohn's disease" knows "Crohn's"."""
    return frozenset(word.rstrip("s") for word in key.split())


def _answered_with(codes: Codes) -> frozenset[tuple[int, str]]:
    """(turn, key) of the terms that the patient side uses, but for those asked back."""
    turns = codes.dialogue.turns
    return frozenset(
        (term.turn, term.key)
        for term in codes.once(terms)
        if turns[term.turn].side == "patient" and not asked(turns[term.turn].text, term.start, term.end)
    )


def as_seen(codes: Codes, found: list[FirstUse]) -> list[jargon.Use]:
    """The terms as the model sees them."""
    if not found:
        return []
    in_turn = Counter(one.term.turn for one in found)
    chances = {tuple(place): chance for *place, chance in codes.signals.terms}
    return [_use(codes.dialogue.turns[one.term.turn].text, one.term, in_turn[one.term.turn], chances) for one in found]


def _use(text: str, term: Term, in_turn: int, chances: Mapping[tuple[int, ...], float]) -> jargon.Use:
    """chances: what the model of terms says of words in lower case, by their places."""
    start, end = term.start, term.end
    n_before, n_after = len(text[:start].split()), len(text[end:].split())
    asks, denies = asked(text, start, end), negated(text, start)
    written = text[start:end]
    chance = chances.get((term.turn, start, end)) if written.islower() else None
    return jargon.Use(written, term.label, term.found, n_before, n_after, in_turn, asks, denies, chance)


def judge(several: Sequence[Codes]) -> None:
    """Judges the terms of several conversations together, which is quicker and changes nothing."""
    uses = [as_seen(codes, codes.once(first_uses)) for codes in several]
    said = [use for own in uses for use in own]
    sure = iter(jargon.judge(load.load("jargon").heads["jargon"], load.load("terms").heads, said) if said else ())
    for codes, own in zip(several, uses, strict=True):
        codes.give(_sure, list(islice(sure, len(own))))


def _sure(codes: Codes) -> list[float]:
    """The confidence of each first use."""
    judge([codes])
    return codes.once(_sure)


def _coded(codes: Codes) -> Iterator[Code]:
    for one, confidence in zip(codes.once(first_uses), codes.once(_sure), strict=True):
        term, turn = one.term, codes.dialogue.turns[one.term.turn]
        kept = {
            "class": term.label,
            "explained": _YES_NO[one.explained],
            "known": _YES_NO[one.known],
            "plain": term.plain,
        }
        yield Code(term.turn, term.start, term.end, "jargon", kept, round(confidence, 4), None, turn.ms_at(term.start))


CODER = Coder(
    name="jargon",
    kinds={
        "jargon": {"class": CLASSES, "explained": _YES_NO, "known": _YES_NO, "plain": ()},
        "jargon_wall": {},
    },
    find=find,
    source="Pitt & Hendrickson 2020; Gotlieb et al. 2022",
)
