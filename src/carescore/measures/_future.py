"""What staff say will happen next: commitments and instructions with their who, what and when, shared by measures.

A lexicon phrase of `next_steps` begins a step and says who is to act; the words after it must name an action, and not
one that is done there and then (an examination, a look at a result). One step per sentence; a long stretch without
full stops is cut where another step begins.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from carescore.measures._when import has_time
from carescore.nlp import Signals
from carescore.segmentation import Dialogue

LATE = 0.6  # from here on "you can", "we could" count as steps; action items cluster near the end (Murray & Renals 2008)
LONG = 40  # words after which a stretch without a full stop is cut
APART = 12  # words between two steps of such a stretch


@dataclass(frozen=True, slots=True)
class Step:
    """who: "i", "we", "try" (staff who will only try), "you", "named" (somebody else), "nobody"; timed: a when is
    said; vague: a promise without a content or with "hopefully"; safety: holds only if something happens; done: it
    has been arranged already."""

    turn: int
    start: int
    end: int
    who: str
    timed: bool = False
    vague: bool = False
    safety: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class _Cue:
    """A phrase of the lexicon by its place in the sentence."""

    start: int
    end: int
    label: str


_SKIP = (
    r"(?:[\s,.…-]|\b(?:just|also|then|go ahead and|go on and|go ahead|go and|go|probably|certainly|definitely|actually"
    r"|now|really|like|to|try and|um+|uh+|eh|er|erm|you know|i think|kind of|sort of|if you want|i'll|i'm gonna"
    r"|i'm going to|be|maybe|still|again|we'll|actually|quickly|start by|need to|have to|do is|personally|<[^>]*>)\b)*"
)
_STEMS = (
    r"(?:order|reorder|send|refer|prescrib|call|ring|phon|text|email|e-mail|mail|writ|giv|get|put|start|schedul|book|arrang"
    r"|organi[sz]|mak|follow|check|recheck|repeat|increas|decreas|reduc|chang|switch|add|stop|continu|keep|contact"
    r"|forward|fax|print|refill|renew|treat|wait|stay|review|fill|transfer|connect|sort|fix|correct|updat|bring|do|run"
    r"|tak|draw|obtain|request|monitor|admit|discharg|dispens|provid|recommend|suggest|advis|com|meet|hold|track|enter"
    r"|submit|mark|reschedul|cancel|pass|fil|post|plac|apply|try|wean|taper|titrat|lower|adjust|x-?ray|scan|test|screen"
    r"|examin|assess|remov|clean|polish|fit|bleach|numb|seal|restor|proceed|plan|reassess|re-?evaluat|evaluat|inject"
    r"|administ|perform|cultur|biops|investigat|prepar|return|replac|wash|rins|cover|escalat|chas|inform|notif|hand"
    r"|us|limit|avoid|split|watch|maintain|resum|restart|pick|offer|sign|attach|block|sav|reserv|resend|exclud|complet|finish|treat|immobiliz|involv|collect|consult|clear)"
    r"(?:e|es|ing|ting|ning|ping|ding|ring|ling|king|y|ying|ate)?\b"
)
_ACTS = (
    r"(?:" + _STEMS + r"|set (?:you|him|her|that|it|this|them) up|help you (?:get (?:an?|the|your|set|sched|check)|book|schedule|with (?:a|an|that) appoint)"
    r"|set up|help (?:arrange|schedule|book)|(?:see|seeing) (?:you|him|her|them)\b|have (?:you|them|him|her|my|our|the|a|an"
    r"|someone|somebody|another|your|some)\b|speak (?:to|with)|talk (?:to|with) (?!you about|me)|discuss (?:this|it|that|your"
    r" case) with|(?:let|letting) (?:you|them|him|her|dr|doctor|the \w+) know|leave (?!me|that for)|find out|look into"
    r"|move (?:you|it|your|him|her|the app)|note (?:it|that)|pull your|consider|rule out"
    r"|(?:ask|asking|tell|telling) (?:dr|doctor|the|my|our|him|her|one|someone|somebody)\b|need (?:a|an|to|some|you)\b|want you"
    r"|get (?:back|in touch)|be in touch|touch base|go (?:with|for|back|down on|up on|along)|work on|stick with|drop (?:it|your)"
    r"|task (?:my|our)|like you)"
)
_ACT = re.compile(_SKIP + _ACTS, re.IGNORECASE)
_NOW = re.compile(
    _SKIP + r"(?:(?:do|doing) (?:a|an|my|some|the|your)?\s*(?:\w+\s+)?(?:\w+\s+)?(?:exam|physical|look|check)|check (?:your|the|on your)"
    r" (?:heart|lungs?|ears?|throat|eyes?|mouth|teeth|bite|back|neck|chest|belly|abdomen|foot|feet|knee|hand|skin)"
    r"|(?:take|have|get) (?:a|another) (?:\w+ )?(?:look|listen|peek|history|feel)|take (?:you )?through|examin\w+"
    r"|start (?:by|with|off|asking|talking)|start discussing|move (?:on )?to|take (?:a|some|one) (?:\w+ )?breath|use (?:the|this) (?:\w+ )*template|start (?:the|your|our) (?:exam|visit|physical)|go (?:over|through)|put (?:some|a) pressure"
    r"|make (?:sure (?:i|that i|we)|a note|some notes|a comment)|(?:write|writing|note|put) (?:that |this |it |this all )?down|make note|tak(?:e|ing) (?:the |some |your )?(?:notes|history|care of you)|accompany|note (?:that|this)\b|apply (?:some )?pressure|get (?:you|him|her)"
    r" (?:up|to (?:lie|sit|lay|stand|tell))|get (?:into|to know|a (?:bit|little|sense|better)|some (?:more )?"
    r"(?:information|details|history)|your (?:name|date)|started)|give you (?:an idea|a moment|a minute|the results)"
    r"|come (?:to|back to) (?:that|this)|come over|bring (?:up|that up|it up)|have (?:you|him|her) (?:lie|lay|sit|stand"
    r"|hop|bend|take a (?:deep|big)|open|follow|push|pull|squeeze|relax|look)|hold (?:that|your|the) (?:thought|hand)"
    r"|use (?:my|this) (?:stethoscope|light)|add (?:that )?to (?:that|what)|put (?:it|that) (?:this|that|like|another)"
    r"|call (?:it|that|this|them|these)\b|keep (?:asking|pressing|talking)|do (?:that|it|this) (?:now|here)\b|do (?:my|our)"
    r" (?:best|job)|stop you|need (?:to (?:ask|know|see|get|take|check|confirm|do))|get that|take (?:that|this) (?:seriously"
    r"|as)|review (?:your|the|some|of)|see (?:what|how|if|whether)|help you today|wait for you|try (?:to )?(?:understand"
    r"|explain|answer|address)|check (?:something|that|if|whether|the system|my|here)|go ahead and (?:ask|look)"
    r"|let (?:you|her|him|them) (?:go|finish|talk)\b|bring you (?:back here|in here)|get to|show you|do (?:(?:two|three|a few|some|a couple of|several) things|\W*$|next)|do (?:you|for you)\b|come up\b|help you\b(?! (?:get|set|book|sched|arr|with (?:a|an|some))))",
    re.IGNORECASE,
)
_STATE = re.compile(
    _SKIP.replace("|be|", "|") + r"(?:be(?! (?:taking|using|seen|careful|very careful|extra careful|doing|having|sure|checked|on (?:the|a|your|an)"
    r"|resting|drinking|getting|able to (?:pick|get|collect|call|take)|called|contacted|sent|given|reviewed))"
    r"|know|feel|calm|relax|meet|understand|worry|think|notice|experience|see (?:you|that|how|some|a|here|it|an|the (?:improve|differ|change))"
    r"|have(?! (?:to|a (?:blood|scan|test|follow|check|review|cleaning|look)|an|your|another|it|them|some blood))"
    r"|hear(?! (?:from|back))|remember|like|love|say|mention|tell me|find|realize|expect|appreciate|hurt|lose|die|die"
    r"|become|develop|want|believe|seem|look|come across|live|last|probably (?:feel|be)|give me|do (?:great|well|fine"
    r"|okay)|get (?:better|worse|used|over|through|a (?:lot|little|bit)|an? (?:infection|flare))|grow|heal|recover|say"
    r"|need(?! (?:to|a|an|some))|go (?:through|into)|said|been|already|excuse|forgive|bear with|agree|admit|trust|just (?:hear|be|feel)|not\b|never\b|definitely be)\b",
    re.IGNORECASE,
)
_PATIENT_ACT = re.compile(
    _SKIP + r"(?:take|stop|use|try|get (?:some|it|them|those|something|that|your|an? (?:blood|test|scan|jab|appoint|thermo|over))|continue|buy|apply|drink|pick|call|ring|go|come|book|schedule|ask|contact"
    r"|bring|keep|start|leave|drop|reach|email|text|double|increase|put|eat|return|resume|combine|alternate|purchase"
    r"|collect|speak|visit|see (?:a|the|your|us|me)|wear|fill|send|sign|pay|expect|change (?!your mind)|move|swap|wait|do)\b",
    re.IGNORECASE,
)
_EXAM = re.compile(
    r"(?:take (?:a|one|another|some|the|your) (?:\w+ )?(?:deep|big|breath|seat|shirt|shoe|shoes|sock|socks|mask|look"
    r"|moment|minute|time|second)|(?:put|use|keep|try|start|rest|take) (?:it|that|the|your|up|me)\s*(?:\w+ )?(?:head|chin"
    r"|hands?|arms?|legs?|feet|foot|eyes|mouth|finger|fingers|tongue|shirt|back|knee|through|from the beginning|hand"
    r"|down for me|time|telling)|come (?:on )?(?:in|back) (?:and )?(?:have a seat|sit)|see (?:if|how|what) (?:that|it)"
    r"|go (?:on|ahead)\b(?! and (?:take|start|stop|call|make|schedule|continue))|go to (?:the|a|your) (?:bathroom|toilet"
    r"|gym|school|work)|let me know (?:if|when|whether) (?:it|that|this|you feel|there|i|any of)[^,.]{0,18}(?:hurt|pain"
    r"|tender|sore|feel)|stop me|tell me|please (?:tell|let me (?:know )?(?:finish|see|ask)|go ahead|go on|hold|do"
    r"|have a|confirm|give me|take a|come (?:in|on)|call me (?!if|when|on|back|at|tomorrow))|do (?:you|they|not worry)"
    r"|don't (?:worry|have|know|see|think)|watch (?:tv|me)|make sure (?:i|we|that i|that we|there)|follow (?:my|the"
    r" finger)|call (?:it|that|this|me (?:mr|mrs|dr|doctor))|also (?:take a look|have|do you|call it)|then (?:you|it|we)"
    r"|show me|try not to worry|be sure i|keep me|check (?:my|here))",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:^|[,.;:?!>\]—–-]|\b(?:and|so|then|but|just|please|also|or|uh|um|er|erm|okay|ok|now|well|right|alright|yeah|yes"
    r"|always|definitely|first|again|otherwise|instead|either|even|only|day|days|week|weeks|it|home|today|tomorrow"
    r"|tonight|symptoms|there|you'll|(?<!did )(?<!do )(?<!will )(?<!would )(?<!can )(?<!if )(?<!when )(?<!that )(?<!have )(?<!why )(?<!how )you))[\s\"'(]*$",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"^[\W_]*(?:(?:so|and|but|um+|uh+|okay|ok|right|well|now|or|then|alright|all right|yeah|yes|great|no)\W+)*"
    r"(?:do|does|did|are|is|was|were|have|has|had|can|could|would|will|should|shall|may|what|when|where|who|which|how"
    r"|why|any|am|don't|didn't|aren't|isn't|haven't|won't|if i|ready)\b",
    re.IGNORECASE,
)
_TAG = re.compile(r",?\s*(?:okay|ok|all right|alright|right|yeah|yes|deal|is that okay|is that ok|does that)\W*$", re.I)
_IF = re.compile(
    r"\b(?:if|unless|in case|should (?:you|it|your|the|he|she|they)|any (?:problems|issues|concerns|trouble|questions)"
    r"|(?:as soon as|when(?:ever)?) (?:it|you|he|she|the (?:pain|swelling|fever)) (?:start|feel|get|notice|hurt))",
    re.IGNORECASE,
)
_POLITE_IF = re.compile(
    r"\bif (?:you(?:'d| would)? (?:like|want|prefer|wish|don't mind|can(?!'t|not)|could(?!n't| not)|agree|have (?:a|any) (?:moment|time))|(?:that|it|this)(?:'s|"
    r" is| sounds| works| would be) (?:okay|ok|all right|alright|fine|good|possible|works|for you)|possible|we (?:can|could|need to)"
    r"|i (?:can|could|need|may)|needed|not\b|so\b|anything|(?:that|it) works|you're (?:happy|okay|ok|comfortable)"
    r"|you are (?:happy|okay|comfortable))",
    re.IGNORECASE,
)
_WHETHER = re.compile(
    r"\b(?:see|sure|tell|know|check|find out|ask(?:ing)?|show|wonder(?:ing)?|decide|determine|figure out|tells|clear|even|as|look) if\b", re.I
)
_HOPED = re.compile(r"\b(?:hopefully|at some point|sometime soon|one of these days|when (?:i|we) (?:can|get a chance))\b", re.I)
_NOBODY = re.compile(r"\b(?:it|there|this|that|which|one|anybody|somebody|someone|those|these|pain|symptoms|medication)\s*$", re.I)
_WHAT = re.compile(r"\b(?:what|anything|something|everything|whatever|if|that|where|how|things)\s*$", re.I)
_QUOTED = re.compile(r"\b(?:said|told|says|tell(?:s|ing)? (?:you|me)|asked|thought|saying)\b[^,.]{0,24}$|\b(?:don't|do n't|do not|doesn't|does n't|not) (?:think|feel|believe|know|sure|mean|that)\W+(?:that |if |whether |the need )?$", re.IGNORECASE)

_KNOWN: WeakKeyDictionary[Signals, tuple[Step, ...]] = WeakKeyDictionary()  # one dialogue's steps serve six measures


def steps(dialogue: Dialogue, signals: Signals) -> tuple[Step, ...]:
    """The steps that staff say, in order of place."""
    if signals not in _KNOWN:
        _KNOWN[signals] = tuple(_steps(dialogue, signals))
    return _KNOWN[signals]


def _steps(dialogue: Dialogue, signals: Signals) -> Iterator[Step]:
    cues: dict[int, list[_Cue]] = defaultdict(list)
    for hit in signals.phrases["next_steps"]:
        if dialogue.turns[hit.turn].side == "staff":
            cues[hit.turn].append(_Cue(hit.start, hit.end, hit.entry.label))
    for index, start, end in signals.sentences:
        inside = [cue for cue in cues.get(index, ()) if start <= cue.start < end]
        if not inside or any(cue.label == "dictation" for cue in inside):
            continue
        text = dialogue.turns[index].text.replace("’", "'")
        late = index >= LATE * len(dialogue.turns)
        for first, last, cue in _found(text, start, end, inside, late):
            yield _step(text, index, first, last, cue)


def _found(text: str, start: int, end: int, cues: Sequence[_Cue], late: bool) -> Iterator[tuple[int, int, _Cue]]:
    """(start, end, cue) of the steps of one sentence: one, or several where it is long."""
    sentence = text[start:end]
    if _ASKS.match(sentence) and sentence.rstrip(" \"'").endswith("?") and not _TAG.search(sentence.rstrip(" ?")):
        return
    kept = [cue for cue in cues if _begins(text, start, end, cue, late)]
    if not kept:
        return
    heads = [kept[0]]
    if len(sentence.split()) > LONG:
        for cue in kept[1:]:
            if len(text[heads[-1].start : cue.start].split()) >= APART:
                heads.append(cue)
    bounds = [start, *(cue.start for cue in heads[1:]), end]
    yield from zip(bounds, bounds[1:], heads, strict=False)


def _begins(text: str, start: int, end: int, cue: _Cue, late: bool) -> bool:
    """Whether a phrase begins a step, by what stands before and after it."""
    rest, before = text[cue.end : min(end, cue.end + 90)], text[start : cue.start]
    if _QUOTED.search(before):
        return False
    match cue.label:
        case "i" | "we" | "they":
            return bool(_ACT.match(rest)) and not _NOW.match(rest)
        case "weak":
            acts = _PATIENT_ACT if text[cue.start : cue.start + 3].lower() == "you" else _ACT
            timely = late or has_time(text[start:end])
            return bool(acts.match(rest)) and not _NOW.match(rest) and timely and not _WHAT.search(before)
        case "you":
            return bool(rest.strip(" .,?!")) and not _STATE.match(rest)
        case "try":
            return bool(rest.strip(" .,?!"))
        case "expect":
            return bool(_PATIENT_ACT.match(rest))
        case "do":
            return bool(_OPENS.search(before)) and not _EXAM.match(text[cue.start : cue.end + 60])
        case "booked":
            return has_time(text[start:end])
    return True


def _step(text: str, turn: int, start: int, end: int, cue: _Cue) -> Step:
    said = text[start:end]
    who = {"do": "you", "expect": "you", "dose": "you", "weak": "we", "plan": "we", "booked": "we", "vague": "we", "they": "nobody"}.get(cue.label, cue.label)
    if cue.label == "weak" and text[cue.start : cue.start + 3].lower() == "you":
        who = "you"
    if cue.label == "named" and _NOBODY.search(text[start : cue.start]):
        who = "nobody"
    condition = _IF.search(_POLITE_IF.sub(" ", _WHETHER.sub(" ", said)))
    timed = has_time(said)
    vague = bool(_HOPED.search(said)) or (cue.label == "vague" and not timed)
    return Step(turn, start, end, who, timed, vague, bool(condition), cue.label == "booked")
