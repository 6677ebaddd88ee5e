"""What stands around a word: titles, introductions, organisations and places, the rest of a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carescore.privacy import _lexicons
from carescore.privacy._tokens import TITLE, Token
from carescore.text.people import RELATIVES
from carescore.text.regex import lazy, one_of
from carescore.text.words import GREETINGS

NAMED = lazy(
    r"(?:(?<!brand )\b(?:sur|fore|nick)?names?(?:['’]s| is| was|,|:)?|"
    r"\bnamed|\bcalled|\bcalls? (?:me|him|her)|\bgoes by) $",
    re.IGNORECASE,
)
# Stays a pattern: a word of any kind may stand in it, and it ends where the name begins.
CUED = lazy(
    r"(?:\b(?:this is|i['’]?m|i am|it['’]?s|is this|you['’]?ve reached|"
    r"(?:speak(?:ing)?|spoke|talk(?:ing|ed)?|met) (?:with|to)|meet|ask(?:ed)? for|look for|dear|thanks|"
    r"thank you(?: so much)?|tell|told|gave it to|with|from|by|and|see|saw|"
    rf"{one_of(GREETINGS)}|bye|sorry|introduce|is|"
    r"(?:my|your|his|her|our|their) (?:\w+ )?\w+),? )$",
    re.IGNORECASE,
)
_KIN = one_of(RELATIVES, "friend neighbor neighbour roommate boss nurse doctor".split())
SMALL_CUED = lazy(  # in a text without capitals, before a name that is an ordinary word
    rf"\b(?:(?:my|your|his|her|our|their) (?:\w+ )?(?:{_KIN})|named (?:him|her|them)|goes by|"
    r"(?:told|tell|asked) |ask(?:ed)? for) ?$",
    re.IGNORECASE,
)
_KIN_CUED = lazy(rf"\b(?:my|your|his|her|our|their) (?:\w+ )?(?:{_KIN}),? $", re.IGNORECASE)
_INTRODUCED = lazy(
    r"\b(?:this is|i['’]?m|i am|it['’]?s|that['’]?s|that (?:is|was|would be)|is this|"
    r"(?:the|our) patient is|"
    r"(?:speak(?:ing)?|spoke|talk(?:ing|ed)?|through) (?:with|to)|ask(?:ed)? for|hi|hello|thanks|thank you),? $",
    re.IGNORECASE,
)
_BEHIND_NAMES = lazy(  # "this is ji-woo from billing", "that was rosamund, my daughter"
    rf"^(?: \w+)?(?:,? (?:from|calling|speaking)\b|, (?:my|your|his|her|our|their) (?:{_KIN}))",
    re.IGNORECASE,
)
_SPOKEN_TO = lazy(
    r"\b(?:spoke|spoken|speak(?:ing)?|talk(?:ed|ing)?|ask(?:ed)?(?: for)?|saw|met|see|thanks?|texted|emailed|rang)"
    r"(?: (?:with|to))? $",
    re.IGNORECASE,
)
_AT_WORK = lazy(
    r"^,? (?:at|in|from|on) (?:the |your |our )?(?:front desk|desk|reception|billing|pharmacy|office|clinic|ward|lab|"
    r"practice|surgery|team|phone|switchboard|records|accounts)\b",
    re.IGNORECASE,
)
_SURE_CUE = lazy(r"\b(?:named (?:him|her|them)|goes by|told|ask(?:ed)? for) $", re.IGNORECASE)
_VERBS = frozenset("will may hope drew sue rob grant chase can might wade trace pat".split())  # behind "my son"
_VERBS_OF = lazy(r"^ (?:who|never|always|goes|wants|lives|thinks|and|from|has|had)\b")  # "hope never"
NEXT = frozenset(  # words behind a name at the beginning of a sentence
    "here speaking from called calls told tells said says is was has had brought gave went came comes drove helped "
    "picked asked asks thinks thought and who never always goes lives wants wanted did does died".split()
)
ADDRESSED = frozenset(
    "can could do did are is how what please would you i it it's let thank have where when we".split()
)
_INTERJECTIONS = frozenset("honey love angel precious baby sunny long young guy king see so will may hope june".split())
_VIRTUES = frozenset("hope grace faith joy patience charity mercy honor harmony".split())  # hope is all I have
_OF_THINGS = frozenset("is was has had did does and".split())  # may follow a thing at the beginning of a sentence, too
_THINGS = frozenset(
    "at from the a an any some called try tried take taking took on of using prescribed".split()
)  # of no lists
_DISEASES = frozenset("disease syndrome lymphoma palsy catheter scale fever".split())
LIKE = lazy(r"\b[A-Z],? (?:like|as in|for) $")  # "T like Thomas" spells


@dataclass(frozen=True, slots=True)
class Text:
    """A line's text and words; asked: the other side has just asked for a name; cased: capitals tell something."""

    text: str
    words: list[Token]
    asked: bool
    cased: bool


def begins_a_sentence(one: Text, place: int) -> bool:
    """Whether the words behind a word at the beginning of a sentence make a name of it."""
    word = one.words[place]
    after = one.words[place + 1] if place + 1 < len(one.words) else None
    if after is None:
        return False
    if one.text[word.end : word.end + 2] in ("'s", "’s"):
        return _lexicons.is_first(word.low) or _lexicons.is_last(word.low)
    if one.text[word.end : word.end + 1] == ",":
        return after.low in ADDRESSED and word.low not in _INTERJECTIONS
    listed = _lexicons.is_first(word.low) or _lexicons.is_last(word.low)
    return after.tied and after.low in NEXT and ((listed and word.low not in _VIRTUES) or after.low not in _OF_THINGS)


def is_small_name(one: Text, place: int) -> bool:
    """Whether the words around a word in small letters make a name of it, though it may be an ordinary word."""
    word, before = one.words[place], one.text[: one.words[place].start]
    if SMALL_CUED.search(before[-40:]):
        return word.low not in _VERBS | NEXT or bool(_SURE_CUE.search(before[-16:]))
    if word.initial and one.text[word.end : word.end + 1] == ",":
        return begins_a_sentence(one, place)
    return word.initial and is_told_of(one, place) and not _VERBS_OF.search(one.text[word.end : word.end + 20])


def is_told_of(one: Text, place: int) -> bool:
    """Whether the next word tells what somebody did, and hardly what a thing did."""
    after = one.words[place + 1] if place + 1 < len(one.words) else None
    return after is not None and after.tied and after.low in NEXT - _OF_THINGS


def begins_a_clause(one: Text, place: int) -> bool:
    """Whether a word stands behind a comma or first, and what follows tells of it: "between us, kowalski was rude"."""
    word, after = one.words[place], one.words[place + 1] if place + 1 < len(one.words) else None
    opens = word.initial or one.text[: word.start].endswith(", ")
    return opens and after is not None and after.tied and after.low in NEXT


def is_introduced(one: Text, place: int) -> bool:
    """Whether a word in small letters, and of no list, stands where people are introduced: behind a relative, behind
    "this is" and before "from", or beside another name."""
    word = one.words[place]
    before, after = one.text[max(0, word.start - 40) : word.start], one.text[word.end : word.end + 40]
    if word.low in NEXT or word.low.endswith(("n't", "n’t")) or after.startswith(("'", "’")):
        return False
    if _KIN_CUED.search(before) or (_INTRODUCED.search(before) and _BEHIND_NAMES.search(after)):
        return True
    if _SPOKEN_TO.search(before) and _AT_WORK.search(after):
        return True
    pair = [near.low for near in one.words[max(0, place - 2) : place]]
    return (
        len(pair) == 2
        and pair[1] in ("and", "or")
        and _lexicons.is_first(pair[0])
        and not _lexicons.is_ordinary(pair[0])
    )


def in_title_case(one: Text, place: int) -> bool:
    """Whether a neighbour is an ordinary word with a capital, as in a heading or an organisation's name."""
    near = one.words[max(place - 1, 0) : place] if one.words[place].tied else []
    near = near + [word for word in one.words[place + 1 : place + 2] if word.tied]
    return any(
        w.capital and not w.initial and is_ordinary(w) and not _lexicons.is_first(w.low) for w in near if w.low != "i"
    )


def has_title(one: Text, place: int) -> bool:
    """Whether a title stands before a word; "I miss Georgia" has none."""
    if not place or not one.words[place].tied:
        return False
    title = one.words[place - 1]
    small = (
        title.low in ("miss", "sister", "father", "judge", "officer", "st", "surgeon") and not title.text[:1].isupper()
    )
    return bool(TITLE.fullmatch(title.low)) and title.low != "st" and not small


def _run(one: Text, place: int) -> list[Token]:
    """The words with capitals around a word, in one piece."""
    first = last = place
    while first > 0 and one.words[first].tied and _big(one.words[first - 1]):
        first -= 1
    while last + 1 < len(one.words) and one.words[last + 1].tied and _big(one.words[last + 1]):
        last += 1
    return one.words[first : last + 1]


def _big(word: Token) -> bool:
    return word.text[:1].isupper() and word.text != "I"


def in_organisation(one: Text, place: int) -> bool:
    """Whether a word stands in the name of an organisation, a place or a disease."""
    run = _run(one, place)
    after = next((word for word in one.words[place + 1 :] if word.start > run[-1].start), None)
    listed = _lexicons.is_first(one.words[place].low)
    small = after is not None and after.tied and after.low in (_DISEASES if listed else _lexicons.ORGANISATIONS)
    of = [word.low for word in one.words[max(0, place - 2) : place]]
    return (
        small
        or (len(of) == 2 and of[1] == "of" and of[0] in _lexicons.ORGANISATIONS)
        or any(
            word.low in _lexicons.ORGANISATIONS for word in run if word.start != one.words[place].start or len(run) > 1
        )
    )


def is_place(one: Text, place: int, end: int) -> bool:
    """Whether it is a place: behind "in", or behind a word that begins names of towns; given names are none."""
    word, before = one.words[place], one.words[place - 1] if place else None
    if _lexicons.is_first(word.low) and word.low not in _lexicons.PLACES_BEGIN:
        return bool(
            before and word.tied and before.low in ("st", "saint", "san", "santa") and before.text[:1].isupper()
        )
    begins = word.low in _lexicons.PLACES_BEGIN and end - place > 1 and not _lexicons.is_last(word.low)
    unknown = not _lexicons.is_last(word.low.removesuffix("s"))
    behind = bool(
        before
        and word.tied
        and (
            before.low in ("in", "near")
            or (unknown and before.low in _THINGS)
            or (before.low in _lexicons.PLACES_BEGIN and _big(before))
        )
    )
    return begins or behind


def leads_on(one: Text, place: int) -> bool:
    """Whether particles lead to a word with a capital: "de la Cruz"."""
    while place < len(one.words) and one.words[place].low in _lexicons.PARTICLES:
        place += 1
    return place < len(one.words) and one.words[place].capital and one.words[place].tied


def is_ordinary(word: Token) -> bool:
    return _lexicons.is_ordinary(word.low)
