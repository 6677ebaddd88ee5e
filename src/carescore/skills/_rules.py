"""What the quotes of each measure add to its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Weights = Mapping[str, float]  # by the beginning of a label
EVERY: Weights = {"": 1.0}


@dataclass(frozen=True, slots=True)
class QuoteRule:
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
RULES: Mapping[str, Mapping[str, QuoteRule]] = {
    "agenda": {"": QuoteRule({}, highest=_ASKED_EARLY | _ASKED_LATE)},
    "autonomy": {
        "": QuoteRule(_all("autonomy", "seek", "affirm", "reason"), EVERY),
        "pressure": QuoteRule(_all("pressure")),
    },
    "backchannels": {"": QuoteRule(EVERY), "per_minute": QuoteRule(EVERY)},
    "child_friendly": {
        "": QuoteRule(
            {}, slots=(*_SHOWN, "praise", "child word"), against=("fear word", "threat"), needs=(*_SHOWN, "fear word")
        ),
        "fear_words": QuoteRule(_all("fear word")),
    },
    "courtesy": {
        "": QuoteRule(EVERY),
        "slots": QuoteRule({}, slots=_COURTESIES),
        "permission_share": QuoteRule(_all("permission"), _all("permission"), left="action"),
        "closing_question": QuoteRule({}, slots=("closing_question",)),
    },
    "dental_anxiety": {"": QuoteRule({}, slots=_DENTAL), "premature": QuoteRule(_all("premature reassurance"))},
    "disrespect": {"": QuoteRule(EVERY), "acts": QuoteRule(EVERY)},
    "empathic_opportunities": {
        "": QuoteRule(_MET, EVERY),
        "partly": QuoteRule(_all("partly"), EVERY),
        "missed": QuoteRule(_all("missed"), EVERY),
        "dismissed": QuoteRule(_all("dismissed"), EVERY),
        "first_reply": QuoteRule(_MET, EVERY, first=True),
    },
    "empathy_phrases": {
        "": QuoteRule(_all(*_KINDS)),
        "stock": QuoteRule({}, _all(*_KINDS)),
        "kinds": QuoteRule({}, slots=_KINDS[:5]),
    },
    "family_and_culture": {"": QuoteRule({}, slots=_FAMILY)},
    "handoff": {
        "": QuoteRule({}, {"": 4.0}, listed=True),
        "handoffs": QuoteRule(EVERY),
        "cold": QuoteRule(_all("cold")),
    },
    "interruptions": {
        "": QuoteRule(EVERY),
        "staff": QuoteRule(EVERY, side="staff"),
        "patient": QuoteRule(EVERY, side="patient"),
    },
    "jargon_density": {"": QuoteRule(_all(*_TERMS))},
    "needs_check": {
        "": QuoteRule({}, slots=("confirmed", "cause")),
        "restated": QuoteRule(_all("confirmed", "restate")),
        "in_time": QuoteRule({}, slots=("confirmed",)),
    },
    "next_steps": {
        "": QuoteRule(_all("full"), _all("full", "no time", "no owner", "vague")),
        "full": QuoteRule(_all("full")),
        "vague": QuoteRule(_all("vague"), _all("full", "no time", "no owner", "vague")),
        "safety_net": QuoteRule(_all("safety net")),
    },
    "options": {
        "": QuoteRule(
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
        "": QuoteRule({"owned": 1.0, "half owned": 0.5}, EVERY, fewest=2),
        "owned": QuoteRule(_all("owned")),
        "disowned": QuoteRule(_all("not owned")),
    },
    "patient_burden": {"": QuoteRule(EVERY), "no_recap": QuoteRule(_all("close without a recap"))},
    "patient_perspective": {
        "": QuoteRule(
            {}, slots=("ideas", "concerns", "expectations", "impact"), unsure=("concerns_bare",)
        ),  # half a slot
        "asked": QuoteRule(EVERY),
    },
    "phone_etiquette": {"": QuoteRule(EVERY)},
    "questions": {
        "": QuoteRule(_all("open"), _all("open", "closed", "leading")),
        "leading": QuoteRule(_all("leading"), _all("open", "closed", "leading")),
    },
    "reflections": {
        "": QuoteRule(EVERY),
        "simple": QuoteRule(_all("simple")),
        "complex": QuoteRule(_all("complex")),
        "summary": QuoteRule(_all("summary")),
    },
    "shared_decision": {
        "": QuoteRule({}, slots=_DECIDED, steps=(0, 2, 3, 4), needs=("choice", "preference"), unsure=("asked",)),
        "items": QuoteRule({}, slots=_DECIDED),
    },
    "stigmatizing_language": {
        "": QuoteRule(_all("addiction", "blame", "difficult_patient", "doubt", "label", "victim")),
        "echoed": QuoteRule(_all("echo")),
    },
    "teach_back": {
        "": QuoteRule(
            {}, highest={"own words": 2.0, "": 1.0}, raised=("owned", "answered"), needs=("own words",), due=_TOLD
        ),
        "checks": QuoteRule(_all("check", "invitation")),
    },
    "unresolved": {"": QuoteRule(_all("open"), EVERY), "open": QuoteRule(_all("open"))},  # none where somebody gave up
    "uptake": {"": QuoteRule(EVERY)},
}
EMPTIED = frozenset(
    {"autonomy", "empathic_opportunities", "handoff", "options", "shared_decision", "teach_back", "unresolved"}
)  # without a quote nothing of them applies
