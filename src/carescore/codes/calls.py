"""What only a phone call has: answering, identity checks, holds, transfers, recaps.

Definition. "call": words that are said on the phone; "answers": staff's first two turns answer as one does on the phone
("Lakeside Clinic, Kim speaking"), "organisation" and "own_name" what they name there; "caller_name": the patient side
introduces itself in its first three turns; "id_...": an identifier is asked for, "record": a record is spoken of;
"hold_...": asked for, told, its reason or time, the answer that is waited for, the return, thanks for it;
"transfer_...": asked for, context passed on, a way back; "recap" and "something_else" belong to the close.
Near-misses. "I'm not sure" names nobody; "our clinic" in the middle of a talk answers no phone.
Attributes. on_hold: whether a hold names the line or the hold ("please hold"), which is said on the phone alone;
in_time: whether staff are back within 60 s, where there are times.
Source. Office telephone scorecards (Natera, Sutter quiz, Sacred Heart); hold: Physicians Practice 2015.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from carescore.codes import _call_patterns as patterns
from carescore.codes._base import Code, Coder, Codes, Evidence, phrases, quote, whole
from carescore.segmentation import Dialogue, Turn
from carescore.segmentation.names import introduced
from carescore.text.literals import Needed
from carescore.text.words import plain

ANSWERING = 2  # staff turns that answer the phone
CALLING = 3  # patient turns in which a caller says who is calling
BACK_MS = 60_000  # 30 s to 2 min in scorecards
REACH = 300  # characters of a turn in which it is answered
PATTERNS = patterns.ALL
_NEEDED = Needed.of(PATTERNS)
HOLDS = ("hold_ask", "hold_tell")
KINDS = (
    *("call", "answers", "organisation", "own_name", "caller_name", "id_name", "id_birth", "id_other", "record"),
    *("hold_reason", "hold_answer", "hold_thank", "transfer", "transfer_ask", "transfer_context"),
    *("transfer_back", "recap", "something_else"),
)


def find(codes: Codes) -> Iterator[Code]:
    dialogue = codes.dialogue
    found = _agreed(phrases(dialogue, codes.signals, "phone_etiquette"))
    worth = codes.signals.of_texts(_worth_trying)
    found += [item for turn in dialogue.side("staff")[:ANSWERING] for item in _answering(turn, worth[turn.index])]
    early = dialogue.side("patient")[:CALLING]
    found += [whole(turn, "caller_name") for turn in early if introduced(turn.text)]
    found.sort(key=lambda e: (e.turn, e.start, e.label))
    for item in found:
        held = bool(patterns.ON_HOLD.search(plain(codes.text(item))))
        yield Code.of(item, on_hold=held) if item.label in HOLDS else Code.of(item)
    if start := next((item for item in found if item.label in HOLDS), None):
        yield from _held(dialogue, start)


def _held(dialogue: Dialogue, start: Evidence) -> Iterator[Code]:
    """The answer to whoever asked for the first hold, and the return from it where there are times."""
    after = dialogue.turns[start.turn + 1 :]
    reply = after[0] if after and after[0].side == "patient" else None
    if reply and start.label == "hold_ask":
        yield Code.of(whole(reply, "hold_answer"))
    back = next((turn for turn in after if turn.side == "staff"), None)
    if back and (away := _away(dialogue, start, back)) is not None:
        yield Code.of(whole(back, "hold_back"), in_time=away <= BACK_MS)


def _away(dialogue: Dialogue, start: Evidence, back: Turn) -> int | None:
    """The longest silence (ms) from a hold to the end of the turn in which staff are back: before they go they may
    thank for the answer, and whoever holds may ask in the end whether anybody is there. None without times."""
    turn = dialogue.turns[start.turn]
    held = turn.parts[sum(offset < start.end for offset, _ in turn.anchors) - 1]
    parts = range(held, back.parts[-1] + 1)
    spoken = [dialogue.utterances[part] for part in parts]
    times = [(one.end_ms, two.start_ms) for one, two in pairwise(spoken)]
    known = [(end, start_ms) for end, start_ms in times if end is not None and start_ms is not None]
    if len(known) < len(times) or not dialogue.estimated.isdisjoint(parts):
        return None
    until = accumulate((end for end, _ in known), max)
    return max(start_ms - end for end, (_, start_ms) in zip(until, known, strict=True))


def _agreed(found: Sequence[Evidence]) -> list[Evidence]:
    """The phrases; an "if that's okay" asks for a transfer in a turn that transfers, and for nothing elsewhere."""
    transfers = {item.turn for item in found if item.label == "transfer"}
    asked = [replace(e, label="transfer_ask") if e.label == "transfer_ok" else e for e in found]
    return [e for e, own in zip(asked, found, strict=True) if own.label != "transfer_ok" or e.turn in transfers]


def _worth_trying(texts: Sequence[str]) -> list[set[str]]:
    return list(_NEEDED.worth_trying(texts))


def _answering(turn: Turn, worth: set[str]) -> Iterator[Evidence]:
    """How a turn answers the phone. worth: the patterns of which it holds a literal: no other can match."""
    if not worth.isdisjoint(patterns.ANSWERS) and patterns.answers(turn.text[: patterns.START]):
        yield whole(turn, "answers")
    if "organisation" in worth and (match := patterns.ORGANISATION.search(turn.text, 0, REACH)):
        yield quote(turn, *match.span(), "organisation")
    if "named" in worth and _says_name(turn.text) and (match := patterns.NAMED.search(turn.text, 0, REACH)):
        yield quote(turn, *match.span(), "own_name")


def _says_name(text: str) -> bool:
    """A name by the rules of introductions, or by how one answers, or, redacted or without capitals, by its place."""
    if introduced(text) or patterns.answers_by_name(text) or patterns.SPEAKING.search(text):
        return True
    match = patterns.NAMED.search(text)
    return bool(match and (text == text.lower() or re.search(r"[\[<]", match[0])))


CODER = Coder(
    name="calls",
    kinds={
        **{kind: {} for kind in KINDS},
        **{key: {"on_hold": ("yes", "no")} for key in HOLDS},
        "hold_back": {"in_time": ("yes", "no")},
    },
    find=find,
    source="Office telephone scorecards; Physicians Practice 2015",
)
