"""The words of a conversation that may be jargon, of both sides: where each stands, as what, and under which key two
uses are one term."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from carescore.annotate import Signals
from carescore.codes._base import Codes
from carescore.codes._people import names
from carescore.segmentation import Dialogue, Turn
from carescore.text.regex import lazy
from carescore.text.words import plain
from carescore.transcript import words_in

LEXICON, CAPITALS, SPELLED, UNUSUAL = "lexicon", "capitals", "spelled", "unusual"  # how a term was found
POSSIBLE = 0.3  # probability of the terms model from which a word outside the lexicon is looked at
POSSIBLE_NAME = 0.85  # and a capital within a sentence, which is a drug brand or a person
# both begin with a letter, so that nothing else is looked at closely
_CAPITALS = lazy(r"[A-Z](?<![\w<\[/].)(?:[A-Z]{1,4}|(?:\.[A-Z]){1,3}\.?)(?=s?\b(?![\]>/’']))")
_SPELLED = lazy(r"[A-Zb-z] (?<![\w'’]..)(?:(?<=[A-Z] )(?:[A-Z] ){0,3}[A-Z]|(?<=[a-z] )(?:[a-z] ){1,3}[a-z])(?![\w'’])")
_SCHOOL = lazy(
    r"\b(?:class(?:es|room)?|courses?|schools?|college|university|teachers?|homework|semester|graders?|exams?|credits|"
    r"diploma|students?|tutor\w*)\b"
)
_CASE = lazy(r"(?i)\b\d{1,3} ?[- ]year[- ]old (?:male|female|man|woman|gentleman|lady|boy|girl)\b")
_YOU = lazy(r"(?i)\byou(?:rs?|rself)?\b")
NOTE = 40  # words from which what addresses nobody, before the patient speaks or after their last word, is a note
ADDRESSED = 2  # times that such a turn says "you" from which it is said to somebody
_PATIENTS_KNOW = frozenset(
    "OK AM PM ID TV ER A&E US USA UK EU NHS GP DR MR MRS MS PA RN TB HIV AIDS COVID ICU IV DNA CT CAT MRI STD STI STIS "
    "DVD PC PDF FAQ ATM ASAP FYI BTW DIY VIP PIN AC IT CD LSD MDMA EMT CPR OD BC AD ADHD PTSD UV SPF CEO HR IQ "
    "ABC XYZ UTI NO YES AND THE NOT YOU ARE WE IN ON TO OF OR MY ME SO DO BE GO UP IF IS AT BY AN AS HE HI OH UM UH "
    "UNIN UNK NAME DATE PHONE MHM HMM CA NY TX FL".split()
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase that may be jargon. key: the same for every use of it; label: the lexicon's class; plain: its
    plain alternative, "" where none is known; found: LEXICON, CAPITALS, SPELLED or UNUSUAL."""

    turn: int
    start: int
    end: int
    key: str
    label: str
    plain: str
    found: str


def terms(codes: Codes) -> tuple[Term, ...]:
    """Every term in order of place."""
    dialogue, signals = codes.dialogue, codes.signals
    taken: dict[int, list[tuple[int, int]]] = {}
    found: list[Term] = []
    for hit in signals.phrases["jargon_density"]:
        taken.setdefault(hit.turn, []).append((hit.start, hit.end))
        if hit.entry.label != "known":
            entry = hit.entry
            found.append(Term(hit.turn, hit.start, hit.end, entry.pattern, entry.label, entry.plain, LEXICON))
    for term in (*_abbreviations(dialogue), *_unusual(dialogue, signals)):
        if not any(start < term.end and term.start < end for start, end in taken.get(term.turn, ())):
            taken.setdefault(term.turn, []).append((term.start, term.end))
            found.append(term)
    return tuple(sorted(found, key=lambda term: (term.turn, term.start)))


def _abbreviations(dialogue: Dialogue) -> Iterator[Term]:
    """Two to five capitals in speech that is not all capitals, or letters one by one, but for those everybody knows
    and those of school."""
    for turn in dialogue.turns:
        spelled = [(match, SPELLED) for match in _SPELLED.finditer(turn.text)]
        capitals = [] if turn.text.isupper() else [(match, CAPITALS) for match in _CAPITALS.finditer(turn.text)]
        for match, how in (*spelled, *capitals):
            letters = match[0].replace(".", "").replace(" ", "").upper()
            known = letters in _PATIENTS_KNOW or len(set(letters)) == 1 or letters.startswith("ABC")
            if not known and not _of_school(turn.text, match.start()):
                yield Term(turn.index, match.start(), match.end(), letters.lower(), "abbreviation", "", how)


def _unusual(dialogue: Dialogue, signals: Signals) -> Iterator[Term]:
    """Words that the terms model, reading their letters, may take for medical, but for people's names."""
    found: list[Term] = []
    for number, start, end, probability in signals.terms:
        text = dialogue.turns[number].text
        before = text[:start].rstrip()
        name = text[start].isupper() and bool(before) and before[-1] not in ".?!"
        if probability >= (POSSIBLE_NAME if name else POSSIBLE) and not _of_school(text, start):
            found.append(Term(number, start, end, text[start:end].lower(), "technical", "", UNUSUAL))
    people = names(dialogue, {term.key for term in found}) if found else frozenset()
    return (replace(term, key=term.key.rstrip("s")) for term in found if term.key not in people)


def _of_school(text: str, at: int) -> bool:
    """Whether a term's sentence is about school."""
    start = max(text.rfind(mark, 0, at) for mark in ".?!")
    ends = [end for mark in ".?!" if (end := text.find(mark, at)) >= 0]
    return bool(_SCHOOL.search(plain(text[start + 1 : min(ends, default=len(text))])))


def is_note(codes: Codes, term: Term) -> bool:
    """Whether staff say a term to a machine, or in a note on the patient, and not to them."""
    turn = codes.dialogue.turns[term.turn]
    return _dictated(turn, term) or _on_the_patient(codes, turn)


def _on_the_patient(codes: Codes, turn: Turn) -> bool:
    """Whether a turn is a note about the patient ("… is a 62-year-old male"), dictated before they speak or after."""
    if turn.index in codes.once(_patients_part):
        return False
    speaks_to_nobody = len(words_in(turn.text)) >= NOTE and len(_YOU.findall(turn.text)) < ADDRESSED
    return speaks_to_nobody or bool(_CASE.search(turn.text))


def _patients_part(codes: Codes) -> range:
    """From the patient side's first turn to its last."""
    places = [turn.index for turn in codes.dialogue.turns if turn.side == "patient"]
    return range(places[0], places[-1] + 1) if places else range(0)


def _dictated(turn: Turn, term: Term) -> bool:
    """Whether a term is said to a machine that takes notes, not to the patient."""
    start = max(turn.text.rfind(mark, 0, term.start) for mark in ".?!")
    return "dragon" in turn.text[start + 1 : term.end].lower()
