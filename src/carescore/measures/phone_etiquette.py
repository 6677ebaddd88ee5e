"""Phone etiquette: greeting, identity check, hold, transfer and close of a call.

Definition. Calls only (the opening says so, or somebody is put on hold). Steps, each done or not: greeting
(organisation, own name, greeting or thanks, offer of help, in the first two staff turns); identity (two kinds of
identifier, asked for or given by the caller, where a record is spoken of); hold, the first (asked, waited for the
answer, reason or time, back within 60 s where there are times, thanks on return; "please hold" asks nothing); transfer
(asked, context passed on, way back if it fails); close (recap, "something else?", thanks or farewell).
Formula. Steps done / steps that applied · 100. figures: greeting, identity, hold, transfer, close, each in percent.
Unit. Percent of steps; not applicable to a visit.
Source. Office telephone scorecards (Natera, Sutter quiz, Sacred Heart; hold: Physicians Practice 2015); conventions, no
trial. Style of closing is free (Hewitt 2009): words are counted once.
Limits. Rings before the answer are in no transcript; that identity came before health information is not checked.
"""

from __future__ import annotations

from dataclasses import replace

from carescore.measures._base import Codes, Evidence, Measure, Score, not_applicable
from carescore.measures._kinds import first_of, having, of_kind, one_sided, share

OPENING = 4  # turns in which a call is known as one
GREETING = 2  # staff turns that answer the phone
CLOSE = 2  # staff turns that end it
Steps = dict[str, Evidence | None]


def score(codes: Codes) -> Score:
    if not _is_call(codes):
        return not_applicable("phone_etiquette", "this does not sound like a phone call")
    parts = {"greeting": _greeting(codes), "identity": _identity(codes), "hold": _hold(codes)}
    parts |= {"transfer": _transfer(codes), "close": _close(codes)}
    done = [replace(e, label=f"{name}: {step}") for name, steps in parts.items() for step, e in steps.items() if e]
    figures = {
        name: share(sum(e is not None for e in steps.values()), len(steps), "% of steps")
        for name, steps in parts.items()
    }
    return one_sided("phone_etiquette", share(len(done), sum(map(len, parts.values())), "% of steps"), done, figures)


def _is_call(codes: Codes) -> bool:
    calls = codes["calls"]
    return bool(having(calls, on_hold="yes") or first_of(calls, "answers") or first_of(calls, "call", before=OPENING))


def _greeting(codes: Codes) -> Steps:
    end = [turn.index for turn in codes.dialogue.side("staff")][:GREETING][-1] + 1
    return {
        "organisation": first_of(codes["calls"], "organisation"),
        "own name": first_of(codes["calls"], "own_name"),
        "greeting": first_of(codes["courtesies"], "greeting", "thanks", before=end),
        "offer of help": first_of(codes["courtesies"], "offer", before=end),
    }


def _identity(codes: Codes) -> Steps:
    calls = codes["calls"]
    asked = [item for kind in ("id_name", "id_birth", "id_other") if (item := first_of(calls, kind))]
    if not asked and first_of(calls, "record") is None:
        return {}
    given = None if first_of(calls, "id_name") else first_of(calls, "caller_name")
    first, second = [*asked, given, None][:2]
    return {"first identifier": first, "second identifier": second}


def _hold(codes: Codes) -> Steps:
    calls = codes["calls"]
    start = first_of(calls, "hold_ask", "hold_tell")
    if start is None:
        return {}
    steps: Steps = {
        "asked": start if start.label == "hold_ask" else None,
        "waited for the answer": first_of(calls, "hold_answer"),
        "reason or time": first_of(calls, "hold_reason", after=start.turn - 1, before=start.turn + 1),
        "thanks on return": first_of(calls, "hold_thank", after=start.turn),
    }
    back = of_kind(calls, "hold_back")
    return steps | ({"back within 60 s": first_of(having(back, in_time="yes"), "hold_back")} if back else {})


def _transfer(codes: Codes) -> Steps:
    calls = codes["calls"]
    if first_of(calls, "transfer", "transfer_ask") is None:
        return {}
    return {
        "asked": first_of(calls, "transfer_ask"),
        "context passed on": first_of(calls, "transfer_context"),
        "way back": first_of(calls, "transfer_back"),
    }


def _close(codes: Codes) -> Steps:
    staff = codes.dialogue.side("staff")
    half, last = staff[len(staff) // 2].index - 1, (staff[-CLOSE:] or staff)[0].index - 1
    return {
        "recap": first_of(codes["calls"], "recap", after=half),
        "something else": first_of(codes["calls"], "something_else", after=half),
        "thanks or farewell": first_of(codes["courtesies"], "farewell", "thanks", after=last),
    }


MEASURE = Measure(
    name="phone_etiquette",
    title="Phone etiquette",
    unit="% of steps",
    better="higher",
    score=score,
)
