"""What the model of interruptions sees of a change of speaker: marks, times, words, and what came of it, as numbers.

The word lists are what the shipped model was trained with: no code asks here what an acknowledgement is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from carescore.text.regex import lazy

TAIL = 200  # characters of the talk before and after that are looked at
LEAST = 1e-4  # probabilities nearer to 0 or 1 say no more
_WORD = lazy(r"[^\W_]+(?:['-][^\W_]+)*")
_PLAIN = str.maketrans({"’": "'", "‘": "'"})
_CLOSERS = "\"')]”’ "
_SENTENCE = lazy(r"(?<=[.?!])\s+")
_REMARK = lazy(r"[\[<(][^\])>]{0,40}[\])>]")
_OVERLAPS = (150, 300, 450, 700, 1100, 2000)
_OUTLASTS = (-1000, -200, 200, 1000, 3000)
_ACKS = frozenset(
    "mm mhm mmhm mm-hm mm-hmm mmhmm uh-huh hm hmm ah aha oh wow yeah yep yup yes right okay ok alright sure good great "
    "fine absolutely exactly definitely true perfect gotcha".split()
)
_AGAINST = frozenset("no nope nah but actually however".split())
_JOINS = frozenset("and or so because then like which".split())
_HALTS = frozenset("sorry pardon wait hold hang stop excuse".split())
_TURNS = frozenset("well look listen now anyway".split())
_COMMON = frozenset(
    "that this with have been they them then what when were will just like know from your about there would could "
    "really well yeah okay because think going want some more very much here right sure".split()
)
_SMALL = frozenset("i the a and to it".split())
_DANGLING = frozenset("the a my i to of is that it at was i'm it's they".split())
_LINKS = frozenset("and but or because".split())
_TRAILS = frozenset("so like".split())
_FILLERS = frozenset("um uh er erm hm hmm mm know mean".split())


@dataclass(frozen=True, slots=True)
class FloorExchange:
    """A change of speaker. before, after: what the first speaker last said, and what the other says then; later: what
    the first says next, "" when nothing follows; overlap_ms: how long both speak, negative for a gap; outlasts_ms: how
    much later the second one ends; both None without times; broken: the probability that before was cut off; staff:
    whether it is staff who comes in; marked: whether sentences end in marks in this conversation."""

    before: str
    after: str
    later: str
    overlap_ms: int | None
    outlasts_ms: int | None
    broken: float
    staff: bool
    marked: bool


def vector(exchange: FloorExchange) -> dict[str, float]:
    """The features by name; those of times only where there are times."""
    before, after = _words(exchange.before[-TAIL:]), _words(exchange.after)
    later = _words(exchange.later[:TAIL])
    parts = (
        _ending(exchange, before),
        _entry(exchange, after),
        _shared(before, after, later),
        _outcome(exchange, later),
        _times(exchange),
    )
    return {name: float(value) for part in parts for name, value in part}


def end_of(text: str) -> str:
    """How a text ends: "dash", "dots", "remark" (of a transcriber), "stop", "question", or "open"."""
    bare = text.rstrip(_CLOSERS)
    if bare.endswith(("...", "…")):
        return "dots"
    if bare.endswith(("-", "–", "—")):
        return "dash"
    if text.rstrip()[-1:] in ("]", ">") and _REMARK.search(text[-60:]):
        return "remark"
    return "question" if bare.endswith("?") else "stop" if bare.endswith((".", "!")) else "open"


def _words(text: str) -> list[str]:
    low = _REMARK.sub(" ", text).lower()
    return _WORD.findall(low if low.isascii() else low.translate(_PLAIN))


def _opening(words: Sequence[str]) -> tuple[bool, str]:
    """Whether it begins with an acknowledgement, and the first word behind such and behind fillers."""
    rest = [word for word in words[:6] if word not in _FILLERS]
    place = next((i for i, word in enumerate(rest) if word not in _ACKS), len(rest))
    return place > 0, rest[place] if place < len(rest) else ""


def _content(words: Sequence[str]) -> set[str]:
    return {word[:6] for word in words if len(word) > 3 and word not in _COMMON}


def _ending(exchange: FloorExchange, words: Sequence[str]) -> Iterator[tuple[str, float]]:
    """How the first speaker's words end."""
    end, last = end_of(exchange.before), words[-1] if words else ""
    odds = _log_odds(exchange.broken)
    sentence = _SENTENCE.split(exchange.before[-TAIL:].rstrip(_CLOSERS + ".?!-–—…"))[-1]
    yield from ((f"ends in {name}", end == name) for name in ("dash", "dots", "remark"))
    yield from (("stays open", end == "open" and exchange.marked), ("no marks", not exchange.marked))
    yield from (("broken", odds if exchange.marked else 0.0), ("broken, dash", odds if end == "dash" else 0.0))
    yield from (("link", last in _LINKS), ("trails", last in _TRAILS), ("filler", last in _FILLERS))
    yield from (("dangling", last in _DANGLING), ("sentence", min(len(_words(sentence)), 12) / 12))
    yield from (("short", len(words) <= 3), ("asked", "?" in exchange.before[-60:]))
    yield "dash, staff", end == "dash" and exchange.staff


def _log_odds(probability: float) -> float:
    held = min(max(probability, LEAST), 1 - LEAST)
    return math.log(held / (1 - held))


def _entry(exchange: FloorExchange, words: Sequence[str]) -> Iterator[tuple[str, float]]:
    """How the other comes in."""
    led, first = _opening(words)
    asks = "?" in exchange.after[:120]
    yield from (("staff", exchange.staff), ("asks", asks), ("staff asks", asks and exchange.staff))
    yield from (("acknowledges", led), ("only acknowledges", led and not first))
    yield from (("against", first in _AGAINST), ("joins", first in _JOINS), ("halts", first in _HALTS))
    yield from (("turns", first in _TURNS), ("two words", len(words) <= 2), ("five words", len(words) <= 5))
    yield from (("long", len(words) > 30), ("breaks off too", end_of(exchange.after) == "dash"))


def _shared(before: Sequence[str], after: Sequence[str], later: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Words that the one has from the other."""
    yield "shared", min(len(_content(before[-25:]) & _content(after[:25])), 2)
    yield "says it again", len(set(before[-4:]) & set(later[:6]) - _SMALL) > 1
    yield "is taken up", bool(_content(after[:12]) & _content(later[:12]))


def _outcome(exchange: FloorExchange, words: Sequence[str]) -> Iterator[tuple[str, float]]:
    """What the first speaker does next."""
    led, first = _opening(words)
    yield from (("resumes", resumes(exchange.later)), ("nothing later", not words))
    yield from (("accepts", led), ("objects", first in _AGAINST))
    yield from (("later short", len(words) <= 3), ("later long", len(words) > 15))


def resumes(text: str) -> bool:
    """Whether a text begins by taking up a broken sentence, with a dash or dots."""
    return text.lstrip("\"'( ").startswith(("-", "–", "—", "…", "..."))


def _times(exchange: FloorExchange) -> Iterator[tuple[str, float]]:
    if exchange.overlap_ms is None or exchange.outlasts_ms is None:
        return
    overlap = min(max(exchange.overlap_ms, -1000), 2000) / 1000
    yield from (("overlap", overlap), ("overlap, dash", overlap if end_of(exchange.before) == "dash" else 0.0))
    yield from (("gap 1000", exchange.overlap_ms < -1000), ("gap 300", exchange.overlap_ms < -300))
    yield from ((f"overlap {ms}", exchange.overlap_ms >= ms) for ms in _OVERLAPS)
    yield from ((f"outlasts {ms}", exchange.outlasts_ms >= ms) for ms in _OUTLASTS)
