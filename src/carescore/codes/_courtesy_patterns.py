"""Courtesies that no list of phrases holds. They stay patterns: names are told by capitals and redaction marks, times
by numbers, a reason by what follows an announced act, a "please" by its place among the marks.

All read the turn as it stands; "n 't" and "'m" may stand apart, as some transcripts have them. A redaction mark
("[NAME]", "<name>", "{NAME}", "___") is as good as a name.
"""

from __future__ import annotations

import re

from carescore.text.dates import PARTS_OF_DAY
from carescore.text.numbers import NUMBER
from carescore.text.people import ADDRESSES, KINSHIP, POLITE_TITLES, PROFESSIONS, TITLES
from carescore.text.regex import lazy, one_of
from carescore.text.words import ASSENTS, BEGINNING, GREETINGS, HESITATION, LINKS

_AM = r"(?:\s?['’]\s?m| am)"
_IS = r"(?:\s?['’]\s?s| is)"
MARK = (
    r"(?:[\[<{(][^\[\]<>{}()]{0,24}(?:name|redact|person|patient|doctor|nurse|provider|pii|phi"
    r"|ident)[^\[\]<>{}()]{0,24}[\]>})]"
    r"|_{2,}|\bX{3,}|\*{3,})"
)
_TITLE = one_of(TITLES)
_POLITE = rf"{one_of(POLITE_TITLES)}\s?\.?\s+(?!man\b)"
_ROLE = (
    rf"(?:{one_of(PROFESSIONS)}|dr|gp|dental|physio\w*|student|intern|resident|tech|social worker|advocate|navigator"
    r"|front desk|on[- ]call|billing|patient (?:services|relations)|\w+(?:ologist|iatrist|ician|odontist))s?"
)

_CAPITAL = r"(?-i:[^\W\d_a-z][\w'’-]*[^\W\d_A-Z])"  # "Ángela" and "José" too
_PLACE = (
    rf"(?:the |our )?(?:{_CAPITAL}|{MARK}|(?:\w+ ){{0,3}}(?:clinic|office|practice|hospital|surgery|pharmacy"
    rf"|cent(?:er|re)|"
    r"department|dental|front desk|billing|reception|dentistry|orthodontics|pediatrics)\b)"
)
_ME = rf"(?:my (?:first |last )?name{_IS}|i{_AM}|this is)"

OWN_NAME = lazy(
    rf"\bmy (?:first |last )?name{_IS} +(?!not\b|on\b|in\b)\S+(?: *{MARK})?"
    rf"|\b(?:i{_AM}|this is|it{_IS}|you(?:['’]re| are) (?:speaking|talking) (?:to|with)|speaking (?:to|with)) +"
    rf"(?:{_TITLE}\b\.? *(?:{MARK}|[\w<\[][\w'’/>\]-]+)|{MARK})"
    rf"|\b(?:{_ME}|you(?:['’]re| are) (?:speaking|talking) (?:to|with)) +(?:{_CAPITAL},? +(?:(?:here )?(?:from"
    rf"|with|at|in)\b"
    rf"|calling|speaking|and i{_AM}|i{_AM} +(?:the|a|an|one of|your|calling|from)\b|(?:the|your|one of the"
    rf"|a) (?:\w+ )?"
    rf"{_ROLE}\b)|(?!\w+(?:ing|ed)\b|(?:okay|good|fine|well|sure|not|just|here|common"
    rf"|normal)\b)[a-z]{{3,}},? +(?:(?:calling )?from (?:the|our)\b|at the (?:front|desk)|i{_AM} "
    rf"(?:the|one of the|your) (?:\w+ )?{_ROLE}\b|(?:the|your) (?:\w+ )?{_ROLE}\b))"
    rf"|^\W*(?:{MARK}|{_CAPITAL}) (?:speaking|here)\b",
    re.IGNORECASE,
)
ROLE = lazy(
    rf"\b(?:i{_AM}|this is|it{_IS}|speaking (?:to|with)|i work as) +(?:{_TITLE}\b\.? +(?!who|that|said"
    rf"|told)[\w<\[][\w'’/>\]-]*"
    rf"|(?:(?!(?:okay|ok|good|fine|well|doing|sure|not|just|here|with)\b)[\w'’-]+"
    rf"|{MARK})?,? ?(?:and i{_AM} )?(?:one of )?(?:the|a|an|your|our) +(?:[\w-]+ ){{0,3}}{_ROLE}\b"
    rf"|(?:[\w'’-]+|{MARK}) (?:from|with|at|in) (?:the )?(?:\w+ )?(?:billing|front desk|reception|scheduling"
    rf"|records)\b)"
    rf"|\bmy name{_IS} +(?:{_TITLE}\b\.? +[\w<\[][\w'’/>\]-]*"
    rf"|\S+(?: \S+)?[,.]? +(?:and )?(?:i{_AM} )?(?:one of )?(?:the|a|an|your) "
    rf"(?:[\w-]+ ){{0,3}}{_ROLE}\b)"
    rf"|\bi{_AM} (?:one of|with) the (?:[\w-]+ ){{0,2}}{_ROLE}\b",
    re.IGNORECASE,
)
PRACTICE = lazy(
    rf"\b(?:thank(?:s| you) for calling|you(?:['’]ve| have) reached|(?:calling|ringing|phoning) from|welcome to)"
    rf"(?: here)? +(?!me\b|us\b|you\b|back\b|today\b|about\b|in\b|home\b|again\b)(?:the |our )?(?:{MARK}|\w+)"
    rf"|\b{_ME}(?: +(?!\w+ing\b)(?:{_CAPITAL}|{_TITLE}\.?|{MARK})[.,]?){{1,3}}(?: +and i{_AM}"
    rf"| +i{_AM})?(?: +(?:one of )?"
    rf"(?:the|a|an|your) [\w ]{{2,30}}?)?,? +(?:calling )?(?:here )?(?:at|from|with) +{_PLACE}"
    rf"|\b(?:this is|it{_IS}) +(?:{_TITLE}\b\.? )?\w+ +(?:calling )?from +{_PLACE}"
    rf"|^\W*(?:good \w+,? +)?(?:{_CAPITAL},? +){{2,4}}how (?:can|may) (?:i|we) help"
    rf"|\bone of the \w+ (?:here |that works |who works )?(?:at|with) +\w+",
    re.IGNORECASE,
)
_NO_NAMES = (  # words that follow a greeting and are nobody's name
    "there how it good what are again welcome nice can could my this is you we i everyone everybody guys come thank "
    "thanks the a to in back doc ma ma'am just for have please do did all your very that not no sorry dragon siri "
    "alexa dax let at if as where who when honey dear buddy sweet sweetheart sweetie love because with young folks "
    "today speaking here from on by goodness god look see be he she they don take bye really much calling any i'm"
).split()
_FREE = (
    rf"(?!(?:{one_of(_NO_NAMES, KINSHIP, ADDRESSES, LINKS, ASSENTS)}|{one_of(GREETINGS, PARTS_OF_DAY)}|{HESITATION})\b)"
)
THEIR_NAME = lazy(
    rf"(?:^|[.?!,]\s*|\b{BEGINNING}[\s,]+)(?:{one_of(GREETINGS)}|welcome(?: back)?)(?: there"
    rf"| again)?[\s,]+(?:{_POLITE}(?:[\w'’-]+|{MARK})|{MARK}"
    rf"|{_FREE}"
    rf"[^\W\d_]{{3,}}(?=\s*[,.!?]|\s+(?:how|good|nice|it['’]s|what|so|i|my|this|are|welcome|and|come|thank|we)\b"
    rf"|\s*$))"
    rf"|(?:^|[,.?!]\s*|\b(?:{one_of(ASSENTS)}|well|so|thank you|thanks|sorry|bye)\s+)"
    rf"{_POLITE}(?:[\w'’-]+|{MARK})"
    rf"(?=\s*(?:[,.!?]|$))"
    rf"|\bthank(?:s| you),? +(?:{MARK}|{one_of(POLITE_TITLES)}\b\.? +[\w'’-]+|{_CAPITAL})(?=\s*[,.!?]|\s*$)"
    rf"|(?<=[a-z]),\s*{MARK}(?=\s*[.!?,]|\s*$)|\b(?:take care|bye),? +(?:{MARK}|{_CAPITAL})(?=\s*[,.!?]|\s*$)"
    rf"|\b(?:what (?:would|do) you (?:like|prefer) to be called|how would you like (?:to be|me to) (?:called"
    rf"|address)|"
    rf"what should i call you|do you (?:go by|prefer to be called)|(?:can|may) i call you)\b",
    re.IGNORECASE,
)
_NUMBER = (
    rf"(?!(?:a|an|one) (?:second|sec|minute|min)\b)(?:\d+(?:[.-]\d+)?|an?|{NUMBER}|a few|few|several"
    r"|a couple(?: of)?|couple(?: of)?|half an?)(?:(?: to | or |-)\w+)?"
)
_SHORT = r"(?:more )?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?)"
TIME = lazy(
    rf"\b(?:takes?|taking|last|lasts|be|need|needs|have|spend|got)(?: you| me| us| about| around| only| just"
    rf"| roughly|"
    rf" approximately| up to| less than| no more than| more than| another| under| like| maybe| the next| within"
    rf"| {HESITATION}|,)*"
    rf" +{_NUMBER} {_SHORT}\b(?! (?:ago|a day|a week|daily|before|after|every|of exercise|or so ago|each))"
    rf"|\b(?:wait|delay|appointment|back|with you|ready|see you|call you(?: back)?|hold|results?)(?: [\w'’]+)"
    rf"{{0,4}} (?:in|for|within|about|of|is|by)(?: about| around| the next| just| another"
    rf"| roughly)? {_NUMBER} {_SHORT}\b"
    rf"|\b(?:results?|report|answer|hear (?:back|from))\b[^.?!]{{0,50}}\b(?:in|within|by|about|take)"
    rf"(?: about| around| the next| up to)? {_NUMBER} (?:business |working )?(?:hours?|days?|weeks?)\b"
    rf"|\b(?:for|in) (?:just )?(?:about )?{_NUMBER} (?:minutes?|mins?|seconds?)\b(?=[^.?!]{{0,30}}\b(?:while"
    rf"|and then|so i|so"
    rf" that|to (?:ask|go over|talk|check)))",
    re.IGNORECASE,
)
_ASKED_TIME = lazy(r"\bhow (?:long|many|often)\b|\b(?:did|does|do) (?:it|they|you|the)\b", re.IGNORECASE)
_DOING = (
    r"(?:ask|examine|listen|check|take|press|do|start|explain|feel|put|look(?! forward)|go (?:over|through|ahead)"
    r"|have a|order|"
    r"measure|numb|clean|show|tell you|run|give|get|need to|refer|prescribe|send|talk)"
)
REASON = lazy(
    rf"\b(?:the reason (?:why |that )?(?:i|we)\b|so (?:that )?(?:we|i) (?:can|could) (?:see|get|check|make|look"
    rf"|help|be|find|hear|feel|reach|know)|so that (?:you|it|we)\b|"
    rf"(?:that|this) (?:way|is so) (?:we|i|you)|what (?:i|we)(?:['’]m|['’]re|['’]ll| am| are| will|['’]d| would)? "
    rf"(?:like to|going|gonna|gon na|want|plan)|(?:this|that|which|it) (?:will|should|['’]ll|helps?|lets?|allows?"
    rf"|way)"
    rf" (?:us|me|help|let|allow|make)|let me (?:just )?(?:explain|tell you (?:what|why|how))|i(?:['’]ll"
    rf"| will) explain)\b"
    rf"|\b(?:i|we)(?: ?['’]m| ?['’]re| am| are)? ?(?:just |also )?(?:gonna|gon na|going to|['’]ll|will|would like to|"
    rf"['’]d like to|wanna|want to|need to)(?: just| also| quickly| now)* {_DOING}\b[^.?!]{{0,90}}"
    rf"\b(?:so|because|to (?:see|make|help|check|find|rule|confirm|get|be|look|try|know|understand)|before"
    rf"|and then)\b",
    re.IGNORECASE,
)
PLEASE = lazy(
    r"(?<=[\w,] )please\b(?!\s*(?:me|god|wait|stop))(?<!yes please)(?<!, please)|, ?please\b(?=\s*[.?!]|\s*$)",
    re.IGNORECASE,
)


def expects(text: str, start: int) -> bool:
    """Whether a time that begins at start is an expectation that staff give, not one that they ask about."""
    from_ = max(text.rfind(mark, 0, start) for mark in ".?!") + 1
    sentence_end = next((i for i in range(start, len(text)) if text[i] in ".?!"), len(text))
    asked = text[sentence_end : sentence_end + 1] == "?"
    return not asked and not _ASKED_TIME.search(text, from_, start)


ALL = {  # by the act that they find
    "own_name": OWN_NAME,
    "role": ROLE,
    "practice": PRACTICE,
    "patient_name": THEIR_NAME,
    "time": TIME,
    "reason": REASON,
    "please": PLEASE,
}
