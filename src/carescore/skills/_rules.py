"""What the quotes of each measure add to its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Weights = Mapping[str, float]  # by the beginning of a label
EVERY: Weights = {"": 1.0}


@dataclass(frozen=True, slots=True)
class Rule:
    """What quotes add to a figure. count and per: weights by label (per None: not by quotes); listed: what the label
    lists counts; slots: labels that fill one each, worth steps by how many there are; against: labels that take one
    away; needs: labels of which one must be there; side: whose turns; first: only openings that the first reply met;
    fewest: below so many nothing is said."""

    count: Weights
    per: Weights | None = None
    listed: bool = False
    slots: tuple[str, ...] = ()
    steps: tuple[float, ...] = (0, 1)
    against: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    side: str = ""
    first: bool = False
    fewest: float = 0


_COURTESIES = ("greeting", "own_name", "role", "patient_name", "practice", "time", "reason", "thanks")
_KINDS = ("naming", "understanding", "respecting", "supporting", "exploring", "own words")
_TERMS = ("technical", "abbreviation", "vernacular", "medicalised", "synonym", "euphemism", "judgmental", "admin")
_MET = {"met": 1.0}


def _all(*labels: str) -> Weights:
    return dict.fromkeys(labels, 1.0)


_DENTAL = ("acknowledge", "explore", "explain", "solution", "control signal", "preview", "check-in")
_FAMILY = ("companion brought in", "language", "spoken to directly", "custom")
_SHOWN = ("tell", "show", "do")
_DECIDED = ("choice", "team", "trade_offs", "preference", "integrate")
RULES: Mapping[str, Mapping[str, Rule]] = {
    "autonomy": {
        "": Rule(_all("autonomy", "seek", "affirm", "reason"), EVERY),
        "pressure": Rule(_all("pressure")),
    },
    "backchannels": {"": Rule(EVERY), "per_minute": Rule(EVERY)},
    "child_friendly": {
        "": Rule(
            {}, slots=(*_SHOWN, "praise", "child word"), against=("fear word", "threat"), needs=(*_SHOWN, "fear word")
        ),
        "fear_words": Rule(_all("fear word")),
    },
    "courtesy": {
        "": Rule(EVERY),
        "slots": Rule({}, slots=_COURTESIES),
        "permission_share": Rule(_all("permission"), _all("permission")),
        "closing_question": Rule({}, slots=("closing_question",)),
    },
    "dental_anxiety": {"": Rule({}, slots=_DENTAL), "premature": Rule(_all("premature reassurance"))},
    "disrespect": {"": Rule(EVERY), "acts": Rule(EVERY)},
    "empathic_opportunities": {
        "": Rule(_MET, EVERY),
        "partly": Rule(_all("partly"), EVERY),
        "missed": Rule(_all("missed"), EVERY),
        "dismissed": Rule(_all("dismissed"), EVERY),
        "first_reply": Rule(_MET, EVERY, first=True),
    },
    "empathy_phrases": {"": Rule(_all(*_KINDS)), "stock": Rule({}, _all(*_KINDS)), "kinds": Rule({}, slots=_KINDS[:5])},
    "family_and_culture": {"": Rule({}, slots=_FAMILY)},
    "handoff": {"": Rule({}, {"": 4.0}, listed=True), "handoffs": Rule(EVERY), "cold": Rule(_all("cold"))},
    "interruptions": {"": Rule(EVERY), "staff": Rule(EVERY, side="staff"), "patient": Rule(EVERY, side="patient")},
    "jargon_density": {"": Rule(_all(*_TERMS))},
    "needs_check": {
        "": Rule({}, slots=("confirmed", "cause")),
        "restated": Rule(_all("confirmed", "restate")),
        "in_time": Rule({}, slots=("confirmed",)),
    },
    "next_steps": {
        "": Rule(_all("full"), _all("full", "no time", "no owner", "vague")),
        "full": Rule(_all("full")),
        "vague": Rule(_all("vague"), _all("full", "no time", "no owner", "vague")),
        "safety_net": Rule(_all("safety net")),
    },
    "ownership": {
        "": Rule({"owned": 1.0, "half owned": 0.5}, EVERY, fewest=2),
        "owned": Rule(_all("owned")),
        "disowned": Rule(_all("not owned")),
    },
    "patient_burden": {"": Rule(EVERY), "no_recap": Rule(_all("close without a recap"))},
    "patient_perspective": {
        "": Rule({}, slots=("ideas", "concerns", "expectations", "impact")),
        "asked": Rule(EVERY),
    },
    "phone_etiquette": {"": Rule(EVERY)},
    "questions": {
        "": Rule(_all("open"), _all("open", "closed", "leading")),
        "leading": Rule(_all("leading"), _all("open", "closed", "leading")),
    },
    "reflections": {
        "": Rule(EVERY),
        "simple": Rule(_all("simple")),
        "complex": Rule(_all("complex")),
        "summary": Rule(_all("summary")),
    },
    "shared_decision": {
        "": Rule({}, slots=_DECIDED, steps=(0, 2, 3, 4), needs=("choice", "preference")),
        "items": Rule({}, slots=_DECIDED),
    },
    "stigmatizing_language": {
        "": Rule(_all("addiction", "blame", "difficult_patient", "doubt", "label", "victim")),
        "echoed": Rule(_all("echo")),
    },
    "unresolved": {"": Rule(_all("open"), EVERY), "open": Rule(_all("open"))},  # none where somebody gave up
    "uptake": {"": Rule(EVERY)},
}
EMPTIED = frozenset(
    {"autonomy", "empathic_opportunities", "handoff", "unresolved"}
)  # without a quote nothing of them applies
