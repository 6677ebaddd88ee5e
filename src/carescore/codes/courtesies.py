"""Patterns of the courtesy that lexicons of fixed phrases cannot hold: names, roles, times, reasons, permission.

All read the turn as it stands; "n 't" and "'m" may stand apart, as some transcripts have them. A redaction mark
("[NAME]", "<name>", "{NAME}", "___") is as good as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_AM = r"(?:\s?['’]\s?m| am)"
_IS = r"(?:\s?['’]\s?s| is)"
MARK = (
    r"(?:[\[<{(][^\[\]<>{}()]{0,24}(?:name|redact|person|patient|doctor|nurse|provider|pii|phi"
    r"|ident)[^\[\]<>{}()]{0,24}[\]>})]"
    r"|_{2,}|\bX{3,}|\*{3,})"
)
_TITLE = r"(?:dr|doctor|mr|mrs|ms|miss|mx|nurse|prof|professor)"
_ROLE = (
    r"(?:nurse|doctor|dr|gp|physician|dentist|hygienist|dental|receptionist|pharmacist|manager|therapist|physio\w*|"
    r"assistant|specialist|student|intern|resident|registrar|consultant|surgeon|coordinator|technician|tech|midwife|"
    r"counsel+or|psychologist|psychiatrist|social worker|paramedic|radiographer|secretary|scheduler|interpreter|"
    r"practitioner|clinician|advocate|navigator|supervisor|front desk|on[- ]call|billing|patient (?:services"
    r"|relations)|"
    r"\w+(?:ologist|iatrist|ician|odontist))s?"
)

_CAPITAL = r"(?-i:[^\W\d_a-z][\w'’-]*[^\W\d_A-Z])"  # "Ángela" and "José" too
_PLACE = (
    rf"(?:the |our )?(?:{_CAPITAL}|{MARK}|(?:\w+ ){{0,3}}(?:clinic|office|practice|hospital|surgery|pharmacy"
    rf"|cent(?:er|re)|"
    r"department|dental|front desk|billing|reception|dentistry|orthodontics|pediatrics)\b)"
)
_ME = rf"(?:my (?:first |last )?name{_IS}|i{_AM}|this is)"

OWN_NAME = re.compile(
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
ROLE = re.compile(
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
PRACTICE = re.compile(
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
_FREE = (
    r"(?!there\b|how\b|so\b|it\b|and\b|good\b|what\b|are\b|yeah\b|yes\b|again\b|welcome\b|nice\b|can\b|could\b|my\b|"
    r"this\b|is\b|you\b|we\b|um+\b|uh+\b|i\b|everyone\b|everybody\b|guys\b|come\b|thanks?\b|the\b|a\b|to\b|in\b"
    r"|okay\b|"
    r"ok\b|back\b|well\b|hi\b|hello\b|hey\b|doctor\b|doc\b|nurse\b|sir\b|ma\b|ma'am\b|madam\b|miss\b(?! \w)"
    r"|just\b|for\b|"
    r"have\b|please\b|do\b|did\b|all\b|right\b|your\b|very\b|now\b|that\b|not\b|no\b|or\b|sorry\b|morning\b"
    r"|afternoon\b|"
    r"evening\b|dragon\b|siri\b|alexa\b|dax\b|let\b|at\b|if\b|as\b|then\b|where\b|who\b|when\b|honey\b|dear\b"
    r"|mom\b|dad\b|"
    r"buddy\b|sweet\w*\b|love\b|but\b|because\b|with\b|young\b|folks\b|oh\b|today\b|speaking\b|here\b|from\b|on\b"
    r"|by\b|"
    r"goodness\b|god\b|look\b|see\b|be\b|he\b|she\b|they\b|don\b|take\b|bye\b|really\b|much\b|calling\b|any\b"
    r"|sure\b|i'm\b)"
)
THEIR_NAME = re.compile(
    rf"(?:^|[.?!,]\s*|\b(?:okay|ok|so|and|um|uh|alright|oh|well)[\s,]+)(?:hi|hello|hey|good (?:morning|afternoon"
    rf"|evening)|"
    rf"welcome(?: back)?)(?: there| again)?[\s,]+(?:(?:(?:mr|mrs|ms|mx)\s?\.?|miss)\s+(?:[\w'’-]+|{MARK})|{MARK}"
    rf"|{_FREE}"
    rf"[^\W\d_]{{3,}}(?=\s*[,.!?]|\s+(?:how|good|nice|it['’]s|what|so|i|my|this|are|welcome|and|come|thank|we)\b"
    rf"|\s*$))"
    rf"|(?:^|[,.?!]\s*|\b(?:okay|thank you|thanks|alright|well|so|sorry|bye)\s+)(?:(?:mr|mrs|ms)\s?\.?"
    rf"|miss)\s+(?:[\w'’-]+|{MARK})"
    rf"(?=\s*(?:[,.!?]|$))"
    rf"|\bthank(?:s| you),? +(?:{MARK}|(?:(?:mr|mrs|ms)\b\.?|miss) +[\w'’-]+|{_CAPITAL})(?=\s*[,.!?]|\s*$)"
    rf"|(?<=[a-z]),\s*{MARK}(?=\s*[.!?,]|\s*$)|\b(?:take care|bye),? +(?:{MARK}|{_CAPITAL})(?=\s*[,.!?]|\s*$)"
    rf"|\b(?:what (?:would|do) you (?:like|prefer) to be called|how would you like (?:to be|me to) (?:called"
    rf"|address)|"
    rf"what should i call you|do you (?:go by|prefer to be called)|(?:can|may) i call you)\b",
    re.IGNORECASE,
)
_NUMBER = (
    r"(?!(?:a|an|one) (?:second|sec|minute|min)\b)(?:\d+(?:[.-]\d+)?|an?|one|two|three|four|five|six|seven|eight"
    r"|nine|ten|twelve|fifteen|twenty|thirty|forty|"
    r"forty-five|sixty|a few|few|several|a couple(?: of)?|couple(?: of)?|half an?)(?:(?: to | or |-)\w+)?"
)
_SHORT = r"(?:more )?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?)"
TIME = re.compile(
    rf"\b(?:takes?|taking|last|lasts|be|need|needs|have|spend|got)(?: you| me| us| about| around| only| just"
    rf"| roughly|"
    rf" approximately| up to| less than| no more than| more than| another| under| like| maybe| the next| within"
    rf"| uh| um|,)*"
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
_ASKED_TIME = re.compile(r"\bhow (?:long|many|often)\b|\b(?:did|does|do) (?:it|they|you|the)\b", re.IGNORECASE)
_DOING = (
    r"(?:ask|examine|listen|check|take|press|do|start|explain|feel|put|look(?! forward)|go (?:over|through|ahead)"
    r"|have a|order|"
    r"measure|numb|clean|show|tell you|run|give|get|need to|refer|prescribe|send|talk)"
)
REASON = re.compile(
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
PERMISSION = re.compile(
    r"\b(?:do|would) you mind if (?:i|we)\b|(?:^|[.?!,]\s*|\bso |\band )mind if (?:i|we)\b"
    r"|\b(?:is|would|will|was)(?: it| that| this)(?: be)?(?: going to be)? (?:ok|okay|o\.k\.|all right|alright"
    r"|fine|cool)"
    r"(?: with you)?(?: +(?:if|that|for|to)\b(?! you\b)|\s*\?|\s*$)"
    r"|\bif (?:that|it|this|you)(?: ?['’]s| is| would be|['’]re| are)?(?: all)? (?:ok|okay|right|alright|fine"
    r"|comfortable)"
    r"(?: (?:with|by|for) you)?\b(?=[^.?!]{0,15}(?:$|[.?!,;]|\bi\b|\bwe\b|\blet|\bgon|\band\b))"
    r"|\bif you (?:do ?n['’]t|would ?n['’]t) mind\b"
    r"|\b(?:are|would) you(?: be)? (?:ok|okay|comfortable|happy|fine|all right|alright) (?:with (?:that|me|us|it)\b|"
    r"if (?:i|we)|for (?:me|us) to|to go ahead|to proceed)"
    r"|(?<!how )(?<!what )\b(?:may|could|can) (?:i|we) (?:just |quickly |also |please |maybe )*(?:ask (?!what\b|for)|"
    r"put you|place you|transfer|take a (?:quick )?(?:look|listen)|have a (?:quick )?(?:look|listen|feel)|examine"
    r"|listen|"
    r"check (?:your|his|her)(?! (?:name|date|address|details))|touch|come in|call you back|record|lean|press|feel"
    r"|look (?:at|in)"
    r"|see your|lift|share|bring in|do (?:a|an|some|the)|start|begin|tell you|show you|explain|proceed"
    r"|go (?:ahead|over))"
    r"|\bshould i (?:go ahead|start|begin)|\bshall i\b|\b(?:all right|okay|ready) for me to\b"
    r"|\b(?:have|get|need) your (?:permission|consent|okay)\b|\bwith your permission\b",
    re.IGNORECASE,
)
ACTION = re.compile(
    r"\b(?:let me|i(?: ?['’]m| am) (?:just |now )?(?:gonna|gon na|going to)|i(?: ?['’]ll| will)|i(?:['’]d"
    r"| would) like to)"
    r" (?:just |also |quickly |now |go ahead and |have you |do a quick )*"
    r"(?:press|listen|examine|touch|look (?:at|in)|lift|take a (?:quick )?(?:look|listen)|feel (?:your|for|here)"
    r"|put you on"
    r"|transfer|lean|tilt|numb|check your|push|move your|physical exam|exam\b|palpate|lay you)",
    re.IGNORECASE,
)
_ELSE = r"(?:any ?thing|some ?thing|any other thing|anything) else"
CLOSING = re.compile(
    rf"\b{_ELSE}(?: at all)?,? *(?:that )?(?:i (?:can|could|may|might|should|did|forgot|missed)|(?:we|they) (?:can"
    rf"|could|did|forgot|missed|should)|(?:you|you['’]d|"
    rf"you['’]re) *(?:would|want|wanted|need|like|wanna|feel|think|['’]d|wish|were|are|may|might|have (?:for|on"
    rf"|about)|"
    rf"maybe)|for (?:me|us|you|today)|today|on your mind|before|to (?:add|ask|discuss|mention|tell|talk))"
    rf"|(?<!if you have )(?<!if you do have )(?<!if you've got )(?<!if there are )(?<!with )(?<!answer )(?<!ask"
    rf" )(?<!case you have )"
    rf"\bany(?: other| more| further| last| final)? (?:questions?|concerns? (?:or|and) questions?"
    rf"|concerns?(?=\s*[.?!]|\s*$))"
    rf"|\bwhat (?:other )?questions (?:do|can|are|have)\b|\b(?:questions|concerns) (?:for me|of your own|at all)\b"
    rf"|\bdid (?:we|i) (?:cover|miss|forget|answer)\b|\bhave (?:we|i) (?:covered|missed|answered)\b"
    rf"|\bis there any ?thing (?:you|you['’]d|i|we|that you)\b",
    re.IGNORECASE,
)
BARE_CLOSING = re.compile(
    rf"(?:^|[.?!,]\s*|\b(?:okay|ok|alright|all right|so|and|great|perfect|um|uh|well"
    rf"|there)\s*,?\s*){_ELSE}\s*(?:\?|$|, okay)",
    re.IGNORECASE,
)
PLEASE = re.compile(
    r"(?<=[\w,] )please\b(?!\s*(?:me|god|wait|stop))(?<!yes please)(?<!, please)|, ?please\b(?=\s*[.?!]|\s*$)",
    re.IGNORECASE,
)


# what a turn must hold, in lower case, for a pattern to be worth trying: a plain search costs a tenth of a pattern's
_WORTH = {
    THEIR_NAME: (
        "hello|hey |hey,|hi |hi,|good morning|good afternoon|good evening|welcome|mr |mr.|mrs| ms | ms.|miss |thank|"
        "be called|call you|go by|call me|to address|take care|bye|[|{|<|__|xxx|***"
    ),
    TIME: ("minute|hour|second| min| sec| hr|result|report|answer|hear back|hear from"),
    REASON: (
        "reason|so we|so i |so that|that way|this way|is so|what i|what we|this will|that will|it will|which will|"
        "'ll|’ll|should|helps|lets|allow|explain|let me|gonna|gon na|going to|would like|'d like|’d like|want to|"
        "wanna|need to|will "
    ),
    PERMISSION: (
        " mind|can i|could i|may i|can we|could we|may we|is it ok|is it al|is it fine|is that ok|is that al|"
        "is that fine|that be|it be|is this ok|if that|if it|if this|if you ok|if you're|if you’re|if you do|"
        "if you would|are you ok|are you com|are you hap|are you fine|are you al|are you ready|you be okay|"
        "shall i|should i|okay for me|right for me|ready for me|permission|consent|your okay"
    ),
    PLEASE: ("please"),
    CLOSING: ("else|question|concern|there anything|did we|did i|have we|have i"),
    BARE_CLOSING: ("else"),
}
_ANNOUNCING = ("let me", "gonna", "gon na", "going to", "i'll", "i’ll", "i will", "like to")
_BEFORE = 60  # characters that a match may begin before the first of its words
Gates = Mapping[re.Pattern[str], tuple[str, ...]]
_WORDS: Gates = {pattern: tuple(words.split("|")) for pattern, words in _WORTH.items()}


def gates(texts: Iterable[str]) -> Gates:
    """For each pattern those of its words that the texts, in lower case, hold at all: mostly few or none."""
    together = "\n".join(texts)
    return {pattern: tuple(word for word in words if word in together) for pattern, words in _WORDS.items()}


def starts(low: str, words: Gates) -> dict[re.Pattern[str], int]:
    """Where in a text, given in lower case, each pattern is first worth trying; the others are left out."""
    found = {}
    for pattern, some in words.items():
        places = [low.find(word) for word in some if word in low]
        if places:
            found[pattern] = max(0, min(places) - _BEFORE)
    return found


def expects(text: str, start: int) -> bool:
    """Whether a time that begins at start is an expectation that staff give, not one that they ask about."""
    from_ = max(text.rfind(mark, 0, start) for mark in ".?!") + 1
    sentence_end = next((i for i in range(start, len(text)) if text[i] in ".?!"), len(text))
    asked = text[sentence_end : sentence_end + 1] == "?"
    return not asked and not _ASKED_TIME.search(text, from_, start)


def announces(text: str) -> bool:
    """Whether a text announces an action on the patient."""
    low = text.lower()
    return any(word in low for word in _ANNOUNCING) and ACTION.search(text) is not None
