"""What a stretch of talk does, as data: a code with its place; and the container that finds every code at most once.

A code is one file in this package that ends in ``CODER = Coder(...)``; its module docstring gives, in this order,
definition, near-misses, attributes and source, and is what docs/coding.md shows.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

from carescore import plugins
from carescore.annotate import Signals, lexicons
from carescore.annotate.conditions import ALWAYS
from carescore.segmentation import Dialogue, Turn
from carescore.text.context import reported
from carescore.transcript import words_in

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote: half-open character offsets in the turn's text, what it shows, and where to replay it (ms)."""

    turn: int
    start: int
    end: int
    label: str
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """A stretch of a turn's text and what it does: half-open character offsets, a kind and attributes of a closed set,
    where to replay it (ms).

    confidence: the calibrated probability that a trainer would agree, None where a rule is certain by construction;
    replies_to: the turn that it answers; coder: the person who coded it, None for carescore.
    """

    turn: int
    start: int
    end: int
    kind: str
    attributes: Mapping[str, str] = field(default_factory=dict, repr=False)
    confidence: float | None = None
    replies_to: int | None = None
    start_ms: int | None = None
    coder: str | None = field(default=None, repr=False)

    @classmethod
    def of(cls, quote: Evidence, kind: str | None = None, **attributes: str | bool) -> Code:
        """The code of a quoted stretch, of the kind that its label names unless another is given; what is true or false
        is yes or no."""
        values = {key: ("no", "yes")[value] if isinstance(value, bool) else value for key, value in attributes.items()}
        return cls(quote.turn, quote.start, quote.end, kind or quote.label, values, start_ms=quote.start_ms)

    def evidence(self, label: str | None = None) -> Evidence:
        """The code as a quote, labelled with its kind unless another label is given."""
        return Evidence(self.turn, self.start, self.end, label or self.kind, self.start_ms)


@dataclass(frozen=True, slots=True, eq=False)  # one object per coder: kept by identity
class Coder:
    """A code's card. kinds: what it finds, with the values that each attribute of a kind may take (none: any text)."""

    name: str
    kinds: Mapping[str, Mapping[str, tuple[str, ...]]] = field(repr=False)
    find: Callable[[Codes], Iterable[Code]] = field(repr=False)
    source: str = field(repr=False)


class Codes(Mapping[str, tuple[Code, ...]]):
    """The codes of one dialogue by coder, found lazily, each at most once: what several measures count is found once.

    once() keeps whatever else a coder or measure works out, for the life of this conversation.
    """

    def __init__(self, dialogue: Dialogue, signals: Signals) -> None:
        self.dialogue = dialogue
        self.signals = signals
        self._codes: dict[str, tuple[Code, ...]] = {}
        self._kept: dict[Callable[[Codes], object], object] = {}

    def once(self, work: Callable[[Codes], T]) -> T:
        """What a function of the codes gives, worked out at most once."""
        if work not in self._kept:
            self._kept[work] = work(self)
        return self._kept[work]  # type: ignore[return-value]  # kept under the function that made it

    def give(self, work: Callable[[Codes], T], result: T) -> None:
        """Keeps what a function would give, worked out elsewhere."""
        self._kept[work] = result

    def __getitem__(self, name: str) -> tuple[Code, ...]:
        if name not in self._codes:
            coder = coders()[name]
            self._codes[name] = tuple(_checked(coder, code) for code in coder.find(self))
        return self._codes[name]

    def text(self, code: Code | Evidence) -> str:
        """The words of a code or a quote."""
        return self.dialogue.turns[code.turn].text[code.start : code.end]

    def found(self) -> tuple[Code, ...]:
        """The codes that were asked for so far, in order of place."""
        kept = [code for found in self._codes.values() for code in found]
        return tuple(sorted(kept, key=lambda code: (code.turn, code.start, code.end, code.kind)))

    def __iter__(self) -> Iterator[str]:
        return iter(coders())

    def __len__(self) -> int:
        return len(coders())


def _checked(coder: Coder, code: Code) -> Code:
    allowed = coder.kinds[code.kind]
    for key, value in code.attributes.items():
        if allowed[key] and value not in allowed[key]:
            raise ValueError(f"coder {coder.name}: '{value}' is no {key} of {code.kind}")
    return code


@lru_cache(maxsize=1)
def bundled() -> Mapping[str, Coder]:
    """The coders that travel with carescore, by name."""
    package = import_module("carescore.codes")
    names = sorted(module.name for module in iter_modules(package.__path__) if not module.name.startswith("_"))
    modules = {name: import_module(f"carescore.codes.{name}") for name in names}
    return {name: module.CODER for name, module in modules.items()}


def others() -> plugins.Added:
    """The coders that other installed packages add."""
    return plugins.added("codes", Coder, bundled)


@lru_cache(maxsize=1)
def coders() -> Mapping[str, Coder]:
    """Every coder by name."""
    return {**bundled(), **others().values}


def quote(turn: Turn, start: int, end: int, label: str) -> Evidence:
    """Evidence for a stretch of a turn's text."""
    return Evidence(turn.index, start, end, label, turn.ms_at(start))


def whole(turn: Turn, label: str) -> Evidence:
    """Evidence for a whole turn."""
    return quote(turn, 0, len(turn.text), label)


def words_of(turns: Iterable[Turn]) -> int:
    """Words (white-space separated, without signs such as [sighs]) of the turns."""
    return sum(len(words_in(turn.text)) for turn in turns)


def phrases(
    dialogue: Dialogue, signals: Signals, lexicon: str, side: str | None = None, only: Collection[str] | None = None
) -> tuple[Evidence, ...]:
    """The phrases of a lexicon that a side says itself (by default whichever the lexicon's conditions allow), where all
    their conditions hold, labelled as the lexicon labels them: what somebody else is reported to have said is left out.
    only: the labels wanted.
    """
    of_label = lexicons.load(lexicon).conditions  # first: it says what is wrong with a lexicon that was left out
    found = []
    for hit in signals.phrases[lexicon]:
        turn, own, label = dialogue.turns[hit.turn], hit.entry.when, hit.entry.label
        if only is not None and label not in only:
            continue
        shared, speaks = of_label.get(label, ALWAYS), turn.side
        if speaks is None or not speaks == (side or speaks) == (own.side or shared.side or speaks):
            continue
        fits = own.holds(turn.text, hit.start, hit.end) and shared.holds(turn.text, hit.start, hit.end)
        if fits and not reported(turn.text, hit.start):
            found.append(quote(turn, hit.start, hit.end, label))
    return tuple(found)


def coded(lexicon: str, only: Collection[str] | None = None) -> Callable[[Codes], Iterator[Code]]:
    """A find that takes every phrase of a lexicon, or of some of its labels, the label being the kind."""

    def find(codes: Codes) -> Iterator[Code]:
        for item in phrases(codes.dialogue, codes.signals, lexicon, only=only):
            yield Code.of(item)

    return find


def first_of_each(items: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The first of each label in a turn: repeats in one breath are one act."""
    first: dict[tuple[int, str], Evidence] = {}
    for item in items:
        first.setdefault((item.turn, item.label), item)
    return tuple(first.values())
