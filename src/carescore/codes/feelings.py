"""Openings for empathy: the patient side voices a feeling, a hardship, a loss, a success, or hints at one.

Definition. One code a turn. A phrase of the lexicon `empathic_opportunities` counts when what stands around it fits its
label: RULES name, for each label, the kind it shows and what must and must not stand before and after it in its
sentence. A turn without such a phrase counts when the bundled model `codes`, learnt from readers' labels, is sure
enough. The stretch is the phrase, else the turn's likeliest sentence.
Near-misses. Negated phrases ("not worried"), somebody else's mind ("they were worried"), quoted ones ("he said I'm
depressed"), idioms ("I'm afraid we can't"), plain symptoms and facts.
Attributes. kind: explicit (a feeling is named), event (a loss), cue (a hint); family: emotion, challenge, loss,
progress, cue.
Source. Suchman et al. 1997; Zimmermann et al. 2011 (VR-CoDES); families after Bylund & Makoul 2002 (ECCS).
"""

from __future__ import annotations

from collections.abc import Iterator

from carescore.annotate import Signals
from carescore.codes._base import Code, Coder, Codes, Evidence, quote
from carescore.codes._context import Rule, around
from carescore.codes._feeling_rules import RULES
from carescore.codes._sentences import likeliest
from carescore.segmentation import Dialogue, Turn
from carescore.text.context import negated, reported
from carescore.text.people import KINSHIP
from carescore.text.regex import lazy, one_of
from carescore.transcript import Role

_OTHERS = lazy(
    r"\b(?:you|you're|they|they're|doctors?|doc|nurse|staff|people|everyone|everybody|dr\.?|"
    r"provider|gp)\b(?!.*\b(?:i|i'm|i've|me|my|we|us|it's|it|that|this)\b)"
)
_QUOTED = lazy(
    rf"\b(?:he|she|they|you|doctor(?: \w+)?|dr\.? \w+|people|everyone|who|{one_of(KINSHIP)}|boss)"
    r"\s+(?:\w+\s+)?(?:said|says|say|told|tells|asked|thinks?|thought)\b"
)
_HE_SHE = lazy(r"\b(?:he|she|he's|she's|his|her)\b")
_OWN = lazy(r"\b(?:i|i'm|im|i've|me|my|we|we're|us|our|it|it's|that|that's|this)\b")
_FAMILY = lazy(rf"\b{one_of(KINSHIP)}\b")
# Stays a pattern: what follows the word of feeling decides, some of it only at the end of the turn.
_IDIOM = lazy(
    r"\bafraid\s+(?:not|so|that's all|i (?:do n't|don't|ca n't|can't|have to|won't|haven't|"
    r"did)|we|you)|\bnervous (?:system|breakdown)|"
    r"\bupset (?:stomach|tummy|belly)|\bhate to (?:bother|ask|say|be)|\bno worries|"
    r"\bscared? (?:off|the)|\bfearful of|\bpanic button|"
    r"\b(?:mad|angry|annoyed|furious|upset) (?:at|with) (?:me|us)\b|\btraumatic (?:brain|stroke|injur)|"
    r"\bworry about (?:it|that)[.!]?$|\b(?:red and angry|angry look|angry (?:red|around|rash))"
)
_OF_SKIN = lazy(  # what looks angry there is a body part
    r"\b(?:it|that|this|they|throat|tonsils?|skin|wound|rash|gums?|cut|scar|spots?|lumps?|bumps?|mole|eyes?|toe|incision)"
    r"(?: \w+){0,2} look(?:s|ed|ing)?(?: \w+)?\s*$"
)
DOUBTED = 0.8  # the same where the likeliest sentence denies or reports what a phrase says ("I'm not worried")
FAMILIES = ("emotion", "challenge", "loss", "progress", "cue")
KIND_OF = {"emotion": "explicit", "loss": "event", "challenge": "cue", "progress": "cue", "cue": "cue"}
# share of the phrases of a family that readers labelled an opening, in 348 conversations none of which shaped the rules
AGREED = {"emotion": 0.9, "loss": 0.95, "challenge": 0.74, "progress": 0.77, "cue": 0.77}


def find(codes: Codes) -> Iterator[Code]:
    """The openings, one a turn."""
    dialogue, signals = codes.dialogue, codes.signals
    if not dialogue.side("patient"):
        return
    phrases = codes.once(_voiced)
    chances, counted = signals.judged.probabilities("opening"), signals.judged.found("opening")
    for turn in dialogue.side("patient"):
        sign, chance = phrases.get(turn.index), float(chances[turn.index])
        if sign is None and not counted[turn.index]:
            continue
        start, end = (sign.start, sign.end) if sign else likeliest(codes, turn.index, "opening")
        if sign is None and chance < DOUBTED and _doubted(codes, turn, start, end):
            continue
        family = sign.label if sign else "cue"
        sure = max(chance, AGREED[family]) if sign else chance
        attributes = {"kind": KIND_OF[family], "family": family}
        yield Code(turn.index, start, end, "opening", attributes, round(sure, 3), None, turn.ms_at(start))


def _doubted(codes: Codes, turn: Turn, start: int, end: int) -> bool:
    """Whether a phrase between start and end is denied there, or somebody else's."""
    return any(
        start <= hit.start < end and (negated(turn.text, hit.start) or reported(turn.text, hit.start))
        for hit in codes.signals.phrases_in(turn.index, "empathic_opportunities")
    )


def _voiced(codes: Codes) -> dict[int, Evidence]:
    return voiced(codes.dialogue, codes.signals)


def voiced(dialogue: Dialogue, signals: Signals) -> dict[int, Evidence]:
    """The first sign of feeling in each patient-side turn, by turn."""
    first: dict[int, Evidence] = {}
    for item in signs(dialogue, signals):
        first.setdefault(item.turn, item)
    return first


def signs(dialogue: Dialogue, signals: Signals) -> Iterator[Evidence]:
    """Every sign of feeling in the patient side's talk, labelled with its kind."""
    for hit in signals.phrases["empathic_opportunities"]:
        turn = dialogue.turns[hit.turn]
        if turn.side == "patient" and (kind := _kind(turn, hit.start, hit.end, hit.entry.label)):
            yield quote(turn, hit.start, hit.end, kind)


def _kind(turn: Turn, start: int, end: int, label: str) -> str | None:
    """What a phrase shows where it stands, None when nothing."""
    rule = RULES[label]
    left, phrase, right = around(turn, start, end)
    if not rule.fits(left, right) or (rule.polar and negated(turn.text, start)):
        return None
    if _QUOTED.search(left) or _IDIOM.search(left[-10:] + phrase + right):
        return None
    if phrase == "angry" and _OF_SKIN.search(left):
        return None
    return rule.kind if _own(turn, left, rule) else None


def _own(turn: Turn, left: str, rule: Rule) -> bool:
    """Whether the mind spoken of is the speaker's, or of somebody they speak for."""
    if _OTHERS.search(left) and rule.kind == "emotion":
        return False
    heard = [match.start() for match in _HE_SHE.finditer(left)]
    if not heard or rule.kind != "emotion" or _OWN.search(left[heard[-1] :]):
        return True
    return turn.role is Role.COMPANION or bool(_FAMILY.search(left))


CODER = Coder(
    name="feelings",
    kinds={"opening": {"kind": ("explicit", "cue", "event"), "family": FAMILIES}},
    find=find,
    source="Suchman et al. 1997; Zimmermann et al. 2011; Bylund & Makoul 2002",
)
