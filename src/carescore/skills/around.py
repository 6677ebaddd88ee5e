"""What stands around a find and speaks for or against showing it: the answer that heard a feeling, the question about
relatives that a loss answers, the patient who asks what a term means. Rules from moments of open consultations that
trainers (language models) read one by one: docs/validity.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice

from carescore.codes import Code, Codes
from carescore.codes.jargon import counts
from carescore.segmentation import Turn
from carescore.skills.ordinary import is_bodily, is_of_elders
from carescore.text.people import ELDERS, SIBLINGS
from carescore.text.regex import lazy, one_of

WARM = 0.2  # least probability that an answer meets a feeling, or is empathic, after which none is said to be missed
ANSWERS = 2  # staff turns in which a feeling may be taken up
CROWD = 3  # unexplained terms of a turn from which one of them is shown though nobody asks
MANY = 6  # unexplained terms of a turn from which it is shown as a wall: of fewer, readers saw six of ten so
SHORT = 20  # words of such a turn: in a shorter one patients answer as if they knew
LONG = 120  # and in a longer one it is lost
NEAR = 40  # signs before an event in which the person stands whom it befell
_SORRY = lazy(r"(?i)\bsorry\b")
# Stays a pattern: of a sentence its beginning and a word up to thirty characters on.
_TAKES_UP = lazy(
    r"(?i)\b(?:that|this|it)(?:'s| is| was| has been| sounds| must| feels| looks)\b[^.?!]{0,30}"
    r"\b(?:hard|tough|difficult|stress|frustrat|scary|frighten|upset|rough|awful|terrible|long (?:drawn|road|time))"
    r"|\b(?:certainly|definitely|really|so|very|would be) "
    r"(?:concerning|frightening|scary|stressful|upsetting|worrying)\b"
    r"|\b(?:good (?:call|idea)|right (?:call|thing)|that (?:sucks|stinks))\b"
    r"|\bfeel(?:ing)? (?:this|that) way\b|\bfeelings? of\b|\bmoods?\b"
    r"|\bhow (?:are|do|have) you (?:been )?feel(?:ing)? (?:about|these days)\b"
    r"|\b(?:you|that|it) must (?:be|feel|have)|\b(?:can|can't|cannot|could) (?:only )?(?:imagine|understand)\b"
)
_RELATIVES = lazy(  # those of whom a history is taken: of a partner or a child staff ask for their own sake
    rf"(?i)\b(?:{one_of(ELDERS, SIBLINGS)}|family|relatives?|runs? in)\b"
)
_DISORDER = lazy(r"(?i)^(?:anxiety|depression|panic attacks?|panic disorder)$")
_HISTORY = lazy(r"(?i)\b(?:conditions?|diagnos\w+|medical|health (?:problems|issues)|history|medications?)\b")
_ASKS_BACK = lazy(
    r"(?i)\b(?:what|which)(?:'s| is| are| does| do)? (?:that|those|these|this|it|they|bone|part|mean)\b"
    r"|\bwhat (?:do|does|did) [^.?!]{0,30}\bmean\b|\b(?:don't|didn't|do not|did not) (?:know|understand|follow)\b"
    r"|\bin (?:plain|simple) (?:english|words)\b"
)
_SAYS_MEANING = lazy(
    r"(?i)\bwhat (?:does|do) (?:all )?(?:of )?(?:that|this|it|these|those|they)(?: all)?(?: really)? mean\b"
    r"|\bin (?:plain|simple) (?:english|words|terms)\b"
)


def is_heard(codes: Codes, kind: str, turn: int) -> bool:
    """Whether staff take a feeling up, or have just done so: said to be missed, with any empathy in two turns; said to
    be half met, in the next one, by name or with sorrow."""
    turns = codes.dialogue.turns
    answers = staff_after(turns, turn)
    own, warm = codes.once(_kinds_of_empathy), codes.once(_warm)
    if turn and turns[turn - 1].side == "staff" and _TAKES_UP.search(turns[turn - 1].text):
        return True
    if any(warm["met"][one.index] for one in answers[:1]):
        return True
    if kind == "missed_feeling":
        return any(one.index in own or warm["empathy"][one.index] or _TAKES_UP.search(one.text) for one in answers)
    return any(_said(one.text) or own.get(one.index) == "naming" for one in answers[:1])


def _kinds_of_empathy(codes: Codes) -> Mapping[int, str]:
    """The kind of empathy of each turn that holds any."""
    return {code.turn: code.attributes["kind"] for code in codes["empathy"]}


def _warm(codes: Codes) -> Mapping[str, Sequence[bool]]:
    """By head, whether each turn is likely enough to meet a feeling, or to be empathic."""
    judged = codes.signals.judged
    return {head: [chance >= WARM for chance in judged.probabilities(head)] for head in ("met", "empathy")}


def _said(answer: str) -> bool:
    """Whether an answer says how somebody feels, or that staff are sorry."""
    return bool(_SORRY.search(answer) or _TAKES_UP.search(answer))


def staff_after(turns: Sequence[Turn], turn: int) -> list[Turn]:
    """The next staff turns."""
    return list(islice((one for one in turns[turn + 1 :] if one.side == "staff"), ANSWERS))


def nearest(turns: Sequence[Turn], turn: int, side: str, step: int = 1) -> int | None:
    """The nearest turn of a side after a turn, or before it (step -1)."""
    places = range(turn + step, len(turns) if step > 0 else -1, step)
    return next((place for place in places if turns[place].side == side), None)


def is_family_history(codes: Codes, turn: int) -> bool:
    """Whether a turn answers a question about relatives: what befell them is told as a fact there."""
    return _is_asked_by(_RELATIVES, codes, turn)


def _is_asked_by(words: re.Pattern[str], codes: Codes, turn: int) -> bool:
    """Whether the staff turn before a turn has such words."""
    asked = nearest(codes.dialogue.turns, turn, "staff", -1)
    return asked is not None and words.search(codes.dialogue.turns[asked].text) is not None


def is_to_patient(codes: Codes, turn: int) -> bool:
    """Whether the patient's side speaks next to a turn: else staff talk among themselves, or dictate."""
    turns = codes.dialogue.turns
    return any(one.side == "patient" for one in turns[max(turn - 1, 0) : turn + 2])


def is_wall(codes: Codes, turn: int) -> bool:
    """Whether a turn has so many unexplained terms that it is shown as a wall of them."""
    return codes.once(_terms)[turn] >= MANY


def is_trouble(codes: Codes, turn: int) -> bool:
    """Whether a term of a staff turn that is no wall is one too many: among several of a turn that is no list and no
    long speech, or the patient asks back."""
    if is_wall(codes, turn):
        return False
    turns = codes.dialogue.turns
    reply = next((one for one in turns[turn + 1 :] if one.side), None)
    asks = reply is not None and reply.side == "patient" and _ASKS_BACK.search(reply.text) is not None
    return asks or (codes.once(_terms)[turn] >= CROWD and SHORT <= len(turns[turn].text.split()) <= LONG)


def _terms(codes: Codes) -> Counter[int]:
    """How many unexplained terms each turn has; those before "so what does that mean?" are explained all together."""
    turns = codes.dialogue.turns
    return Counter(
        code.turn
        for code in codes["jargon"]
        if counts(code) and not _SAYS_MEANING.search(turns[code.turn].text, code.end)
    )


def is_no_feeling(codes: Codes, opening: Code | None, kind: str) -> bool:
    """Whether an opening is too little to say of it that nobody took it up. Of feelings in words those that name a
    condition where staff ask for conditions; of hints those that tell of the body; of events those of relatives in a
    history; said to be half met, all but feelings in words."""
    if opening is None:
        return False
    text = codes.dialogue.turns[opening.turn].text
    if opening.attributes["kind"] == "explicit":
        named = _DISORDER.search(text[opening.start : opening.end])
        return named is not None and _is_asked_by(_HISTORY, codes, opening.turn)
    if opening.attributes["kind"] == "cue":
        bodily = is_bodily(text[opening.start : opening.end])
    else:
        bodily = is_of_elders(text[max(opening.start - NEAR, 0) : opening.end])
    return kind == "half_met_feeling" or bodily or is_family_history(codes, opening.turn)
