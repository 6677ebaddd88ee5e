"""Empathy in staff turns: words of their own for this patient's feeling, and stock formulas.

Definition. One code a turn. The bundled model `codes`, learnt from readers' labels, judges whether a turn holds empathy
with something specific to this patient, or a formula ("I understand", "sorry to hear that"). The stretch is a phrase of
the lexicon `empathy_phrases` whose surroundings fit its label, else the turn's likeliest sentence.
Near-misses. A pseudo-apology ("sorry you feel that way"); "sorry" about opening hours, a system, a spelling; a formula
that "but", "however" or "unfortunately" takes back in the same breath without a word of what the patient said;
reassurance before anything was said.
Attributes. kind: naming, understanding, respecting, supporting, exploring where the phrase tells it, else own words;
stock: yes or no.
Source. Back et al. 2005 (NURSE); hollow formulas after Strekalova 2016.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from carescore.annotate import PhraseHit, Signals
from carescore.codes._base import Code, Coder, Codes, Evidence, quote
from carescore.codes._context import around, plain
from carescore.codes._empathy_rules import RULES
from carescore.codes._exchange import pseudo_apologies
from carescore.codes._sentences import likeliest
from carescore.segmentation import Dialogue, Turn
from carescore.text import words
from carescore.text.regex import lazy

_STOCK = frozenset({"stock", "formula"})
_AFTER_FEELING = frozenset({"ask_more", "ask_wrong"})
_NEGATED = lazy(r"(?:\b(?:not|never|no|isn't|wasn't)|n't)(?:\s+\w+){0,2}\s*$")
_TAKEN_BACK = lazy(r"[\s,;.]*(?:[\w']+[\s,;.]+){0,5}?(?:but|however|unfortunately|policy)\b")
_REFUSED = lazy(
    r"[\s,;]*(?:[\w']+[\s,;]+){0,4}?(?:(?:but|however)\b(?:[\s,]+[\w']+){0,4}?[\s,]+(?:policy|"
    "unfortunately|can't|cannot|ca n't|"
    r"nothing|rules?|have to|not|no|don't|do n't)|unfortunately|policy)\b"
)
_HANDED_ON = lazy(
    r"\b(?:but|however)\b[\s,]*(?:let me|let's|i'm going to|i'll|(?:i|we) can(?!not|'t)|we'll|i want|"
    "here's|we're going to)"
)
_CONTENT = lazy(r"[a-z]{4,}")
_COMMON = frozenset(
    "that this with have your you're what when then them they were will would could should "
    "just like know about from been some there "
    "really very okay yeah well because don't understand hear appreciate frustration "
    "frustrations concern concerns feel feeling "
    "sorry however unfortunately policy thank patience their want need going does into only "
    "more than also even here right doctor "
    "completely totally exactly saying coming must sounds".split()
)


KINDS = ("naming", "understanding", "respecting", "supporting", "exploring")
OWN = "own words"
UNLIKELY = 0.1  # the model's probability below which a phrase alone is no empathy
_ONLY = "only_formula"


def find(codes: Codes) -> Iterator[Code]:
    """The turns with empathy, those of the patient's own case and the formulas."""
    dialogue, judged = codes.dialogue, codes.signals.judged
    openings = {code.turn for code in codes["feelings"]}
    phrase_of: dict[int, Phrase] = {}
    for one in phrases(dialogue, codes.signals, openings):
        if one.kind in KINDS:
            phrase_of.setdefault(one.quote.turn, one)
    unmeant, bare = pseudo_apologies(codes), frozenset(_only_formula(dialogue, codes.signals))
    specific, stock, chances = judged.found("empathy"), judged.found("stock"), judged.probabilities("empathy")
    for turn in dialogue.side("staff"):
        i = turn.index
        phrase, own = phrase_of.get(i), bool(specific[i]) and i not in bare
        own |= phrase is not None and not stock[i] and chances[i] >= UNLIKELY
        if not (own or stock[i]) or (phrase is None and i in unmeant):
            continue
        head = "empathy" if own else "stock"
        start, end = (phrase.quote.start, phrase.quote.end) if phrase else likeliest(codes, i, head)
        if not any(sign.isalpha() for sign in turn.text[start:end]):
            continue
        attributes = {"kind": phrase.kind if phrase else OWN, "stock": "no" if own else "yes"}
        chance = round(float(judged.probabilities(head)[i]), 3)
        yield Code(i, start, end, "empathy", attributes, chance, None, turn.ms_at(start))


def _only_formula(dialogue: Dialogue, signals: Signals) -> Iterator[int]:
    """The turns that say "sorry to hear that", and beside it nothing but "oh", "okay" and their like."""
    for hit in signals.phrases["empathy_strength"]:
        text = dialogue.turns[hit.turn].text
        if hit.entry.label == _ONLY and words.RECEIPTS.issuperset(words.words(text[: hit.start] + text[hit.end :])):
            yield hit.turn


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of empathy in a staff turn: its quote, labelled with its kind, and whether
    it is hollow."""

    quote: Evidence
    kind: str
    hollow: bool


def phrases(dialogue: Dialogue, signals: Signals, feelings: Container[int]) -> list[Phrase]:
    """Every phrase of empathy in staff talk, hollow ones among them, in order; no apologies. feelings: the turns that
    voice one; "tell me more" explores only behind such a turn."""
    heard = []
    for hit in signals.phrases["empathy_phrases"]:
        label = hit.entry.label
        if dialogue.turns[hit.turn].side != "staff" or label not in RULES:
            continue
        if label in _AFTER_FEELING and hit.turn - 1 not in feelings:
            continue
        if one := _phrase(dialogue, hit):
            heard.append(one)
    return heard


def _phrase(dialogue: Dialogue, hit: PhraseHit) -> Phrase | None:
    turn, rule = dialogue.turns[hit.turn], RULES[hit.entry.label]
    left, _, right = around(turn, hit.start, hit.end)
    if hit.entry.label == "ask_worry" and not rule.fits(left, right):
        rule = RULES["feeling"]
    if not rule.fits(left, right) or (rule.polar and _NEGATED.search(left)):
        return None
    if (
        rule.kind == "naming"
        and right.rstrip().endswith("?")
        and not re.search(r"\b(?:sounds?|seems?|so|must)\b", left)
    ):
        return None
    hollow = rule.kind == "hollow" or taken_back(dialogue, turn, hit.start, hit.end, hit.entry.label in _STOCK)
    if rule.kind == "formula" and not hollow:
        return None
    kind = "hollow" if hollow else rule.kind
    return Phrase(quote(turn, hit.start, hit.end, kind), kind, hollow)


def taken_back(dialogue: Dialogue, turn: Turn, start: int, end: int, stock: bool) -> bool:
    """Whether an adversative takes the phrase back at once and nothing the patient said is in it."""
    rest = plain(turn.text[end : end + 60])
    rest = rest if stock else rest.split(".")[0]
    found = (_TAKEN_BACK if stock else _REFUSED).match(rest)
    if not found or _HANDED_ON.search(rest[: found.end() + 25]):
        return False
    said = plain(turn.text[max(0, start - 60) : end]) + rest[: found.end()] + rest[found.end() :].split(".")[0]
    return not (content(said) & set().union(*map(content, _heard(dialogue, turn))))


def _heard(dialogue: Dialogue, turn: Turn) -> list[str]:
    """The patient side's last two turns before a turn."""
    earlier = [plain(t.text) for t in dialogue.turns[max(0, turn.index - 6) : turn.index] if t.side == "patient"]
    return earlier[-2:]


def content(text: str) -> set[str]:
    """Content words of a text, cut to their first five letters so that forms of a word meet."""
    return {word[:5] for word in _CONTENT.findall(text) if word not in _COMMON}


CODER = Coder(
    name="empathy",
    kinds={"empathy": {"kind": (*KINDS, OWN), "stock": ("yes", "no")}},
    find=find,
    source="Back et al. 2005 (NURSE); Strekalova 2016",
)
