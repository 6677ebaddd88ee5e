"""Good and bad news of illness, which words of feeling miss: "The swelling has gone down", "It has spread".

Signs of a text, as features of the sentiment model: an ailment that ends or is no more, a clear result, something that
can be done again; an ailment that grows or returns, a grave finding, something that can be done no longer. A sign is
no verdict: the model weighs it. Patterns, since each is an order of words within one sentence, not a phrase.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from carescore.predictors.linear import FloatArray
from carescore.text.literals import Needed
from carescore.text.regex import lazy
from carescore.text.words import straight

NAMES = ("eased", "clear result", "regained", "worse", "grave", "lost")

_NEAR = r"[^.?!;]{0,40}?"
_AILMENT = (
    r"\b(?:pain(?:s|ful)?|hurt(?:s|ing)?|ach(?:e|es|ing)|sore(?:ness)?|swelling|swollen|bleed(?:s|ing)?|blood|oozing"
    r"|nausea|sick(?:ness)?|vomiting|dizz(?:y|iness)|fevers?|temperature|rash|itch(?:y|ing)?|cough(?:s|ing)?"
    r"|headaches?"
    r"|migraines?|cramps?|numb(?:ness)?|tingling|ringing|infections?|infected|tumou?rs?|cancer|lumps?|growth|cysts?"
    r"|seizures?|fits?|panic\w*|anxi(?:ous|ety)|worr(?:y|ied)|scared|afraid|frighten\w+|terrified|fear(?:s|ed)?"
    r"|dread(?:ed|ing)?|nervous|depress\w+|tired|exhaust\w+|breathless\w*|wheez\w+|attacks?|bad (?:nights?|days?)"
    r"|side effects?|symptoms?|problems?|trouble|issues?|discomfort|stiff(?:ness)?|burn(?:s|ing)?|sting(?:s|ing)?"
    r"|throb\w*|relapses?|spots|blisters?|ulcers?|wounds?|scratch\w*|shak(?:e|es|ing|y)|tremors?|bruis\w+|sad"
    r"|cry(?:ing)?|alone|lonely|stress\w*|rushed|asham\w+|embarrass\w+|confus\w+|palpitations|heartburn|sweats"
    r"|sensitivity|damage|clots?|spells?|agony|asthma|bothers?|surgery|operation|stick|tablets|painkillers|oxygen)\b"
)
_ENDS = (
    r"(?:\b(?:is|are|was|has|have|had|all|nearly|almost)|'s|'ve)(?: \w+)? gone\b"
    r"|\b(?:(?:went|gone|going|goes) (?:away|down)|stopped|clear(?:ed|ing)|fad(?:ed|ing)|eas(?:ed|ing)"
    r"|settl(?:ed|ing)"
    r"|w(?:ore|orn) off|improv\w+|heal(?:ed|ing)|under control|controlled|better|easier|milder|smaller"
    r"|shr[aiu]nk(?:ing)?"
    r"|disappeared|vanished|lifted|dissolved|rarer|fewer|dried up|broke)\b|(?:'s| is) down\b"
)
_NOT = r"(?:n't|\bnot|\bnever|\bno|\bwithout|\bnothing like)\b"
_LESS = (
    r"\b(?:no (?:more|longer)|hardly|barely|less|not (?:nearly )?as|nowhere near as|stopped(?: being)?"
    r"|free (?:of|from)|off"
    r"|not a single)\b"
)
_COMPARED = (
    r"\b(?:any ?more|any longer|now|since|so far|these days|at all|whatsoever|today|this (?:week|time|year)|one bit"
    r"|after all|than)\b"
)
_RESULT = (
    r"\b(?:scans?|tests?|results?|biops(?:y|ies)|x-?rays?|bloods?|swabs?|margins?|mammogram|smear|numbers?|pressure"
    r"|sugars?|levels?|heart(?:beat)?|lungs?|kidneys?|liver|thyroid|cholesterol|dressing|weight|temperature)\b"
)
_FINE = (
    r"\b(?:clear|normal|negative|benign|fine|clean|healthy|strong|steady|stable|good|in (?:the "
    r"|a )?(?:\w+ )?range|lower"
    r"|under control|(?:come|coming|came|gone|right) (?:right )?down|down to|improved|better)\b"
)
_NO_FINDING = (
    r"\b(?:in remission|all clear|false alarm|harmless|no (?:sign|trace|damage|cavities)"
    r"|nothing (?:serious|wrong|bad|to worry|showed|hurts)|not (?:cancer|serious|so bad)"
    r"|turn(?:s|ed) out (?:(?:to be|it was) )?(?:nothing|fine|benign))\b"
    r"|\b(?:lower|less|better|smaller|milder|fewer) (?:\w+ )?than "
    r"(?:last|before|it (?:was|used)|the (?:last|time)|yesterday|i|we)\b|n't (?:cancer|serious|so bad)\b"
)
_DO = (
    r"(?:sleep|eat|walk|breathe?|work|afford|cope|stand|mov|see|hear|chew|bite|driv|climb|run|feel|lift|reach|talk"
    r"|swallow|fac|go on|tak|look after|play|smil|tie)\w*"
)
_PRAISED = (
    r"c(?:ould|an)(?: not|n't|not) (?:have |be |feel )?(?:\w+ )?(?:happier|better|more|complain|thank|asked for)"
    r"|never (?:felt |been )?(?:better|rushed|happier)"
)
_NO_BETTER = r"(?:any |getting |got |gone )?(?:better|away|help\w*|work(?:ing)?|any less)"
_ROWS = (  # sign, what its every match holds beside its literals ("" where nothing more), pattern
    ("eased", _AILMENT, rf"{_AILMENT}{_NEAR}(?:{_ENDS})|{_NOT}{_NEAR}{_AILMENT}{_NEAR}{_COMPARED}"),
    ("eased", _AILMENT, rf"{_LESS}[^.?!;]{{0,20}}?{_AILMENT}|{_AILMENT}[ -]free\b"),
    ("clear result", _RESULT, rf"{_RESULT}{_NEAR}{_FINE}|\b(?:clear|clean|nothing)\b{_NEAR}{_RESULT}"),
    ("clear result", "", _NO_FINDING),
    (
        "regained",
        "",
        rf"\b(?:(?:can|able to|managed to|started|back to|walked|sleeping|eating|breathing)\b{_NEAR}"
        r"\b(?:again|now|finally|at last|through|properly|normally|today|on (?:my|her|his) own)|finally|at last"
        rf"|on the mend|as new|like (?:my|him|her)self again|wonders|did the trick|weight off|{_PRAISED}"
        r"|out of (?:hospital|intensive care|the woods)|(?:come|got) (?:my )?(?:\w+ )?back)\b",
    ),
    (
        "worse",
        _AILMENT,
        rf"{_AILMENT}{_NEAR}\b(?:worse|worsen\w*|back|returned|again|grow(?:n|ing)|bigger|spread\w*|unbearable"
        r"|constant|every|won't)\b",
    ),
    ("worse", _RESULT, rf"{_RESULT}{_NEAR}\b(?:up again|higher|bad|positive)\b"),
    (
        "worse",
        "",
        r"\b(?:worse|spread(?:ing)?|unbearable|nothing (?:helps?|works?|touches)|none of \w+"
        rf"|(?:no|not|never) {_NO_BETTER})\b|n't {_NO_BETTER}\b",
    ),
    (
        "grave",
        "",
        r"\b(?:malignant|terminal|inoperable|incurable|metasta\w+|stage (?:three|four|3|4)|relapsed|miscarr\w+"
        r"|passed away|died|infected|(?:given up|no|lost|all) hope|no point|can't go on|wits' end"
        r"|lost (?:the|my|our|her|his) (?:baby|son|daughter|husband|wife|mother|father|mum|dad|mom|job)"
        rf"|(?:tumou?r|cancer|lump|cyst|mass|infection)\b{_NEAR}\b(?:back|returned|grow\w*|bigger|spread\w*))\b",
    ),
    (
        "lost",
        "",
        rf"\b(?:(?:can't|cannot|couldn't|can not|unable to|not able to|barely|hardly|can no longer) (?:even |really )?"
        rf"{_DO}|(?:have|has)n't (?:slept|eaten|felt well|stopped)|keeps? (?:fall|wak|forget|los)\w+|failing"
        r"|giving out)\b|n't (?:stop|keep)\b",
    ),
)
_SIGNS = {f"{name} {place}": lazy(pattern) for place, (name, _, pattern) in enumerate(_ROWS)}
PATTERNS = {**_SIGNS, **{part: lazy(part) for part in (_AILMENT, _RESULT)}}
_NEEDS = {sign: frozenset((sign, part) if part else (sign,)) for sign, (_, part, _) in zip(_SIGNS, _ROWS, strict=True)}
_PLACE = {sign: NAMES.index(name) for sign, (name, *_) in zip(_SIGNS, _ROWS, strict=True)}


@cache
def _needed() -> Needed:
    return Needed.of(PATTERNS)


def signs(texts: Sequence[str]) -> FloatArray:
    """(n_texts, len(NAMES)): 1 where a text holds the sign; an ailment that grows worse has not eased."""
    low = [straight(text).lower() for text in texts]
    found = np.zeros((len(texts), len(NAMES)))
    for place, (text, worth) in enumerate(zip(low, _needed().worth_trying(low), strict=True)):
        for sign in worth & _SIGNS.keys():
            if worth >= _NEEDS[sign] and _SIGNS[sign].search(text):
                found[place, _PLACE[sign]] = 1.0
    found[:, NAMES.index("eased")] *= 1.0 - found[:, NAMES.index("worse")]
    return found
