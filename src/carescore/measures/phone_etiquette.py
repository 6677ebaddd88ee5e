"""Phone etiquette: greeting, identity check, hold, transfer and close of a call.

Definition. Calls only (`is_call`: the opening says so, or somebody is put on hold). Steps, each done or not: greeting
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

import re
from collections.abc import Iterator

from carescore.annotate import Signals
from carescore.measures._base import (
    Codes,
    Evidence,
    Figure,
    Measure,
    Rate,
    Score,
    not_applicable,
    phrases,
    quote,
    whole,
)
from carescore.segmentation import Dialogue, Turn
from carescore.segmentation.names import introduced

OPENING = 4  # turns in which a call is known as one
BACK_MS = 60_000  # 30 s to 2 min in scorecards
Steps = dict[str, Evidence | None]
_HELD = re.compile(r"on (?:\w+ ){0,2}hold|please hold|hold please|hold the line|on the line", re.IGNORECASE)
_NO_NAME = r"(?!(?:an?|the|my|your|good|nice|great|not|about|just|what|where|so|really|been|only|still|all|like|it)\b)"
_NAMED = re.compile(
    rf"\b(?:this is|it['’]s|my name is|my name['’]s|speaking with|i['’]m|i am)\s+{_NO_NAME}"
    r"(?:(?:dr|doctor|nurse|mr|mrs|ms)\b\.?\s+)?[\w\[<][\w'’\]>.-]*|[\w\]>]+ speaking\b",
    re.IGNORECASE,
)
_FIRST = r"(?:[^\W\d_a-z]|[\[<])"
_SPEAKING = re.compile(rf"(?:^|[,.!]\s*){_FIRST}[\w'’\]>-]* speaking\b")
_ANSWERS = re.compile(
    rf"\b(?:[Tt]his is|[Ii]t['’]s)\s+{_NO_NAME}(?:(?:[Dd]r|[Dd]octor|[Nn]urse)\b\.?\s+)?{_FIRST}[\w'’\]>.-]*"
    rf"(?:\s{_FIRST}[\w'’\]>-]*)?,?\s+(?:from|at|in|with|speaking|calling)\b"
)
_ANSWERS_UNCASED = re.compile(
    rf"\b(?:this is|it['’]s)\s+{_NO_NAME}(?:(?:dr|doctor|nurse)\b\.?\s+)?[a-z]+,?\s+(?:from|speaking|calling)\b"
)
_OFFICE = re.compile(
    r"^[^?!]{0,50}\b(?:clinic|dental|dentistry|office|practice|medical|pharmacy|surgery|billing|front desk|reception"
    r"|cent(?:er|re))\b[^?!.]{0,20}[,.]\s*(?:this is|how (?:can|may)|[\w\]>]+ speaking)\b",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"(?i:\b(?:clinic|dental|dentistry|practice|medical|hospital|surgery|pharmacy|cent(?:er|re)|office|health(?:care)?"
    r"|p(?:a)?ediatrics|orthodontics|physicians|associates|cardiology|radiology|front desk|billing|reception)\b"
    r"|\[(?:org|clinic|practice|company|hospital|facility)\w*\])|\b(?:from|calling) [A-Z]\w+",
)


def is_call(dialogue: Dialogue, signals: Signals) -> bool:
    """Whether the talk sounds like a phone call."""
    hits = signals.phrases["phone_etiquette"]
    if any(h.turn < OPENING and h.entry.label == "call" for h in hits):
        return True
    if any(_answers(turn.text[:200]) or _office(turn.text[:200]) for turn in dialogue.side("staff")[:2]):
        return True
    held = [e for e in phrases(dialogue, signals, "phone_etiquette", "staff") if e.label in ("hold_ask", "hold_tell")]
    return any(_HELD.search(dialogue.turns[item.turn].text, item.start, item.end) for item in held)


def _answers(text: str) -> re.Match[str] | None:
    """Answering as one does on the phone: a name, and from where; talk without capitals has fewer ways to tell."""
    return (_ANSWERS_UNCASED if text == text.lower() else _ANSWERS).search(text)


def _office(text: str) -> bool:
    """Answering with the office first ("Hillside Dental, how can I help?")."""
    return bool(_OFFICE.match(text))


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    if not is_call(dialogue, signals):
        return not_applicable("phone_etiquette", "this does not sound like a phone call")
    found = phrases(dialogue, signals, "phone_etiquette", "staff")
    parts = {
        "greeting": _greeting(dialogue, signals),
        "identity": _identity(dialogue, found),
        "hold": _hold(dialogue, found),
        "transfer": _transfer(found),
        "close": _close(dialogue, signals, found),
    }
    figures: dict[str, Figure] = {
        name: Rate(sum(e is not None for e in steps.values()), len(steps), 100, "% of steps")
        for name, steps in parts.items()
    }
    done = [(f"{name}: {step}", e) for name, steps in parts.items() for step, e in steps.items() if e is not None]
    evidence = sorted((Evidence(e.turn, e.start, e.end, label, e.start_ms) for label, e in done), key=_place)
    rate = Rate(len(evidence), sum(len(steps) for steps in parts.values()), 100, "% of steps")
    return Score("phone_etiquette", rate, {"staff": rate}, figures, tuple(evidence))


def _place(item: Evidence) -> tuple[int, int]:
    return item.turn, item.start


def _first(found: tuple[Evidence, ...], *labels: str, after: int = -1) -> Evidence | None:
    return next((item for item in found if item.label in labels and item.turn > after), None)


def _greeting(dialogue: Dialogue, signals: Signals) -> Steps:
    opening = dialogue.side("staff")[:2]
    turns = {turn.index for turn in opening}
    courtesy = tuple(e for e in phrases(dialogue, signals, "courtesy", "staff") if e.turn in turns)
    return {
        "organisation": next(_matches(_ORGANISATION, opening), None),
        "own name": next(_matches(_NAMED, [t for t in opening if _says_name(t.text)]), None),
        "greeting": _first(courtesy, "greeting", "thanks"),
        "offer of help": _first(courtesy, "offer"),
    }


def _says_name(text: str) -> bool:
    """A name by the rules of introductions, or by how one answers, or, redacted or without capitals, by its place."""
    if introduced(text) or _answers(text) or _SPEAKING.search(text):
        return True
    match = _NAMED.search(text)
    return bool(match and (text == text.lower() or re.search(r"[\[<]", match[0])))


def _matches(pattern: re.Pattern[str], turns: list[Turn] | tuple[Turn, ...]) -> Iterator[Evidence]:
    return (quote(turn, m.start(), m.end(), "") for turn in turns if (m := pattern.search(turn.text, 0, 300)))


def _identity(dialogue: Dialogue, found: tuple[Evidence, ...]) -> Steps:
    kinds: list[Evidence | None] = [_first(found, kind) for kind in ("id_name", "id_birth", "id_other")]
    asked = [item for item in kinds if item is not None]
    if not asked and _first(found, "record") is None:
        return {}
    if kinds[0] is None:
        early = [turn for turn in dialogue.side("patient")[:3] if introduced(turn.text)]
        asked += [whole(turn, "") for turn in early[:1]]
    first, second = [*asked, None, None][:2]
    return {"first identifier": first, "second identifier": second}


def _hold(dialogue: Dialogue, found: tuple[Evidence, ...]) -> Steps:
    start = _first(found, "hold_ask", "hold_tell")
    if start is None:
        return {}
    asked = start if start.label == "hold_ask" else None
    after = dialogue.turns[start.turn + 1 :]
    reply = after[0] if after and after[0].side == "patient" else None
    steps: Steps = {
        "asked": asked,
        "waited for the answer": whole(reply, "") if asked and reply else None,
        "reason or time": next((e for e in found if e.label == "hold_reason" and e.turn == start.turn), None),
        "thanks on return": _first(found, "hold_thank", after=start.turn),
    }
    back = next((turn for turn in after if turn.side == "staff"), None)
    left = (reply or dialogue.turns[start.turn]).end_ms
    if back and back.start_ms is not None and left is not None:
        steps["back within 60 s"] = whole(back, "") if back.start_ms - left <= BACK_MS else None
    return steps


def _transfer(found: tuple[Evidence, ...]) -> Steps:
    if _first(found, "transfer", "transfer_ask") is None:
        return {}
    turns = {item.turn for item in found if item.label == "transfer"}
    okay = next((item for item in found if item.label == "transfer_ok" and item.turn in turns), None)
    return {
        "asked": _first(found, "transfer_ask") or okay,
        "context passed on": _first(found, "transfer_context"),
        "way back": _first(found, "transfer_back"),
    }


def _close(dialogue: Dialogue, signals: Signals, found: tuple[Evidence, ...]) -> Steps:
    staff = dialogue.side("staff")
    half, last = staff[len(staff) // 2].index - 1, (staff[-2:] or staff)[0].index - 1
    courtesy = phrases(dialogue, signals, "courtesy", "staff")
    return {
        "recap": _first(found, "recap", after=half),
        "something else": _first(found, "something_else", after=half),
        "thanks or farewell": _first(courtesy, "farewell", "thanks", after=last),
    }


MEASURE = Measure(
    name="phone_etiquette",
    title="Phone etiquette",
    unit="% of steps",
    needs=frozenset({"staff"}),
    better="higher",
    source="Office telephone scorecards; Physicians Practice 2015",
    score=score,
    counts=False,
)
