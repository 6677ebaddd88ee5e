"""Opening statement: were patients asked what brings them, openly, and could they finish saying it?

Definition. Asked: the first staff question that invites the concern, open ("What brings you in?") or a confirmation
("You're here for your knee?"). The statement begins with the patient side's next turn and ends where staff take the
direction away, whether or not they overlap (code `opening_statement`): a redirect where the patient had visibly not
finished, elsewhere a new direction. Completed: before it the patient signals the end or is silent for 2 s.
Formula. overall: seconds from the patient's first word to the end of talk before the redirect, or words / 2.5 without
times. figures: asked (2 open, 1 confirmation, 0 not asked), completed (percent), words.
Unit. Seconds until the first redirect or the end; the evidence quotes the question, the statement and the redirect.
Source. Beckman & Frankel 1984; Marvel 1999; Robinson & Heritage 2006; Singh Ospina 2019 (median 11 s); Mulder-Vos 2023
(6.5 s or 31.4 s in the same recordings, by definition alone); Dyche 2005 (asking matters most).
Limits. Completed statements are not short ones: read the seconds with `completed`. On the phone one sentence is often
all there is. No statement of at least 3 words, no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carescore.measures._base import Codes, Figure, Measure, Score, missing, words_of
from carescore.measures._kinds import level, of_kind, one_sided, share
from carescore.segmentation import Turn

WORDS_PER_SECOND = 2.5  # the pace by which words stand for seconds where there are no times
FORMS = {"open": 2.0, "confirmation": 1.0}


def score(codes: Codes) -> Score:
    found = codes["opening_statement"]
    told = [codes.dialogue.turns[code.turn] for code in of_kind(found, "statement")]
    asked = of_kind(found, "invited")
    said = [code.attributes["form"] for code in asked]
    form = level(sum(FORMS[how] for how in said), "2 open, 1 confirmation, 0 not asked")
    quotes = [code.evidence(f"asked: {how}") for code, how in zip(asked, said, strict=True)]
    if not told:
        none = "no statement of 3 words or more" if asked else "the patient was not asked for the concern"
        return replace(missing("opening_statement", none), figures={"asked": form}, evidence=tuple(quotes))
    quotes += [code.evidence(code.kind.replace("_", " ")) for code in found if code.kind != "invited"]
    words = words_of(told)
    completed = share(float(not of_kind(found, "redirect", "new_direction")), 1, "% of statements")
    figures: dict[str, Figure] = {"asked": form, "completed": completed, "words": level(words, "words")}
    return one_sided("opening_statement", level(_seconds(told, words), "s"), quotes, figures, "patient")


def _seconds(told: Sequence[Turn], words: int) -> float:
    start, end = told[0].start_ms, told[-1].end_ms
    return words / WORDS_PER_SECOND if start is None or end is None else (end - start) / 1000


MEASURE = Measure(
    name="opening_statement",
    title="Opening statement",
    unit="s until the first redirect",
    needs=frozenset({"roles", "model:floor"}),
    better="higher",
    score=score,
)
