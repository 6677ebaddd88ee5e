"""What must and must not stand around a phrase of the lexicon `empathic_opportunities`, by its label."""

from __future__ import annotations

from carescore.codes._context import ADVERB, Rule, after, before
from carescore.text.people import FARTHER, GRANDPARENTS, KINSHIP, PARENTS
from carescore.text.regex import one_of
from carescore.text.words import HESITATION

# They stay patterns: beside a phrase may stand any number of adverbs, any ending, anything up to the end of the
# sentence.
_PERSON = r"(?:me|us|him|her|my \w+)"


_SYMPTOM_NEXT = after(
    rf"(?:for {_PERSON} )?(?:to (?:breathe|breath|swallow|smell|tell|say|remember|hear|detect|"
    "get (?:up|in|it)|move|walk|see|"
    r"pin|describe|put|bend|lift|catch|pass|know|find|time)\b|(?:time )?(?:breathing|"
    "swallowing|catching|hearing|seeing|"
    "walking|urinating|peeing|focusing|lump|stool|cough|pain|headache|taste|smell|candy|ache)|"
    r"time to\b)|\w*\s*(?:cough|pain|"
    r"headaches?|aches?|itch|rash|smell|taste|knee|back|drugs?|liquor|floor|chair|work\b|"
    r"worker|copy|of hearing)\b"
)
_FACT = after(
    r"(?:in (?:nineteen|19\d\d|(?:his|her|their) (?:eight|nine)\w+)|(?:at|when) (?:\w+ ){0,4}(?:eight|nine)\w+|"
    r"of (?:old|natural)|(?:from|due to|because of) (?:old|natural)|a (?:while|long)|out\b|a (?:few|couple)|some|any|"
    r"it\b|gas|stool|blood|on\b|the test|young)"
)
_FAR_KIN = before(rf"\b{one_of(GRANDPARENTS, FARTHER)}\b.*")  # whose death is a fact more often than a grief
RULES: dict[str, Rule] = {
    "emotion": Rule("emotion"),
    "challenge": Rule("challenge"),
    "cue": Rule("cue", polar=False),
    "question": Rule("cue"),
    "loss": Rule("loss"),
    "moderate": Rule(
        "emotion",
        before=before(
            r"\b(?:i'm|i am|im|i was|i were|we're|we are|we were|i've been|i get|i got|got|getting|"
            rf"{ADVERB}|more|most|main|"
            "biggest|big|only|major|huge|i have|we have|my|our|it's|it was|that's|that is|is|was|of|feel|feeling|me|"
            "one|real|mentally|some)"
        ),
        unless_before=before(r"\bas far as (?:i'm|i am|im)|\b(?:other|any|he|she|who) \w+"),
    ),
    "load": Rule(
        "emotion",
        before=before(
            r"\b(?:so much|a lot of|lots of|lot of|ton of|too much|under|under \w+|my|through|"
            "extra|more|have|having|bad|severe|"
            r"constant|causing|causes|cause|giv\w+ me|of)(?: (?:work|mental|emotional|financial|"
            "family))?"
        ),
        after=after(
            "(?:about|over|at|from|with (?:work|my|the|school|family|every)|lately|recently|these|"
            r"because|is|has|was|got|gets|would|goes|spik\w+|and i|on me|of (?:it|being|the|my|work))\b|[.!]|$"
        ),
        unless_before=before(
            r"\b(?:blood|high|chest|sinus|low|your|for|takes?|on|anti|feels? like|"
            r"like) (?:\w+ )?|\b(?:for|on)(?: my)?"
        ),
        unless_after=after(
            r"(?:medic\w*|pills?|disorder|test|fracture|meds|issues)\b|is (?:normal|good|fine|under|"
            "going|better)"
        ),
    ),
    "felt": Rule(
        "emotion",
        before=before(
            rf"\b(?:feel|feels|feeling|felt|being|mood (?:is|has been|was))(?: (?:{ADVERB}|like|like "
            "i'm|i'm|i am))*"
        ),
        unless_after=after(r"(?:in|on|here|there|when|my|the)\b"),
    ),
    "losing": Rule(
        "emotion", before=before(rf"\b(?:driv\w+|drove|mak\w+|losing|lost|lose|going|gone|go)(?: {_PERSON}| {ADVERB})*")
    ),
    "tears": Rule(
        "emotion",
        before=before(
            r"\b(?:i|i'm|i was|i've been|been|in|into|to|me|just|start(?:ed)?|me want to|could)(?: "
            rf"{ADVERB})*|^|\["
        ),
        unless_before=before(r"\b(?:he|she|they|baby|her|him|it)(?: \w+){0,3}"),
    ),
    "cannot": Rule(
        "cue",
        unless_before=before(r"\bnothing (?:\w+ ){0,3}\w*"),
        unless_after=after(
            r"(?:up\b|for long|on (?:it|my)|from home|to\b|the (?:smell|smoke|taste)|(?:cigarette|"
            "anything in|anything down)|smoke|taste|with my (?:hand|left|right))"
        ),
        polar=False,
    ),
    "bad": Rule("cue", before=before(r"\bis (?:it|that|this)(?: (?:really|too|that|very))*"), after=after(r"[?,.]|$")),
    "relief": Rule(
        "progress",
        before=before(
            r"\b(?:i'm|i am|i was|i feel|i felt|so|what a|that's a|it's a|was a|such a|big|huge|we're|"
            "sense of|me a|pretty|very)"
        ),
        unless_after=after(r"(?:if|by|(?:when|with) (?:i (?:take|sit|lie|rest|use)|rest|it|a|the|tylenol|advil))\b"),
    ),
    "sleep": Rule(
        "cue",
        before=before(
            "(?:n't|n't really|cannot|not|hardly|barely|never|trouble|trouble with|difficulty|"
            "difficulties|hard|difficult|unable|"
            r"lack of|los\w+|struggl\w+|problems|without|no)(?: (?:been|even|really|able to|get|"
            "getting|got|any|much|to|fall|falling|"
            r"go|gotten|had|a|proper|decent|full|seem|stay|a wink of|enough|good|slept|back|get any))*|"
            r"affect\w+ (?:my|his|her)|"
            "restless"
        ),
        unless_before=before(r"\b(?:if|when|unless) [^,]*"),
        unless_after=after(r"(?:apnea|apnoea|study|on (?:my|that|one|the)|over|medication)"),
        polar=False,
    ),
    "wakes": Rule("cue", before=before(r"\b(?:keep\w*|kept)")),
    "impact": Rule(
        "cue",
        after=after(
            r"(?:(?:all|like|kind of|really|with) )*(?:me\b|(?:my|our|his|her)(?: \w+){0,3} (?:life|"
            "lives|work|job|day|days|activities|"
            "routine|family|marriage|relationship|studies|school|health|mood|living|ability|"
            "performance|training|career|sleep)|(?:my|our) (?:life|work|job|sleep|day|sleeping))"
        ),
    ),
    "anymore": Rule(
        "challenge",
        before=before(r"(?:can't|cannot|can not|couldn't|unable to|not able to|n't been able to)(?: \w+){1,6}|can't"),
        unless_before=before(r"\b(?:remember|see|hear|find|think) .*"),
        polar=False,
    ),
    "spikes": Rule("cue", before=before(r"\b(?:anxiety|stress|worry|worries|nerves|panic|fear)(?: \w+){0,4}")),
    "unpaid": Rule("challenge", after=after(r"(?:[^.?!]{0,20}(?:insurance|money|cost|expensive|afford))"), polar=False),
    "treated": Rule(
        "cue",
        before=before(r"\b(?:surgery|operation|treatments?|pills?|injections?|medicines?|it|they)(?: has| have|'s)?"),
    ),
    "a_lot": Rule("cue", after=after(r"(?:[.!,]|$|so\b|and i|to (?:take in|deal|handle|process|cope)|for me|on me)")),
    "bother": Rule(
        "cue",
        before=before(r"\b(?:really|been|is|starting|so|started|what)(?: to)?"),
        unless_before=before(r"\b(?:only|sometimes) \w*"),
    ),
    "down": Rule("cue", before=before(r"\b(?:get\w*|got|bring\w*|brought|let\w*|wear\w*)")),
    "getting_to": Rule(
        "cue",
        before=before(
            r"\b(?:it's|it is|is|this is|that's|really) (?:really |just |starting )*(?:getting|got)|"
            r"\b(?:gets|get)(?: really)?"
        ),
    ),
    "hard": Rule(
        "challenge",
        before=before(
            r"\b(?:it|it's|its|this|that|that's|everything|been|being|find|"
            "found|finding|finding it|is|these|those|through|more|"
            "was|were|get|getting|gets|having|had|makes it|making it|a|an|has)(?: (?:all|been|a|an|"
            rf"{ADVERB}))*"
        ),
        after=after(
            rf"(?:[.,!?;]|$|for {_PERSON}|on {_PERSON}|lately|recently|time|times|week|month|year|few|"
            "couple|day|days|patch|period|"
            "winter|to (?:do|get (?:through|going|by|out of)|deal|cope|keep|work|live|be|manage|"
            "take care|focus|concentrate|accept|stay|quit|stop|adjust|break|lose|find a|sit|enjoy|talk about|"
            "hear|watch|believe)|with|because|cause|at|"
            rf"since|experience|ordeal|and|but|{HESITATION}|you know|honestly|really|going|when|in)\b|[.,!?;]|"
            "$"
        ),
        unless_before=before(
            r"\b(?:n't|not|never|pain|ache|cough|headache|tongue|lump|belly|stomach|abdomen|stool|muscles?|skin|"
            r"feels|sounds?)(?: \w+){0,3}|\bso far"
        ),
        unless_after=_SYMPTOM_NEXT,
    ),
    "struggle": Rule("challenge", unless_after=after(r"(?:to|with) (?:breath\w*|catch|swallow|hear|my breathing)")),
    "life": Rule("challenge", before=None),
    "unsure": Rule(
        "cue", before=before(r"(?:n't|not|no|never|no idea|unsure|just|really)(?: (?:really|even|just))*"), polar=False
    ),
    "help": Rule(
        "cue",
        after=after(
            r"(?:please|now|quit\w*|to (?:quit|stop|get)|with (?:this|that|it)|in quit|i\b|cope|"
            "[.!?,]|$)"
        ),
        unless_before=before(
            r"\b(?:you|sometimes|can|to|might|gonna|going to|and|did|it|does|could|would|that(?: will| would)?)"
        ),
    ),
    "grave": Rule(
        "cue",
        before=before(
            r"\b(?:is (?:it|that|this)|are (?:they|the \w+)|be|could be|it's|it's not|sounds?|seems?|"
            "looks?|something|anything|nothing|"
            "have|scared of|might have|is)(?: (?:too|really|very|that|anything|something|like|a|"
            "super|quite|pretty|more))*"
        ),
        unless_before=before(
            r"(?:n't|not|never|no) (?:\w+ ){0,2}|\b(?:smell|taste|pain|cough|breath|which|he|she|they|"
            rf"{one_of(PARENTS)}) (?:\w+ ){{0,3}}"
        ),
    ),
    "should_i": Rule("cue", before=before(r"\b(?:i|we|something|anything)(?: \w+){0,3}")),
    "hope": Rule(
        "cue",
        after=after(
            "(?:to god|that |it's |it is |it |there's |there is |for |this |we )*(?:n't|not|nothing|"
            r"isn't|no|doesn't|won't|that it|answers)\b"
        ),
    ),
    "dying": Rule(
        "cue",
        before=before(
            r"\b(?:i was|i'm|i am|i might be|i'd|to|gonna|i would|of|i might|i could|i'll)(?: (?:just|"
            "really|going to|gonna))*"
        ),
        unless_before=before(r"\bfor"),
    ),
    "harm": Rule(
        "cue",
        before=before(
            r"\b(?:want(?:ed)? to|going to|gonna|think\w* (?:about|of)|thoughts? of|might|just|like|"
            "is|been|i)"
        ),
        unless_before=before(r"\b(?:fell|fall|no|not|never|n't)\b.*"),
    ),
    "not_self": Rule("cue", before=before(r"(?:n't|not|never)(?: (?:been|really|quite|feel|feeling))*"), polar=False),
    "not_well": Rule(
        "cue",
        before=before(r"(?:n't|not|\bdont)(?: (?:been|really|feel|feeling|quite|feeling very|doing|too))*"),
        unless_after=after(r"(?:to|that)\b"),
        polar=False,
    ),
    "death": Rule(
        "loss",
        unless_after=_FACT,
        unless_before=_FAR_KIN,
        before=before(
            rf"\b(?:he|she|they|did|my \w+|my best friend|{one_of(KINSHIP)}|friend|has|have|just|"
            r"recently|who|both|of my|of them|of us|\w+'s|his|her)(?: (?:just|recently|also|has|had|"
            "have|actually|both|suddenly))*"
        ),
    ),
    "lost": Rule(
        "loss",
        after=after(
            r"(?:both |all )?(?:of )?(?:my|our|the|him|her|them|a|both of them)(?: \w+){0,2}? ?(?:friend|"
            rf"{one_of(KINSHIP)}|home|house|pregnancy|dog|cat|twins|job|independence|strength|mobility|freedom|"
            r"confidence|dignity)\b|"
            r"(?:him|her)(?= (?:last|to|in|when|two|three|too|this)\b|[.,!?]|$)|both of them|both my|our spouses|"
            "interest"
        ),
    ),
    "progress": Rule("progress"),
    "glad": Rule(
        "progress",
        before=before(r"\b(?:so|really|very|super|extremely|just)"),
        unless_after=after(r"to (?:pay|do|come|wait|help|take|try|see|meet|answer)|with that"),
    ),
}
