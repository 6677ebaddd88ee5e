"""Whether words say when: a date, a clock time, a weekday, a span, a frequency, before or after something."""

from __future__ import annotations

from carescore.text.dates import MONTHS, PARTS_OF_DAY, WEEKDAYS
from carescore.text.numbers import HOURS, NUMBER, ORDINALS, TEENS, TENS
from carescore.text.regex import lazy, one_of

_NUMBER = rf"(?:\d+|an?|{NUMBER}|half an?|a couple(?: of)?|couple|a few|few|several|the next)"
_UNIT = (
    r"(?:(?:business |working |calendar |full )?(?:seconds?|minutes?|hours?|hrs?|days?|nights?|weeks?|weekends?"
    r"|fortnights?|months?|years?))"
)
_DAY = one_of(WEEKDAYS)
_MONTH = one_of(MONTHS)
# Stays a pattern: numbers, units and what stands between them, in any number.
_WHEN = lazy(
    rf"\b(?:today|tonight|tomorrow|right now|right away|straight away|immediately|this (?:{one_of(PARTS_OF_DAY)}"
    rf"|week|month)"
    rf"|(?:next|this coming|every|each|by|on|until|before|after|this) {_DAY}s?|{_DAY}s?"
    rf"|(?:next|every|each|per|by the end of the|end of the|later this|the following|this|all) (?:other )?(?:day"
    rf"|night|week|month|year"
    rf"|{one_of(PARTS_OF_DAY)}|hour|time you|visit|appointment)"
    rf"|(?:in|within|for|after|about|over|another|every|only|at least|than|to|or|and|of|last|these|by"
    rf"|first)\s+(?:about |around |the |another )*{_NUMBER}"
    rf"(?:(?: |-)(?:to|or|and|more|{_NUMBER}))*\s+(?:more )?{_UNIT}"
    rf"|{_NUMBER}(?:(?: |-)(?:to|or|{_NUMBER}))* {_UNIT}(?:' time| from| later| before| after| early| prior"
    rf"| ahead| or so|')"
    rf"|{_NUMBER} (?:times|time) (?:a|per|every|each|daily)|(?:once|twice|thrice"
    rf"|{_NUMBER}) ?(?:a|per|every|each|daily) (?:day|night|week|month)"
    rf"|(?:once|twice|thrice) (?:a|per|every|each|daily)|daily|nightly|weekly|monthly|hourly"
    rf"|{_MONTH} (?:the )?(?:\d|{one_of(ORDINALS, TEENS, TENS)}|\w+tieth)|(?:the )?\d+(?:st|nd|rd"
    rf"|th)(?: of)?"
    rf"|(?:at|by|before|after|until|till|around) (?:\d{{1,2}}(?::\d\d)?\b|noon|midday|midnight|lunch|bed|breakfast"
    rf"|dinner|{one_of(HOURS)}\b(?! (?:of|thing|or|that|more)))"
    rf"|\d{{1,2}}(?::\d\d)? ?[ap]\.?m\b|\d{{1,2}}/\d{{1,2}}|o'clock"
    r"|(?:before|after|until|once|when) (?:you (?:leave|go|eat|sleep|come|finish|get home|start)|we (?:get|have"
    r"|see|do|speak|hear)|(?:the|your|my|his|her|each|every)"
    r" (?:\w+ )?(?:appointment|visit|surgery|procedure|meals?|food|results?|test|tests|scan|x-?rays?|mri|course"
    r"|bath|shower|weekend|work|school|operation|labs?|bed|treatment)"
    r"|meals|food|eating|bed|bedtime|school|work|surgery|i (?:get|have|see|hear|speak)|(?:it|they|those|these"
    r"|the results?|the labs?)(?:'s|'re| is| are|"
    r" come| comes| get| gets))"
    rf"|with (?:your |each |every )?(?:meals?|food|breakfast|dinner|lunch)|in the (?:{one_of(PARTS_OF_DAY)}"
    r"|mornings|evenings|meantime|next)"
    r"|at (?:night|bedtime|noon|your next|the next|the end of)|first thing|later today|by then|on your way out"
    r"|before you (?:go|leave)|as needed|when you (?:need|wake)"
    r"|follow-?up in|the same day|same day|overnight|the (?:day|night|morning|week|evening) (?:before|after|of)"
    r"|on (?:\d|the)\s?\d*(?:st|nd|rd|th))\b"
)


def has_time(text: str) -> bool:
    """Whether the text says a time or a frequency; "soon" and "as soon as possible" are none."""
    return bool(_WHEN.search(text.lower()))  # a pattern that ignores case takes five times as long
