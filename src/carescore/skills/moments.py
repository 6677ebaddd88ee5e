"""Moments: the exchanges most worth praising and those most worth working on, shown only when sure enough.

What can be a moment, and what to say of it, stands in feedback.toml: written sentences, filled with the quote or with
the plain word for a term, never made up. How likely a trainer would agree with a candidate, and mark it strongly, is
learnt from readers' moments (showing). The strongest come first: no two verdicts on one exchange, no praise in a turn
with a fault, at most ALIKE of one measure, a single term once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from carescore.codes import Code, Codes
from carescore.measures import Evidence, Score
from carescore.segmentation import Turn
from carescore.skills import showing
from carescore.skills._base import Moment, Skill
from carescore.skills._gains import contributions
from carescore.skills.around import is_heard, is_no_feeling, is_to_patient, is_trouble, is_wall, nearest
from carescore.skills.feedback import Candidate, Feedback, feedback
from carescore.skills.ordinary import is_ordinary
from carescore.text.regex import lazy

MOST = 8  # of either polarity
ALIKE = 4  # moments of one measure
ONCE = frozenset({"jargon"})  # kinds of which one example says all: single terms are listed with their measure
SURE_HINT = 0.8  # least confidence of a hint that nobody took up: below, readers saw plain symptoms in most
SURE_TERM = 0.7  # least confidence of a term that is shown alone
SURE_HALF = 0.6  # of a feeling that is said to be half met: below, readers saw three of eighteen so
SURE_CUT = 0.6  # of an interruption: below, three of twelve (a patient who trails off, a sentence that staff finish)
SURE_REFLECTION = 0.8  # of a reflection: below, none of eight (what was asked to be sure, an offer, a diagnosis)
SURE_PRAISE = 0.5  # least confidence of a code that is praised: below, half of those shown were ordinary sentences
_NOT_TAKEN_UP = frozenset({"missed_feeling", "half_met_feeling"})
_TERMS = frozenset({"jargon", "jargon_wall"})
_PRAISED = frozenset({"empathy", "met_feeling"})
_SUREST = {
    **{"jargon": SURE_TERM, "half_met_feeling": SURE_HALF, "interruption": SURE_CUT, "reflection": SURE_REFLECTION},
    **dict.fromkeys(_PRAISED, SURE_PRAISE),
}
_JUDGED = _NOT_TAKEN_UP | _PRAISED | {"dismissed_feeling", "reflection", "disrespect"}  # kinds that rest on a sentence
_CODE = {  # the kind of code that the evidence of a measure is, where codes of that kind have a confidence
    **{"disrespect": "disrespect", "empathic_opportunities": "opening", "empathy_phrases": "empathy"},
    **{"interruptions": "interruption", "jargon_density": "jargon", "reflections": "reflection"},
}
LONGEST = 40  # words without a mark, past which a sentence is several that the recogniser did not tell apart
_MARKS = lazy(r"[.,;:?!…—–]")
_ECHOED = 6  # words of the patient that somebody would say back; a longer quote is not repeated


def moments(codes: Codes, scores: Mapping[str, Score], skills: Mapping[str, Skill]) -> tuple[Moment, ...]:
    """The moments to work on, then those to praise, each by how strongly a trainer would mark it."""
    found = list(candidates(codes, scores))
    verdicts = showing.verdicts(showing.bundled(), found)
    effect = _effects(found, skills)
    kept = chosen(codes, found, verdicts)
    return tuple(_moment(codes, found[i], effect[found[i].feedback.kind], verdicts[i].agreed) for i in kept)


def chosen(codes: Codes, found: Sequence[Candidate], verdicts: Sequence[showing.Verdict]) -> list[int]:
    """Which candidates are shown: those to work on, then those to praise."""
    order = sorted(range(len(found)), key=lambda i: (-verdicts[i].strong, found[i].quote.turn))
    shown = [i for i in order if verdicts[i].shown]
    work = _strongest(found, (i for i in shown if not found[i].feedback.praise))
    faulty = frozenset(code.turn for code in codes["disrespect"]).union(*(found[i].exchange for i in work))
    good = (i for i in shown if found[i].feedback.praise and not found[i].exchange & faulty)
    return [*work, *_strongest(found, good)]


def candidates(codes: Codes, scores: Mapping[str, Score]) -> Iterator[Candidate]:
    """Everything that feedback.toml has something to say of."""
    for said in feedback():
        score = scores.get(said.measure)
        for item in score.evidence if score else ():
            if _fits(codes, said, item) and _is_sure(one := _candidate(codes, said, item)):
                yield one


def _fits(codes: Codes, said: Feedback, item: Evidence) -> bool:
    side = codes.dialogue.turns[item.turn].side
    if not item.label.startswith(said.labels) or (said.side and side != said.side):
        return False
    quote = codes.dialogue.turns[item.turn].text[item.start : item.end]
    if said.kind in _JUDGED and _runs_on(quote):
        return False
    if is_ordinary(said.kind, quote, item.label, item.turn / len(codes.dialogue.turns)):
        return False
    if said.kind == "interruption":
        cut = codes.once(_interrupted).get(_place(item))
        return cut is None or codes.dialogue.turns[cut].side == "patient"  # else staff came in on each other
    if said.kind in _TERMS:
        is_much = is_trouble if said.kind == "jargon" else is_wall
        return is_much(codes, item.turn) and is_to_patient(codes, item.turn)
    if said.kind not in _NOT_TAKEN_UP:
        return True
    opening = codes.once(_openings).get(_place(item))
    if _is_unsure_hint(opening) or is_no_feeling(codes, opening, said.kind):
        return False
    return not is_heard(codes, said.kind, item.turn)


def _runs_on(text: str) -> bool:
    """Whether a stretch goes on for more than LONGEST words without a mark."""
    return any(len(part.split()) > LONGEST for part in _MARKS.split(text))


def _is_sure(one: Candidate) -> bool:
    """Whether what is praised, and a single term, rest on more than a weak code."""
    return one.confidence is None or one.confidence >= _SUREST.get(one.feedback.kind, 0.0)


def _is_unsure_hint(opening: Code | None) -> bool:
    if opening is None or opening.attributes["kind"] != "cue":
        return False
    return opening.confidence is not None and opening.confidence < SURE_HINT


def _candidate(codes: Codes, said: Feedback, item: Evidence) -> Candidate:
    turns, judged = codes.dialogue.turns, codes.signals.judged
    side = turns[item.turn].side
    answer = codes.once(_answered).get(item.turn) if side == "patient" else None
    cut = codes.once(_interrupted).get(_place(item)) if said.kind == "interruption" else None
    staff = item.turn if side == "staff" else nearest(turns, item.turn, "staff") if answer is None else answer
    patient = item.turn if side == "patient" else nearest(turns, item.turn, "patient", -1) if cut is None else cut
    praise, work = (0.0, 0.0) if staff is None else (judged.turns[head][staff] for head in ("praise", "work"))
    sure = codes.once(_confidences).get((_CODE.get(said.measure, ""), *_place(item)))
    own = codes.once(_openings).get(_place(item))
    return Candidate(said, item, staff, patient, sure, own.confidence if own else None, float(praise), float(work))


def _place(item: Evidence | Code) -> tuple[int, int, int]:
    return item.turn, item.start, item.end


def _openings(codes: Codes) -> dict[tuple[int, int, int], Code]:
    """The openings by their place."""
    return {_place(code): code for code in codes["feelings"] if code.kind == "opening"}


def _answered(codes: Codes) -> dict[int, int]:
    """The staff turn that answers each opening."""
    return {code.replies_to: code.turn for code in codes["responses_to_feelings"] if code.replies_to is not None}


def _interrupted(codes: Codes) -> dict[tuple[int, int, int], int]:
    """The turn that each interruption cuts, by the interruption's place."""
    found = (code for code in codes["speaker_changes"] if code.kind == "interruption")
    return {_place(code): code.replies_to for code in found if code.replies_to is not None}


def _confidences(codes: Codes) -> dict[tuple[str, int, int, int], float]:
    """What a code of a kind is sure of, by its place; an opening is as sure as it and what became of it together."""
    responses = codes["responses_to_feelings"]
    outcome = {code.replies_to: code.confidence for code in responses if code.confidence is not None}
    return {
        (code.kind, *_place(code)): code.confidence * outcome.get(code.turn, 1.0)
        if code.kind == "opening"
        else code.confidence
        for code in codes.found()
        if code.confidence is not None
    }


def _strongest(found: Sequence[Candidate], order: Iterable[int]) -> list[int]:
    kept: list[int] = []
    taken: set[int] = set()
    measures: Counter[str] = Counter()
    for i in order:
        one = found[i]
        again = one.feedback.kind in ONCE and any(found[k].feedback.kind == one.feedback.kind for k in kept)
        if not again and not one.exchange & taken and measures[one.feedback.measure] < ALIKE and len(kept) < MOST:
            kept.append(i)
            taken |= one.exchange
            measures[one.feedback.measure] += 1
    return kept


def _effects(found: Iterable[Candidate], skills: Mapping[str, Skill]) -> Mapping[str, float]:
    """By kind, a moment's share of the points of the overall figure that its measure earned, or could still gain."""
    earned: defaultdict[str, float] = defaultdict(float)
    open_: defaultdict[str, float] = defaultdict(float)
    for one in contributions(skills):
        measure = one.part.partition(".")[0]
        earned[measure] += one.earned
        open_[measure] += one.gain
    counts = Counter(one.feedback.kind for one in found)
    return {
        said.kind: round((earned if said.praise else open_)[said.measure] / max(counts[said.kind], 1), 3)
        for said in feedback()
    }


def _moment(codes: Codes, one: Candidate, effect: float, confidence: float) -> Moment:
    said, item, turns = one.feedback, one.quote, codes.dialogue.turns
    quote = " ".join(turns[item.turn].text[item.start : item.end].split()).rstrip(" .,;!?…—-")
    echo = f"You said “{quote}”. " if 0 < len(quote.split()) <= _ECHOED else ""
    plain = item.label.partition(": ")[2]
    instead = "" if "{plain}" in said.instead and not plain else said.instead.format(echo=echo, plain=plain)
    sides = (("patient", one.patient), ("staff", one.staff))
    quotes = (_side(turns[turn], side, item) for side, turn in sides if turn is not None)
    return Moment(
        kind=said.kind,
        turn=item.turn,
        start=item.start,
        end=item.end,
        start_ms=item.start_ms,
        advice=said.advice,
        praise=said.praise,
        measure=said.measure,
        why=said.why,
        instead=instead,
        effect=effect,
        patient_turn=one.patient,
        quotes=tuple(sorted(quotes, key=lambda quote: quote.turn)),
        confidence=round(confidence, 3),
    )


def _side(turn: Turn, side: str, item: Evidence) -> Evidence:
    """One side of the exchange: the quote where it is that turn's, else the whole turn."""
    start, end = (item.start, item.end) if item.turn == turn.index else (0, len(turn.text))
    return Evidence(turn.index, start, end, side, turn.ms_at(start))
