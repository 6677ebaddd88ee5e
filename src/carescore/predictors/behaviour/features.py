"""What the behaviour model sees of a turn beside its words: its form, what it shares with the talk before, the turns
around it. All from tokens, which are lower case; a talk without marks only lacks the features that count marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log1p

import numpy as np

from carescore.predictors.linear import FloatArray
from carescore.text.ngrams import IntArray
from carescore.text.spelling import RESPELT

ACK = frozenset(
    "okay ok yeah yes yep right mm hmm hm mhm uh um huh ah oh well alright all sure great good wow exactly absolutely "
    "gotcha no see thank thanks fine cool perfect i got it".split()
)
_LEAD = ACK - frozenset(("i", "it", "see", "got", "no")) | frozenset("and but then now so because also just".split())
_YOU = frozenset("you your you're you've you'd you'll yours yourself".split())
_I = frozenset("i i'm i've i'll i'd me my mine".split())
_THEY = frozenset("we we'll we're we've our us they they're their them people".split())
_IT = frozenset("it it's that that's there there's this these those he she they he's she's they're".split())
_WH = frozenset("what what's how how's why when where who who's which whose".split())
_AUX = frozenset(
    "do does did is are was were have has had can could would will should don't doesn't didn't isn't aren't wasn't "
    "haven't hasn't can't couldn't wouldn't won't any".split()
)
_TELL = frozenset("tell describe explain wonder wondering curious".split())
_SOUNDS = frozenset(
    "sounds like,sound like,seems like,it seems,looks like,sounds to,i hear,hearing you,you're saying,you said,"
    "you mentioned,hearing is,hear you,other hand,part of,same time".split(",")
)
_ADVICE = frozenset(
    "you should,you need,you could,you might,you can,have to,i would,i recommend,i suggest,we can,we could,we will,"
    "we'll,i think,let's,recommend,suggest,if you,i want,i'd".split(",")
)
_STOP = frozenset(
    "what which who this that these those am is are was were be been being have has had do does did doing the and "
    "but if "
    "or because as until while of at by for with about against between into through during before after above below to "
    "from up down in out on off over under again further then once here there when where why how all any both each few "
    "more most other some such no nor not only own same so than too very can will just don't should now like know kind "
    "sort think really mean going get got thing things something lot little bit would could it's that's there's him "
    "his "
    "her its them their she".split()
) | (ACK | _YOU | _I | _THEY | RESPELT)
_YES = frozenset("yeah yes yep mm right exactly absolutely definitely correct".split())
_OKAY = frozenset("okay ok oh all alright".split())
_NO = frozenset("no not nope well nah".split())
_MARKS = frozenset("?!") | {"..."}
DASHES = frozenset("-–—")
STARTS = ("you", "i", "it", "wh", "aux", "tell", "so")
_KINDS = (_YOU, _I, _IT, _WH, _AUX, _TELL)
OWN = (
    *("log words", "log sentences", "log marks", "asks at the end", "you", "i", "they", "acknowledges", "number"),
    *("sounds like", "advice", "cut begin", "cut end"),
    *(f"first {start}" for start in STARTS),
    *(f"last {start}" for start in STARTS),
)
_PLACE_ADVICE, _PLACE_YOU = OWN.index("advice"), OWN.index("first you")
SHARED = ("shared", "share", "shared with three", "share with three", "log contents", "log new", "share with own")
AROUND = (
    *("before words", "before asks", "before cut", "before acknowledges", "own before words", "own before asks"),
    *("own before asks last", "own before cut", "own before advice", "own before you", "after words"),
    *("after acknowledges", "after yes", "after no", "after okay", "after cut", "position", "begin", "end"),
)
DENSE = (*OWN, *SHARED, *AROUND)


@dataclass(frozen=True, slots=True)
class TurnFacts:
    """A turn as features see it: its form, its contents (stems of what are no everyday words), a few facts."""

    form: tuple[float, ...]
    contents: frozenset[str]
    n_words: int
    asks: bool
    asks_last: bool
    cut: bool
    goes_on: bool
    acknowledges: bool
    advises: bool
    to_you: bool
    opener: str


NOBODY = TurnFacts((0.0,) * len(OWN), frozenset(), 0, False, False, False, False, False, False, False, "")


def said(text: str, sentences: Sequence[Sequence[str]], contents: Sequence[frozenset[str]], staff: bool) -> TurnFacts:
    """A turn from its text, and the tokens and the contents of its sentences; its form only where staff said it."""
    words = [word for sentence in sentences for word in sentence if word not in _MARKS]
    bare, about = text.strip(), frozenset().union(*contents)
    marks = sum(sentence.count("?") for sentence in sentences)
    facts = (len(words), marks > 0, bare.endswith("?"), bare[-1:] in DASHES, bare[:1] in DASHES, ACK.issuperset(words))
    opener = words[0] if words else ""
    if not staff:
        return TurnFacts((), about, *facts, advises=False, to_you=False, opener=opener)
    form = _form(words, sentences, marks, facts)
    advises, to_you = form[_PLACE_ADVICE] > 0, form[_PLACE_YOU] > 0
    return TurnFacts(form, about, *facts, advises=advises, to_you=to_you, opener=opener)


def _form(
    words: Sequence[str], sentences: Sequence[Sequence[str]], marks: int, facts: tuple[int | bool, ...]
) -> tuple[float, ...]:
    _, _, asks_last, cut, goes_on, acknowledges = facts
    n, grams = len(words) + 1, {" ".join(pair) for pair in pairwise(words)}.union(words)
    first = next((s for s in sentences if not ACK.issuperset(s)), ())
    shares = (sum(map(kind.__contains__, words)) / n for kind in (_YOU, _I, _THEY))
    own = (log1p(n), log1p(len(sentences)), log1p(marks), float(asks_last), *shares, float(acknowledges))
    marked = (float("0" in grams), float(min(2, len(grams & _SOUNDS))), float(min(3, len(grams & _ADVICE))))
    return (*own, *marked, float(goes_on), float(cut), *_start(first), *_start(sentences[-1] if sentences else ()))


def contents_of(words: Iterable[str]) -> frozenset[str]:
    """Stems (six letters) of the words that are no everyday words."""
    return frozenset(word[:6] for word in words if len(word) > 2 and word not in _STOP)


def _start(sentence: Sequence[str]) -> tuple[float, ...]:
    """How a sentence starts after its lead words: one flag for each of STARTS."""
    lead = 0
    while lead < len(sentence) and sentence[lead] in _LEAD:
        lead += 1
    head = sentence[lead] if lead < len(sentence) else ""
    return (*(float(head in kind) for kind in _KINDS), float("so" in sentence[:lead]))


def dense(
    texts: Sequence[str],
    sentences: Sequence[Sequence[str]],
    contents: Sequence[frozenset[str]],
    owner: IntArray,
    staff: Sequence[bool],
    starts: Sequence[int] = (0,),
) -> FloatArray:
    """(n_turns, len(DENSE)); rows of turns that staff did not say stay 0. sentences: the tokens of each; starts: the
    first turn of each conversation."""
    ends = np.searchsorted(owner, np.arange(len(texts) + 1)).tolist()
    parts = [slice(ends[i], ends[i + 1]) for i in range(len(texts))]
    heard = [said(text, sentences[p], contents[p], own) for text, p, own in zip(texts, parts, staff, strict=True)]
    rows = np.zeros((len(texts), len(DENSE)))
    for first, end in pairwise((*starts, len(texts))):
        turns, own = heard[first:end], staff[first:end]
        for i in (place for place, said_by_staff in enumerate(own) if said_by_staff):
            rows[first + i] = (*turns[i].form, *_shared(turns, own, i), *_around(turns, own, i))
    return rows


def _near(heard: Sequence[TurnFacts], staff: Sequence[bool], at: int, side: bool, step: int) -> TurnFacts:
    """The nearest turn before (step -1) or after (step 1) that staff said (side) or did not."""
    found = at + step
    while 0 <= found < len(heard):
        if staff[found] == side:
            return heard[found]
        found += step
    return NOBODY


def _shared(heard: Sequence[TurnFacts], staff: Sequence[bool], at: int) -> tuple[float, ...]:
    own, before = heard[at].contents, _near(heard, staff, at, False, -1).contents
    recent = frozenset().union(*(heard[i].contents for i in range(max(0, at - 6), at) if not staff[i]))
    mine = _near(heard, staff, at, True, -1).contents
    n, one, three = len(own) + 1, len(own & before), len(own & recent)
    return (one, one / n, three, three / n, log1p(len(own)), log1p(len(own - recent)), len(own & mine) / n)


def _around(heard: Sequence[TurnFacts], staff: Sequence[bool], at: int) -> tuple[float, ...]:
    before, after = (_near(heard, staff, at, False, step) for step in (-1, 1))
    own, n = _near(heard, staff, at, True, -1), len(heard)
    opener = after.opener
    return (
        *(log1p(before.n_words), before.asks, before.cut, before.acknowledges, log1p(own.n_words), own.asks),
        *(own.asks_last, own.cut, own.advises, own.to_you, log1p(after.n_words), after.acknowledges),
        *(opener in _YES, opener in _NO, opener in _OKAY, after.goes_on, at / n, exp(-at / 4), exp(-(n - at) / 4)),
    )
