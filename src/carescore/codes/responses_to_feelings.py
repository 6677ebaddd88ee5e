"""Responses to feelings: what became of an opening in the next two staff turns.

Definition. One code an opening that somebody could answer, on the staff turn that answers it. The outcome is the
likeliest in the judgement of the bundled model `codes`, learnt from readers' labels: met (the feeling or its meaning is
named, handed back or explored, in whatever words; not by a pseudo-apology), partly (a stock phrase, "okay", facts or
reassurance only), missed (passed over, another subject); missed is dismissed where the first reply denies the feeling,
argues or lectures.
Near-misses. Nobody could answer where the patient's side had the last word or talked on.
Attributes. outcome: met, partly, missed, dismissed; reply: first or second staff turn.
Source. Suchman et al. 1997; outcomes after Bylund & Makoul 2002 (ECCS).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from carescore.codes._base import Code, Coder, Codes
from carescore.codes._exchange import answers, pseudo_apologies
from carescore.predictors.codes import OUTCOMES
from carescore.segmentation import Turn
from carescore.text.regex import lazy
from carescore.text.words import plain

OUTCOME = (*OUTCOMES, "dismissed")
DISMISSES = 0.4  # the model's probability that a reply dismisses, from which a missed opening is a dismissed one
# They stay patterns: of one denial the parts vary freely, and a promise is told by its beginning alone.
_DENIES = lazy(
    r"\b(?:(?:there's|there is|it's|is) (?:really )?nothing to (?:worry|be|fear|cry)|"
    "no (?:need|reason) to (?:worry|be|cry|panic|get)|"
    "(?:don't|do not|stop|shouldn't|no) (?:you )?(?:worry|worrying|cry|crying|be (?:silly|"
    "scared|afraid|nervous|dramatic|ridiculous|worried|upset|sad|so))|"
    "calm down|cheer up|it's (?:only|just) (?:a |in )|(?:you're|you are) (?:overreacting|"
    r"being|imagining|fine\b)|(?:it's|that's) (?:not that bad|no big deal|not a big deal|"
    "nothing)|"
    r"everybody (?:has|gets|feels)|get over it|could be worse|at least (?:it's|you|it))"
)
_PROMISE = lazy(
    r"\b(?:we'll|we will|i'll|i will|we're going to|i'm going to|let me|let's|we can|i can|"
    r"i'd like to|i want to|we need to|gonna)\b"
)


def find(codes: Codes) -> Iterator[Code]:
    """The responses, one an opening that somebody could answer."""
    openings = [code.turn for code in codes["feelings"]]
    answered = {turn: replies for turn in openings if (replies := answers(codes.dialogue, turn))}
    if answered:
        chances = codes.signals.replies(list(answered))
        for (opening, replies), row in zip(answered.items(), chances, strict=True):
            yield _response(codes, opening, replies, dict(zip(OUTCOMES, row.tolist(), strict=True)))


def _response(codes: Codes, opening: int, replies: Sequence[Turn], chances: Mapping[str, float]) -> Code:
    """chances: of each of the model's outcomes; a dismissed opening is one that it holds for missed."""
    judged, first, outcome = codes.signals.judged, replies[0], max(chances, key=chances.__getitem__)
    met = judged.turns["met"]
    answer = max(replies, key=lambda turn: float(met[turn.index])) if outcome == "met" else first
    if outcome == "met" and answer.index in pseudo_apologies(codes):
        outcome, answer = "partly", first
    chance = chances[outcome]
    if outcome == "missed" and (judged.probabilities("dismissed")[first.index] >= DISMISSES or _denies(first.text)):
        outcome = "dismissed"
    attributes = {"outcome": outcome, "reply": "first" if answer is first else "second"}
    place = (answer.index, 0, len(answer.text))
    return Code(*place, "response", attributes, round(chance, 3), opening, answer.start_ms)


def _denies(text: str) -> bool:
    """Whether a reply denies the feeling, and promises nothing beside it."""
    said = plain(text)
    return bool(_DENIES.search(said)) and not _PROMISE.search(said)


CODER = Coder(
    name="responses_to_feelings",
    kinds={"response": {"outcome": OUTCOME, "reply": ("first", "second")}},
    find=find,
    source="Suchman et al. 1997; Bylund & Makoul 2002",
)
