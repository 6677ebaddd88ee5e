"""Empathy strength: how strongly staff react to a voiced feeling, put it into words, or ask about it.

Definition. An occasion is an opening (code `feelings`) that somebody could answer, good news aside; it is answered when
its outcome is met. The bundled `empathy` model gives the reply that met it a level of emotional reaction,
interpretation and exploration: 0 none, 1 weak, 2 strong.
Formula. Occasions met by a reply with any level / occasions · 100. Evidence: the reply to each answered occasion.
Unit. Percent of voiced feelings. figures: the same per mechanism; strength: mean sum of levels, 0 to 6.
Source. Sharma et al. 2020 (EPITOME).
Limits. The model of levels learnt from written peer support, not from clinics: read the quotes. Words only, no tone.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Measure, Rate, Score, not_applicable, whole
from carescore.measures._kinds import having, one_sided, share

UNIT = "% of voiced feelings"
MECHANISMS = {
    "emotional_reactions": "emotional reaction",
    "interpretations": "interpretation",
    "explorations": "exploration",
}


def score(codes: Codes) -> Score:
    good_news = {code.turn for code in having(codes["feelings"], family="progress")}
    occasions = [code for code in codes["responses_to_feelings"] if code.replies_to not in good_news]
    if not occasions:
        return not_applicable("empathy_strength", "the patient voiced no feeling that staff could answer")
    levels, n = codes.signals.empathy_levels, len(occasions)
    replies = sorted(code.turn for code in having(occasions, outcome="met"))
    met = [(turn, {name: levels[name][turn] for name in MECHANISMS}) for turn in replies]
    shown = [(turn, own) for turn, own in met if any(own.values())]
    figures = {name: share(sum(own[name] > 0 for _, own in shown), n, UNIT) for name in MECHANISMS}
    figures["strength"] = Rate(sum(sum(own.values()) for _, own in shown), n, 1, "of 6")
    labels = (", ".join(f"{MECHANISMS[name]} {own[name]}" for name in own if own[name]) for _, own in shown)
    quotes = (whole(codes.dialogue.turns[turn], label) for (turn, _), label in zip(shown, labels, strict=True))
    return one_sided("empathy_strength", share(len(shown), n, UNIT), quotes, figures)


MEASURE = Measure(
    name="empathy_strength",
    title="Empathy strength",
    unit="% of voiced feelings",
    needs=frozenset({"roles", "model:codes", "model:empathy"}),
    better="higher",
    score=score,
    counts=True,
)
