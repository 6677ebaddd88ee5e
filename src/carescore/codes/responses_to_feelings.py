"""How staff reply to a feeling: the level of each staff turn on the Empathic Communication Coding System.

6 shared, 5 confirmed, 4 named or owned and pursued, 3 acknowledged or explored, 2 information, action or reassurance,
or the patient's own matter taken up without the feeling, 1 a bare sign of hearing, 0 another subject or denial.
Source: Bylund & Makoul 2002.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from carescore.annotate import Signals
from carescore.codes import apologies, empathy, feelings
from carescore.codes._base import Evidence
from carescore.codes._context import plain
from carescore.segmentation import Dialogue, Turn
from carescore.segmentation.backchannels import is_acknowledgement

_SHARED = re.compile(
    r"\b(?:me too|same here|i've been there|i (?:was|am|get|felt) (?:so |really |"
    "very )?(?:scared|nervous|terrified|worried|afraid|anxious) too|"
    "(?:my|our) (?:own )?(?:wife|husband|son|daughter|mother|mom|mum|dad|father|sister|"
    r"brother)(?: \w+){0,4} (?:same|too\b|as well)|"
    r"i(?:'d| would) (?:be|feel) (?:the same|too|scared|upset|worried))"
)
_DENIES = re.compile(
    r"\b(?:(?:there's|there is|it's|is) (?:really )?nothing to (?:worry|be|fear|cry)|"
    "no (?:need|reason) to (?:worry|be|cry|panic|get)|"
    "(?:don't|do not|stop|shouldn't|no) (?:you )?(?:worry|worrying|cry|crying|be (?:silly|"
    "scared|afraid|nervous|dramatic|ridiculous|worried|upset|sad|so))|"
    "calm down|cheer up|it's (?:only|just) (?:a |in )|(?:you're|you are) (?:overreacting|"
    r"being|imagining|fine\b)|(?:it's|that's) (?:not that bad|no big deal|not a big deal|"
    "nothing)|"
    r"everybody (?:has|gets|feels)|get over it|could be worse|at least (?:it's|you|it))"
)
_PROMISE = re.compile(
    r"\b(?:we'll|we will|i'll|i will|we're going to|i'm going to|let me|let's|we can|i can|"
    r"i'd like to|i want to|we need to|gonna)\b"
)
_REASSURES = re.compile(
    r"\b(?:you'll be|it'll be|it will be|going to be|gonna be|should be) (?:fine|okay|ok|"
    r"all right|alright|better)|\bdon't worry|\bhopefully|\bgood news|\breassur"
)
_FACT = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|all ?right|right|i see|mm+h*m*|yeah|yes|um+|uh+|and|so|sure|good|"
    r"great|got it|understood|perfect|thank you|thanks)\W+)*"
)
_QUESTION_WORDS = re.compile(
    r"^\W*(?:any|do|does|did|have|has|are|is|was|were|can|could|when|where|how (?:long|many|"
    r"much|often|old)|what|which|who|would)\b"
)
_TIED = re.compile(r"\b(?:it|it's|that|that's|this|they|you|you're|you'll|we|we'll|your)\b")  # speaks of the matter
_GLAD = re.compile(
    r"\b(?:congratulations|(?:glad|happy|pleased) (?:to hear|for you)|that's (?:great|"
    "wonderful|fantastic|amazing|awesome|excellent)|good for you|well done|great job|"
    r"good job)\b"
)
_EXPLORES = re.compile(
    r"\b(?:tell me (?:\w+ ){0,3}more(?: about (?:that|this|it|how|what you|your (?:worr|fear|"
    r"concern|mood|stress)\w*))?\s*(?:[.?!,]|$)|say more|go on|what (?:do you mean|makes you|"
    "made you|worries|scares|happened|else|was it about|is it about|are you)|why do you|"
    "why is that|"
    r"how (?:are|have|has|did|do|is|does) (?:you|that|this|it)(?: \w+){0,3} (?:feel|feeling|"
    r"coping|cop|affect\w*|handl\w*|doing with|manag\w*|mak\w*|been for you|going at)|"
    r"in what way|for example\?)"
)
EMPATHIC = 3  # the level from which a reply takes the feeling up (Mroz 2022)
STRONG = 2  # of the empathy model's levels; its interpretations proved too free in clinics to count here


@dataclass(frozen=True, slots=True)
class Reply:
    """A staff turn after a feeling: its ECCS level and whether it denies the feeling."""

    level: int
    denies: bool


def weigh(dialogue: Dialogue, signals: Signals, found: Mapping[int, Evidence]) -> dict[int, list[Reply]]:
    """The replies to each feeling voiced that somebody could answer, by its turn."""
    heard = _levels(dialogue, signals, found)
    weighed = {}
    for index, item in found.items():
        replies = feelings.answers(dialogue, index)
        if replies:
            before = dialogue.turns[index]
            first, *later = (_reply(before, item, turn, heard.get(turn.index, 0)) for turn in replies)
            weighed[index] = [
                first,
                *(_late(before, reply, turn) for reply, turn in zip(later, replies[1:], strict=True)),
            ]
    return weighed


def _levels(dialogue: Dialogue, signals: Signals, found: Mapping[int, Evidence]) -> dict[int, int]:
    """The level that phrases of empathy, condolences and owned apologies give a staff turn."""
    levels: dict[int, int] = {}
    worth = {"naming": 3, "understanding": 5, "respecting": 3, "supporting": 3, "exploring": 3}
    hollow = set()
    for phrase in empathy.phrases(dialogue, signals, found):
        if phrase.hollow:
            hollow.add(phrase.quote.turn)
        else:
            levels[phrase.quote.turn] = max(levels.get(phrase.quote.turn, 0), worth.get(phrase.kind, 3))
    sorry, sorrow = apologies.apologies(dialogue, signals, found)
    hollow |= {apology.quote.turn for apology in sorry if apology.kind == "pseudo"}
    for item in [*sorrow, *(a.quote for a in sorry if a.kind != "pseudo")]:
        levels[item.turn] = max(levels.get(item.turn, 0), 3)
    for index, level in enumerate(signals.empathy_levels["emotional_reactions"]):
        if level == STRONG and index not in hollow and dialogue.turns[index].side == "staff":
            levels[index] = max(levels.get(index, 0), 3)
    return levels


def _reply(before: Turn, item: Evidence, turn: Turn, level: int) -> Reply:
    text = plain(turn.text)
    if _SHARED.search(text):
        return Reply(6, False)
    if level == 0 and _takes_up(before, item, text):
        level = 3
    if level == 3 and "?" in text:
        level = 4
    denies = bool(_DENIES.search(text)) and not (level or _PROMISE.search(text))
    return Reply(level or (0 if denies else _plain_level(before, turn, text)), denies)


def _takes_up(before: Turn, item: Evidence, text: str) -> bool:
    """Whether a reply says the feeling back to the patient, is glad with them, or asks about it."""
    if item.label == "progress" and _GLAD.search(text):
        return True
    if _EXPLORES.search(text[:160]):
        return True
    said = plain(before.text[max(0, item.start - 25) : item.end + 40])
    stems = empathy.content(plain(before.text[item.start : item.end])) or empathy.content(said)
    for sentence in re.split(r"(?<=[.?!])\s", text):
        shared = empathy.content(sentence) & stems
        if shared and len(sentence.split()) >= 4 and re.search(r"\byou|\bthat|\bit", sentence):
            return True
    return False


def _late(before: Turn, reply: Reply, turn: Turn) -> Reply:
    """A second reply below the empathic levels counts only where it speaks of what the patient spoke of."""
    if reply.level >= EMPATHIC or empathy.content(plain(turn.text)) & empathy.content(plain(before.text)):
        return reply
    return Reply(0, False)


def _plain_level(before: Turn, turn: Turn, text: str) -> int:
    """2 for information, action or reassurance, or for what else the patient said; 1 for a
    bare sign of hearing."""
    rest = _FACT.sub("", text)
    if is_acknowledgement(turn.text) or not rest.strip(" .,!"):
        return 1
    if _REASSURES.search(text) or _PROMISE.search(text):
        return 2
    asks = "?" in text or _QUESTION_WORDS.match(rest)
    if asks or (len(rest.split()) >= 4 and not _TIED.search(rest)):
        return 0
    return 2 if len(rest.split()) >= 4 else 1
