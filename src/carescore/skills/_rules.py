"""What the quotes of each measure add to its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Weights = Mapping[str, float]  # by the beginning of a label
EVERY: Weights = {"": 1.0}


@dataclass(frozen=True, slots=True)
class Rule:
    """What quotes add to a figure. count and per: weights by label (per None: not by quotes); listed: what the label
    lists counts; slots: labels that fill one each, worth steps by how many there are; against: labels that take one
    away; highest: labels by what the one worth most counts, with one more for each attribute of its code that is "yes"
    (raised); joined: labels that are alternatives of one choice where they stand within apart turns, worth one more
    than there are, those of once together one; needs: labels of which one must be there, unless one of the codes of due
    is (a kind, and who acts in it); unsure: kinds of codes by which nobody can tell; left: a kind of codes that is an
    occasion of the per without a quote of its turn; side: whose turns; first: only openings that the first reply met;
    fewest: below so many nothing is said."""

    count: Weights
    per: Weights | None = None
    listed: bool = False
    slots: tuple[str, ...] = ()
    steps: tuple[float, ...] = (0, 1)
    against: tuple[str, ...] = ()
    highest: Weights = field(default_factory=dict)
    raised: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    once: tuple[str, ...] = ()
    apart: int | None = None
    needs: tuple[str, ...] = ()
    due: tuple[tuple[str, str], ...] = ()
    unsure: tuple[str, ...] = ()
    left: str = ""
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
_ASKED_EARLY = {"some early": 2.0, "list early": 2.0, "any early": 1.0}
_ASKED_LATE = {"some late": 1.0, "list late": 1.0, "any late": 0.5}
_ALTERNATIVES = ("either", "set", "first", "other", "wait", "slots")
_TOLD = tuple((kind, "you") for kind in ("full", "no_time", "no_owner", "vague", "safety_net"))
RULES: Mapping[str, Mapping[str, Rule]] = {
    "agenda": {"": Rule({}, highest=_ASKED_EARLY | _ASKED_LATE)},
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
        "permission_share": Rule(_all("permission"), _all("permission"), left="action"),
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
    "options": {
        "": Rule(
            {},
            highest={"either": 2.0, "set": 1.0, "first": 1.0, "slots": 1.0},  # a set: what it announces
            joined=("other", "wait"),
            once=("wait",),
            apart=3,
            needs=_ALTERNATIVES,
            due=(("declined", ""),),
            unsure=("asked",),
        )
    },
    "ownership": {
        "": Rule({"owned": 1.0, "half owned": 0.5}, EVERY, fewest=2),
        "owned": Rule(_all("owned")),
        "disowned": Rule(_all("not owned")),
    },
    "patient_burden": {"": Rule(EVERY), "no_recap": Rule(_all("close without a recap"))},
    "patient_perspective": {
        "": Rule({}, slots=("ideas", "concerns", "expectations", "impact"), unsure=("concerns_bare",)),  # half a slot
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
        "": Rule({}, slots=_DECIDED, steps=(0, 2, 3, 4), needs=("choice", "preference"), unsure=("asked",)),
        "items": Rule({}, slots=_DECIDED),
    },
    "stigmatizing_language": {
        "": Rule(_all("addiction", "blame", "difficult_patient", "doubt", "label", "victim")),
        "echoed": Rule(_all("echo")),
    },
    "teach_back": {
        "": Rule(
            {}, highest={"own words": 2.0, "": 1.0}, raised=("owned", "answered"), needs=("own words",), due=_TOLD
        ),
        "checks": Rule(_all("check", "invitation")),
    },
    "unresolved": {"": Rule(_all("open"), EVERY), "open": Rule(_all("open"))},  # none where somebody gave up
    "uptake": {"": Rule(EVERY)},
}
EMPTIED = frozenset(
    {"autonomy", "empathic_opportunities", "handoff", "options", "shared_decision", "teach_back", "unresolved"}
)  # without a quote nothing of them applies
