"""How words are meant where they stand: denied, told of somebody else, only supposed, asked, and whose experience.

After ConText (Harkema, Dowling, Thornblade & Chapman 2009, J. Biomed. Inform. 42): a trigger reaches forward from where
it stands, inside its sentence, until a word that ends its scope; a pseudo-trigger looks like one and is none. Reach is
counted in words, since speech without marks may have no sentence ends.
"""

from __future__ import annotations

import re

from carescore.text.people import ADDRESSES, KINSHIP, PROFESSIONS
from carescore.text.regex import lazy, one_of
from carescore.text.words import BEGINNING, plain

REACH = 160  # characters before a phrase that are looked at: no trigger reaches farther
FAR = 400  # characters: no sentence of speech is longer, and speech without marks may have no end
DENIES = 5  # words that a negation reaches over (ConText's window for speech; NegEx: 5)
REPORTS = 12  # words that "she told me" reaches over


def _any(*alternatives: str) -> str:
    """A pattern that is one of the alternatives."""
    return f"(?:{'|'.join(alternatives)})"


_END = lazy(r"[!?]|\.(?!\d)(?<!\b[dm]r\.)(?<!\bm[sx]\.)(?<!\bmrs\.)", re.IGNORECASE)
_SENTENCE = lazy(  # begins with the marks themselves, so that nothing else is looked at closely
    r"[.!?\n](?:(?<=\n)|(?<!\b[dm]r.)(?<!\bm[sx].)(?<!\bmrs.)(?=\s|[\"'”’)\]]|$))",
    re.IGNORECASE,
)

_NEGATION = lazy(
    _any(
        r"\b(?:not|never|nor|neither|hardly|barely|scarcely|rarely|without|cannot|less)\b",
        r"\b(?:nobody|none|nothing|no(?: one)?)\b",
        r"n't\b",
        r"\b(?:dont|didnt|cant|wasnt|isnt)\b",
    )
)
_ASKING = "".join(rf"(?<!\b{who} )" for who in ("i", "he", "it", "we", "she", "you", "they", "that", "this"))
# Stays a pattern: what must not stand before or behind decides.
_NOT_NEGATION = lazy(  # pseudo-triggers: what follows them is affirmed
    _any(
        r"^\W*no\b,",
        r"\bnot (?:only|just|simply|to mention)\b",
        r"\bnot (?:sure|certain) (?:if|whether|what|why|how)\b",
        r"\b(?:if|why) not\b|\bnot (?:until|that)\b(?! (?:i|i'm|i was|we|we're)\b)",
        r"\bno (?:doubt|wonder|question|matter|surprise|other (?:option|choice|way))\b",
        r"\bno longer (?:just|only)\b",
        r"\bnever (?:been|felt|was|seen) (?:so|this|more)\b",
        r"\b(?:can't|cannot|couldn't|can not) (?:help|stop|be more|agree more|thank you enough)\b",
        rf"{_ASKING}\b(?:is|are|do|does|did|was|have|has)n't (?:it|that|there|you|he|she|this)\b",
    )
)
_NEGATION_ENDS = lazy(
    _any(
        r"[;:—–]",
        r"(?:[,;:—–]\s*|\b)(?:but|because|though|although|however|except|so|yet|still|anyway|otherwise|then)\b",
        r"\band (?:i|we|now|so|then)\b",
        r",\s*(?:i|i'm|i've|it|it's|you|we|he|she|they)\b",
    )
)

_SOMEBODY = _any(
    "they|he|she|who|people|somebody|someone|nobody|everyone|everybody|anyone|one",
    rf"{one_of(ADDRESSES)}\.?(?: [\w'-]+)?",
    rf"{one_of(PROFESSIONS, KINSHIP)}|doctors|nurses",
    "website|leaflet|letter|poster|sign",
    r"(?:my|his|her|their|our|your|the|that|this|another|other|last) (?:[\w'-]+ )?(?!(?:i|we|you|it)\b)[\w'-]+",
)
_ADVERBS = "(?: (?:just|always|never|also|then|even|had|has|have|have been|had been|actually|only|already|all|both))?"
_SAY = _any(
    "said|says|saying|told|tells|telling|asked|asks|wrote|texted|thinks|thought|claims?|claimed|swore",
    "promised|yelled|shouted|whispered|mentioned|explained|insisted|warned",
    "(?:was|is|were) like|(?:kept|keeps) (?:saying|telling|asking)|used to say",
)
REPORT_CUES = (  # one of them stands in whatever _REPORT finds: a plain search costs a tenth of the pattern's
    *("said", "say", "told", "tell", "asked", "asks", "asking", "wrote", "text", "think", "thought", "claim", "swore"),
    *("promise", "yelled", "shouted", "whisper", "mention", "explain", "insist", "warned", " like", "according"),
    *("heard", "read", "“", '"'),
)
_REPORT = lazy(
    _any(
        rf"\b{_SOMEBODY}{_ADVERBS} {_SAY}\b(?: (?:me|us|him|her|them|you|my \w+))?",
        r"\b(?:being|been|be|get|gets|getting|got|was|were) (?:told|asked|warned|promised)\b",
        r"\baccording to\b",
        r"\b(?:it|letter|website|sign|leaflet) (?:says|said|reads)\b",
        r"\bi (?:heard|read) (?:that|somewhere)\b",
    )
)
_REPORT_ENDS = lazy(
    r"[;—–]|(?:,|\b(?:and|but|so|because)) (?:i|i'm|i've|i'll|i'd|we|we're|we'll|let me|now|you|you're)\b"
)
_QUOTE_OPENS = lazy(r"[“\"]")

_SUPPOSING = lazy(
    _any(
        r"\b(?:if|unless|in case|whether|suppos(?:e|ing)|imagine|assuming|as long as|provided)\b",
        r"\b(?:should (?:you|it|that|there)|were (?:you|it) to)\b",
        r"\b(?:once you|when(?:ever)? you (?:feel|get|notice|have|start))\b",
    )
)
_NOT_SUPPOSING = lazy(  # pseudo-triggers: politeness and comparison
    _any(
        r"\bas if\b|\b(?:even|what) if\b",
        r"\bif (?:you (?:don't|do not) mind|i may|i might|possible|not|so|anything|i (?:can|could) just)\b",
        r"\bif (?:that's (?:ok|okay|all right|alright|fine)|it's (?:ok|okay) with you)\b",
        r"\bif you (?:like|please|want|will)\b",
    )
)
_SUPPOSING_ENDS = lazy(r"[;:—–]|,\s*(?:then|i|i'm|i'll|we|we'll|just|please|call|let|you should|you can)\b")

_STARTS = lazy(
    rf"(?:^|[,;]|\b{BEGINNING})\W*(?:what|how|why|which|is|are|was|were|do|does"
    r"|did|has|have|had|can|could|would|will|any|tell me)\b",
    re.IGNORECASE,
)
_SUBJECT = lazy(
    r"\b"
    + _any(
        r"(?P<own>i|i'm|im|i've|i'd|i'll|me|my|mine|we|we're|we've|us|our)",
        rf"(?P<kin>{one_of(KINSHIP)})(?:'s)?",
        r"(?P<addressee>you|you're|you've|your|yours)",
        r"(?P<other>they|they're|them|their|doctors?|nurses?|staff|people|every(?:one|body)|some(?:one|body)|providers?)",
    )
    + r"\b"
)


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around a stretch, its end mark included, looking at most FAR to either side."""
    floor = max(0, start - FAR)
    cuts = [cut.end() for cut in _SENTENCE.finditer(text, floor, start)]
    after = _END.search(text, end, end + FAR)
    return cuts[-1] if cuts else floor, (after.end() if after else min(len(text), end + FAR))


def _before(text: str, start: int) -> str:
    """What stands before a stretch in its sentence, in plain lower case, as far as REACH goes."""
    return _last_sentence(plain(text[max(0, start - REACH) : start]))


def _last_sentence(left: str) -> str:
    cuts = [cut.end() for cut in _SENTENCE.finditer(left)]
    return left[cuts[-1] :] if cuts else left


def _reaches(
    triggers: re.Pattern[str], left: str, ends: re.Pattern[str], most: int, pseudo: re.Pattern[str] | None = None
) -> bool:
    """Whether a trigger's scope is still open at the end of left. pseudo: what looks like a trigger and is none, made
    unreadable where there is any trigger at all."""
    if triggers.search(left) is None:
        return False
    if pseudo is not None:
        left = pseudo.sub(lambda found: "_" * len(found[0]), left)
    for trigger in triggers.finditer(left):
        between = left[trigger.end() :]
        if len(between.split()) <= most and not ends.search(between):
            return True
    return False


def negated(text: str, start: int) -> bool:
    """Whether a negation of the same clause reaches the words at start."""
    return _reaches(_NEGATION, _before(text, start), _NEGATION_ENDS, DENIES, _NOT_NEGATION)


def reported(text: str, start: int) -> bool:
    """Whether the words at start are somebody else's, told here or set in quotation marks."""
    near = plain(text[max(0, start - REACH) : start])
    if not any(map(near.__contains__, REPORT_CUES)):
        return False
    left = _last_sentence(near)
    return _reaches(_REPORT, left, _REPORT_ENDS, REPORTS) or len(_QUOTE_OPENS.findall(left.replace("”", '"'))) % 2 == 1


def hypothetical(text: str, start: int) -> bool:
    """Whether the words at start hold only on a condition, or are only supposed."""
    return _reaches(_SUPPOSING, _before(text, start), _SUPPOSING_ENDS, REPORTS, _NOT_SUPPOSING)


def asked(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a stretch is a question, by its mark or, without any mark, by how it starts."""
    left, right = sentence(text, start, end)
    if text[right - 1 : right] in ".!":
        return False
    return text[right - 1 : right] == "?" or bool(_STARTS.search(text[left:end]))


def experiencer(text: str, start: int) -> str:
    """Whose experience the words at start are: "own" (the speaker's), "kin", "addressee" or "other", by the nearest
    subject before them in the sentence; "own" where there is none."""
    last = "own"
    for subject in _SUBJECT.finditer(_before(text, start)):
        last = subject.lastgroup or last
    return last
