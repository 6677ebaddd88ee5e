"""Talk time: how the talk is shared, and how long staff speak at a stretch.

Definition. The staff side's share of all talk of staff and patient side; longest staff turn; words per minute.
Formula. With times: own ms / (staff ms + patient ms) · 100, a turn's ms being the sum of what was spoken, in whatever
language, without the pauses in it; turns without times are left out. Without times: the same with words.
words_per_minute: words / minutes of own turns of at least 8 words.
Unit. Percent of talk; longest_monologue in seconds without a pause of 3 s, or in words where the file has no times.
Source. RIAS verbal dominance (Roter; norms in Ratanawongsa 2012: staff 59 to 66 % of utterances); shares use the sum
of both sides, so overlap is not lost. Turns under 8 words say nothing on pace (Yuan, Liberman & Cieri 2006).
Limits. Neither more nor less is better by itself: explaining needs talk. Role-plays run at 45 % staff talk
(de la Croix & Skelton 2009).
"""

from __future__ import annotations

from collections.abc import Callable

from carescore.measures._base import SIDES, Codes, Figure, Level, Measure, Rate, Score, whole, words_of
from carescore.segmentation import Dialogue, Turn

PACE_WORDS = 8


def score(codes: Codes) -> Score:
    dialogue = codes.dialogue
    size = _ms if _timed(dialogue) else _words
    turns = {side: dialogue.floor_side(side) if size is _ms else dialogue.side(side) for side in SIDES}
    parts = {side: sum(map(size, turns[side])) for side in SIDES}
    total = sum(parts.values())
    unit = "% of talk time" if size is _ms else "% of words"
    by_role: dict[str, Figure] = {side: Rate(parts[side], total, 100, unit) for side in SIDES}
    longest = max(turns["staff"], key=_longest_ms if size is _ms else size)
    return Score(
        "talk_time",
        by_role["staff"],
        by_role,
        _figures(dialogue, longest, size),
        (whole(longest, "longest staff turn"),),
    )


def _timed(dialogue: Dialogue) -> bool:
    """Whether most turns of both sides have times."""
    sides = [dialogue.floor_side(side) for side in SIDES]
    return all(turns and sum(bool(turn.spans) for turn in turns) >= len(turns) / 2 for turns in sides)


def _ms(turn: Turn) -> int:
    return turn.talk_ms or 0


def _longest_ms(turn: Turn) -> int:
    return turn.longest_ms or 0


def _words(turn: Turn) -> int:
    return words_of((turn,))


def _figures(dialogue: Dialogue, longest: Turn, size: Callable[[Turn], int]) -> dict[str, Figure]:
    if size is not _ms:
        return {"longest_monologue": Level(float(_words(longest)), "words")}
    paced = [turn for turn in dialogue.side("staff") if _words(turn) >= PACE_WORDS and turn.spans]
    return {
        "longest_monologue": Level(_longest_ms(longest) / 1000, "s"),
        "words_per_minute": Rate(words_of(paced), sum(map(_ms, paced)), 60_000, "words per minute"),
    }


MEASURE = Measure(
    name="talk_time",
    title="Talk time",
    unit="% of talk by staff",
    needs=frozenset({"roles"}),
    better="neither",
    score=score,
)
