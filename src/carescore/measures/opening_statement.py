"""Opening statement: were patients asked what brings them, openly, and could they finish saying it?

Definition. Asked: the first staff question that invites the concern, in the first 10 staff turns; open ("What brings
you in?") or a confirmation ("You're here for your knee?"). The statement begins with the patient side's next turn.
Redirect: the first staff turn after it that is no listener signal and no neutral prompt ("go on", "what else?"),
whether or not it overlaps; where the patient had visibly not finished (the code `speaker_changes` finds a cut-off mark
or an interruption there) the quote is labelled a redirect, elsewhere a new direction. Completed: before it the patient
signals the end ("that's it", "what do you think?") or is silent for 2 s after a full sentence.
Formula. overall: seconds from the patient's first word to the end of talk before the redirect, or words / 2.5 without
times. figures: asked (2 open, 1 confirmation, 0 not asked), completed (percent), words.
Unit. Seconds until the first redirect or the end; the evidence quotes the question, the statement and the redirect.
Source. Beckman & Frankel 1984; Marvel 1999; Robinson & Heritage 2006; Singh Ospina 2019 (median 11 s); Mulder-Vos 2023
(6.5 s or 31.4 s in the same recordings, by definition alone); Dyche 2005 (asking matters most).
Limits. Completed statements are not short ones: read the seconds with `completed`. On the phone one sentence is often
all there is. No statement of at least 3 words, no figure.
"""

from __future__ import annotations

from carescore.annotate import Signals
from carescore.measures._base import Codes, Evidence, Figure, Level, Measure, Rate, Score, quote
from carescore.segmentation import Dialogue, Turn
from carescore.segmentation.backchannels import is_acknowledgement
from carescore.text.regex import lazy

WITHIN = 10  # staff turns in which the concern is asked for; later questions belong to the history
WORDS_PER_SECOND = 2.5  # the pace by which words stand for seconds where there are no times
FEWEST_WORDS = 3
SILENT_MS = 2000
ASKED = {"open": 2.0, "confirmation": 1.0}
_ENDED = lazy(r"[.?!][\"')]*$")


def score(codes: Codes) -> Score:
    dialogue, signals = codes.dialogue, codes.signals
    asked = _asked(dialogue, signals)
    level = Level(ASKED[asked.label] if asked else 0.0, "2 open, 1 confirmation, 0 not asked")
    told = _statement(dialogue, signals, asked.turn + 1) if asked else []
    words = sum(len(turn.text.split()) for turn in told)
    if asked is None or words < FEWEST_WORDS:
        why = "the patient was not asked for the concern" if asked is None else "no statement of 3 words or more"
        return Score("opening_statement", None, figures={"asked": level}, evidence=_quotes(asked), missing=why)
    after = next((t for t in dialogue.turns[told[-1].index + 1 :] if t.side == "staff"), None)
    complete = after is None or _completed(told[-1], after, signals)
    completed = Rate(float(complete), 1, 100, "% of statements")
    figures: dict[str, Figure] = {"asked": level, "completed": completed, "words": Level(float(words), "words")}
    evidence = [quote(turn, 0, len(turn.text), "statement") for turn in told]
    if after is not None and not complete:
        label = "redirect" if _unfinished(codes, after) else "new direction"
        evidence.append(quote(after, 0, min(len(after.text), 80), label))
    value = Level(_seconds(told, words), "s")
    return Score("opening_statement", value, {"patient": value}, figures, (*_quotes(asked), *evidence))


def _quotes(asked: Evidence | None) -> tuple[Evidence, ...]:
    return (Evidence(asked.turn, asked.start, asked.end, f"asked: {asked.label}", asked.start_ms),) if asked else ()


def _asked(dialogue: Dialogue, signals: Signals) -> Evidence | None:
    """The first invitation; an open one wins over a confirmation in the same turn."""
    early = {turn.index for turn in dialogue.side("staff")[:WITHIN]}
    hits = [hit for hit in signals.phrases["opening_statement"] if hit.turn in early and hit.entry.label in ASKED]
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
    return bool(prompts) and len(turn.text.split()) <= covered + 3


def _completed(last: Turn, after: Turn, signals: Signals) -> bool:
    tail = max(0, len(last.text) - 60)
    hits = signals.phrases["opening_statement"]
    if any(hit.turn == last.index and hit.start >= tail and hit.entry.label == "complete" for hit in hits):
        return True
    if not _ENDED.search(last.text) or last.end_ms is None or after.start_ms is None:
        return False
    return after.start_ms - last.end_ms >= SILENT_MS


def _unfinished(codes: Codes, after: Turn) -> bool:
    """Whether whoever speaks before a turn had visibly not finished."""
    found = [code for code in codes["speaker_changes"] if code.turn == after.index]
    return any(code.kind != "speaker_change" or code.attributes["floor"] == "cut_off" for code in found)


def _seconds(told: list[Turn], words: int) -> float:
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
