"""Empathy strength: how strongly staff react to a voiced feeling, put it into words, or ask about it.

Definition. An occasion is a patient-side turn that voices a feeling, a loss or a worry, as in `empathic_opportunities`;
the reply is the best of the next two staff turns. The bundled `empathy` model and the phrases of `empathy_phrases` give
each a level of emotional reaction, interpretation and exploration: 0 none, 1 weak, 2 strong. Weak levels are stock
lines in care ("I get it" is a formula, "it'll be fine" a false comfort): a level counts only where the reply names a
feeling or regret of its own and is strong, holds a phrase of empathy, or takes up what the patient said. A question
explores only where it asks about the feeling or the story, not about symptoms or data. A hollow formula or a
pseudo-apology cancels the reply unless a phrase of empathy stands beside it.
Formula. Occasions answered with any counted level / occasions · 100. Evidence: the reply to each answered occasion.
Unit. Percent of voiced feelings. figures: the same per mechanism; strength: mean sum of levels, 0 to 6.
Source. Sharma et al. 2020 (EPITOME); level 1 as formula: Strekalova 2016.
Limits. The model learnt from written peer support, not from clinics: read the quotes. Words only, no tone. A feeling
that the lexicon of `empathic_opportunities` does not know is no occasion; one that nobody could answer is none either.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from carescore.annotate import Signals
from carescore.codes import apologies, empathy, feelings
from carescore.measures._base import Codes, Evidence, Figure, Measure, Rate, Score, not_applicable, whole
from carescore.segmentation import Dialogue, Turn

OPENING = 240  # characters in which a reply must come to the feeling: long turns hold any word somewhere
MECHANISMS = {
    "emotional_reactions": "emotional reaction",
    "interpretations": "interpretation",
    "explorations": "exploration",
}
_SHOWN_BY = {
    "full": "emotional_reactions",
    "partial": "emotional_reactions",
    "condolence": "emotional_reactions",
    "supporting": "emotional_reactions",
    "respecting": "emotional_reactions",
    "naming": "interpretations",
    "understanding": "interpretations",
    "exploring": "explorations",
}
_CANCELS = frozenset({"hollow", "pseudo"})
Kinds = Mapping[int, set[str]]  # by staff turn
_FEELING = re.compile(
    r"\b(?:sorry|sad(?:dens?)?|worr(?:y|ied|ies|ying)|scar(?:y|ed|es|ing)|afraid|fright\w+|terrif\w+|anxi\w+|nervous"
    r"|upset\w*|angry|frustrat\w+|furious|hard on|hard for|tough|rough|stress\w*|overwhelm\w*|heartbr\w+"
    r"|shock\w*|devastat\w+|lonely|alone|disappoint\w+|embarrass\w+|ashamed|exhaust\w+"
    r"|unsettl\w+|grie(?:f|v\w+)|loss|a lot to"
    r"|feel(?:ing|s)?|blame you|must be|must have|can (?:hear|see|imagine|understand)|sounds like"
    r"|makes (?:total |perfect )?sense)\b",
    re.IGNORECASE,
)
_EXPLORES = re.compile(
    r"\b(?:how (?:do|did|does|are|were|have|has) (?:you|that|this|it|all this)\b"
    r"(?=[^.?!]*\b(?:feel(?:ing)? about|make you feel|cop(?:e|ing)|holding up|be(?:en)? for you|affect\w*|handl\w+))"
    r"|(?:what|which|anything|something|why)\b[^.?!]*\b(?:worr(?:y|ies|ied|ying)|scar(?:es?|ed|ing)|fright\w+|afraid"
    r"|upset\w*|hardest|worst (?:part|bit|thing) (?:of|about|for)|on your mind|hoping|matters)\b"
    r"|are you (?:more |most )?(?:worried|scared|afraid|anxious|nervous|upset)"
    r"|tell me (?:more about (?:that|the fear|how|what)|what (?:happened|worries|scares))"
    r"|what happened\b(?=[^.?!]{0,12}[.?!,]|$))",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"[^\W\d_]{5,}")
_COMMON = frozenset(
    "about after again because could doing going gonna having maybe other really right something".split()
)
_COMMON |= frozenset(
    "should still thing things think those today wanted would where which there their yours please".split()
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    felt = feelings.voiced(dialogue, signals)
    occasions = [
        (dialogue.turns[turn], replies)
        for turn, sign in felt.items()
        if sign.label != "progress" and (replies := feelings.answers(dialogue, turn))
    ]
    if not occasions:
        return not_applicable("empathy_strength", "the patient voiced no feeling that the lexicon knows")
    said: defaultdict[int, set[str]] = defaultdict(set)
    for reply, kind in _kinds(dialogue, signals, felt):
        said[reply].add(kind)
    best = [_best(turn, replies, signals, said) for turn, replies in occasions]
    found = [whole(reply, _label(levels)) for reply, levels in best if any(levels.values())]
    answered = [levels for _, levels in best if any(levels.values())]
    rate = Rate(len(answered), len(best), 100, "% of voiced feelings")
    figures: dict[str, Figure] = {
        name: Rate(sum(levels[name] > 0 for levels in answered), len(best), 100, "% of voiced feelings")
        for name in MECHANISMS
    }
    figures["strength"] = Rate(sum(sum(levels.values()) for levels in answered), len(best), 1, "of 6")
    return Score("empathy_strength", rate, {"staff": rate}, figures, tuple(found))


def _kinds(dialogue: Dialogue, signals: Signals, felt: Mapping[int, Evidence]) -> Iterator[tuple[int, str]]:
    """Staff turn and kind ("hollow" is one) of each phrase of empathy, apology and condolence."""
    for phrase in empathy.phrases(dialogue, signals, felt):
        yield phrase.quote.turn, phrase.kind
    sorry, sorrow = apologies.apologies(dialogue, signals, felt)
    for apology in sorry:
        yield apology.quote.turn, apology.kind
    for item in sorrow:
        yield item.turn, "condolence"


def _best(turn: Turn, replies: list[Turn], signals: Signals, said: Kinds) -> tuple[Turn, dict[str, int]]:
    """The reply with the highest sum of levels, and its levels."""
    judged = [(reply, _levels(reply, turn, signals, said.get(reply.index, set()))) for reply in replies]
    return max(judged, key=lambda pair: sum(pair[1].values()))


def _levels(reply: Turn, turn: Turn, signals: Signals, kinds: set[str]) -> dict[str, int]:
    """Mechanism → level that counts in care."""
    shown = {_SHOWN_BY[kind] for kind in kinds if kind in _SHOWN_BY}
    heard = {name: signals.empathy_levels[name][reply.index] for name in MECHANISMS}
    levels = {name: max(heard[name], 1) if name in shown else 0 for name in MECHANISMS}
    if not kinds & _CANCELS and _FEELING.search(_told(reply, signals)[:OPENING]):
        for name in ("emotional_reactions", "interpretations"):
            if heard[name] == 2 or (heard[name] and _takes_up(reply, turn)):
                levels[name] = max(levels[name], heard[name])
    if _EXPLORES.search(reply.text):
        levels["explorations"] = max(heard["explorations"], 1)
    return levels


def _told(reply: Turn, signals: Signals) -> str:
    """The reply without its questions: "any stress at home?" names no feeling."""
    own = [signals.sentences[i] for i in (signals.owner == reply.index).nonzero()[0].tolist()]
    return "\n".join(text for _, start, end in own if not (text := reply.text[start:end]).rstrip().endswith("?"))


def _takes_up(reply: Turn, turn: Turn) -> bool:
    """Whether the reply repeats a content word of what it answers."""
    return bool(_content(reply) & _content(turn))


def _content(turn: Turn) -> set[str]:
    return set(_CONTENT.findall(turn.text.lower())) - _COMMON


def _label(levels: Mapping[str, int]) -> str:
    return ", ".join(f"{title} {levels[name]}" for name, title in MECHANISMS.items() if levels[name])


MEASURE = Measure(
    name="empathy_strength",
    title="Empathy strength",
    unit="% of voiced feelings",
    needs=frozenset({"roles", "model:empathy"}),
    better="higher",
    source="Sharma et al. 2020 (EPITOME)",
    score=score,
)
