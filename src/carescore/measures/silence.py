"""Silence: stretches in which nobody speaks, and whether the patient was told why.

Definition. A gap of at least 3 s between the end of all talk so far and the next start. Announced: the staff's talk
just before it says why ("one moment while I open your chart", "may I put you on hold?"), acts on the patient, or
invites time ("take your time"). After a feeling: the patient's talk just before it voices one; such a silence can be
the kindest answer and is not held against anybody. The rest is dead air.
Formula. overall: dead air / stretches of silence · 100. figures: dead_air_time (% of the recording), per_10_minutes
(dead air), longest (s), holds (stretches announced as a hold). Evidence: every stretch, at the words before it.
Unit. Percent of silences.
Source. 3 s: Amazon Contact Lens; connectional silence: Durieux 2018, Gramling 2021 (92 % of silences of 2 s and more
are none); hold etiquette: Physicians Practice 2015.
Limits. Needs times with ends; noise, hold music and typing are silence here. On a visit silence is ordinary.
"""

from __future__ import annotations

from carescore.measures._base import Code, Codes, Figure, Measure, Rate, Score, not_applicable
from carescore.measures._kinds import count, having, level, of_kind, share

LABELS = {"feeling": "after a feeling", "dead_air": "dead air"}


def score(codes: Codes) -> Score:
    found, length = of_kind(codes["silence"], "silence"), codes.dialogue.length_ms
    if not found:
        return not_applicable("silence", "nobody was silent for 3 s")
    dead = having(found, sort="dead_air")
    figures: dict[str, Figure] = {
        "dead_air_time": share(sum(map(_ms, dead)), length, "% of the recording"),
        "per_10_minutes": Rate(len(dead), length, 600_000, "per 10 minutes"),
        "longest": level(max(map(_ms, found)) / 1000, "s"),
        "holds": count(having(found, sort="hold"), "stretches"),
    }
    quotes = tuple(code.evidence(_label(code.attributes["sort"], _ms(code))) for code in found)
    return Score("silence", share(len(dead), len(found), "% of silences"), {}, figures, quotes)


def _label(sort: str, ms: int) -> str:
    return f"{LABELS.get(sort, sort)}, {ms / 1000:.1f} s"


def _ms(code: Code) -> int:
    return int(code.attributes["ms"])


MEASURE = Measure(
    name="silence",
    title="Dead air",
    unit="% of silences of 3 s and more",
    needs=frozenset({"clock", "roles"}),
    better="lower",
    score=score,
)
