"""Explanations: terms that are put in plain words where they are said.

Definition. A term of staff is explained when its sentence, the next one, or the next thing staff say says what it is:
"which is", "that means", an apposition ("otitis media, an ear infection"), a description before it ("your gums are
infected; we call it periodontitis"), an everyday word behind "or" in a statement, or its plain words from the lexicon.
Near-misses. "So no haematuria or blood" and "any haematuria or blood?" list things and explain none; "this is what we
call otitis media" and "a medicine called X" name a term and say nothing of it.
Attributes. way: defined, apposed, synonym, described, plain words, next sentence, next turn. term: its words.
Source. Castro, Wilson, Wang & Schillinger 2007 (Am. J. Health Behav. 31, S85), Koch-Weser, DeJong & Rudd 2009.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from carescore.annotate import Signals
from carescore.codes._base import Code, Coder, Codes
from carescore.codes._terms import LEXICON, Term, is_note, terms
from carescore.text.context import negated
from carescore.text.regex import lazy
from carescore.text.words import BEGINNING, FILLERS, HESITATION, words
from carescore.transcript import words_in

WAYS = ("defined", "apposed", "synonym", "described", "plain words", "next sentence", "next turn")
REPLY = 12  # words: a patient who says more has changed the subject
SURE = 0.5  # probability of the terms model from which a word is none that explains
# They stay patterns: what explains a term begins within some words of it, whichever they are.
_KIND = (
    "kind|type|sort|form|medicine|medication|drug|pill|tablet|test|scan|picture|condition|disease|illness|infection|"
    "problem|swelling|letter|statement|paper|fee|amount|share|part|number|price|plan|list|tube|film|layer|bone|muscle|"
    "nerve|gland|tissue|procedure|operation|study|doctor|specialist|word|name"
)
_POINTS = r"(?:that|this|it|they|those|these)(?: just| really| basically)?"
_EXAMPLES = lazy(
    r"^\W*(?:at all\W+)?"
    r"(?:such as|including|for example|like (?!a\b|an\b|you|i\b|we\b|that|this|it\b|before|last|to\b))",
    re.IGNORECASE,
)
_AFTER = lazy(  # begins within three words after the term
    r"^\W*(?:[\w'’]+\W+){0,3}?(?:"
    rf"which,?(?: (?:{HESITATION}|basically|just|really|would|will|can),?)* "
    r"(?:is|are|means?|stands|help|helps|treats?|makes?|keeps?|lets?|allows?|stops?|gives?)\b|which basically|"
    rf"{_POINTS} means|(?:that['’]s|that is) (?:when|where|just|basically|a|an|the|your|like|to say)\b|that is,|"
    r"meaning|in other words|also (?:called|known as)|like (?:a|an)\b|is when|are when|is (?:just|basically)|"
    r"or basically|or (?:(?:just|that) )?(?:a )?feel(?:ing)? (?:like|that|as)\b|"
    r"or your \w+(?:['’]s| is| was)? (?:\w+ )?(?:racing|beating|pounding|fluttering|skipping)\b|"
    r"stands? for|short for|in plain|simply put|where (?:you|your|the)\b|"
    r"so(?: basically)? that['’]s (?:a|an|the|your|when|where))",
    re.IGNORECASE,
)
_APPOSED = lazy(
    r"^\s*(?:,|-|–|—|\(|or)\s*(?:or )?(?:it['’]s )?(?:a|an|the|your|another)\s+(?:\w+\s+){0,3}"
    rf"(?:{_KIND})\b",
    re.IGNORECASE,
)
_SYNONYM = lazy(r"^\s*,?\s*or (?:(?:a|an|the|your|some|what we call) )?(?P<word>[a-z]+)\b(?! or\b)", re.IGNORECASE)
_LISTED = lazy(r"\b(?:any|either|other|whether)\b|\bor\W+(?:\w+\W+){0,2}$", re.IGNORECASE)
_BEFORE = lazy(
    r"(?:(?:we|doctors|dentists|people|i) (?:\w+ )?call (?:it|that|this|them|those)?|"
    r"(?:it|that|this)(?:['’]s| is) (?:also )?(?:called|known as)|also (?:called|known as)|"
    r"(?:term|word|name) (?:for (?:it|that|this) )?is|in other words)\W+(?:(?:a|an|the)\W+)?$",
    re.IGNORECASE,
)
_MEDICINE = lazy(  # what it is for people, said just before its name
    r"(?:\b(?:a|an|the|your|another|this|some)\W+(?:\w+\W+){0,3}?"
    r"(?:blood thinner|water pill|pain ?killer|pill|tablet|cream|ointment|spray|drops|inhaler|puffer|jab)(?: now)?|"
    r"\b(?:medicine|medication|something|pill|drug) (?:for|to) (?:\w+ ){0,3}?\w+),\s*(?:called )?$",
    re.IGNORECASE,
)
_NO_LIST = lazy(r"^\s*(?:[.;]|$|,(?!\W*(?:\w+\W+){0,2}(?:and|or)\b))")
_SAY_NOTHING = FILLERS | frozenset(
    "a an and are as be been but condition do does for from got had has have he her his i i'm i've in is it it's its "
    "just kind know look looks may maybe me might my now of okay on or our right see seems she so some something "
    "sort that that's the there there's they thing things think this to us was we we're we've what what's "
    "which will with would yeah yes you you've your like going also actually basically really probably".split()
)
_OPENS = lazy(
    rf"^\W*(?:(?:{BEGINNING}|sorry)\W+)*(?:what )?(?:{_POINTS} means?|"
    r"(?:that|it|this)(?:['’]s| is)(?: just| basically| really)? "
    r"(?:when|where|basically|like|a|an|the|your|how|what)\b|"
    r"they(?:['’]re| are) (?:the|your|a|just|like)\b|basically|in other words|meaning|"
    r"(?:it|that|this)(?:['’]ll| will| should| can)? "
    r"(?:helps?|keeps?|stops?|reduces?|lowers?|treats?|prevents?|opens?|thins?)\b)",
    re.IGNORECASE,
)
_ASKS = lazy(r"\b(?:what(?:['’]s| is| are| does)?|sorry|mean|pardon|never heard|don['’]t know)\b", re.IGNORECASE)


def find(codes: Codes) -> Iterator[Code]:
    """An explanation for each term that staff explain where they first say it to the patient; it begins where the
    term does."""
    signals, turns = codes.signals, codes.dialogue.turns
    hard = codes.once(_hard)
    said = [term for term in codes.once(terms) if turns[term.turn].side == "staff" and not is_note(codes, term)]
    first = {term.key: term for term in reversed(said)}
    for term in reversed(first.values()):
        turn = turns[term.turn]
        if found := _explained(signals, term, hard):
            way, end = found
            attributes = {"way": way, "term": turn.text[term.start : term.end]}
            yield Code(
                term.turn, term.start, max(end, term.end), "explanation", attributes, None, None, turn.ms_at(term.start)
            )


def _hard(codes: Codes) -> frozenset[tuple[int, int]]:
    """Where (turn, start) words stand that are no plain words themselves."""
    listed = {(term.turn, term.start) for term in codes.once(terms) if term.found == LEXICON}
    return frozenset(listed | {(turn, start) for turn, start, _, p in codes.signals.terms if p > SURE})


def _explained(signals: Signals, term: Term, hard: frozenset[tuple[int, int]]) -> tuple[str, int] | None:
    """The way in which a term is explained and where in its turn that ends."""
    text = signals.dialogue.turns[term.turn].text
    (begin, close), (_, end) = _sentences(signals, term.turn, term.start)
    left, right, after = text[begin : term.start], text[term.end : close], text[close:end]
    if _AFTER.search(right) or _EXAMPLES.search(right):
        return "defined", close
    if _APPOSED.search(right):
        return "apposed", close
    if (other := _synonym(text, term, left, right)) and (term.turn, term.end + other.start("word")) not in hard:
        return "synonym", term.end + other.end()
    if _is_described(left, right):
        return "described", term.end
    if _OPENS.search(after):
        return "next sentence", end
    if _says(f"{left} {right} {after}", term.plain):
        return "plain words", end
    return ("next turn", term.end) if close == end and _in_reply(signals, term) else None


def _is_described(left: str, right: str) -> bool:
    """Whether what stands before a term says what it is: a description that "we call" it, or, with its name behind a
    comma, a kind of medicine that everybody knows."""
    called = _BEFORE.search(left)
    if called and not _SAY_NOTHING.issuperset(words(left[: called.start()])):
        return True
    return bool(_MEDICINE.search(left) and _NO_LIST.search(right))


def _synonym(text: str, term: Term, left: str, right: str) -> re.Match[str] | None:
    """What "or" gives as another word for the term; in what is asked or denied and in a list it is another item."""
    lists = right.rstrip().endswith("?") or _LISTED.search(left) or negated(text, term.start)
    return None if lists else _SYNONYM.match(right)


def _sentences(signals: Signals, turn: int, start: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """The sentence around an offset and the one after it, empty at the end of the turn."""
    spans = [(a, b) for _, a, b in signals.sentences_of(turn)]
    at = next((i for i, (_, b) in enumerate(spans) if start < b), len(spans) - 1)
    return spans[at], spans[at + 1] if at + 1 < len(spans) else (spans[at][1], spans[at][1])


def _in_reply(signals: Signals, term: Term) -> bool:
    """Whether staff, going on after the patient asked or signalled, gloss what they said last."""
    turns, reply = signals.dialogue.turns, term.turn + 2
    if reply >= len(turns) or (turns[reply - 1].side, turns[reply].side) != ("patient", "staff"):
        return False
    if len(words_in(turns[reply - 1].text)) > REPLY:
        return False
    sentences = signals.sentences_of(reply)
    first = turns[reply].text[: sentences[0][2]] if sentences else ""
    return _says(first, term.plain) or bool(_ASKS.search(turns[reply - 1].text) and _OPENS.search(first))


def _says(text: str, plain: str) -> bool:
    return bool(plain) and plain.lower() in text.lower() and _whole(plain).search(text) is not None


@lru_cache(maxsize=4096)
def _whole(phrase: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(phrase)}\b", re.IGNORECASE)


CODER = Coder(
    name="explanations",
    kinds={"explanation": {"way": WAYS, "term": ()}},
    find=find,
    source="Castro et al. 2007; Koch-Weser, DeJong & Rudd 2009",
)
