"""What staff say to show that they heard a feeling: NURSE kinds and sympathy, and the formulas that only sound so.

A phrase of the lexicon `empathy_phrases` counts when what stands around it fits its label (see _context). It is hollow
when "but", "however" or "unfortunately" takes it back in the same breath and it shares no content word with the
patient's last two turns; so are reassurance before anything was heard, and minimisers.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

from carescore.measures._base import Evidence, quote
from carescore.measures._context import ADVERB, Rule, after, around, before, plain
from carescore.nlp import Signals
from carescore.nlp._base import Found
from carescore.segmentation import Dialogue, Turn

KINDS = ("naming", "understanding", "respecting", "supporting", "exploring")
_YOU = (
    r"you(?:'re| are| were|'ve been| have been| feel| felt| seem| sound| look|'re feeling| are feeling| were feeling| must be|"
    r" must have been| must feel| got| get|'d be| would be| sounded| seemed| looked|'re a| might be| may be| could be|'re getting)"
)
_HEDGED = r"(?:sounds? like|seems? like|hear(?:ing)? (?:that|how|you say)|see (?:that|how|why)|tell|hand|understand|imagine|sense|gather|so|and|but|that|because|of course|wonder|know|where)"
_WORDS = (
    r"(?:hard|tough|difficult|scary|scared|frightening|frustrat\w+|stress\w+|rough|painful|upset\w*|worr\w+|in (?:a lot of )?pain|been through|"
    r"waited|been waiting|a lot|anxious|nervous|overwhelm\w+|concern\w+|disappoint\w+|uncomfortable|feel\w*|challenging|important|busy|confus\w+|tired|exhaust\w+|struggl\w+)"
)
_PROMISE = before(
    r"\b(?:we'll|we will|we're (?:going to|gonna)|we can|i'll|i will|i'm (?:going to|gonna)|i want to|we want to|let me|let's|i'd like to|here to|"
    r"happy to|glad to|hopefully|try to|try and|able to|we should be able to)(?: (?:try to|try and|see if we can|we can|we'll|definitely|certainly|always|also|be able to))*"
)
_NO_SAY = after(r"(?:to (?:say|tell|see|swallow|breathe|know|read|hear|find|feel|pronounce|reach|control|treat)|question|for me|time believing|stool|candy|copy|number|work\b)")
_NO_SAY_IS = after(rf"{_NO_SAY.pattern}|(?:is|was|are) (?:it|that|this|the|your)\b")
_END = after(rf"(?:{_WORDS}|when|to|for you|for your|for a|for any|for everyone|on you|with|that|having|not|and|but|because|news|situation|time|thing|experience|position|place|feeling|[.,!?;]|$|i'm|what|how|are|is|do)")
RULES: dict[str, Rule] = {
    **{kind: Rule(kind, polar=False) for kind in KINDS},
    "condolence": Rule("condolence"),
    "hollow": Rule("hollow", polar=False, unless_after=after(r"(?:to|with|for) ")),
    "feeling": Rule(
        "naming",
        before=before(rf"\b{_YOU}(?: (?:{ADVERB}|feeling|more|getting|not only|both|be|being|kind of|probably|feel))*"),
        unless_before=before(
            r"\b(?:if|when|whenever|unless|are you|were you|do you|did you|have you|has|any|would you|will you|can you|could you|what|how|"
            r"why|until|before|so that|make sure|once|how (?:often|long|much)|anything) .*|\b(?:not|n't|never)(?: \w+){0,2}"
        ),
        unless_after=after(r"(?:sir|ma'am|wait|now, (?:sir|ma'am))\b"),
        polar=False,
    ),
    "hardship": Rule(
        "naming",
        before=before(
            rf"\b(?:that's|that is|that was|that must(?: be| have been)?|that (?:sounds?|can be|has been|would be|feels|had to be|does sound|looks)|"
            rf"this must(?: be| have been)?|it must(?: be| have been)?|(?:it|this) (?:sounds|can be|has been)|must(?: be| have been)|sounds?|sounded|"
            rf"i know (?:it|this|that)(?:'s| is| can be)|this has been|things (?:have been|sound)|how|what an?|"
            rf"(?:this|it)(?:'s| is) (?:a )?(?:really|very|such a|so|understandably))(?: (?:{ADVERB}|have been|be|quite|a|an|like|like it was|like it's|like it is|been))*"
        ),
        after=_END,
        unless_before=before(r"\b(?:if|when|is|was|does|how much|how long|n't|not) \w*|\b(?:lungs?|heart|breath) .*"),
        unless_after=_NO_SAY_IS,
    ),
    "not_nice": Rule("naming", before=before(r"(?:does not|doesn't|can't|cannot|can not|isn't|don't|must not|could not have|couldn't have|can't have)(?: (?:sound|be|been|feel|look|very|too|really|any|have|like))+")),
    "imagine": Rule("understanding", after=after(r"(?:[.,!]|$|how|that|why|it|this|you|the|so\b|be|what|having|is|and)"), unless_after=after(r"(?:that's pretty good|you (?:have|had|will|take|can))")),
    "know": Rule("understanding", after=after(rf"(?:(?:{ADVERB}|it|this|that|can|be|is|a|been|how|you|are|must|feel|to|having|the|have) )*{_WORDS}"), unless_after=_NO_SAY),
    "normal": Rule("understanding", after=None, unless_before=before(r"\b(?:is|was) (?:it|that)(?: \w+)*")),
    "praise": Rule("respecting", unless_before=before(r"\b(?:be|is|are|it's|that's|found|so|very|really|was)")),
    "role": Rule("respecting", before=before(rf"\byou(?:'re| are|'ve been| were)(?: {ADVERB}| being)*")),
    "wish": Rule("supporting", after=after(r"(?:do|have|give|make|take|change|offer|get|help|fix|say|tell|had|been|see|different|better|easier|more|an?|some|something|not)\b")),
    "lot": Rule("naming", before=before(rf"\b(?:that's|that is|it's|this is|this must be|that must be|sounds like|you have|you've got|been|be)(?: {ADVERB})*"), after=after(r"(?:to (?:take|deal|carry|handle|cope|go|hear|manage|process|be|juggle)|on (?:you|your)|for (?:you|any|one)|going on|that you're)")),
    "promise": Rule("supporting", before=_PROMISE, unless_before=before(r"\b(?:they|he|she|desk|who|doctor)(?:'ll| will| can) .*"), unless_after=after(r"(?:the form|your (?:appointment|insurance)|today\?)")),
    "ask_worry": Rule("exploring", before=before(r"\b(?:are you|were you|anything|something|you're|you are|what|is there|particularly|you were|most|especially|sort of|makes you|feeling)(?: (?:particularly|specifically|else|in particular|at all|that|you're|you are|you|are|were|is|most|really|sort of|also|feeling|most))*"), unless_before=before(r"\bif .*|(?:i'm|i am|we're|would be|they) .*"), polar=False),
    "ask_feel": Rule("exploring", before=before(r"\b(?:how|what)\b[^.?!]{0,40}"), polar=False, unless_before=before(r"\b(?:would|look|might|does|they|he|she) .*"), unless_after=after(r"(?:the|your) (?:new |current )?(?:medic|dose|pill|drug)")),
    "ask_biggest": Rule("exploring", before=before(r"\b(?:what|what's|is|was|were|are|tell me)\b[^.?!]{0,20}\byour|what(?:'s| is| are) the")),
    "ask_wrong": Rule("exploring", after=after(r"(?:with you|at home|on your mind|for you|you\b|[?]|$)"), unless_after=after(r"(?:with you today|for you today)")),
    "ask_more": Rule("exploring"),
    "stock": Rule("understanding", before=before(rf"\bi (?:can |{ADVERB} )?(?:understand|hear|appreciate|get|see|feel|share|recogni[sz]e|acknowledge)"), polar=False),
}  # fmt: skip
_REASSURE = Rule("hollow", unless_before=before(r"\b(?:so|if|i|we|they|you|that) "), unless_after=after(r"about (?!it\b|that\b|this\b|a thing|anything)|[^.?!]{0,12}(?:we'll|we will|i'll|i will|we're going|we are here)"), polar=False)  # fmt: skip
_LEAST = Rule("hollow", after=after(r"(?:it's|it is|it isn't|it wasn't|you (?:don't|didn't|have|still|are|were|can|caught|know)|you're|you've|he|she|we caught|that's)\b"), unless_after=after(r"(?:you (?:have|can) to)"), polar=False)  # fmt: skip
_FORMULA = Rule("formula", polar=False)
RULES |= {"reassure": _REASSURE, "at_least": _LEAST, "formula": _FORMULA}
_STOCK = frozenset({"stock", "formula"})
_AFTER_FEELING = frozenset({"ask_more", "ask_wrong"})
_NEGATED = re.compile(r"(?:\b(?:not|never|no|isn't|wasn't)|n't)(?:\s+\w+){0,2}\s*$")
_TAKEN_BACK = re.compile(r"[\s,;.]*(?:[\w']+[\s,;.]+){0,5}?(?:but|however|unfortunately|policy)\b")
_REFUSED = re.compile(
    r"[\s,;]*(?:[\w']+[\s,;]+){0,4}?(?:(?:but|however)\b(?:[\s,]+[\w']+){0,4}?[\s,]+(?:policy|unfortunately|can't|cannot|ca n't|"
    r"nothing|rules?|have to|not|no|don't|do n't)|unfortunately|policy)\b"
)
_HANDED_ON = re.compile(r"\b(?:but|however)\b[\s,]*(?:let me|let's|i'm going to|i'll|i can|we can|we'll|i want|here's|we're going to)")
_CONTENT = re.compile(r"[a-z]{4,}")
_COMMON = frozenset(
    "that this with have your you're what when then them they were will would could should just like know about from been some there "
    "really very okay yeah well because don't understand hear appreciate frustration frustrations concern concerns feel feeling "
    "sorry however unfortunately policy thank patience their want need going does into only more than also even here right doctor "
    "completely totally exactly saying coming must sounds".split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of empathy in a staff turn: its quote, labelled with its kind, and whether it is hollow."""

    quote: Evidence
    kind: str
    hollow: bool


def phrases(dialogue: Dialogue, signals: Signals, feelings: Container[int]) -> list[Phrase]:
    """Every phrase of empathy in staff talk, hollow ones among them, in order; no apologies. feelings: the turns that
    voice one; "tell me more" explores only behind such a turn."""
    heard = []
    for hit in signals.phrases["empathy_phrases"]:
        label = hit.entry.label
        if dialogue.turns[hit.turn].side != "staff" or label not in RULES:
            continue
        if label in _AFTER_FEELING and hit.turn - 1 not in feelings:
            continue
        if one := _phrase(dialogue, hit):
            heard.append(one)
    return heard


def _phrase(dialogue: Dialogue, hit: Found) -> Phrase | None:
    turn, rule = dialogue.turns[hit.turn], RULES[hit.entry.label]
    left, phrase, right = around(turn, hit.start, hit.end)
    if not rule.fits(left, right) or (rule.polar and _NEGATED.search(left)):
        return None
    if rule.kind == "naming" and right.rstrip().endswith("?") and not re.search(r"\b(?:sounds?|seems?|so|must)\b", left):
        return None
    hollow = rule.kind == "hollow" or taken_back(
        dialogue, turn, hit.start, hit.end, hit.entry.label in _STOCK
    )
    if rule.kind == "formula" and not hollow:
        return None
    kind = "hollow" if hollow else rule.kind
    return Phrase(quote(turn, hit.start, hit.end, kind), kind, hollow)


def taken_back(dialogue: Dialogue, turn: Turn, start: int, end: int, stock: bool) -> bool:
    """Whether an adversative takes the phrase back at once and nothing the patient said is in it."""
    rest = plain(turn.text[end : end + 60])
    rest = rest if stock else rest.split(".")[0]
    found = (_TAKEN_BACK if stock else _REFUSED).match(rest)
    if not found or _HANDED_ON.match(rest, max(0, found.end() - 8)):
        return False
    said = plain(turn.text[max(0, start - 60) : end + found.end()])
    return not (content(said) & set().union(*map(content, _heard(dialogue, turn))))


def _heard(dialogue: Dialogue, turn: Turn) -> list[str]:
    """The patient side's last two turns before a turn."""
    earlier = [plain(t.text) for t in dialogue.turns[max(0, turn.index - 6) : turn.index] if t.side == "patient"]
    return earlier[-2:]


def content(text: str) -> set[str]:
    """Content words of a text, cut to their first five letters so that forms of a word meet."""
    return {word[:5] for word in _CONTENT.findall(text) if word not in _COMMON}
