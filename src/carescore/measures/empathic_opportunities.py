"""Empathic opportunities: the patient voices a feeling, a fear or a loss; do staff take it up?

Definition. An opportunity is a patient-side turn with an explicit emotion, loss or hint. It is met when one of the
next two staff turns holds an empathy phrase or, by the `empathy` model, a strong emotional reaction or
interpretation; otherwise missed. One that the patient side's last turn holds is not counted: nobody could answer.
Formula. Opportunities met / opportunities · 100. Evidence: one entry per opportunity met; figures.missed counts the
others, quoted as moments.
Unit. Percent of opportunities; no value where there was none.
Source. Bylund & Makoul 2002 (ECCS); Suchman et al. 1997; norms 10 to 50 % (Pollak 2007, Morse 2008, Kennifer 2009).
Limits. Hints in tone or silence are not heard; a low threshold for opportunities lowers every response rate.
"""

from __future__ import annotations

from carescore.measures._base import Evidence, Measure, Rate, Score, not_applicable, phrases
from carescore.nlp import Signals
from carescore.segmentation import Dialogue, Turn

WINDOW = 2  # staff turns that may still answer


def score(dialogue: Dialogue, signals: Signals) -> Score:
    met: list[Evidence] = []
    missed: list[Evidence] = []
    for item in _opportunities(dialogue, signals):
        answers = _answers(dialogue, item.turn)
        if answers:
            (met if any(_empathic(turn, signals) for turn in answers) else missed).append(item)
    if not met and not missed:
        return not_applicable("empathic_opportunities", "the patient voiced no feeling that the lexicon knows")
    rate = Rate(len(met), len(met) + len(missed), 100, "% of opportunities")
    figures = {"missed": Rate(len(missed), len(met) + len(missed), 100, "% of opportunities")}
    evidence = tuple(sorted([*_labelled(met, "met"), *_labelled(missed, "missed")], key=lambda e: (e.turn, e.start)))
    return Score("empathic_opportunities", rate, {"staff": rate}, figures, evidence)


def _labelled(items: list[Evidence], label: str) -> list[Evidence]:
    return [Evidence(i.turn, i.start, i.end, f"{label}: {i.label}", i.start_ms) for i in items]


def _opportunities(dialogue: Dialogue, signals: Signals) -> list[Evidence]:
    """The first sign of feeling in each patient-side turn."""
    first: dict[int, Evidence] = {}
    for item in phrases(dialogue, signals, "empathic_opportunities", "patient"):
        first.setdefault(item.turn, item)
    return list(first.values())


def _answers(dialogue: Dialogue, turn: int) -> list[Turn]:
    return [later for later in dialogue.turns[turn + 1 :] if later.side == "staff"][:WINDOW]


def _empathic(turn: Turn, signals: Signals) -> bool:
    if any(hit.turn == turn.index and hit.entry.label != "hollow" for hit in signals.phrases["empathy_phrases"]):
        return True
    levels = signals.empathy_levels
    return max(levels["emotional_reactions"][turn.index], levels["interpretations"][turn.index]) == 2


MEASURE = Measure(
    name="empathic_opportunities",
    title="Empathic opportunities met",
    unit="% of opportunities",
    needs=frozenset({"roles", "model:empathy"}),
    better="higher",
    source="Bylund & Makoul 2002; Suchman et al. 1997",
    score=score,
    counts=False,
)
