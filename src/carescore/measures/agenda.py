"""Agenda: were all concerns asked for early, and was their order agreed?

Definition. Asked with "some" ("is there something else you want to cover?"), with an open list ("what else is on your
list?") or with "any" ("anything else?"). Early: before the first step that staff announce and in the first half of the
talk; otherwise at the close. Questions for understanding ("any questions?") and of the history ("anything else that
makes it worse?") are no agenda. Slots: the concerns are listed, ranked, and the order is agreed.
Formula. overall: 2 "some" or list early, 1 "any" early or "some" late, 0.5 "any" late only, 0 not asked.
Unit. Level 0 to 2. figures: slots (of 3).
Source. Heritage et al. 2007 ("something" cut unmet concerns by 78 %, "anything" did not); Four Habits;
Calgary-Cambridge.
Limits. Evidence from US primary care; agreed is heard only where an order was proposed. Fewer than 4 staff turns: too
little.
"""

from __future__ import annotations

import re

from carescore.annotate import Signals
from carescore.codes.next_steps import steps
from carescore.codes.replies import accepts
from carescore.measures._base import Codes, Evidence, Figure, Level, Measure, Score, missing, phrases
from carescore.segmentation import Dialogue

FEWEST_TURNS = 4
EARLY = 0.5
_ASKED = {("some", True): 2.0, ("list", True): 2.0, ("any", True): 1.0, ("some", False): 1.0, ("list", False): 1.0}
_HISTORY = re.compile(
    r"^\W*(?:that (?:makes|made|helps|worsens|brings|triggers|relieves|runs|you(?:'re| are)? (?:taking|take|notice))"
    r"|(?:you(?:'ve| have)? )?(?:noticed?|felt|feel|going on with your body|along with|with it|associated"
    r"|in your (?:family|history)"
    r"|medical|medication|symptoms?|unusual|abnormal|run|taking|(?:like|such as)|besides|apart|hurt|coming up"
    r"|before)|that (?:runs|comes))",
    re.IGNORECASE,
)

_LISTED = re.compile(r"\b(?:or|but|and)\W*$", re.IGNORECASE)  # "any coughs or anything else?" asks for the like


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    if len(dialogue.side("staff")) < FEWEST_TURNS:
        return missing("agenda", f"staff spoke fewer than {FEWEST_TURNS} times: too little to judge")
    found = [item for item in phrases(dialogue, signals, "agenda", "staff") if not _of_the_history(dialogue, item)]
    before = _solving(dialogue, signals)
    asked = [item for item in found if item.label in ("some", "any", "list")]
    level = Level(max((_ASKED.get((i.label, i.turn < before), 0.5) for i in asked), default=0.0), "level 0 to 2")
    slots = [*_listed(found, before), *_agreed(dialogue, found)]
    kinds = {item.label for item in slots}
    figures: dict[str, Figure] = {"slots": Level(float(len(kinds)), "of listed, ranked, agreed")}
    labelled = [_when(item, item.turn < before) for item in asked]
    evidence = tuple(sorted([*labelled, *slots], key=lambda e: (e.turn, e.start)))
    return Score("agenda", level, {"staff": level}, figures, evidence)


def _solving(dialogue: Dialogue, signals: Signals) -> float:
    """The turn from which asking is late."""
    half = EARLY * len(dialogue.turns)
    return min(
        [half, *(step.turn for step in steps(dialogue, signals) if step.timed and not step.safety and step.turn > 3)]
    )


def _of_the_history(dialogue: Dialogue, item: Evidence) -> bool:
    text = dialogue.turns[item.turn].text
    return bool(_HISTORY.match(text[item.end :]) or _LISTED.search(text[: item.start][-8:]))


def _listed(found: list[Evidence], before: float) -> list[Evidence]:
    return [item for item in found if item.label in ("listed", "ranked") and item.turn < before]


def _agreed(dialogue: Dialogue, found: list[Evidence]) -> list[Evidence]:
    """Asking for agreement counts in a turn that proposes an order, when the patient agrees."""
    ranked = {item.turn for item in found if item.label == "ranked"}
    return [i for i in found if i.label == "agreed" and i.turn in ranked and accepts(dialogue, i.turn)]


def _when(item: Evidence, early: bool) -> Evidence:
    return Evidence(item.turn, item.start, item.end, f"{item.label} {'early' if early else 'late'}", item.start_ms)


MEASURE = Measure(
    name="agenda",
    title="Agenda",
    unit="level 0 to 2",
    needs=frozenset({"staff"}),
    better="higher",
    source="Heritage et al. 2007; Frankel & Stein (Four Habits)",
    score=score,
    counts=False,
)
