"""Reflections: staff hand back what the patient meant, simply, with something added, or as a summary.

Definition. A staff turn (volley) that holds a statement about the patient, of words or a feeling the patient side has
brought up, which the `behaviour` model takes for a reflection. Counted once per turn: summary (joins contents that the
patient side brought up in several earlier turns, or opens as one) over complex (two sides, or a feeling not yet named)
over simple; simple when in doubt. No reflection: a question's syntax, an echo before moving
on, a reminder that only sets up a question, a read-back of numbers or addresses, a diagnosis, staff's own plan.
Formula. overall: turns with a reflection / turns with a question.
Unit. Reflections per question; no value where staff asked nothing. figures: simple, complex, summary (per 10 staff
turns); complex_share (percent of simple and complex, only from three reflections on); balance (of the turns whose
main act, as the model judges it, is to reflect or else to inform or advise, the percent that reflect).
Source. MITI 4.2.1 (Moyers, Manuel & Ernst 2014): 1:1 fair, 2:1 good, 40 and 50 % complex; expert opinion.
Limits. Learnt from motivational interviews. Depth is hard to hear in text: annotators' labels are met little better
than by chance. Tone is not heard; history taking needs questions, so targets differ by role.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from carescore.annotate import Signals
from carescore.codes.questions import asked
from carescore.measures._base import Codes, Evidence, Figure, Measure, Rate, Score, not_applicable, quote
from carescore.predictors.behaviour import CLASSES
from carescore.segmentation import Dialogue, Turn

LIKELY = 0.35  # the model's probability that a turn reflects, with words or a feeling of the patient in it
SURE = 0.55  # the same where no word is shared
WINDOW = 6  # earlier turns that a reflection may hand back
FEWEST_SHARE = 3  # reflections from which the share of complex ones is given
JOINED = 2  # contents and patient turns that a summary joins at the least
SUMMARY_WORDS = 12
_LEAD = (
    r"^[\W_]*(?:(?:okay|ok|right|yeah|yes|well|all right|alright|mm-hmm|mm|um+|uh+|and|but|so|because|now|then|oh"
    r"|sure|no"
    r"|i see|great|good|absolutely)\b[\W_]*)*"
)
_ABOUT = re.compile(
    _LEAD + r"(?:you\b|you['’]|your\b|it['’]?s?\b|that['’]?s?\b|this\b|there['’]?s?\b|he\b|she\b|they\b|part of"
    r"|a bit\b|just\b|(?:it |that )?(?:sounds|seems)|what (?:i|you)|on (?:the )?one|at the same|even though"
    r"|if i (?:understand|hear)|i hear"
    r"|i'm hearing|let me (?:sum|recap|see|make))",
    re.IGNORECASE,
)
_OWN = re.compile(
    _LEAD + r"(?:i['’](?:ll|m going|m gonna|d like you|ve got)|i (?:will|think|would|want|can see|recommend|suggest"
    r"|don't)|we\b|we['’]|let['’]s|you (?:should|need to|can|could|might|may|will|must|have to|ought|do the"
    r"|kinda think)"
    r"|you['’]ll|your (?:blood|results?|x-?ray|scan|labs?|test|exam|lungs|heart)|(?:it|that) (?:could|might|may|can"
    r"|will"
    r"|should|would|is called|is important|shows|helps)|(?:it|that)['’]?s (?:important|called|okay|ok|fine|great"
    r"|good|nice"
    r"|right|normal|common|very common|all)|(?:you['’]re|it['’]s|that['’]s|you['’]ve) (?:not )?"
    r"(?:going to|gonna|gon na"
    r"|got ta|gotta|got to)|(?:it |that )?looks like|(?:it|that) is (?:nice|good|important|normal)|what i want"
    r"|this (?:is|will|can|could|may|medication)|there (?:are|is|can|may)|they will|take\b|if you|just to (?:check"
    r"|ask))",
    re.IGNORECASE,
)
_SETS_UP = re.compile(r"\byou (?:just |also |had )?(?:said|mentioned|told me|told us)\b", re.IGNORECASE)
_READ_BACK = re.compile(
    r"\d{3}|\d[- ]\d|\b(?:date of birth|birthday|phone|number|address|e-?mail|spelled|zip|postcode|street|insurance)\b",
    re.IGNORECASE,
)
_DIAGNOSES = re.compile(
    r"\b(?:sounds|seems) like\b.*"
    r"(?:infect|virus|viral|caused|disease|itis\b|fracture|syndrome|due to|strain|sprain|temperature)",
    re.IGNORECASE,
)
_ECHO_WORDS = 5


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    staff = dialogue.side("staff")
    found = [item for turn in staff if (item := _reflection(codes, turn))]
    asking = {t.index for t in staff if any(n in asked(codes) for n in _own(signals, t.index))}
    if not found and not asking:
        return not_applicable("reflections", "staff neither asked nor reflected")
    labels, n = Counter(item.label for item in found), len(staff)
    figures: dict[str, Figure] = {
        name: Rate(labels[name], n, 10, "per 10 staff turns") for name in ("simple", "complex", "summary")
    }
    if len(found) >= FEWEST_SHARE:
        both = labels["simple"] + labels["complex"]
        figures["complex_share"] = Rate(labels["complex"], both, 100, "% complex")
    figures["balance"] = _balance(signals, [turn.index for turn in staff])
    ratio = Rate(len(found), len(asking), 1, "per question")
    return Score("reflections", ratio, {"staff": ratio}, figures, tuple(found))


def _balance(signals: Signals, staff: Sequence[int]) -> Rate:
    expected = dict(zip(CLASSES, signals.behaviour[staff].sum(axis=0).tolist(), strict=True))
    reflecting, telling = expected["reflection"], expected["therapist_input"]
    return Rate(reflecting, reflecting + telling, 100, "% of reflecting and telling turns")


def _reflection(codes: Codes, turn: Turn) -> Evidence | None:
    """The turn's reflection: the stretch from its first to its last reflecting sentence."""
    dialogue, signals = codes.dialogue, codes.signals
    chance = float(signals.reflects[turn.index])
    if chance < LIKELY / 2 or not (heard := _heard(dialogue, signals, turn.index)):
        return None
    hits = [hit for hit in signals.phrases["reflections"] if hit.turn == turn.index]
    labels = {hit.entry.label for hit in hits}
    kept = [n for n in _own(signals, turn.index) if _reflects(codes, n, chance, heard, labels)]
    if not kept:
        return None
    start, end = signals.sentences[kept[0]][1], signals.sentences[kept[-1]][2]
    inside = {hit.entry.label for hit in hits if start <= hit.start < end}
    return quote(turn, start, end, _depth(dialogue, signals, turn, kept, inside))


def _own(signals: Signals, turn: int) -> Iterator[int]:
    """The numbers of a turn's sentences."""
    first, last = signals.owner.searchsorted([turn, turn + 1])
    return iter(range(int(first), int(last)))


def _heard(dialogue: Dialogue, signals: Signals, before: int) -> dict[int, frozenset[str]]:
    """What the patient side's turns just before were about, by turn."""
    turns = [t for t in dialogue.turns[max(0, before - WINDOW) : before] if t.side == "patient"]
    return {t.index: frozenset().union(*(signals.contents[n] for n in _own(signals, t.index))) for t in turns}


def _reflects(codes: Codes, number: int, chance: float, heard: dict[int, frozenset[str]], labels: set[str]) -> bool:
    shares = bool(codes.signals.contents[number] & frozenset().union(*heard.values()))
    needed = LIKELY / 2 if shares and "summary" in labels else LIKELY if shares or labels else SURE
    return chance >= needed and _states(codes, number, labels)


def _states(codes: Codes, number: int, labels: set[str]) -> bool:
    """Whether a sentence is a statement about the patient, and none of what only looks like a reflection."""
    signals = codes.signals
    text = signals.sentence_texts[number]
    question = asked(codes).get(number, [])
    inner = [one for one in question if one.start > 0]
    said = text[: inner[0].start] if inner else text
    if any(one.start == 0 and one.kind != "leading" and not _ABOUT.match(text) for one in question):
        return False
    if not _ABOUT.match(said) or len(said.split()) < 3:
        return False
    if _OWN.match(said) or _DIAGNOSES.search(said) or _READ_BACK.search(said):
        return False
    if inner and not labels & {"opener", "double", "summary"}:
        return False
    goes_on = number + 1 < len(signals.sentences) and signals.sentences[number][0] == signals.sentences[number + 1][0]
    short = len(said.split()) < _ECHO_WORDS or _SETS_UP.search(said)
    return not (goes_on and short and number + 1 in asked(codes))


def _depth(dialogue: Dialogue, signals: Signals, turn: Turn, kept: list[int], labels: set[str]) -> str:
    said = frozenset().union(*(signals.contents[n] for n in kept))
    words = sum(len(signals.sentence_texts[n].split()) for n in kept)
    if words >= SUMMARY_WORDS and ("summary" in labels or _joins(dialogue, signals, turn.index, said)):
        return "summary"
    recent = range(turn.index - WINDOW, turn.index)
    before = {hit.entry.label for hit in signals.phrases["reflections"] if hit.turn in recent}
    new_feeling = "feeling" in labels and "feeling" not in before
    return "complex" if "double" in labels or new_feeling else "simple"


def _joins(dialogue: Dialogue, signals: Signals, before: int, said: frozenset[str]) -> bool:
    """Whether what was said joins enough contents that the patient side brought up first, in enough earlier turns."""
    known: set[str] = set()
    sources: dict[int, int] = {}
    for turn in dialogue.turns[:before]:
        about = frozenset().union(*(signals.contents[n] for n in _own(signals, turn.index)))
        if turn.side == "patient" and len(new := (about & said) - known):
            sources[turn.index] = len(new)
        known |= about
    return len(sources) > JOINED and sum(sources.values()) > 2 * JOINED


MEASURE = Measure(
    name="reflections",
    title="Reflections per question",
    unit="reflections per question",
    needs=frozenset({"roles", "model:behaviour"}),
    better="higher",
    source="MITI 4.2.1 (Moyers, Manuel & Ernst 2014)",
    score=score,
)
