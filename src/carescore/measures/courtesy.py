"""Courtesy: opening slots, thanks, permission before acting, a closing question, polite requests.

Definition. In staff talk. Eight slots: greeting, own name, role, the patient's name, the practice (all in the first
four staff turns; the patient's name counts later too), a time with its unit, what is done and why, thanks. Beside them:
"please" inside a sentence, permission asked before acting, offers of help, a closing question ("anything else?"),
farewell. A "please" that starts a sentence is a demand and does not count; a name that is redacted counts as a name.
Formula. overall: courteous acts / staff turns · 10, each wording once per turn. figures: slots (how many of the eight
occur), permission_share (permission asked / permission asked and actions announced without it · 100), closing_question
(1 or 0), requests (share of requests that the politeness model finds polite), request_signs (mean sum of the published
weights of the signs that a request shows).
Unit. Acts per 10 staff turns.
Source. Opening slots after AIDET and #hellomynameis (Gillen 2018); signs and weights: Danescu-Niculescu-Mizil 2013.
Limits. The voice is not in the text. The signs come from written requests; a direct question has no weight, because it
is normal in a clinic. Names in lower case are found only beside a greeting or an introduction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from carescore.annotate import Signals
from carescore.codes import courtesies as opening
from carescore.measures._base import Codes, Evidence, Figure, Level, Measure, Rate, Score, phrases, quote
from carescore.segmentation import Dialogue, Turn
from carescore.segmentation.names import addressed, introduced

SLOTS = ("greeting", "own_name", "role", "patient_name", "practice", "time", "reason", "thanks")
OPENING_TURNS = 4  # staff turns in which an opening slot counts: our choice
MOST_GREETINGS = 2  # turns that greet: more are calls into a bad line
CLOSING_SHARE = 0.6  # of the turns; a question for more before that is part of taking a history
BARE_SHARE = 0.8  # "anything else?" alone closes only so late
_OPENING = (("own_name", opening.OWN_NAME), ("role", opening.ROLE), ("practice", opening.PRACTICE))
_ANYWHERE = (("reason", opening.REASON), ("permission", opening.PERMISSION), ("please", opening.PLEASE))
_EARLY = ("greeting",)  # of the lexicon's labels: those that belong to the opening
_NOT_COURTESY = "refusal"
_GREETS = frozenset(("hi", "hello", "hey"))


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    staff = dialogue.side("staff")
    found = tuple(sorted(_acts(dialogue, signals, staff), key=lambda e: (e.turn, e.start, e.label)))
    rate = Rate(len(found), len(staff), 10, "per 10 staff turns")
    return Score("courtesy", rate, {"staff": rate}, _figures(found, staff, signals), found)


def _acts(dialogue: Dialogue, signals: Signals, staff: tuple[Turn, ...]) -> Iterator[Evidence]:
    early = {turn.index for turn in staff[:OPENING_TURNS]}
    seen: set[tuple[int, str, str]] = set()
    found = [*_phrases(dialogue, signals, early), *_patterns(staff, len(dialogue.turns), early)]
    for item in (*found, *_called_again(dialogue, staff, found)):
        words = (item.turn, item.label, dialogue.turns[item.turn].text[item.start : item.end].lower())
        if words not in seen:
            seen.add(words)
            yield item


def _phrases(dialogue: Dialogue, signals: Signals, early: set[int]) -> Iterator[Evidence]:
    greeted: set[int] = set()  # turns: a second greeting in one turn is the same greeting
    for item in phrases(dialogue, signals, "courtesy", "staff"):
        again = item.label == "greeting" and (item.turn in greeted or len(greeted) == MOST_GREETINGS)
        if item.label != _NOT_COURTESY and (item.label not in _EARLY or item.turn in early) and not again:
            greeted |= {item.turn} if item.label == "greeting" else set()
            yield item
            if item.label == "greeting" and dialogue.turns[item.turn].text[item.start :][:5].lower() == "thank":
                yield Evidence(item.turn, item.start, item.end, "thanks", item.start_ms)


def _patterns(staff: tuple[Turn, ...], n_turns: int, early: set[int]) -> Iterator[Evidence]:
    texts = [turn.text.lower() for turn in staff]
    gates = opening.gates(texts)
    for turn, low in zip(staff, texts, strict=True):
        starts = opening.starts(low, gates)
        if turn.index in early:
            yield from _opened(turn)
        for label, pattern in _ANYWHERE:
            yield from _each(turn, pattern, label, starts)
        if opening.THEIR_NAME in starts:
            yield from _each(turn, opening.THEIR_NAME, "patient_name", starts) or _called(turn)
        yield from (e for e in _each(turn, opening.TIME, "time", starts) if opening.expects(turn.text, e.start))
        yield from _closing(turn, (turn.index + 1) / n_turns, starts)


def _opened(turn: Turn) -> Iterator[Evidence]:
    """Name, role and practice, once each; a name that only its capital shows is found by segmentation."""
    for label, pattern in _OPENING:
        match = pattern.search(turn.text)
        if match:
            yield quote(turn, *match.span(), label)
        elif label == "own_name" and (name := introduced(turn.text)):
            start = turn.text.lower().find(name.lower())
            yield quote(turn, max(start, 0), max(start, 0) + len(name), label)


def _called(turn: Turn) -> list[Evidence]:
    """The first name by which a turn greets or thanks the listener."""
    found = [(turn.text.find(name), name) for name in addressed(turn.text)]
    return [
        quote(turn, start, start + len(name), "patient_name")
        for start, name in found[:1]
        if start >= 0 and name.lower() not in _GREETS
    ]


def _called_again(dialogue: Dialogue, staff: tuple[Turn, ...], found: list[Evidence]) -> Iterator[Evidence]:
    """The name by which the patient was greeted, said to them again: set off by marks, or at an edge of the turn."""
    called = [(e, dialogue.turns[e.turn].text[e.start : e.end].split()[-1]) for e in found if e.label == "patient_name"]
    names = {name.strip(" ,.!?[]").lower() for _, name in called if len(name.strip(" ,.!?[]")) > 2}
    if not names:
        return
    again = re.compile(rf"(?:^|[,.!?]\s*)({'|'.join(map(re.escape, sorted(names)))})(?=\s*(?:[,.!?]|$))", re.IGNORECASE)
    taken = {(e.turn, e.end) for e, _ in called}
    for turn in staff:
        for match in again.finditer(turn.text):
            if (turn.index, match.end()) not in taken:
                yield quote(turn, match.start(1), match.end(1), "patient_name")


def _each(turn: Turn, pattern: re.Pattern[str], label: str, starts: Mapping[re.Pattern[str], int]) -> list[Evidence]:
    """The matches of a pattern from where it can start, without the marks and spaces at their edges."""
    found: list[Evidence] = []
    for match in pattern.finditer(turn.text, starts[pattern]) if pattern in starts else ():
        words = match[0].strip(" ,.?!;")
        start = match.start() + match[0].index(words)
        found.append(quote(turn, start, start + len(words), label))
    return found


def _closing(turn: Turn, place: float, starts: Mapping[re.Pattern[str], int]) -> Iterator[Evidence]:
    """The first closing question of a turn that comes late enough; place: the share of the turns up to it."""
    for pattern, late in ((opening.CLOSING, CLOSING_SHARE), (opening.BARE_CLOSING, BARE_SHARE)):
        match = pattern.search(turn.text, starts[pattern]) if place >= late and pattern in starts else None
        if match:
            yield quote(turn, *match.span(), "closing_question")
            return


def _figures(found: tuple[Evidence, ...], staff: tuple[Turn, ...], signals: Signals) -> dict[str, Figure]:
    labels = {item.label for item in found}
    slots = float(len(labels & set(SLOTS)))
    asked = [item.turn for item in found if item.label == "permission"]
    unasked = sum(opening.announces(turn.text) for turn in staff if turn.index not in asked)
    requests = list(signals.politeness.values())
    polite = sum(request.polite > 0.5 for request in requests)
    return {
        "slots": Level(slots, "of 8 slots"),
        "permission_share": Rate(len(asked), len(asked) + unasked, 100, "% of actions"),
        "closing_question": Level(float("closing_question" in labels), "asked"),
        "requests": Rate(polite, len(requests), 100, "% of requests"),
        "request_signs": Rate(sum(request.weight for request in requests), len(requests), 1, "mean weight"),
    }


MEASURE = Measure(
    name="courtesy",
    title="Courtesy",
    unit="acts per 10 staff turns",
    needs=frozenset({"staff", "model:politeness"}),
    better="higher",
    source="Gillen 2018; Danescu-Niculescu-Mizil et al. 2013",
    score=score,
)
