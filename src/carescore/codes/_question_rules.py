"""What makes a sentence a question and which kind, by its words; the model's judgement of a sentence without its marks
comes in as a probability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from carescore.text.dates import PARTS_OF_DAY
from carescore.text.regex import lazy, one_of
from carescore.text.words import ASKS_ASSENT, BEGINNING, GREETINGS, HESITATION, MURMUR, plain

SURE = 0.8  # probability to ask above which a sentence that starts as a question is one despite its full stop
LIKELY = 0.6  # the same where the sentence ends in no mark at all
INSIDE = 0.25  # the same for questions inside a stretch without marks; all chosen by reading the open conversations
BEGIN_AGAIN = 14  # characters within which a second start is the same question begun again
# They stay patterns: a question is told by how a sentence begins or ends, behind any number of fillers, and by what
# must
# not follow.
_LEAD = (
    rf"^[\W_]*(?:(?:{BEGINNING}|{one_of(GREETINGS)}|no|i see|also|{MURMUR}|great|good|perfect|thank you|thanks|next"
    rf"|got it)"
    r"[,.!?]?\s+)*"
)
_TELL = (
    r"(?:please )?(?:just )?(?:tell me (?:a (?:little|bit)|more|about|what|how|why|in your)|describe|explain|walk me"
    r"|talk me|say (?:a (?:little )?bit )?more|tell us (?:more|about|what|how))"
)
_ASKED = (
    r"(?:(?:can|could|would|will|do you want to|would you mind|are you able to) (?:you )?(?:please |just |maybe )*)?"
)
_OPEN = lazy(
    _LEAD + rf"(?:{_ASKED}{_TELL}|what\b|what's\b|how\b|how's\b|why\b|help me understand|in what way"
    r"|i wonder (?:what|how|why)"
    r"|i'm (?:wondering|curious) (?:what|how|why|about))"
)
_TOLD = lazy(_LEAD + _ASKED + _TELL)
_FIXED = lazy(
    r"\b(?:how (?:many|much|long|old|often|far|soon|tall|bad|frequent\w*|severe|high|heavy|big|recent\w*|likely)"
    r"|(?:what|which) (?:time|day|date|year|color|colour|kind|type|sort|dose|dosage|size|number|age|side|strength"
    r"|medications?|medicines?|pharmacy|month|grade|part|area|leg|arm|knee|hand|foot|ankle|ear|eye|tooth|surgery|job"
    r"|symptoms|drinks?|foods?|drugs?)"
    r"|(?:what is|what's|what was|what are|tell me what) your (?:\w+ )?(?:job|weight|height|temperature"
    r"|blood pressure|pain level|level"
    r"|severity|rate|rating|occupation)|(?:rate|severity of) (?:it|the|your)|what have you (?:taken|tried taking)"
    r"|is it (?:a )?(?:sharp|dull)|what do you do (?:for work)?\s*\?"
    r"|(?:was|is|were|are|does|do|did) (?:it|they|that|this|you|he|she)\b.*\bor\b|scale of|out of (?:10|ten)"
    r"|(?:what|how) about,? (?:any|the use of|changes? in|family|feeling|near|other|over the last)\b"
    r"|(?:what|how) about,? (?!your\b|you\b|that\b|this\b|it\b)\w+)"
)
_IDENTITY = lazy(
    r"\b(?:date of birth|birth ?date|birthday|dob|your (?:full |first |last |middle |sur)?name|your (?:home |current )?"
    r"(?:address|zip|postcode|phone|number|email)|spell|phone number|how old are you|your age|(?:gender|name) and age"
    r"|(?:who am i|am i) (?:speaking|talking))\b"
)
_ADMIN = lazy(
    r"\b(?:insurance|member id|policy number|copay|which pharmacy|what pharmacy|preferred pharmacy"
    r"|(?:hear|see|able to hear|able to see) me\b|emergency contact|referred (?:you|by)|(?:mornings?|afternoons?) or"
    r"|(?:day|time|date)s? (?:work|suit)s?)\b"
)
_AUX = (
    r"(?:do|does|did|is|are|was|were|have|has|had|can|could|would|will|should|don't|doesn't|didn't|isn't|aren't|haven't"
    r"|hasn't|can't|couldn't|wouldn't)"
)
_SUBJECT = r"(?:you|your|it|the|he|she|they|there|that|this|these|those|we|i|any|anyone|anybody|anything|his|her)"
_ASK = (
    rf"(?:{_AUX}\s+{_SUBJECT}\b(?! (?:see|know|mean)\b)|what\b|what's|where\b|when (?:did|was|were|do|does|is|are)\b"
    rf"|who\b"
    r"|which\b|how\b(?!ever)|how's|why\b|any\b|anything else|have you|ever\b|in what way)"
)
_STARTS = lazy(_LEAD + _ASK)
_INNER = lazy(
    rf"(?<=\s)(?:{_AUX}\s+(?:you|your|it|he|she|they|there|we|i)\b|(?:what|how|why|where|when|which)(?:'s| (?:do"
    rf"|does|did|is"
    r"|are|was|were|would|can|could|has|have|many|much|long|often|about|kind)\b)|any (?:other|problems?|history)\b"
    r"|tell me (?:about|more|what|how))"
)
_TAG = lazy(
    r"(?:,\s*|\s)(?:right|correct|yeah|yes|no|huh|is that (?:right|correct|true|fair)|is it|isn't it|don't you"
    r"|do you|aren't you|are you|haven't you|have you|didn't you|did you|isn't that right)\s*\?[\s\"')]*$"
)
_CHECK = lazy(r"(?:^|[\s,])(?:okay|ok|alright|all right)\s*\?[\s\"')]*$")
_NEGATIVE = lazy(
    _LEAD
    + r"(?:(?:so|and|but) )*you (?:don't|haven't|didn't|aren't|wouldn't|never|do not|have not|are not|'re not|can't)\b"
)
_NO_QUESTION = lazy(
    rf"^[\W_]*(?:(?:{HESITATION}|{one_of(ASKS_ASSENT)}|no|{MURMUR}|really|sorry|pardon|huh|hello|hi|oh|and|so"
    r"|is it|are you|do you|did you|is that so|what|excuse me|you know|see)[\W_]*)+$"
)
_CLAUSE = lazy(r"[,;]\s+|\s-\s")
_GREETS = lazy(
    _LEAD + r"(?:how (?:are|'re|have) (?:you|things|we)(?: (?:all|both))?(?: (?:doing|been|going|keeping))?"
    r"|how you doing"
    r"|how's (?:it going|everything|your (?:day|morning|afternoon|week)(?: (?:going|been))?)|how do you do"
    r"|how was (?:the|your) (?:drive|trip|traffic|journey|parking|weekend|ride|holiday|vacation)"
    r"|did you (?:find us|get here|park) (?:all right|okay|ok|alright|easily))"
    rf"(?:,? (?:today|this {one_of(PARTS_OF_DAY)}|so far|then|over|in|there|here))*"
    r"(?:, [^\W\d_.]+\.? ?[^\W\d_]*)?\s*\?[\s\"')]*$"
)
_REPROACHES = lazy(
    _LEAD + r"(?:what (?:(?:exactly )?(?:did|do) you expect|(?:were|are) you thinking|is wrong with you\b"
    r"|took you so long"
    r"|do you want (?:me|us) to (?:do|say)|more do you want|part of)"
    r"|what's (?:wrong with you\b|your (?:problem|excuse))"
    r"|why (?:on earth|in the world|the hell)|why (?:did|have|had|do|are|were|would|could|ca|wo|should)n't you\b"
    r"(?! (?:just )?(?:sit|take a seat|tell (?:me|us)|come|have a|start|go ahead|show|try|let))"
    r"|why (?:would|are|do) you (?:even|always|never|still not|keep|do that|wait|not)\b"
    r"|why did you (?:wait|stop|not|let|ignore|even|lie|come so)\b|how (?:could|dare) you\b"
    r"|how (?:many times|often) (?:do|did|have|must) (?:i|we)|(?:do|did)n't (?:you|i|we) (?:already |just |even )?"
    r"(?:tell|read|listen|care|think|know better|realis?e|hear)\b|who told you to\b|do you (?:even|really|honestly) "
    r"(?:want|care|think|know|understand|listen)\b"
    r"|have you (?:even|not) (?:read|listened|tried|looked)|do you ever listen)"
)
_CHECKS = lazy(
    _LEAD + r"(?:(?:do you have|have you got|are there|were there|did you have|you got|got) )?(?:any|some|no) "
    r"(?:other |more |further |last |final |quick )?(?:questions?|queries)\b|^[^.?!]{0,40}\bquestions? "
    r"(?:for (?:me|us)|about (?:that|this|any|all|what))\b[^.?!]*\?"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its kind ("open", "closed", "leading", "greeting", "reproach", "check", "identity" or "admin") and
    its place in the sentence."""

    kind: str
    start: int
    end: int


def questions_in(text: str, asks: Callable[[], float]) -> list[Asked]:
    """The questions of a sentence: several only where no mark divides what was said. The patterns read lower case, as
    one that ignores case takes several times as long."""
    text = plain(text)
    starts = question_starts(text, asks)
    ends = [*starts[1:], len(text)] if starts else []
    return [Asked(_kind(text[start:end], bool(start)), start, end) for start, end in zip(starts, ends, strict=True)]


def question_starts(text: str, asks: Callable[[], float]) -> list[int]:
    """Where a sentence asks; asks gives the model's probability, wanted only where the mark is missing."""
    bare = text.rstrip(" \"')")
    if bare.endswith("?"):
        turn = _turning(bare)
        return [] if _NO_QUESTION.match(bare) or (turn is None and _CHECK.search(bare)) else [turn or 0]
    if _TOLD.match(text):
        return [0]
    if bare.endswith(("-", "—", "–", "!")) or len(bare.split()) < 2:
        return []
    if bare.endswith((".", "…")):
        return [0] if _STARTS.match(bare) and asks() >= SURE else []
    first = [0] if _STARTS.match(bare) and asks() >= LIKELY else []
    inner = [hit.start() for hit in _INNER.finditer(bare)]
    return _apart(first + inner) if inner and asks() >= INSIDE else first


def _apart(places: list[int]) -> list[int]:
    """Places without those that only begin again ("do you do you")."""
    kept: list[int] = []
    for place in places:
        if not kept or place - kept[-1] >= BEGIN_AGAIN:
            kept.append(place)
    return kept


def _turning(text: str) -> int | None:
    """Where a sentence with a question mark turns to its question; None when it is a statement throughout."""
    if _STARTS.match(text) or _TOLD.match(text):
        return 0
    return next((hit.start() for hit in reversed(list(_INNER.finditer(text)))), None)


def _kind(asked: str, inside: bool) -> str:
    special = {"reproach": _REPROACHES, "greeting": _GREETS, "check": _CHECKS}
    if found := next((kind for kind, pattern in special.items() if pattern.match(asked)), None):
        return found
    if _IDENTITY.search(asked):
        return "identity"
    if _ADMIN.search(asked):
        return "admin"
    if not inside and not _STARTS.match(asked) and (_TAG.search(asked) or _NEGATIVE.match(asked)):
        return "leading"
    tails = (asked, _CLAUSE.split(asked)[-1])
    is_open = any(_OPEN.match(tail) for tail in tails) and not _FIXED.search(asked)
    return "open" if is_open else "closed"
