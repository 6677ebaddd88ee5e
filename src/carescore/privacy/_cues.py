"""What words say of a number beside them: that it is a telephone, a record, a policy, a card or another number."""

from __future__ import annotations

import re

from carescore.privacy.identifiers import Kind
from carescore.text.regex import lazy
from carescore.text.wordlists import alternatives

_BEFORE = 90  # characters before a number in which a word may say what it is
_AFTER = 45
_ID = r"(?:id|i\.d\.|number|no\.|num|#|code)"
# They stay patterns: parts of words, and any words between two of them.
_CUES: tuple[tuple[Kind, str], ...] = (
    (
        Kind.PHONE,
        r"phone|cell|mobile|landline|fax|pager|beeper|extension|\bext\b|voicemail|"
        r"call(?:ing)?(?: \w+){0,3} (?:at|on|back)|"
        r"(?:reach|text|ring|contact|dial|page|try)(?: \w+){0,3} (?:at|on)|\bdial|\btel\b|home number|work number|"
        r"(?:contact|call ?back|daytime|best|new|right) number",
    ),
    (
        Kind.RECORD,
        r"medical record|record "
        + _ID
        + r"|\bmrn\b|\bm\.r\.n|chart(?: "
        + _ID
        + r")?\b|patient "
        + _ID
        + r"|hospital "
        + _ID
        + r"|nhs(?: "
        + _ID
        + r")?\b|file number|case (?:number|id)|encounter|visit (?:number|id)|account for the visit|"
        r"specimen|accession|lab number|wristband",
    ),
    (
        Kind.POLICY,
        r"policy|member(?:ship)? ?"
        + _ID
        + r"|subscriber|group (?:number|id)|\bgroup\b|insurance|claim|plan (?:number|id)|"
        r"authori[sz]ation|pre-?auth|medicare|medicaid|beneficiary|coverage|member(?= is| was|'s)",
    ),
    (
        Kind.CARD,
        r"credit|debit|\bcard\b|visa\b|mastercard|amex|american express|\bcvv|\bcvc|security code|"
        r"(?:digits|number) on the back|expir\w+|routing|"
        r"bank account|sort code|iban|account and routing|checking",
    ),
    (
        Kind.NUMBER,
        r"social(?: security)?|\bssn\b|\bsocial\b|last (?:four|4)|final four|ending in|ends in|"
        r"licen[cs]e|passport|confirmation|reference|"
        r"ticket|tracking|\bpin\b|pass ?(?:code|word)|access code|account|invoice|order|"
        r"prescription (?:number|#)|\brx\b|"
        r"serial|(?:number )?plates?\b|registration|\bid\b|\bi\.d\.|national insurance|tax|booking",
    ),
    (Kind.ADDRESS, r"zip(?: code)?|post ?code|postal code|\bunit\b|apartment|\bapt\b|house number|street number"),
    (Kind.BIRTH_DATE, r"birth ?day|birth|\bborn\b|\bd\.?o\.?b\b"),
)
_PATTERNS = tuple((kind, lazy(pattern, re.IGNORECASE)) for kind, pattern in _CUES)
_SOME_NUMBER = lazy(r"number(?= is| was|'s|:)|(?:my|your|the) number|\bcode\b", re.IGNORECASE)  # of no kind said
_SAYS = lazy(
    r"^\W*(?:(?:it )?(?:is|was|are|as|that's|would be|for|on) )?(?:my|the|your|his|her|our|their)\b", re.IGNORECASE
)
_ASKS = lazy(
    r"\?|\b(?:can|could|may|might|would|will) (?:i|you|we|she|he)\b|\bi(?:'ll| will| just)? need\b|\bconfirm|\bverify|"
    r"\bgive me|"
    r"\bwhom? am i\b|\btell me|\bread (?:me|it|that|out)|"
    r"\bstarting with|\bwhat(?:'s| is| was)|\bspell|\bgo ahead|\bplease\b",
    re.IGNORECASE,
)
_ASKED = 220  # characters at the end of a turn that can ask for something
_THINGS = rf"(?:{alternatives('privacy', 'things')})s?"
_NAMES = lazy(
    r"\b(?:full|first|last|middle|maiden|sur|given|family|legal|preferred)[ -]?names?\b|"
    rf"\bnames?\b(?! of (?:(?:\w+ ){{0,3}}(?:{_THINGS})\b|(?:it|that|this|them|those|these)\b(?! \w)))|\bspell",
    re.IGNORECASE,
)
_WHO = lazy(
    r"\bwho(?:'s| is| am| are| was)? (?:this|i|calling|speaking|your|the|you|treated|referred|saw|with)\b|"
    r"who do you (?:see|want)",
    re.IGNORECASE,
)
_STREET = lazy(r"\baddress|\bwhere do you (?:live|stay)|\blive at|\bstreet\b", re.IGNORECASE)
_MAIL = lazy(r"\be-?mail", re.IGNORECASE)


def beside(text: str, start: int, end: int) -> Kind | None:
    """What the words nearest before a number say that it is, else those right behind it."""
    before = text[max(0, start - _BEFORE) : start]
    nearest = _nearest(before)
    if nearest is not None:
        return nearest
    after = text[end : end + _AFTER].partition(". ")[0]
    return _nearest(after, first=True) if _SAYS.match(after) else None


def numbered(text: str, start: int) -> bool:
    """Whether the words before a number call it somebody's number, of no kind said."""
    return bool(_SOME_NUMBER.search(text[max(0, start - _BEFORE) : start]))


def _nearest(text: str, first: bool = False) -> Kind | None:
    """The kind of the cue that stands last, or first."""
    ends: list[tuple[int, Kind]] = []
    for kind, pattern in _PATTERNS:
        places = [match.end() for match in pattern.finditer(text)]
        if places:
            ends.append((-min(places) if first else max(places), kind))
    return max(ends, key=lambda one: one[0])[1] if ends else None


def asked(text: str) -> Kind | None:
    """What kind of identifier a turn asks for at its end, None for none."""
    end = text[-_ASKED:]
    if not _ASKS.search(end):
        return None
    last = _nearest(end)
    places = [
        (match.end(), kind)
        for kind, p in ((Kind.NAME, _NAMES), (Kind.NAME, _WHO), (Kind.ADDRESS, _STREET))
        for match in p.finditer(end)
    ]
    if _MAIL.search(end) and last is None:
        return Kind.EMAIL
    if last is None and not places and _SOME_NUMBER.search(end):
        return Kind.NUMBER
    if places and (last is None or max(places)[0] > _place(end, last)):
        return max(places, key=lambda one: one[0])[1]
    return last


def asked_for(text: str, kind: Kind) -> bool:
    """Whether a turn asks for that kind, whatever else it asks for."""
    end = text[-_ASKED:]
    patterns = {Kind.NAME: (_NAMES, _WHO), Kind.ADDRESS: (_STREET,)}.get(kind, ())
    own = tuple(pattern for known, pattern in _PATTERNS if known is kind)
    return bool(_ASKS.search(end)) and any(pattern.search(end) for pattern in (*patterns, *own))


def _place(text: str, kind: Kind) -> int:
    return max((match.end() for known, p in _PATTERNS if known is kind for match in p.finditer(text)), default=0)
