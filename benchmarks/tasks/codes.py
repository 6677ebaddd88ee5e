"""The task of codes: what the report finds, turn by turn, against readers' labels; and whether its moments agree.

A shown moment is supported by a labelled moment of the same polarity on the same exchange (its turn or its patient's
turn, one turn to either side), or by a label of its own kind in the exchange. That is a lower bound of what a trainer
agrees with, since readers chose at most four moments a side.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from carescore.skills import Moment
from carescore.training import labelled
from carescore.training.labelled import Read, Record
from tasks.row import Row

STRONG = 3
KINDS = {f"opportunity_{kind}": kind for kind in ("explicit", "cue", "event")}  # what is found has no kind: recall only
Turns = Callable[[Read], set[int]]


def _as_it_is(record: Record) -> Record:
    return record


def rows(data: Path, split: str, labels: Path, change: Callable[[Record], Record] = _as_it_is) -> Iterator[Row]:
    """The figures over every labelled conversation of a split ("all": of every split), by data set and over all.
    change: what is done to a conversation before it is scored; its turns stay."""
    known = labelled.by_conversation(labels)
    splits = labelled.SPLITS if split == "all" else (split,)
    changed = ((key, change(record)) for key, record in labelled.records(data, known, splits))
    read = [Read.of(key, record, labelled.scored(record), known[key]) for key, record in changed]
    for dataset in sorted({one.key[0] for one in read}):
        yield from _figures(dataset, [one for one in read if one.key[0] == dataset])
    if len({one.key[0] for one in read}) > 1:
        yield from _figures("all", read)


def _evidence(measure: str, *beginnings: str) -> Turns:
    return lambda one: {e.turn for e in one.report.scores[measure].evidence if e.label.startswith(beginnings or ("",))}


_OPENINGS = _evidence("empathic_opportunities", "met", "partly", "missed", "dismissed")
CODES: dict[str, tuple[Turns, Turns]] = {
    "opportunity": (_OPENINGS, lambda one: one.turns("opportunity")),
    **{
        f"opportunity_{kind}": (
            lambda one, kind=kind: _OPENINGS(one) & one.turns("opportunity", kind=kind),  # type: ignore[misc]  # bound
            lambda one, kind=kind: one.turns("opportunity", kind=kind),  # type: ignore[misc]  # at once
        )
        for kind in KINDS.values()
    },
    "empathy_specific": (
        _evidence("empathy_phrases"),
        lambda one: one.turns("empathy") - one.turns("empathy", stock=True),
    ),
    "empathy": (_evidence("empathy_phrases"), lambda one: one.turns("empathy")),
    "disrespect": (_evidence("disrespect"), lambda one: one.turns("disrespect")),
    "interrupt": (_evidence("interruptions"), lambda one: one.turns("interrupt")),
    "jargon": (
        _evidence("jargon_density"),
        lambda one: {x["turn"] for x in one.of_label("jargon") if not x.get("explained")},
    ),
    "reflection": (_evidence("reflections"), lambda one: one.turns("reflection") | one.reflecting),
}


def _figures(dataset: str, read: Sequence[Read]) -> Iterator[Row]:
    for name, (found, true) in CODES.items():
        counts = ((len(a & b), len(a), len(b)) for a, b in ((found(one), true(one)) for one in read))
        both, shown, labelled = map(sum, zip(*counts, strict=True))
        if labelled:
            yield Row("codes", dataset, f"{name}_recall", both / labelled, labelled)
        if labelled and name not in KINDS:
            yield Row("codes", dataset, f"{name}_precision", both / shown if shown else 0.0, shown)
            yield Row("codes", dataset, f"{name}_f1", 2 * both / (shown + labelled), labelled)
    yield from _replies(dataset, read)
    yield from _moments(dataset, read)


def _replies(dataset: str, read: Sequence[Read]) -> Iterator[Row]:
    """Of the openings that both found: how often the reply is judged alike; missed and dismissed are one."""
    alike = [
        _plain(item.label.partition(":")[0]) == _plain(wanted[item.turn])
        for one in read
        for wanted in [{x["turn"]: x.get("response") for x in one.of_label("opportunity")}]
        for item in one.report.scores["empathic_opportunities"].evidence
        if item.turn in wanted
    ]
    if alike:
        yield Row("codes", dataset, "reply_alike", sum(alike) / len(alike), len(alike))


def _plain(response: str | None) -> str | None:
    return "missed" if response == "dismissed" else response


def _moments(dataset: str, read: Sequence[Read]) -> Iterator[Row]:
    judged = [(moment, supported(one, moment)) for one in read for moment in one.report.moments]
    for name, polarity in (
        ("moments_precision", (True, False)),
        ("moments_praise", (True,)),
        ("moments_work", (False,)),
    ):
        own = [good for moment, good in judged if moment.praise in polarity]
        if own:
            yield Row("codes", dataset, name, sum(own) / len(own), len(own))
    strong = [(one, turn, patient, praise) for one in read for turn, patient, praise in _strong(one)]
    shown = [_is_shown(one.report.moments, turn, patient, praise) for one, turn, patient, praise in strong]
    if shown:
        yield Row("codes", dataset, "moments_recall_strong", sum(shown) / len(shown), len(shown))


def _strong(one: Read) -> set[tuple[int, int | None, bool]]:
    found: dict[tuple[int, bool], int | None] = {}
    for label in one.of_label("moment"):
        if label.get("strength", 2) >= STRONG:
            found.setdefault((label["turn"], label["praise"]), label["patient_turn"])
    return {(turn, patient, praise) for (turn, praise), patient in found.items()}


def _is_shown(moments: Sequence[Moment], turn: int, patient: int | None, praise: bool) -> bool:
    near = {m.turn + step for m in moments if m.praise == praise for step in (-1, 0, 1)}
    return turn in near or patient in near


def supported(one: Read, moment: Moment) -> bool:
    """Whether a reader labelled the same exchange alike."""
    near = {moment.turn - 1, moment.turn, moment.turn + 1}
    if any({x["turn"], x["patient_turn"]} & near for x in one.of_label("moment", praise=moment.praise)):
        return True
    if "feeling" in moment.kind:
        before = [x for x in one.of_label("opportunity") if x["turn"] in (moment.turn, moment.turn - 1)]
        return any((x.get("response") == "met") == moment.praise for x in before)
    own = {
        "jargon": lambda: moment.turn in CODES["jargon"][1](one),
        "interruption": lambda: bool(near & one.turns("interrupt")),
        "empathy": lambda: moment.turn in CODES["empathy_specific"][1](one),
        "reflection": lambda: moment.turn in CODES["reflection"][1](one),
    }
    if moment.kind in own:
        return own[moment.kind]()
    return moment.measure == "disrespect" and moment.turn in one.turns("disrespect")
