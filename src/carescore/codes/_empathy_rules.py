"""What must and must not stand around a phrase of the lexicon `empathy_phrases`, by its label."""

from __future__ import annotations

from carescore.codes._context import ADVERB, Rule, after, before

KINDS = ("naming", "understanding", "respecting", "supporting", "exploring")
# They stay patterns: beside a phrase may stand any number of adverbs, any ending, anything up to the end of the
# sentence.
_YOU = (
    "you(?:'re| are| were|'ve been| have been| feel| felt| seem| sound| look|'re feeling|"
    " are feeling| were feeling| must be|"
    " must have been| must feel| got| get|'d be| would be| sounded| seemed| looked|'re a|"
    " might be| may be| could be|'re getting)"
)
_WORDS = (
    r"(?:hard|tough|difficult|scary|scared|frightening|frustrat\w+|stress\w+|rough|painful|"
    r"upset\w*|worr\w+|in (?:a lot of )?pain|been through|"
    r"waited|been waiting|a lot|anxious|nervous|overwhelm\w+|concern\w+|disappoint\w+|"
    r"uncomfortable|feel\w*|challenging|important|busy|confus\w+|tired|exhaust\w+|struggl\w+)"
)
_PROMISE = before(
    r"\b(?:we'll|we will|we're (?:going to|gonna)|we can|i'll|i will|(?:i'm|i am) (?:going to|gonna)|"
    "i want to|we want to|let me|let's|i'd like to|here to|"
    "hopefully|we should be able to)(?: (?:try to|"
    "try and|see if we can|we can|we'll|definitely|certainly|always|also|be able to))*"
)
_NO_SAY = after(
    "(?:to (?:say|tell|see|swallow|breathe|know|read|hear|find|feel|pronounce|reach|control|"
    r"treat)|question|for me|time believing|stool|candy|copy|number|work\b)"
)
_NO_SAY_IS = after(rf"{_NO_SAY.pattern}|(?:is|was|are) (?:it|that|this|the|your)\b")
_END = after(
    rf"(?:{_WORDS}|when|to|for you|for your|for a|for any|for (?:many|most|some|lots)|for everyone|on you|"
    rf"with|that|having|"
    "not|and|but|also|too|as well|going|sometimes|at (?:first|times)|in|because|news|situation|time|"
    "thing|experience|position|place|feeling|[.,!?;]|"
    "$|i'm|what|how|are|is|do)"
)
RULES: dict[str, Rule] = {
    **{kind: Rule(kind, polar=False) for kind in KINDS},
    "condolence": Rule("condolence"),
    "hollow": Rule("hollow", polar=False, unless_after=after(r"(?:to|with|for) ")),
    "feeling": Rule(
        "naming",
        before=before(rf"\b{_YOU}(?: (?:{ADVERB}|feeling|more|getting|not only|both|be|being|kind of|probably|feel))*"),
        unless_before=before(
            r"\b(?:if|when|whenever|unless|are you|were you|do you|did you|have you|has|any|would you|"
            "will you|can you|could you|what|how|"
            r"why|until|before|so that|make sure|once|ones|things|how (?:often|long|much)|anything) .*|\b(?:not|"
            r"n't|never)(?: \w+){0,2}"
        ),
        unless_after=after(r"(?:sir|ma'am|wait|now, (?:sir|ma'am))\b"),
        polar=False,
    ),
    "hardship": Rule(
        "naming",
        before=before(
            r"\b(?:that's|that is|that was|that must(?: be| have been)?|that(?:'s| is) always|that (?:sounds?|"
            r"can be|has "
            "been|would be|feels|had to be|does sound|looks)|"
            "this must(?: be| have been)?|it must(?: be| have been)?|(?:it|this) (?:sounds|can be|"
            "has been)|must(?: be| have been)|sounds?|sounded|seems?|"
            "i know (?:it|this|that)(?:'s| is| can be)|this has been|things (?:have been|sound)|how|"
            "what an?|"
            rf"(?:this|it)(?:'s| is) (?:a )?(?:really|very|such a|so|understandably))(?: (?:{ADVERB}|"
            "have been|be|quite|a|an|like|like it was|like it's|like it is|been))*"
        ),
        after=_END,
        unless_before=before(r"\b(?:if|when|is|was|does|how much|how long|n't|not) \w*|\b(?:lungs?|heart|breath) .*"),
        unless_after=_NO_SAY_IS,
    ),
    "not_nice": Rule(
        "naming",
        before=before(
            "(?:does not|doesn't|can't|cannot|can not|isn't|don't|must not|could not have|"
            "couldn't have|can't have|wasn't|was not|is not|hasn't been|is never|was never)(?: (?:sound|be|been|"
            "feel|look|very|too|really|any|have|like))+"
        ),
    ),
    "imagine": Rule(
        "understanding",
        after=after(r"(?:[.,!]|$|how|that|why|it|this|you|the|so\b|be|what|having|is|and)"),
        unless_after=after(r"(?:that's pretty good|you (?:have|had|will|take|can))"),
    ),
    "know": Rule(
        "understanding",
        after=after(
            rf"(?:(?:{ADVERB}|it|this|that|can|be|is|a|been|how|you|are|must|feel|to|having|the|have) "
            rf")*{_WORDS}"
        ),
        unless_after=_NO_SAY,
    ),
    "normal": Rule("understanding", after=None, unless_before=before(r"\b(?:is|was) (?:it|that)(?: \w+)*")),
    "praise": Rule("respecting", unless_before=before(r"\b(?:be|is|are|it's|that's|found|so|very|really|was)")),
    "praise_that": Rule("respecting", unless_after=after(r"(?:the |your )?(?:results?|tests?|labs?|x-rays?|scans?)\b")),
    "glad": Rule(
        "respecting",
        before=before(rf"\b(?:i'm|i am|we're|we are|i was|am)(?: {ADVERB})*|^|^(?:\w+ ){{0,3}}"),
        unless_after=after(r"(?:could make|have insurance|have an appointment)"),
    ),
    "congrats": Rule("respecting", unless_after=after(r"(?:on )?(?:your|the) retirement\b")),
    "glad_it": Rule("respecting"),
    "doing": Rule(
        "respecting",
        unless_before=before(r"\b(?:if|when|whether|how|as long as|while|make sure|until|so) .*|\b(?:if|when|so)"),
        unless_after=after(r"(?:with (?:the|your) (?:needles?|blood)|today\?|[?])"),
    ),
    "caring": Rule("respecting", unless_before=before(r"\b(?:people|person|someone|things?|those|that|do|if)")),
    "role": Rule("respecting", before=before(rf"\byou(?:'re| are|'ve been| were)(?: {ADVERB}| being)*")),
    "wish": Rule(
        "supporting",
        after=after(
            "(?:do|have|give|make|take|change|offer|get|help|fix|say|tell|had|been|see|different|"
            r"better|easier|more|an?|some|something|not)\b"
        ),
    ),
    "lot": Rule(
        "naming",
        before=before(
            r"\b(?:that's|that is|it's|this is|this must be|that must be|sounds like|you have|you've "
            rf"got|been|be)(?: {ADVERB})*"
        ),
        after=after(
            "(?:to (?:take|deal|carry|handle|cope|go|hear|manage|process|be|juggle)|on (?:you|your)|"
            "for (?:you|any|one)|going on|that you're)"
        ),
    ),
    "promise": Rule(
        "supporting",
        before=_PROMISE,
        unless_before=before(r"\b(?:they|he|she|desk|who|doctor)(?:'ll| will| can) .*"),
        unless_after=after(r"(?:the form|your (?:appointment|insurance)|today\?)"),
    ),
    "ask_worry": Rule(
        "exploring",
        before=before(
            r"\b(?:are you|were you|anything|something|what|is there|particularly|"
            "most|especially|sort of|makes you|feeling)(?: (?:particularly|specifically|"
            "else|in particular|at all|that|you're|you are|you|are|were|is|most|really|sort of|also|"
            "feeling))*"
        ),
        unless_before=before(r"\bif .*|(?:i'm|i am|we're|would be|they) .*"),
        polar=False,
    ),
    "ask_feel": Rule(
        "exploring",
        before=before(r"\b(?:how|what)\b[^.?!]{0,40}"),
        polar=False,
        unless_before=before(r"\b(?:would|look|might|does|they|he|she) .*"),
        unless_after=after(r"(?:the|your) (?:new |current )?(?:medic|dose|pill|drug)"),
    ),
    "ask_biggest": Rule(
        "exploring",
        before=before(r"\b(?:what|what's|is|was|were|are|tell me)\b[^.?!]{0,20}\byour|what(?:'s| is| are) the"),
    ),
    "ask_wrong": Rule(
        "exploring",
        after=after(r"(?:with you|at home|on your mind|for you|you\b|[?]|$)"),
        unless_after=after(r"(?:with you today|for you today)"),
    ),
    "ask_more": Rule("exploring"),
    "stock": Rule(
        "understanding",
        before=before(
            rf"\bi (?:can |{ADVERB} )?(?:understand|hear|appreciate|get|see|feel|share|recogni[sz]e|"
            "acknowledge)"
        ),
        polar=False,
    ),
}
_REASSURE = Rule(
    "hollow",
    unless_before=before(r"\b(?:so|if|i|we|they|you|that) "),
    unless_after=after(
        r"about (?!it\b|that\b|this\b|a thing|anything)|[^.?!]{0,12}(?:we'll|we will|i'll|i will|"
        "we're going|we are here)"
    ),
    polar=False,
)
_LEAST = Rule(
    "hollow",
    after=after(
        "(?:it's|it is|it isn't|it wasn't|you (?:don't|didn't|have|still|are|were|can|caught|"
        r"know)|you're|you've|he|she|we caught|that's)\b"
    ),
    unless_after=after(r"(?:you (?:have|can) to)"),
    polar=False,
)
_FORMULA = Rule("formula", unless_after=after(r"(?:your|that you're|you're) "), polar=False)
RULES |= {"reassure": _REASSURE, "at_least": _LEAST, "formula": _FORMULA}
