"""De-escalation: how angry the patient's side got, what staff did about it, and how far it came down.

Definition. Each patient-side turn stands on a ladder: 1 irritation, 2 accusation, 3 threat (a complaint, a review, a
lawyer, leaving), by the phrases of the lexicon; a turn without a sign stands one step under the one before, a thankful
one two steps. Leaving (hanging up, going elsewhere) is no success: it ends the talk at 3. 4, violence or self-harm,
calls for the safety protocol and is not scored. In the three staff turns after each turn at 2 or more, acts that
reduce (acknowledging, apologising, agreeing with what is true, offering a choice, listening, acting, a limit after an
acknowledgement) and acts that inflame ("calm down", the policy wall, blame, "why didn't you", a hollow formula, three
questions at once, a transfer or hold without a reason, threats) are counted.
Formula. (peak − end) / peak · 100. figures: peak, end, reduce and inflame (acts per turn at 2 or more), calmed (turns
at 2 or more after which the patient stood lower within three turns, percent), concise (staff words per turn then).
Unit. Percent of the way down; not applicable when the patient never reached level 1.
Source. Richmond et al. 2012 (BETA); CALM; skills of service recovery (LAST). The steps down are carescore's own rule.
Limits. Words only: shouting, tone and cold silence are not heard. Evidence for single techniques is thin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from carescore.annotate import Signals
from carescore.codes import apologies, around, empathy, feelings, plain
from carescore.measures._base import (
    Codes,
    Evidence,
    Figure,
    Level,
    Measure,
    Rate,
    Score,
    not_applicable,
    quote,
    words_of,
)
from carescore.segmentation import Dialogue, Turn

LEVELS = {"irritation": 1, "accusation": 2, "accusation_people": 2, "threat": 3, "exit": 3, "danger": 4}
REDUCING = frozenset({"agree", "choice", "listen", "solve", "limit"})
ACT_FROM = 2  # the level from which what staff did is weighed
REPLIES = 3  # staff turns that answer a step
DOWN_WITHIN = 3  # patient turns in which a step down counts as calmed
STACKED = 3  # questions in one turn
LAST = 2  # patient turns at the end in which leaving is leaving
_NEGATED = re.compile(r"(?:\b(?:not|never|no|nothing)|n't)(?:\s+\w+){0,3}\s*$")
_QUOTED = re.compile(
    r"\b(?:he|she|they|wife|husband|mom|mum|mother|dad|father|friend|neighbou?r|boss|people|someone)\s+(?:\w+\s+)?(?:said|says|"
    r"told|asked|threatened|goes)\b"
)
_NO_BLAME = re.compile(r"\b(?:thank|thanks|appreciate|love|like) [^.?!]*$")
_HARM = re.compile(
    r"\b(?:want(?:ed)? to|going to|gonna|think\w* (?:about|of)|thoughts? of|might|i'll|"
    r"could just|like|is|be|feel|am|i'm)(?: \w+)?\s*$"
)
_GOES = re.compile(
    r"\b(?:i'll|i will|i'm(?: going to| gonna| just)?|i am(?: going to)?|we'll|we will|"
    "we're(?: going to| gonna)?|i'd rather|i might(?: just)?|i can|time to|let me|going to|"
    r"gonna)(?: just| simply| have to)?\s*$"
)
_PEOPLE = re.compile(
    r"[\s,]*(?:never|always|don't|do n't|keep|can't|are (?!good|great|the best|so|wonderful|"
    r"amazing)|just (?!so)|ever|have (?:no|been)|should|make|messed|told|gave|took|left|said|"
    r"promised|charged|ruined|lost|only)\b"
)
_THANKS = re.compile(
    r"\b(?:thank you|thanks|appreciate|that (?:would|'d) help|that helps|that works|"
    r"sounds good|sorry for|i didn't mean)\b"
)
_LEAVES = re.compile(
    r"[\s,]*(?:the hospital|home|from|in\b|at\b|my house|tomorrow|for (?:vacation|holiday|"
    r"work)|on (?:vacation|holiday|\w+day)|to go (?:home|to work)|town|after)\b"
)
_SHOUTS = re.compile(r"!\s*!|(?:\b[A-Z]{3,}\b\W+){3}")
_REASON = re.compile(
    r"\b(?:because|so (?:that|i|we|they)|while i|to (?:check|find|see|get|look)|who can|"
    r"they can|she can|he can|since)\b"
)


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    signs = _signs(dialogue, signals)
    if not signs:
        return not_applicable("deescalation", "the patient showed no irritation")
    if danger := tuple(item for item in signs if item.label == "danger"):
        why = "not applicable: violence or self-harm was named; follow the safety protocol"
        return Score("deescalation", missing=why, evidence=danger, applicable=False)
    patient = dialogue.side("patient")
    levels = _levels(patient, signs)
    levels = _left(patient, levels, signs)
    peak, end = max(levels), levels[-1]
    rate = Rate(peak - end, peak, 100, "% of the way down")
    acts, figures = _answers(dialogue, signals, patient, levels)
    figures |= {"peak": Level(float(peak), "level 0 to 3"), "end": Level(float(end), "level 0 to 3")}
    evidence = tuple(sorted([*map(_named, signs), *acts], key=lambda item: (item.turn, item.start)))
    return Score("deescalation", rate, {"patient": rate}, figures, evidence)


def _named(item: Evidence) -> Evidence:
    label = f"level {LEVELS[item.label]}: {item.label.split('_')[0]}"
    return Evidence(item.turn, item.start, item.end, label, item.start_ms)


def _signs(dialogue: Dialogue, signals: Signals) -> list[Evidence]:
    """The patient side's signs of anger, labelled as the lexicon labels them."""
    found = []
    for hit in signals.phrases["deescalation"]:
        turn, label = dialogue.turns[hit.turn], hit.entry.label
        if turn.side != "patient" or label not in LEVELS:
            continue
        left, _, right = around(turn, hit.start, hit.end)
        if _NEGATED.search(left) or _QUOTED.search(left) or (LEVELS[label] < 3 and _NO_BLAME.search(left)):
            continue
        phrase = plain(turn.text[hit.start : hit.end])
        if label == "exit" and phrase.startswith(("go", "find", "take")) and not _GOES.search(left):
            continue
        if label == "danger" and phrase.endswith(("myself", "suicidal")) and not _HARM.search(left):
            continue
        if (label == "accusation_people" and not _PEOPLE.match(right)) or (label == "exit" and _LEAVES.match(right)):
            continue
        found.append(quote(turn, hit.start, hit.end, label))
    return found


def _levels(patient: Sequence[Turn], signs: Sequence[Evidence]) -> list[int]:
    """The level of each patient-side turn."""
    shown: dict[int, int] = {}
    for item in signs:
        shown[item.turn] = max(shown.get(item.turn, 0), LEVELS[item.label])
    levels: list[int] = []
    for turn in patient:
        kept = max(0, levels[-1] - (2 if _THANKS.search(plain(turn.text)) else 1)) if levels else 0
        own = shown.get(turn.index, 0)
        levels.append(max(kept, min(3, own + 1) if own and _SHOUTS.search(turn.text) else own))
    return levels


def _left(patient: Sequence[Turn], levels: list[int], signs: Sequence[Evidence]) -> list[int]:
    """The levels, at 3 from the turn on in which the patient's side left for good."""
    last = {turn.index for turn in patient[-LAST:]}
    leaving = [item.turn for item in signs if item.label == "exit" and item.turn in last]
    if not leaving:
        return levels
    return [3 if turn.index >= leaving[0] else level for turn, level in zip(patient, levels, strict=True)]


def _answers(
    dialogue: Dialogue, signals: Signals, patient: Sequence[Turn], levels: Sequence[int]
) -> tuple[list[Evidence], dict[str, Figure]]:
    """What staff did after each step, as evidence and as figures."""
    steps = [place for place, level in enumerate(levels) if level >= ACT_FROM and _rises(levels, place)]
    window: dict[int, Turn] = {}
    for place in steps:
        later = [t for t in dialogue.turns[patient[place].index + 1 :] if t.side == "staff"][:REPLIES]
        window |= {turn.index: turn for turn in later}
    acts = [item for item in _acts(dialogue, signals) if item.turn in window]
    calmed = sum(min(levels[p + 1 : p + 1 + DOWN_WITHIN], default=levels[p]) < levels[p] for p in steps)
    per = len(steps)
    return acts, {
        "reduce": Rate(sum(a.label.startswith("reduces") for a in acts), per, 1, "acts per step"),
        "inflame": Rate(sum(a.label.startswith("inflames") for a in acts), per, 1, "acts per step"),
        "calmed": Rate(calmed, per, 100, "% of steps"),
        "concise": Rate(words_of(window.values()), len(window), 1, "words per turn"),
    }


def _rises(levels: Sequence[int], place: int) -> bool:
    """Whether a turn stands as high as the one before or higher: a sign of its own, not
    what is left of one."""
    return place == 0 or levels[place] >= levels[place - 1]


def _acts(dialogue: Dialogue, signals: Signals) -> list[Evidence]:
    """Acts of staff that reduce or inflame, one of a kind in each turn."""
    acts: dict[tuple[int, str], Evidence] = {}
    for label, item in [*_heard(dialogue, signals), *_own(dialogue, signals), *_stacked(dialogue)]:
        acts.setdefault((item.turn, label), Evidence(item.turn, item.start, item.end, label, item.start_ms))
    return list(acts.values())


def _heard(dialogue: Dialogue, signals: Signals) -> list[tuple[str, Evidence]]:
    """Empathy, apologies and what is hollow of both."""
    voiced = feelings.voiced(dialogue, signals)
    phrases = empathy.phrases(dialogue, signals, voiced)
    sorry, sorrow = apologies.apologies(dialogue, signals, voiced)
    found = [("inflames: hollow" if p.hollow else "reduces: acknowledges", p.quote) for p in phrases]
    found += [("inflames: hollow" if a.kind == "pseudo" else "reduces: apologises", a.quote) for a in sorry]
    return found + [("reduces: acknowledges", item) for item in sorrow]


def _own(dialogue: Dialogue, signals: Signals) -> list[tuple[str, Evidence]]:
    """Acts of this measure's lexicon and of the lexicon of disrespect."""
    found = []
    for hit in (*signals.phrases["deescalation"], *signals.phrases["disrespect"]):
        turn, label = dialogue.turns[hit.turn], hit.entry.label
        if turn.side != "staff" or label in LEVELS:
            continue
        if label == "hold" and _REASON.search(plain(turn.text)):
            continue
        sort = "reduces" if label in REDUCING else "inflames"
        found.append((f"{sort}: {label.replace('_', ' ')}", quote(turn, hit.start, hit.end, label)))
    return found


def _stacked(dialogue: Dialogue) -> list[tuple[str, Evidence]]:
    return [
        ("inflames: stacked questions", quote(turn, 0, len(turn.text), ""))
        for turn in dialogue.side("staff")
        if turn.text.count("?") >= STACKED
    ]


MEASURE = Measure(
    name="deescalation",
    title="De-escalation",
    unit="% of the way down",
    needs=frozenset({"roles"}),
    better="higher",
    source="Richmond et al. 2012 (BETA); skills of service recovery",
    score=score,
    counts=False,
)
