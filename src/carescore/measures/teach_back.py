"""Teach-back: were patients asked to say in their own words what they will do?

Definition. Levels: 0 nothing; 1 an invitation ("any questions?", "does that make sense?"), good practice at a close, or
a check that only yes answers ("do you understand?"); 2 an open check in the patient's own words ("how will you take
it?"); 3 with staff taking responsibility ("so I know I explained it well"), or answered without; 4 with it and
answered: the patient's next turn has at least 5 words and repeats a word of what staff said before. "Do you
understand?", "got it?" never rise above 1.
Formula. overall: the highest level reached.
Unit. Level 0 to 4; does not apply without an instruction or an open check. figures: loops (open checks that were
answered), checks (yes/no checks, invitations with them).
Source. AHRQ teach-back; Always Use Teach-back!; 5Ts (Anderson 2020); residents claim 48 % and do 22 % (Howard 2013).
Limits. Tone and print-outs are not in the text; an answer is matched by its words, not by its truth.
"""

from __future__ import annotations

import re

from carescore.codes.next_steps import Step, steps
from carescore.codes.replies import next_of
from carescore.measures._base import Codes, Evidence, Figure, Level, Measure, Score, not_applicable, phrases
from carescore.segmentation import Dialogue

LEAST_WORDS = 5
YES_NO = ("invitation", "check")
BACK = 6  # staff turns whose words an answer may repeat
_WORD = re.compile(r"[a-z]{4,}|\d+")
_COMMON = frozenset(
    "that this with have will your then what when just okay yeah them they from well good right think know "
    "want need like also some more about would could should there here take going sure make".split()
)
_MINE = re.compile(
    r"\b(?:(?:make sure|be sure|sure|so i know|see|check|certain|know)\b[^.?!]{0,20}\b(?:i|we|i've|we've|i'm"
    r"|i was|we were)\b[^.?!]{0,14}"
    r"\b(?:explain(?:ed|ing)?|cover(?:ed)?|said|made|clear(?:ly)?|done|did|told|given|gave|put|left|went|went over)\b"
    r"|(?:i|we)(?:'ve| have)? (?:just )?(?:gave|given|told|thrown|covered|threw|went through|gone through"
    r"|said) (?:you )?(?:at you )?(?:a lot|so much|lots|quite"
    r" a|many|a great)|(?:that|this) (?:was|is|'s) a lot (?:of|to)|my (?:job|explanation|explaining)|i (?:may"
    r"|might) (?:have|not have)"
    r"|i (?:sometimes|can|tend to) (?:go|talk|rush|forget|speak))",
    re.IGNORECASE,
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    plan = steps(dialogue, signals)
    found = tuple(item for item in phrases(dialogue, signals, "teach_back", "staff") if _counts(item, plan))
    if not any(step.who == "you" for step in plan) and not _open(found):
        return not_applicable("teach_back", "staff gave the patient no instruction")
    levels = [_level(dialogue, item) for item in found]
    value = Level(max(levels, default=0.0), "level 0 to 4")
    answered = [item for item in _open(found) if _answered(dialogue, item.turn)]
    figures: dict[str, Figure] = {
        "loops": Level(float(len(answered)), "answered open checks"),
        "checks": Level(float(len(found) - len(_open(found))), "yes/no checks"),
    }
    return Score("teach_back", value, {"staff": value}, figures, found)


def _counts(item: Evidence, plan: tuple[Step, ...]) -> bool:
    """An open check is one only once a step was named: before it, it asks for the history."""
    return item.label in YES_NO or (bool(plan) and item.turn >= plan[0].turn)


def _open(found: tuple[Evidence, ...]) -> list[Evidence]:
    return [item for item in found if item.label == "own words"]


def _level(dialogue: Dialogue, item: Evidence) -> float:
    if item.label in YES_NO:
        return 1.0
    mine = _MINE.search(dialogue.turns[item.turn].text.replace("’", "'")) is not None
    return 2.0 + mine + _answered(dialogue, item.turn)


def _answered(dialogue: Dialogue, turn: int) -> bool:
    """Whether the patient's next turn says some of it again."""
    reply = next_of(dialogue, turn, "patient")
    if reply is None or len(reply.text.split()) < LEAST_WORDS:
        return False
    said = [t.text for t in dialogue.turns[: turn + 1] if t.side == "staff"][-BACK:]
    return bool(_words(reply.text) & _words(" ".join(said)))


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.lower())) - _COMMON


MEASURE = Measure(
    name="teach_back",
    title="Teach-back",
    unit="level 0 to 4",
    needs=frozenset({"roles"}),
    better="higher",
    source="AHRQ; Always Use Teach-back!; Howard et al. 2013",
    score=score,
    counts=False,
)
