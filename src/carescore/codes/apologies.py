"""Apologies: regret, the act named, ownership, repair; and condolences.

Definition. Phrases of the lexicon `empathy_phrases` that say sorry, one a turn. full: the act and whose it was are
said; partial: regret alone; pseudo: conditional, or for the other's reaction. Sorrow for somebody is a condolence.
Near-misses. "Sorry?", "sorry, can you spell that" are politeness; "I'm sorry" to have dropped a pen.
Attributes. class: full, partial, pseudo; elements: which of regret, act, ownership, repair the turn holds.
Source. Robbennolt 2009.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from carescore.annotate import Signals
from carescore.codes._base import Code, Coder, Codes, Evidence, quote
from carescore.codes._context import after, around, plain
from carescore.segmentation import Dialogue
from carescore.text.people import KINSHIP
from carescore.text.regex import lazy, one_of

ELEMENTS = ("regret", "act", "ownership", "repair")
# They stay patterns: each begins right after "sorry" or goes on over words that may be any, as an act and whose it
# was do.
_PSEUDO = after(
    r"(?:if\b|(?:that )?you feel (?:that|this|so)|(?:that )?you (?:were|got|are) (?:upset|"
    "offended)|for any inconvenience|for the inconvenience|that you misunderstood|"
    "you took it)"
)
_CONDOLENCE = after(
    "(?:to hear|for your loss|for what you|about (?:your (?!appointment|bill|chart|wait|"
    "results|order|file)|what (?:you|happened to)|all (?:that|this|of))|"
    "(?:that |but )?(?:you're|you are|you've|you have|you had to (?!wait|call)|your |this is|"
    "this has|this was|it's|it is|it has|it hurts|that's|that is|that must|he|she|they|"
    "things)"
    "(?:.{0,25})(?:feel|going through|dealing|having|hard|tough|pain|hurt|been|sick|suffer|"
    "scar|frighten|difficult|lost|passed|stress|unwell|worr|bother|struggl|rough|bad|way|"
    rf"happen|went|gone|\b{one_of(KINSHIP)}\b))"
)
_POLITE = after(
    r"(?:\?|to (?:interrupt|bother|ask|cut|jump|keep|barge|be|go back|sidetrack)|"
    "(?:but )?(?:can|could|would|what|when|where|which|who|how|did|do|does|was|is|are|go|say|"
    "i (?:didn't (?:catch|hear|mean|see)|missed (?:that|what|a|you)|also|meant|mean|"
    "forgot to|don't|can't|couldn't|just|have (?:to|a)|need|said|keep|'m|am)|just|one|before|"
    r"so|yes|no|there|you (?:said|froze|broke|were saying|go|answered|mentioned))\b)"
)
_SLIP = lazy(
    r"\b(?:forgot to (?:ask|mention|say)|rephrase|before i|i missed (?:a|that|one|you)|go back|"
    "wrong (?:word|button)|side-?track)"
)
_THAT_IS = lazy(r"\b(?:that's|that is|this is|this one's|it's|that one is|was|is)\s*$")
_REGRET = lazy(r"\b(?:sorry|apologi[sz]e|apologies|regret)\b")
_ACT = lazy(
    r"\b(?:wait(?:ed|ing)?|delay(?:ed)?|mistake|error|mix-?up|confusion|lost|forgot|missed|"
    "wrong|didn't|did not|never|failed|late|running behind|"
    r"not (?:calling|telling|getting|having|being)|should(?:n't|'ve| not)? (?:have )?\w+|"
    r"nobody|no one|cancel\w+|overcharg\w+|dropped|let you down|hurt you|kept|told you|"
    r"misplaced|double|disconnected|trouble|happened)\b"
)
_OWN = lazy(
    r"\b(?:our|my) (?:mistake|fault|error|oversight|bad|part|side|end)\b|\bon (?:us|me)\b|"
    r"\b(?:we|i) (?:should(?:n't have|'ve| have| not have| never have)|"
    r"didn't|did not|never|lost|forgot|missed|gave|got|"
    "made|failed|"
    r"let|dropped|messed|sent|told|kept|misplaced|put|caused|hurt|cancel\w+|overcharg\w+|"
    r"were (?:late|wrong)|was (?:late|wrong)|had you|called|double|took)\b"
)
_REPAIR = lazy(
    r"\b(?:i'll|we'll|i will|we will|let me|i'm (?:going to|gonna|\w+ing)|we're (?:going to|"
    r"gonna|\w+ing)|i've (?:already )?\w+ed|i've (?:booked|sent|put)|i can \w+|we can \w+|"
    r"here's what)\b"
)


@dataclass(frozen=True, slots=True)
class Apology:
    """An apology's quote, its class and which of ELEMENTS its turn holds."""

    quote: Evidence
    kind: str
    elements: frozenset[str]


def apologies(dialogue: Dialogue, signals: Signals, feelings: Container[int]) -> tuple[list[Apology], list[Evidence]]:
    """The apologies of staff, one a turn, and their condolences. feelings: patient-side turns that voice a feeling;
    a bare "I'm sorry" right after one is a condolence."""
    found: dict[int, Apology] = {}
    sorrow: dict[int, Evidence] = {}
    for hit in signals.phrases["empathy_phrases"]:
        turn = dialogue.turns[hit.turn]
        if turn.side != "staff" or hit.entry.label not in ("sorry", "own", "condolence"):
            continue
        left, phrase, right = around(turn, hit.start, hit.end)
        if phrase in ("on us", "on me") and not _THAT_IS.search(left):
            continue
        kind: str | None = hit.entry.label
        if kind == "sorry":
            kind = _sorry(left, right, turn.index - 1 in feelings)
        if kind == "condolence":
            sorrow.setdefault(turn.index, quote(turn, hit.start, hit.end, "condolence"))
        elif kind:
            one = _weighed(quote(turn, hit.start, hit.end, ""), kind, plain(turn.text[max(0, hit.start - 120) :]))
            known = found.get(turn.index)
            if known is None or _outweighs(one, known):
                found[turn.index] = one
    return list(found.values()), list(sorrow.values())


def _outweighs(one: Apology, known: Apology) -> bool:
    """Whether an apology says more than one before it in its turn; whatever stands behind is counted for both, but
    "sorry if" is no apology where a real one follows."""
    if "pseudo" in (one.kind, known.kind) and one.kind != known.kind:
        return known.kind == "pseudo"
    return len(one.elements) > len(known.elements)


def _sorry(left: str, right: str, felt: bool) -> str | None:
    """pseudo, condolence, regret, or None for mere politeness."""
    if _OWN.search(left):
        return None if _SLIP.search(left) else "regret"
    if right.lstrip().startswith(",") and not felt and not _OWN.search(right[:40]):
        return None
    if _PSEUDO.match(right):
        return "pseudo"
    if _CONDOLENCE.match(right):
        return "condolence"
    if _OWN.search(right) or (_ACT.match(right.lstrip(" ,.")) or _ACT.search(right[:45])):
        return None if _POLITE.match(right) or _SLIP.search(right) else "regret"
    sincere = re.search(r"\b(?:so|very|really|truly|terribly|i'm|i am|we're|oh)\s*$", left)
    if felt and sincere and not re.match(r"\s*\?", right):
        return "condolence"
    return None


def _weighed(item: Evidence, kind: str, said: str) -> Apology:
    held = {"regret"} if _REGRET.search(said) else set()
    held |= {name for name, sign in (("act", _ACT), ("ownership", _OWN), ("repair", _REPAIR)) if sign.search(said)}
    if kind == "pseudo":
        grade = "pseudo"
    else:
        grade = "full" if {"act", "ownership"} <= held or (kind == "own" and "regret" in held) else "partial"
    if kind == "own":
        held |= {"ownership"}
    label = f"{grade} apology"
    return Apology(Evidence(item.turn, item.start, item.end, label, item.start_ms), grade, frozenset(held))


def find(codes: Codes) -> Iterator[Code]:
    """The apologies and condolences of staff."""
    openings = {code.turn for code in codes["feelings"]}
    sorry, sorrow = apologies(codes.dialogue, codes.signals, openings)
    for one in sorry:
        attributes = {"class": one.kind, "elements": " ".join(name for name in ELEMENTS if name in one.elements)}
        at = one.quote
        yield Code(at.turn, at.start, at.end, "apology", attributes, None, None, at.start_ms)
    for at in sorrow:
        yield Code(at.turn, at.start, at.end, "condolence", {}, None, None, at.start_ms)


CODER = Coder(
    name="apologies",
    kinds={"apology": {"class": ("full", "partial", "pseudo"), "elements": ()}, "condolence": {}},
    find=find,
    source="Robbennolt 2009",
)
