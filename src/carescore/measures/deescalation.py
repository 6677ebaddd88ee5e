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

from collections.abc import Iterator, Sequence
from dataclasses import replace

from carescore.codes import Code, empathy
from carescore.measures._base import Codes, Evidence, Figure, Measure, Rate, Score, not_applicable, words_of
from carescore.measures._kinds import having, level, of_kind, one_sided, share
from carescore.segmentation import Turn

LEVELS = {"irritation": 1, "accusation": 2, "accusation_people": 2, "threat": 3, "exit": 3}
TOP = 3
DOWN, THANKED_DOWN = 1, 2  # steps that a turn without a sign, and a thankful one, stand lower than the one before
ACT_FROM = 2  # the level from which what staff did is weighed
REPLIES = 3  # staff turns that answer a step
DOWN_WITHIN = 3  # patient turns in which a step down counts as calmed
LAST = 2  # patient turns at the end in which leaving is leaving


def score(codes: Codes) -> Score:
    found = codes["deescalation"]
    signs, patient = of_kind(found, *LEVELS), codes.dialogue.side("patient")
    if danger := of_kind(found, "danger"):
        none = not_applicable("deescalation", "violence or self-harm was named; follow the safety protocol")
        return replace(none, evidence=tuple(code.evidence() for code in danger))
    if not signs:
        return not_applicable("deescalation", "the patient showed no irritation")
    levels = _levels(patient, signs, {code.turn for code in of_kind(found, "thanks")})
    peak, end = max(levels), levels[-1]
    acts, figures = _answers(codes, patient, levels)
    figures |= {"peak": level(peak, "level 0 to 3"), "end": level(end, "level 0 to 3")}
    quotes = [code.evidence(f"level {LEVELS[code.kind]}: {code.kind.split('_')[0]}") for code in signs]
    return one_sided("deescalation", share(peak - end, peak, "% of the way down"), [*quotes, *acts], figures, "patient")


def _levels(patient: Sequence[Turn], signs: Sequence[Code], thanked: set[int]) -> list[int]:
    """The level of each patient-side turn; the top one from the turn on in which that side leaves for good."""
    shown = {code.turn: LEVELS[code.kind] for code in sorted(signs, key=lambda code: LEVELS[code.kind])}
    exits = [c.turn for c in of_kind(signs, "exit") if c.turn >= patient[-LAST:][0].index]
    shouted = {code.turn for code in having(signs, shouted="yes")}
    levels: list[int] = []
    for turn in patient:
        kept = levels[-1] - (THANKED_DOWN if turn.index in thanked else DOWN) if levels else 0
        own = min(TOP, shown.get(turn.index, 0) + (turn.index in shouted))
        levels.append(TOP if exits and turn.index >= min(exits) else max(0, kept, own))
    return levels


def _answers(codes: Codes, patient: Sequence[Turn], levels: list[int]) -> tuple[list[Evidence], dict[str, Figure]]:
    """What staff did after each step, one act of a kind in each turn, as evidence and as figures."""
    steps = [at for at, now in enumerate(levels) if now >= ACT_FROM and (at == 0 or now >= levels[at - 1])]
    staff = codes.dialogue.side("staff")
    window = {t.index: t for at in steps for t in [t for t in staff if t.index > patient[at].index][:REPLIES]}
    told = [*_warm(codes), *(_act(code) for code in codes["deescalation"] if "effect" in code.attributes)]
    acts = list({(act.turn, act.label): act for act in told[::-1] if act.turn in window}.values())
    calmed = sum(min(levels[at + 1 : at + 1 + DOWN_WITHIN], default=levels[at]) < levels[at] for at in steps)
    return acts, {
        "reduce": Rate(sum(a.label.startswith("reduces") for a in acts), len(steps), 1, "acts per step"),
        "inflame": Rate(sum(a.label.startswith("inflames") for a in acts), len(steps), 1, "acts per step"),
        "calmed": share(calmed, len(steps), "% of steps"),
        "concise": Rate(words_of(window.values()), len(window), 1, "words per turn"),
    }


def _warm(codes: Codes) -> Iterator[Evidence]:
    """Empathy, apologies and what is hollow of both."""
    felt = {code.turn for code in codes["feelings"]}
    for phrase in empathy.phrases(codes.dialogue, codes.signals, felt):
        yield replace(phrase.quote, label="inflames: hollow" if phrase.hollow else "reduces: acknowledges")
    for code in codes["apologies"]:
        sincere = "reduces: acknowledges" if code.kind == "condolence" else "reduces: apologises"
        yield code.evidence("inflames: hollow" if code.attributes.get("class") == "pseudo" else sincere)


def _act(code: Code) -> Evidence:
    name = code.attributes.get("act", code.kind)
    return code.evidence(f"{code.attributes['effect']}: {name.replace('_', ' ')}")


MEASURE = Measure(
    name="deescalation",
    title="De-escalation",
    unit="% of the way down",
    needs=frozenset({"roles"}),
    better="higher",
    score=score,
)
