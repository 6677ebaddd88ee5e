"""Patient burden: how often must patients push, because a "no" comes alone or a call ends without a recap?

Definition. (i) Staff decline what the patient asked in one of the last two turns and offer no alternative in the same
or the next staff turn: no option, no step, no "but I can", no other time. (ii) Staff start to close (first "goodbye",
"have a nice day", "thanks for calling" in the last part of the talk), and neither that turn nor the RECAP staff turns
before it say what happens next.
Formula. overall: number of both.
Unit. Burdens per talk. figures: declined (declines with and without an alternative), no_recap (0 or 1).
Source. Stokoe, Sikveland & Symonds 2016 (447 calls: more burden goes with lower patient satisfaction).
Limits. Three practices; a refusal in other words is not heard. A talk without a goodbye has no close to judge.
"""

from __future__ import annotations

import re

from carescore.annotate import Signals
from carescore.codes.next_steps import steps
from carescore.codes.requests import declines
from carescore.measures._base import Codes, Evidence, Figure, Level, Measure, Rate, Score, phrases
from carescore.segmentation import Dialogue, Turn

RECAP = 3  # staff turns before the close in which the next step may be said
LAST = 0.6  # a goodbye before this part of the talk is none
_INSTEAD = re.compile(
    r"\b(?:but (?:i|we|you|there|he|she|they)(?: can|'ll| will| could| do have|'ve got| have|'s| is)|what (?:i"
    r"|we) can do|instead|alternatively"
    r"|another (?:option|way|day|time)|(?:how|what) about|(?:the|our|my) (?:next|earliest|first|soonest) |(?:i"
    r"|we) (?:do have|have an?|can (?:offer|put|get|book|see|call"
    r"|send|ask|check|try|fit|add|squeeze|give|do|have|help))|(?:i'll|i will|we'll|let me) (?:ask|check|call|see"
    r"|find|look|put|try|send|get)"
    r"|would you (?:like|prefer|rather)|(?:do you|did you) want (?:me|to|a|an|the)|if you (?:like|want|prefer"
    r"|can)|wait(?:ing)? ?list|could you (?:do|come|make))\b",
    re.IGNORECASE,
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    said = phrases(dialogue, signals, "patient_burden", "staff")
    refused = declines(dialogue, signals)
    alone = [item for item in refused if not _alternative(dialogue, signals, item)]
    close = _close(dialogue, signals, said)
    found = [Evidence(e.turn, e.start, e.end, "no without an alternative", e.start_ms) for e in _once(alone)]
    if close:
        found.append(Evidence(close.turn, close.start, close.end, "close without a recap", close.start_ms))
    total = Rate(len(found), 1, 1, "per talk")
    figures: dict[str, Figure] = {
        "declined": Level(float(len(_once(refused))), "declines"),
        "no_recap": Level(float(close is not None), "closes without a recap"),
    }
    evidence = tuple(sorted(found, key=lambda e: (e.turn, e.start)))
    return Score("patient_burden", total, {"staff": total}, figures, evidence)


def _once(items: list[Evidence]) -> list[Evidence]:
    """The first of every turn."""
    return list({item.turn: item for item in reversed(items)}.values())[::-1]


def _alternative(dialogue: Dialogue, signals: Signals, item: Evidence) -> bool:
    """Whether the same or the next staff turn offers something else."""
    later = [turn for turn in dialogue.turns[item.turn + 1 :] if turn.side == "staff"][:1]
    turns = [dialogue.turns[item.turn], *later]
    if any(_INSTEAD.search(_from(turn, item)) for turn in turns):
        return True
    places = {turn.index for turn in turns}
    offered = {e.turn for e in phrases(dialogue, signals, "options", "staff") if e.label != "asked"}
    taken = {step.turn for step in steps(dialogue, signals) if step.who in ("i", "we", "named")}
    return bool(places & (offered | taken))


def _from(turn: Turn, item: Evidence) -> str:
    return turn.text[item.end if turn.index == item.turn else 0 :].replace("’", "'")


def _close(dialogue: Dialogue, signals: Signals, said: tuple[Evidence, ...]) -> Evidence | None:
    """Where staff begin to say goodbye without having said what comes next, None where they have."""
    closing = [e for e in said if e.label == "closing" and _goodbye(dialogue, e)]
    if not closing:
        return None
    first = closing[0]
    before = [turn.index for turn in dialogue.turns[: first.turn + 1] if turn.side == "staff"][-RECAP - 1 :]
    told = {step.turn for step in steps(dialogue, signals)} | {e.turn for e in said if e.label == "recap"}
    return None if told & set(before) else first


def _goodbye(dialogue: Dialogue, item: Evidence) -> bool:
    """In the last part of the talk, and not "take care of" something."""
    turns = dialogue.turns
    return item.turn >= LAST * len(turns) and not turns[item.turn].text[item.end :].lower().startswith(" of ")


MEASURE = Measure(
    name="patient_burden",
    title="Patient burden",
    unit="burdens per talk",
    needs=frozenset({"roles"}),
    better="lower",
    source="Stokoe, Sikveland & Symonds 2016",
    score=score,
)
