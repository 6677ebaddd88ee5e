"""Names of people: by the speakers' labels, titles, introductions, questions for a name, capitals inside a sentence,
lists of given names and surnames, and each name once found wherever it recurs.

Where a text has no capitals only names of the lists and names behind such words are found. An ordinary word ("Grace",
"Will") is a name with a capital inside a sentence, or where the words around say so. Organisations and places are none.
"""

from __future__ import annotations

from collections.abc import Sequence

from carescore.privacy import _cues, _lexicons
from carescore.privacy._context import (
    ADDRESSED,
    CUED,
    LIKE,
    NAMED,
    NEXT,
    Text,
    begins_a_clause,
    begins_a_sentence,
    has_title,
    in_organisation,
    in_title_case,
    is_introduced,
    is_ordinary,
    is_place,
    is_small_name,
    is_told_of,
    leads_on,
)
from carescore.privacy._people import People
from carescore.privacy._spelling import spelled
from carescore.privacy._tokens import TITLE, Token, is_cased, tokens
from carescore.privacy.identifiers import Found, Kind, SpokenLine, lines_before
from carescore.segmentation import roles
from carescore.text.people import POLITE_TITLES

FEWEST_LETTERS = 4  # of a name told by a list alone, in a text without capitals
LONGEST = 5  # words of a name
FULL_NAME = 4  # words of an answer that is nothing but a name
SHORT_ANSWER = 6  # words of an answer to a question for a name, in which any word that is not ordinary is one
_BACK = 2  # lines back in which a name may have been asked for
_POLITE = frozenset("thanks thank yes yeah please sir madam okay sure and or my the it's i'm".split())
_ARTICLES = frozenset("a an the some any".split())
_SURE_TITLES = POLITE_TITLES - {"miss"} | {"dr"}  # the others are words, too


def found(lines: Sequence[SpokenLine], labels: Sequence[str], texts: Sequence[str]) -> list[list[Found]]:
    """The names of each line. texts: the lines' texts with what else was found made unreadable."""
    people = People()
    for label in labels:
        if words := of_label(label):
            people.add([word.lower() for word in words])
    read = [Text(text, tokens(text), _asked(lines, place), is_cased(text)) for place, text in enumerate(texts)]
    spans = [_spans(one) for one in read]
    for one, own in zip(read, spans, strict=True):
        for first, last in own:
            people.add([token.low for token in one.words[first:last] if len(token.low) > 1] or [one.words[first].low])
    return [_mentions(one, own, people) for one, own in zip(read, spans, strict=True)]


def of_label(label: str) -> list[str]:
    """The words of a speaker's label that are a name."""
    if roles.of_label(label).weight == roles.CERTAIN or roles.is_unknown(label):
        return []
    words = tokens(label.replace("_", " "))
    titled = bool(words and TITLE.fullmatch(words[0].low))
    kept = [w for w in words if len(w.low) > 1 and roles.of_label(w.text).role is None and not TITLE.fullmatch(w.low)]
    if not titled and any(word.low in _lexicons.ORGANISATIONS for word in kept):
        return []
    telling = titled or any(_lexicons.is_first(word.low) or not is_ordinary(word) for word in kept)
    return [word.text for word in kept] if telling else []


def _asked(lines: Sequence[SpokenLine], place: int) -> bool:
    return any(_cues.asked_for(text, Kind.NAME) for text in lines_before(lines, place, _BACK)[:1])


def _spans(one: Text) -> list[tuple[int, int]]:
    """The stretches of words that are names, each as long as it goes on."""
    spans: list[tuple[int, int]] = []
    place = 0
    while place < len(one.words):
        end = (_cased_name if one.cased else _uncased_name)(one, place)
        if end > place:
            spans.append((place, end))
        place = max(end, place + 1)
    return spans


def _cased_name(one: Text, place: int) -> int:
    """Where a name that begins there ends; the same place where none begins."""
    word = one.words[place]
    titled = has_title(one, place)
    if not word.capital or len(word.low) == 1 or TITLE.fullmatch(word.low):
        return place if not (titled and word.low in _lexicons.PARTICLES and leads_on(one, place)) else _end(one, place)
    if roles.of_label(word.text).role is not None and not _lexicons.is_first(word.low):
        return place
    end = _end(one, place)
    if titled:
        return place if _lexicons.is_never(word.low) and not _lexicons.is_first(word.low) else end
    before = one.text[: word.start]
    listed = _lexicons.is_first(word.low) or _lexicons.is_last(word.low)
    thing = _lexicons.is_rarely(word.low) and not listed
    thing |= _lexicons.is_never(word.low) and (before.endswith("called ") or not _lexicons.is_first(word.low))
    if NAMED.search(before[-24:]) and not thing:
        return end
    if _lexicons.is_never(word.low) or in_organisation(one, place) or is_place(one, place, end):
        return place
    return end if _is_name(one, place, end) else place


def _is_name(one: Text, place: int, end: int) -> bool:
    """Whether a word with a capital, behind no title, is a name."""
    word = one.words[place]
    cued = bool(CUED.search(one.text[max(0, word.start - 40) : word.start]))
    if LIKE.search(one.text[max(0, word.start - 12) : word.start]):
        return False
    if _lexicons.is_rarely(word.low):
        listed = _lexicons.is_first(word.low) or _lexicons.is_last(word.low)
        return listed and ((cued and not word.initial) or _full(one, place, end) or (one.asked and word.initial))
    if _answered(one, place) and (not is_ordinary(word) or _lexicons.is_first(word.low)):
        return True
    if _full(one, place, end):
        return True
    if not is_ordinary(word):
        return not word.initial or _lexicons.is_first(word.low) or begins_a_sentence(one, place)
    if not _lexicons.is_first(word.low):
        return False
    return begins_a_sentence(one, place) if word.initial else not in_title_case(one, place)


def _full(one: Text, place: int, end: int) -> bool:
    """Whether it is a given name and a surname, or several words of which one is nothing but a name."""
    words = one.words[place:end]
    if len(words) < 2:
        return False
    rest = [word for word in words[1:] if word.capital]
    known = [
        word for word in rest if _lexicons.is_last(word.low) or _lexicons.is_first(word.low) or not is_ordinary(word)
    ]
    return bool(known) and (_lexicons.is_first(words[0].low) or not is_ordinary(words[0]))


def _uncased_name(one: Text, place: int) -> int:
    """The same in a text without capitals."""
    word = one.words[place]
    listed = _lexicons.is_first(word.low) or _lexicons.is_last(word.low)
    if len(word.low) < 2 or _lexicons.is_never(word.low) or TITLE.fullmatch(word.low):
        return place
    before = one.text[max(0, word.start - 40) : word.start]
    title = one.words[place - 1].low if place and word.tied else ""
    if title in ("st", "saint"):
        return place
    if TITLE.fullmatch(title):
        sure = title in _SURE_TITLES and word.low not in NEXT | ADDRESSED
        named = not is_ordinary(word) or sure or _lexicons.is_surname_too(word.low)
    elif NAMED.search(before):
        named = listed or (not is_ordinary(word) and not before.endswith("called "))
    elif _lexicons.is_rarely(word.low):
        named = False
    elif is_ordinary(word):
        named = _lexicons.is_first(word.low) and is_small_name(one, place)
    else:
        named = (
            _answered(one, place)
            or (listed and bool(CUED.search(before)))
            or (_lexicons.is_first(word.low) and len(word.low) >= FEWEST_LETTERS)
            or (word.initial and is_small_name(one, place))
            or (listed and is_told_of(one, place))
            or is_introduced(one, place)
            or (_lexicons.is_last(word.low) and begins_a_clause(one, place))
        )
    return _end(one, place) if named else place


def _end(one: Text, place: int) -> int:
    """Where a name ends: words with capitals, initials and particles; without capitals, words that are not ordinary."""
    end = place + 1
    while end < len(one.words) and end - place < LONGEST and one.words[end].tied:
        word = one.words[end]
        if one.cased and not _goes_on(one, end):
            break
        if not one.cased and not (_uncased_goes_on(word) or _answers(one, word)):
            break
        end += 1
    return end


def _answered(one: Text, place: int) -> bool:
    """Whether a word stands in a short answer to a question for a name, and behind no article: "a steroid cream"."""
    things = any(word.low in _ARTICLES for word in one.words[:place])
    return one.asked and len(one.words) <= SHORT_ANSWER and not things


def _answers(one: Text, word: Token) -> bool:
    """Whether a word belongs to the name that a short answer to a question for one begins with."""
    return one.asked and len(one.words) <= FULL_NAME and word.low not in NEXT | _POLITE


def _uncased_goes_on(word: Token) -> bool:
    surname = _lexicons.is_surname_too(word.low) or not is_ordinary(word)
    return surname and not _lexicons.is_never(word.low) and len(word.low) > 1


def _goes_on(one: Text, place: int) -> bool:
    word = one.words[place]
    if word.low in _lexicons.PARTICLES:
        return leads_on(one, place)
    role = roles.of_label(word.text).role is not None and not _lexicons.is_last(word.low)
    letter = len(word.text) == 1 and word.text.isupper() and word.text != "I"
    named = word.capital and len(word.low) > 1 and not role and not TITLE.fullmatch(word.low)
    return letter or (named and (not _lexicons.is_never(word.low) or _lexicons.is_first(word.low)))


def _mentions(one: Text, spans: Sequence[tuple[int, int]], people: People) -> list[Found]:
    """Every mention: those found here, what recurs of others, and names that are spelled."""
    known: dict[int, int] = {}
    for first, last in spans:
        person = people.add(
            [token.low for token in one.words[first:last] if len(token.low) > 1] or [one.words[first].low]
        )
        known.update(dict.fromkeys(range(first, last), person))
    for place, word in enumerate(one.words):
        again = people.of_word.get(word.low)
        if place not in known and again is not None and _recurs(one, place):
            known[place] = again
    return sorted([*spelled(one, people), *_joined(one, known)], key=lambda name: name.start)


def _recurs(one: Text, place: int) -> bool:
    word = one.words[place]
    if (_lexicons.is_never(word.low) and not _lexicons.is_first(word.low)) or not (word.capital or len(word.low) > 2):
        return False
    if not is_ordinary(word):
        return True
    return word.capital and (not word.initial or begins_a_sentence(one, place)) and not in_organisation(one, place)


def _joined(one: Text, known: dict[int, int]) -> list[Found]:
    """Neighbouring words of one person as one name."""
    kept: list[Found] = []
    last = -2
    for place in sorted(known):
        word, key = one.words[place], str(known[place])
        if kept and place == last + 1 and word.tied and kept[-1].key == key:
            kept[-1] = Found(kept[-1].start, word.end, Kind.NAME, key)
        else:
            kept.append(Found(word.start, word.end, Kind.NAME, key))
        last = place
    return kept
