"""What the heads of the codes see of a dialogue: pure functions from its sentences and signals to rows, used alike by
training and prediction.

Every head is logistic regression over blocks. A block is a bag of grams of a row: of the sentence itself, of its whole
turn, of the last turn of the other side before it. Grams are the words and word pairs of the one shared pass, and word
classes with signs (phrases of lexicons). A turn's bag is its sentences' bags put together, so that
one row per turn serves its own sentences and its neighbours'. Beside the bags stand dense features: form, place, what
is shared with the turn before, outputs of the models that exist.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from carescore.predictors.behaviour.features import ACK
from carescore.predictors.codes import word_classes
from carescore.predictors.linear import FloatArray
from carescore.text.ngrams import Grams, IntArray
from carescore.text.prose import Prose

BoolArray = npt.NDArray[np.bool_]
NOBODY = -1  # the place of a neighbour that is not there
_DASHES = ("-", "–", "—")
_OTHER = {"staff": "patient", "patient": "staff"}
_I = frozenset("i i'm i've i'd i'll me my mine myself we our us".split())
_YOU = frozenset("you you're you've you'd you'll your yours yourself".split())
_FORMS = dict.fromkeys(_I, 0) | dict.fromkeys(_YOU, 1) | {"?": 2, "!": 3, "...": 4}
_FORM_OF = np.array([*_FORMS.values(), -1])

SENTENCE = (
    *("log words", "asks mark", "asks", "first", "last", "only", "place", "dots", "exclaims", "i", "you"),
    *("shared before", "share before", "vader neg", "vader pos", "vader", "signs"),
)
TURN = (
    *("log words", "log sentences", "asks", "ends asking", "acknowledges", "companion", "position", "begin", "end"),
    *("i", "you", "sentiment neg", "sentiment pos", "vader worst", "vader best", "cut"),
)
MODELS = (
    *("er weak", "er strong", "ip weak", "ip strong", "ex weak", "ex strong", "question", "reflection", "input"),
    *("reflects", "open", "complex", "uptake", "uptake shared", "polite least", "polite most"),
)
EXCHANGE = ("shared before", "share before", "shared two before", "share two before", "new", "log ratio")
TURN_DENSE = (*TURN, *MODELS, *EXCHANGE)


@dataclass(frozen=True, slots=True)
class Inputs:
    """What is known of a dialogue. prose: its sentences; sides: "staff", "patient" or None for each turn; companions:
    whether a companion speaks; contents: stems of each sentence's words that are no everyday words; asks, vader: one
    row a sentence (its probability to ask; neg, neu, pos, compound); sentiment (negative, neutral, positive), models
    (MODELS): one row a turn; signs: names of the phrases in each sentence; starts: the first turn of each conversation,
    where several stand in a row."""

    prose: Prose
    sides: Sequence[str | None]
    companions: Sequence[bool]
    contents: Sequence[frozenset[str]]
    asks: FloatArray
    vader: FloatArray
    sentiment: FloatArray
    models: FloatArray
    signs: Sequence[Sequence[str]]
    starts: Sequence[int] = (0,)


@dataclass(frozen=True)
class View:
    """One dialogue as the heads see it, or several in a row; conversation: of each turn.

    owner: the turn of each sentence; before, after, own_before, own_after: for each turn the nearest turn of the other
    (or the same) side, -1 where there is none; places: side → its turns; bags: kind of gram → one row per sentence;
    turn_bags: side → kind of gram → one row per turn of that side;
    sentence: (n_sentences, SENTENCE); turn: (n_turns, TURN_DENSE).
    """

    owner: IntArray
    staff: BoolArray
    patient: BoolArray
    before: IntArray
    after: IntArray
    own_before: IntArray
    own_after: IntArray
    places: Mapping[str, IntArray]
    bags: Mapping[str, Grams] = field(repr=False)
    turn_bags: Mapping[str, Mapping[str, Grams]] = field(repr=False)
    sentence: FloatArray = field(repr=False)
    turn: FloatArray = field(repr=False)
    conversation: IntArray = field(repr=False)


def view(seen: Inputs) -> View:
    """The view of a dialogue."""
    owner, n = seen.prose.owner, len(seen.sides)
    staff, patient = (np.array([side == name for side in seen.sides], dtype=bool) for name in ("staff", "patient"))
    words = seen.prose.grams
    signs = [tuple(dict.fromkeys(names)) for names in seen.signs]
    classes = map(word_classes.grams, seen.prose.sentence_tokens)
    both = [own + names for own, names in zip(classes, signs, strict=True)]
    bags = {"words": words, "classes": Grams.from_lists(both)}
    places = {"staff": np.flatnonzero(staff), "patient": np.flatnonzero(patient)}
    turn_bags = {side: _by_turn(bags, owner, mine, n) for side, mine in places.items()}
    before, after, own_before, own_after = (
        _nearest(seen.sides, frozenset(seen.starts), other, step) for other in (True, False) for step in (-1, 1)
    )
    forms, said, sizes = _forms(words), _contents_by_turn(seen), _sizes(seen.prose.sentence_tokens)
    sentence = np.hstack([_sentences(seen, before, forms, said, sizes), np.log1p(_sizes(signs))[:, None]])
    conversation = np.cumsum(np.isin(np.arange(n), seen.starts)) - 1
    turn = np.hstack([_form(seen, forms, sizes, conversation), seen.models, _exchange(before, said)])
    neighbours = before, after, own_before, own_after
    return View(owner, staff, patient, *neighbours, places, bags, turn_bags, sentence, turn, conversation)


def _by_turn(bags: Mapping[str, Grams], owner: IntArray, mine: IntArray, n: int) -> dict[str, Grams]:
    """The bags of some of the n turns, one row each."""
    row = np.full(n, -1, dtype=np.int64)
    row[mine] = np.arange(len(mine))
    return {name: bag.grouped(row[owner], len(mine)) for name, bag in bags.items()}


def _nearest(sides: Sequence[str | None], starts: Container[int], other: bool, step: int) -> IntArray:
    """For every turn the nearest turn of the other (or the same) side before (step -1) or after it (step 1) in its
    conversation."""
    last: dict[str, int] = {}
    found = np.full(len(sides), NOBODY, dtype=np.int64)
    for i in range(len(sides)) if step < 0 else reversed(range(len(sides))):
        side = sides[i]
        if step < 0 and i in starts:
            last.clear()
        if side is not None:
            found[i] = last.get(_OTHER[side] if other else side, NOBODY)
            last[side] = i
        if step > 0 and i in starts:
            last.clear()
    return found


def _forms(words: Grams) -> FloatArray:
    """(n_rows, 5): counts of I, you, "?", "!" and "..." in every sentence."""
    kind = _FORM_OF[words.places(_FORMS)[words.ids]] if len(words.ids) else words.ids
    kept = kind >= 0
    counts = np.bincount(words.rows[kept] * 5 + kind[kept], minlength=words.n_rows * 5)
    return counts.reshape(-1, 5).astype(np.float64)


def _sizes(each: Iterable[Sized]) -> FloatArray:
    return np.fromiter(map(len, each), dtype=np.float64)


def _sentences(
    seen: Inputs, before: IntArray, forms: FloatArray, said: Sequence[frozenset[str]], sizes: FloatArray
) -> FloatArray:
    owner, vader, n = seen.prose.owner, seen.vader, len(seen.prose.owner)
    counts = np.bincount(owner, minlength=len(seen.sides))
    place, total = np.arange(n) - (np.cumsum(counts) - counts)[owner], counts[owner]
    size = sizes + 1
    cut = np.array([text.rstrip().endswith(_DASHES) for text in seen.prose.sentence_texts], dtype=bool)
    padded = [*said, frozenset[str]()]  # said of NOBODY
    last = map(padded.__getitem__, before[owner].tolist())
    shared = _sizes(map(frozenset.__and__, seen.contents, last))
    columns = [
        *(np.log1p(size), forms[:, 2] > 0, seen.asks, place == 0, place == total - 1, total == 1),
        *(place / np.maximum(total, 1), (forms[:, 4] > 0) | cut, forms[:, 3] > 0, forms[:, 0] / size),
        *(forms[:, 1] / size, shared, shared / (_sizes(seen.contents) + 1)),
        *(vader[:, 0], vader[:, 2], vader[:, 3]),
    ]
    return np.stack(columns, axis=1).astype(np.float64)


def _contents_by_turn(seen: Inputs) -> list[frozenset[str]]:
    said: list[set[str]] = [set() for _ in seen.sides]
    for turn, own in zip(seen.prose.owner.tolist(), seen.contents, strict=True):
        said[turn] |= own
    return [frozenset(one) for one in said]


def _form(seen: Inputs, forms: FloatArray, sizes: FloatArray, conversation: IntArray) -> FloatArray:
    owner, n = seen.prose.owner, len(seen.sides)
    counts = np.bincount(owner, minlength=n)
    worst, best = np.zeros(n), np.zeros(n)
    np.minimum.at(worst, owner, seen.vader[:, 3])
    np.maximum.at(best, owner, seen.vader[:, 3])
    i, you, marks = (np.bincount(owner, forms[:, j], n) for j in range(3))
    size = np.bincount(owner, sizes, n) + 1
    nods = np.bincount(owner, ~np.array([*map(ACK.issuperset, seen.prose.sentence_tokens)], dtype=bool), n) == 0
    ends = [text.rstrip()[-1:] for text in seen.prose.texts]
    place = np.arange(n) - np.searchsorted(conversation, conversation)
    length = np.bincount(conversation)[conversation]
    columns = [
        *(np.log1p(size), np.log1p(counts), np.log1p(marks), [end == "?" for end in ends], nods),
        *(seen.companions, place / length, np.exp(-place / 4), np.exp(-(length - place) / 4), i / size, you / size),
        *(seen.sentiment[:, 0], seen.sentiment[:, 2], worst, best, [end in _DASHES for end in ends]),
    ]
    return np.stack([np.asarray(column, dtype=np.float64) for column in columns], axis=1)


def _exchange(before: IntArray, said: Sequence[frozenset[str]]) -> FloatArray:
    """(n_turns, EXCHANGE): what a turn shares with the other side's last turn, and with its last two."""
    padded = [*said, frozenset[str]()]  # said of NOBODY
    steps = np.append(before, NOBODY)
    last = [padded[place] for place in before.tolist()]
    earlier = [padded[place] for place in steps[steps[before]].tolist()]
    size, shared = _sizes(said), _sizes(map(frozenset.__and__, said, last))
    both = _sizes(map(frozenset.__and__, said, map(frozenset.__or__, last, earlier)))
    columns = [shared, shared / (size + 1), both, both / (size + 1), np.log1p(size - both)]
    return np.stack([*columns, np.log1p(size) - np.log1p(_sizes(last))], axis=1)
