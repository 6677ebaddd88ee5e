"""Numbers as words, and what they mean; once for every rule that reads a number, a date or a clock time."""

from __future__ import annotations

from carescore.text.regex import one_of

_ONES = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
ONES = {word: 1 + place for place, word in enumerate(_ONES)}
TEENS = {word: 10 + place for place, word in enumerate(_TEENS)}
TENS = {word: 20 + 10 * place for place, word in enumerate(_TENS)}
VALUES = {"zero": 0} | ONES | TEENS | TENS
HOURS = frozenset(word for word, value in VALUES.items() if 1 <= value <= 12)  # of a clock
NUMBER = rf"(?:{one_of(TENS)}(?:[ -]{one_of(ONES)})?|{one_of(TEENS, ONES)})"  # from one to ninety-nine
ORDINALS = (  # up to nineteenth
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
