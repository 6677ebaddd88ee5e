"""Autonomy: do staff support patients' own choice, or press them?

Definition. Supportive staff statements: autonomy ("it's up to you"), seek (asks leave or collaboration), affirm (a
specific strength or effort; "great job" is none), reason (says why). Controlling: pressure ("you have to", "you can't
just"). A must that keeps somebody safe is exempt, as are conditions ("if you need to"), questions and guesses ("you
must be tired").
Formula. Supportive / (supportive + controlling) · 100, each kind once per turn. figures.pressure: controlling
statements per 100 staff turns.
Unit. Percent of autonomy statements that support; not applicable where there was none.
Source. HCCQ (Williams & Deci); MITI 4.2.1: Affirm, Seek Collaboration, Emphasize Autonomy.
Limits. Tone is not heard; what is a safety must is judged by the words of the sentence.
"""

from __future__ import annotations

from carescore.measures._base import Codes, Measure, Score, not_applicable
from carescore.measures._kinds import of_kind, once_a_turn, one_sided, per_staff_turns, share


def score(codes: Codes) -> Score:
    found = once_a_turn(codes["autonomy"])
    if not found:
        return not_applicable("autonomy", "staff neither supported nor pressed a choice")
    pressing = len(of_kind(found, "pressure"))
    rate = share(len(found) - pressing, len(found), "% supportive")
    return one_sided("autonomy", rate, found, {"pressure": per_staff_turns(pressing, codes, 100)})


MEASURE = Measure(
    name="autonomy",
    title="Autonomy supported",
    unit="% of autonomy statements",
    better="higher",
    score=score,
)
