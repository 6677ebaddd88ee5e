"""Patterns of what follows and precedes the words that begin a step: actions, and what only looks like one.

They stay patterns: an action is a stem with any ending behind any number of words that say nothing ("just go ahead and
re-order"), which as phrases would be tens of thousands.
All read lower case: a pattern that ignores case takes several times as long.
"""

from __future__ import annotations

import re

from carescore.text.people import TITLES
from carescore.text.regex import lazy, one_of
from carescore.text.wordlists import alternatives
from carescore.text.words import ASKS_ASSENT, BEGINNING, HESITATION

_SKIP = (
    r"(?:[\s,.…-]|\b(?:just|also|then|go ahead and|go on and|go ahead|go and|go|probably|certainly|definitely"
    rf"|now|really|like|to|try and|{HESITATION}|you know|i think|kind of|sort of|if you want|i'll|i'm gonna"
    r"|i'm going to|be|maybe|still|again|we'll|quickly|start by|need to|have to|do is|personally"
    r"|<[^>]*>)\b)*"
)
_STEMS = (
    r"(?:" + alternatives("codes", "action_stems") + r")(?:e|es|ing|ting|ning|ping|ding|ring|ling|king|y|ying|ate)?\b"
)
_ACTS = (
    r"(?:" + _STEMS + r"|set (?:you|him|her|that|it|this|them) up"
    r"|help you (?:get (?:an?|the|your|set|sched|check)|book|schedule|with (?:a|an|that) appoint)"
    r"|set up|help (?:arrange|schedule|book)|(?:see|seeing) (?:you|him|her|them)\b|have (?:you|them|him|her|my"
    r"|our|the|a|an"
    r"|someone|somebody|another|your|some)\b|speak (?:to|with)|talk (?:to|with) (?!you about|me)|discuss (?:this"
    r"|it|that|your"
    r" case) with|(?:let|letting) (?:you|them|him|her|dr|doctor|the \w+) know|leave (?!me|that for)|find out"
    r"|look into"
    r"|move (?:you|it|your|him|her|the app)|note (?:it|that)|pull your|consider|rule out"
    r"|(?:ask|asking|tell|telling) (?:for|dr|doctor|the|my|our|him|her|one|someone|somebody)\b|need (?:a|an|to|some"
    r"|you)\b|want you"
    r"|get (?:back|in touch)|be in touch|touch base|go (?:with|for|back|down on|up on|along)|work on|stick with"
    r"|drop (?:it|your)"
    r"|task (?:my|our)|like you)"
)
# an action of staff after "I'll", "we're going to"
ACT = lazy(_SKIP + _ACTS)
# what is done there and then: no step
NOW = lazy(
    _SKIP + r"(?:(?:do|doing) (?:a|an|my|some|the|your)?\s*(?:\w+\s+)?(?:\w+\s+)?"
    r"(?:exam|physical|look|check)|check (?:your|the|on your)"
    r" (?:heart|lungs?|ears?|throat|eyes?|mouth|teeth|bite|back|neck|chest|belly|abdomen|foot|feet|knee|hand|skin)"
    r"|(?:take|have|get) (?:a|another) (?:\w+ )?(?:look|listen|peek|history|feel)|take (?:you )?through|examin\w+"
    r"|start (?:by|with|off|asking|talking)|start discussing|move (?:on )?to|take (?:a|some|one) (?:\w+ )?breath"
    r"|use (?:the|this) (?:\w+ )*template|start (?:the|your|our) (?:exam|visit|physical)|go (?:over|through)"
    r"|put (?:some|a) pressure"
    r"|make (?:sure (?:i|that i|we)|a note|some notes|a comment)|(?:write|writing|note|put) (?:that |this |it "
    r"|this all )?down|make note|tak(?:e|ing) (?:the |some |your )?(?:notes|history|care of you)|accompany"
    r"|note (?:that|this)\b|apply (?:some )?pressure|get (?:you|him|her)"
    r" (?:up|to (?:lie|sit|lay|stand|tell))|get (?:into|to know|a (?:bit|little|sense|better)|some (?:more )?"
    r"(?:information|details|history)|your (?:name|date)|started)|give you (?:an idea|a moment|a minute|the results)"
    r"|come (?:to|back to) (?:that|this)|come over|bring (?:up|that up|it up)|have (?:you|him|her) (?:lie|lay|sit"
    r"|stand"
    r"|hop|bend|take a (?:deep|big)|open|follow|push|pull|squeeze|relax|look)|hold (?:that|your|the) (?:thought|hand)"
    r"|use (?:my|this) (?:stethoscope|light)|add (?:that )?to (?:that|what)|put (?:it|that) (?:this|that|like"
    r"|another)"
    r"|call (?:it|that|this|them|these)\b|keep (?:asking|pressing|talking)|do (?:that|it|this) (?:now|here)\b"
    r"|do (?:my|our)"
    r" (?:best|job)|stop you|need (?:to (?:ask|know|see|get|take|check|confirm|do))|take (?:that"
    r"|this) (?:seriously"
    r"|as)|review (?:your|the|some|of)|see (?:what|how|if|whether)|help you today|wait for you"
    r"|try (?:to )?(?:understand"
    r"|explain|answer|address)|check (?:something|that|if|whether|the system|my|here)|go ahead and (?:ask|look)"
    r"|let (?:you|her|him|them) (?:go|finish|talk)\b|bring you (?:back here|in here)|get to|show you|do (?:(?:two"
    r"|three|a few|some|a couple of|several) things|\W*$|next)|do (?:you|for you)\b|come up\b"
    r"|help you\b(?! (?:get|set|book|sched|arr|with (?:a|an|some))))"
)
# after "you should": a state or an outcome, no instruction
STATE = lazy(
    _SKIP.replace("|be|", "|")
    + r"(?:be(?! (?:taking|using|seen|assessed|examined|tested|referred|admitted|treated|careful|very careful"
    + r"|extra careful|doing|having|sure|checked|on (?:the|a|your|an)"
    r"|resting|drinking|getting|able to (?:pick|get|collect|call|take)|called|contacted|sent|given|reviewed))"
    r"|know|feel|calm|relax|lay|lie|sit|open|look|turn|squeeze|push (?!fluids)|pull|bend|touch|show|describe"
    r"|stand|raise|breathe"
    r"|lower your voice|stop (?:yelling|shouting|talking|interrupting)|hop|bite|swallow|close|take a (?:deep"
    r"|big|breath)|meet|understand|worry|think|notice|experience"
    r"|see (?:you|that|how|some|a|here|it|an"
    r"|the (?:improve|differ|change))"
    r"|have(?! (?:to|a (?:blood|scan|test|follow|check|review|cleaning|look)|an|your|another|it|them|some blood))"
    r"|hear(?! (?:from|back))|remember|like|love|mention|tell me|find|realize|expect|appreciate|hurt|lose|die"
    r"|become|develop|want|believe|seem|come across|live|last|probably (?:feel|be)|give me|do (?:great|well|fine"
    r"|okay)|get (?:better|worse|used|over|through|a (?:lot|little|bit)|an? (?:infection|flare))|grow|heal"
    r"|recover"
    r"|need(?! (?:to|a|an|some))|go (?:through|into)|said|been|already|excuse|forgive|bear with|agree|admit|trust"
    r"|just (?:hear|be|feel)|not\b|never\b|definitely be)\b"
)
# an action of the patient after "you can", "you'll"
PATIENT_ACT = lazy(
    _SKIP + r"(?:take|stop|use|try|get (?:some|it|them|those|something|that|your|an? (?:blood|test|scan|jab|appoint"
    r"|thermo|over))"
    r"|continue|buy|apply|drink|pick|call|ring|go|come|book|schedule|ask|contact"
    r"|bring|keep|start|leave|drop|reach|email|text|double|increase|put|eat|return|resume|combine|alternate|purchase"
    r"|collect|speak|visit|see (?:a|the|your|us|me)|wear|fill|send|sign|pay|expect|change (?!your mind)|move|swap"
    r"|wait|do)\b"
)
# commands of an examination or of the talk itself
EXAM = lazy(
    r"(?:take (?:a|one|another|some|the|your) (?:\w+ )?(?:deep|big|breath|seat|shirt|shoe|shoes|sock|socks|mask|look"
    r"|moment|minute|time|second)|(?:put|use|keep|try|start|rest|take) (?:it|that|the|your|up"
    r"|me)\s*(?:\w+ )?(?:head|chin"
    r"|hands?|arms?|legs?|feet|foot|eyes|mouth|finger|fingers|tongue|shirt|back|knee|through|from the beginning|hand"
    r"|down for me|time|telling)|come (?:on )?(?:in|back) (?:and )?(?:have a seat|sit)|see (?:if|how"
    r"|what) (?:that|it)"
    r"|go (?:on|ahead)\b(?! and (?:take|start|stop|call|make|schedule|continue))|go to (?:the|a|your) (?:bathroom"
    r"|toilet"
    r"|gym|school|work)|let me know (?:if|when|whether) (?:it|that|this|you feel|there|i"
    r"|any of)[^,.]{0,18}(?:hurt|pain"
    r"|tender|sore|feel)|stop me|tell me|please (?:tell|let me (?:know )?(?:finish|see|ask)|go ahead|go on|hold|do"
    r"|have a|confirm|give me|take a|come (?:in|on)|call me (?!if|when|on|back|at|tomorrow))|do (?:you|they"
    r"|not worry)"
    r"|don't (?:worry|have|know|see|think)|watch (?:tv|me)|make sure (?:i|we|that i|that we|there)|follow (?:my|the"
    rf" finger)|call (?:it|that|this|me {one_of(TITLES)})|also (?:take a look|have|do you|call it)|then (?:you"
    r"|it|we)"
    r"|show me|try not to worry|be sure i|keep me|check (?:my|here))"
)
# what may stand before a command
OPENS = lazy(
    rf"(?:^|[,.;:?!>\]—–-]|\b(?:{BEGINNING}|just|please|also"
    r"|always|definitely|first|again|otherwise|instead|either|even|only|day|days|week|weeks|it|home|today|tomorrow"
    r"|tonight|symptoms|there|you'll"
    r"|(?<!did )(?<!do )(?<!will )(?<!would )(?<!can )(?<!if )(?<!when )(?<!that )"
    r"(?<!have )(?<!why )(?<!how )you))[\s\"'(]*$"
)
# a question
ASKS = lazy(
    rf"^[\W_]*(?:(?:{BEGINNING}|great|no)\W+)*"
    r"(?:do|does|did|are|is|was|were|have|has|had|(?:can|could|would)(?! you (?:please |just )?(?:come|call"
    r"|bring|send|stop by|arrive|drop|e-?mail|fax|ring))|will|should|shall|may|what|when|where|who|which|how"
    r"|why(?! do ?n't you)|any|am|don't|didn't|aren't|isn't|haven't|won't|if i|ready)\b"
)
# a tag that makes no question of a statement
TAG = lazy(rf",?\s*(?:{one_of(ASKS_ASSENT)}|deal|is that okay|is that ok|does that)\W*$", re.I)
# a condition
IF = lazy(
    r"\b(?:if|unless|in case|should (?:you|it|your|the|he|she|they)|any (?:problems|issues|concerns|trouble"
    r"|questions)"
    r"|(?:as soon as|when(?:ever)?) (?:it|you|he|she|the (?:pain|swelling|fever)) (?:start|feel|get|notice|hurt))"
)
# conditions of politeness
POLITE_IF = lazy(
    r"\bif (?:you(?:'d| would)? (?:like|want|prefer|wish|don't mind|can(?!'t|not)|could(?!n't| not)|agree"
    r"|have (?:a|any) (?:moment|time))|(?:that|it|this)(?:'s|"
    r" is| sounds| works| would be) (?:okay|ok|all right|alright|fine|good|possible|works|for you)|possible"
    r"|we (?:can|could|need to)"
    r"|i (?:can|could|need|may)|needed|not\b|so\b|anything|(?:that|it) works|you're (?:happy|okay|ok|comfortable)"
    r"|you are (?:happy|okay|comfortable))"
)
# "if" that means whether
WHETHER = lazy(
    r"\b(?:see|sure|tell|know|check|find out|ask(?:ing)?|show|wonder(?:ing)?|decide"
    r"|determine|figure out|tells|clear|even|as|look) if\b",
    re.I,
)
# a when that is hoped for
HOPED = lazy(
    r"\b(?:hopefully|at some point|sometime soon|one of these days|when (?:i|we) (?:can|get a chance))\b", re.I
)
# a subject that names nobody
NOBODY = lazy(
    r"\b(?:it|there|this|that|which|one|anybody|somebody|someone|some(?:one|body) from \w+|those|these|pain"
    r"|symptoms|medication)\s*$",
    re.I,
)
# what makes "we can do" a relative clause
WHAT = lazy(r"\b(?:what|anything|something|everything|whatever|if|that|where|how|things)\s*$", re.I)
# others' words, or a doubt, before the phrase
QUOTED = lazy(
    r"\b(?:said|told|says|tell(?:s|ing)? (?:you|me)|asked|thought|saying)\b(?:(?!\b(?:and|so|but"
    r"|then)\b)[^,.]){0,24}$"
    r"|\b(?:don't|do n't|do not|doesn't|does n't|not) (?:think|feel|believe|know|sure|mean|that)"
    r"\W+(?:that |if |whether |the need )?$"
)
# the speaker, or the speaker's team, just before "will"
OURS = lazy(r"\b(i|we)\s*(?:,\s*)?$")
AUXILIARY = lazy(r"will|(?:is|are) (?:going to|gon ?na)")
