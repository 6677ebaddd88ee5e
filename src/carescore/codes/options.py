"""Alternatives that staff name, and the patient side asking for another way.

Definition. To the end of the sentence: "either" ("would you like A or B"), "set" ("two ways we can do this"), "first"
("one option is"), "other" ("another option is", "or we could"), "wait" (waiting or doing nothing), "slots" (two dates
of the same visit); of the patient side "asked" ("what are my options?").
Near-misses. A threat ("either you calm down or ..."), "... or what?", "do you want it?" without an "or".
Attributes. ways: how many a set announces; choice: the number of the choice that an alternative belongs to, those of
one within three turns of each other.
Source. OPTION-12 and OPTION-5, item 1 (Elwyn).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from carescore.codes._base import Code, Coder, Codes, Evidence, phrases, quote
from carescore.text.context import sentence
from carescore.text.dates import MONTHS, PARTS_OF_DAY, WEEKDAYS
from carescore.text.numbers import NUMBER, ORDINALS
from carescore.text.regex import lazy, one_of
from carescore.text.words import plain

APART = 3  # turns between alternatives of one choice
WAYS = {"two": "2", "three": "3", "four": "4", "2": "2", "3": "3"}
_OR = lazy(r"\bor\b(?!\s+(?:not|no|anything|something|so|whatever|two|more|less)\b)")
_STARTS = lazy(r"(?:^|[.?!:]|\b(?:so|well|okay))\s*$")
_OR_WHAT = lazy(r"\bor what\W*$")
_CHOICE = lazy(r"(?:do|did|would|are|should|shall|either)\b")
_THREAT = lazy(r"either (?:you|he|she) (?:calm|stop|pay|behave|listen|lower|sit|open|hold|let|start)\b.*\bor\b")
# Stays a pattern: numbers, and any number of such words in a row.
_SLOT = (  # a date or a clock time and the small words between them: a whole rest of a sentence, no phrase of it
    r"(?:\d[\d:/.]*(?:st|nd|rd|th|am|pm)?|(?:this|next) week|a\.?m|p\.?m|half|past|quarter|tomorrow|today"
    rf"|early|late|earlier|later|o'clock|noon|{one_of(WEEKDAYS, MONTHS, PARTS_OF_DAY, ORDINALS)}|{NUMBER})"
)
_SLOTS = lazy(
    r"^\W*(?:(?:to come|come|to be seen|it|to have|have|to do|do|on|at|in|the|a|an|is|are|of|or|and|there"
    r"|appointment|slot|time|for|with|first)\W+)*"
    rf"(?:{_SLOT}\W+(?:(?:on|at|in|the|of|or|and|a|to|is|for)\W+)*)+$"
)


def find(codes: Codes) -> Iterator[Code]:
    choice, last = 0, -APART - 1
    for item in phrases(codes.dialogue, codes.signals, "options"):
        if item.label == "asked":
            yield Code.of(item)
        elif offer := _offer(codes, item):
            choice, last = choice + (offer.turn - last > APART), offer.turn
            ways = {"ways": _ways(codes, offer)} if offer.label == "set" else {}
            yield Code.of(offer, **ways, choice=str(choice))


def _offer(codes: Codes, item: Evidence) -> Evidence | None:
    """The offer with its words to the end of the sentence, None where they are no offer."""
    turn = codes.dialogue.turns[item.turn]
    text = plain(turn.text)
    first, last = sentence(text, item.start, item.end)
    last = item.start + len(text[item.start : last].rstrip(" .?!\n"))
    said, rest = text[item.start : last], text[item.end : last]
    if _OR_WHAT.search(said) or _THREAT.search(text, first, last):
        return None
    if said.startswith("either") and not _STARTS.search(text, 0, item.start):
        return None
    if item.label == "either" and _CHOICE.match(said) and not _OR.search(rest):
        return None
    whole = quote(turn, item.start, last, item.label)
    slots = item.label in ("either", "set") and _SLOTS.match(rest.lstrip(" :,") + " ")
    return replace(whole, label="slots") if slots else whole


def _ways(codes: Codes, offer: Evidence) -> str:
    """How many ways a sentence announces: its number; "several" is two when they are named there, else one."""
    said = plain(codes.text(offer))
    return WAYS.get(said.split()[0], "2" if _OR.search(said) else "1")


CODER = Coder(
    name="options",
    kinds={
        "asked": {},
        **{key: {"choice": ()} for key in ("either", "first", "other", "wait", "slots")},
        "set": {"ways": ("1", *dict.fromkeys(WAYS.values())), "choice": ()},
    },
    find=find,
    source="OPTION-12; OPTION-5 (Elwyn)",
)
