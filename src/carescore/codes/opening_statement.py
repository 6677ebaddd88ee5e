"""Staff ask for the concern, the patient's side tells it, and staff take the direction away.

Definition. "invited": the first staff words that invite the concern, in the first ten staff turns. "statement": the
patient side's turns behind it, of at least three words in all, up to the first staff turn that is no listener signal
and no neutral prompt ("go on", "what else?"). That turn is a "redirect" where the patient had visibly not finished (the
code speaker_changes finds a cut-off mark or an interruption there), else a "new_direction", and neither where the
statement was complete: the patient signals the end ("that's it", "what do you think?") or is silent for 2 s after a
full sentence.
Near-misses. Later questions belong to the history; a prompt with more than three further words has a direction.
Attributes. form: of an invitation, open ("What brings you in?") or confirmation ("You're here for your knee?").
Source. Beckman & Frankel 1984; Marvel 1999; Robinson & Heritage 2006.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from carescore.annotate import Signals
from carescore.codes._base import Code, Coder, Codes, Evidence, quote, whole
from carescore.segmentation import Dialogue, Turn
from carescore.segmentation.backchannels import is_acknowledgement
from carescore.text.regex import lazy
from carescore.transcript import words_in

WITHIN = 10  # staff turns in which the concern is asked for
FEWEST_WORDS = 3
FURTHER = 3  # words that a prompt may have beside it
TAIL = 60  # characters at the end in which a statement is said to be complete
SHOWN = 80  # characters of a redirect
SILENT_MS = 2000
FORMS = ("open", "confirmation")
_ENDED = lazy(r"[.?!][\"')]*$")


def find(codes: Codes) -> Iterator[Code]:
    dialogue, signals = codes.dialogue, codes.signals
    asked = _invited(dialogue, signals)
    if asked is None:
        return
    yield Code.of(asked, "invited", form=asked.label)
    told = _statement(dialogue, signals, asked.turn + 1)
    if sum(len(words_in(turn.text)) for turn in told) < FEWEST_WORDS:
        return
    yield from (Code.of(whole(turn, "statement")) for turn in told)
    after = next((t for t in dialogue.turns[told[-1].index + 1 :] if t.side == "staff"), None)
    if after and not _completed(told[-1], after, signals):
        kind = "redirect" if _unfinished(codes, after) else "new_direction"
        yield replace(Code.of(quote(after, 0, min(len(after.text), SHOWN), kind)), replies_to=told[-1].index)


def _invited(dialogue: Dialogue, signals: Signals) -> Evidence | None:
    """The first invitation; an open one wins over a confirmation in the same turn."""
    early = {turn.index for turn in dialogue.side("staff")[:WITHIN]}
    hits = [hit for hit in signals.phrases["opening_statement"] if hit.turn in early and hit.entry.label in FORMS]
    if not hits:
        return None
    hit = min(hits, key=lambda h: (h.turn, h.entry.label != "open", h.start))
    return quote(dialogue.turns[hit.turn], hit.start, hit.end, hit.entry.label)


def _statement(dialogue: Dialogue, signals: Signals, first: int) -> list[Turn]:
    """The patient side's turns up to the first staff turn that takes the direction away."""
    told: list[Turn] = []
    for turn in dialogue.turns[first:]:
        if turn.side == "patient":
            told.append(turn)
        elif told and turn.side == "staff" and not _neutral(turn, signals):
            break
    return told


def _neutral(turn: Turn, signals: Signals) -> bool:
    """Whether a staff turn lets the patient go on: a listener signal, or a prompt without a direction."""
    if is_acknowledgement(turn.text):
        return True
    prompts = [h for h in signals.phrases["opening_statement"] if h.turn == turn.index and h.entry.label == "continuer"]
    covered = sum(len(turn.text[hit.start : hit.end].split()) for hit in prompts)
    return bool(prompts) and len(words_in(turn.text)) <= covered + FURTHER


def _completed(last: Turn, after: Turn, signals: Signals) -> bool:
    tail = max(0, len(last.text) - TAIL)
    hits = signals.phrases["opening_statement"]
    if any(hit.turn == last.index and hit.start >= tail and hit.entry.label == "complete" for hit in hits):
        return True
    if last.end_ms is None or after.start_ms is None or last.parts[-1] in signals.dialogue.estimated:
        return False
    if not _ENDED.search(last.text):
        return False
    return after.start_ms - last.end_ms >= SILENT_MS


def _unfinished(codes: Codes, after: Turn) -> bool:
    """Whether whoever speaks before a turn had visibly not finished."""
    found = [code for code in codes["speaker_changes"] if code.turn == after.index]
    return any(code.kind != "speaker_change" or code.attributes["floor"] == "cut_off" for code in found)


CODER = Coder(
    name="opening_statement",
    kinds={"invited": {"form": FORMS}, "statement": {}, "redirect": {}, "new_direction": {}},
    find=find,
    source="Beckman & Frankel 1984; Marvel 1999; Robinson & Heritage 2006",
)
