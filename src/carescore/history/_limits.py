"""What a comparison cannot say, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from carescore.errors import UsageError
from carescore.history import counted
from carescore.history._records import Entry

MIX = 0.2  # share of conversations that another recogniser or scenario must hold before a change of it is said
_MIXED = (
    ("format", "recogniser or format"),
    ("scenario", "scenario"),
    ("setting", "setting"),
    ("trainer", "trainer"),
)


def require_one_instrument(entries: Sequence[Entry]) -> None:
    """Raises UsageError where figures were made by different versions, profiles or contexts."""
    if len({entry.instrument for entry in entries}) > 1:
        made = ", ".join(sorted({f"carescore {entry.carescore} with {entry.profile}" for entry in entries}))
        raise UsageError(
            f"these scores were made in different ways ({made}) and cannot be compared:"
            " choose one setting, or score them again (carescore library rescore)"
        )


def of_periods(before: Sequence[Entry], after: Sequence[Entry], people: int, control: str | None) -> Iterator[str]:
    if control is None:
        yield "There is no control group: whatever else changed between the periods may be the reason."
    else:
        yield "People were not assigned by chance: that both groups would have changed alike is taken for granted."
    yield "If people were chosen because their first scores were low, some of a rise is regression to the mean."
    if left := len({e.person for e in (*before, *after)} - {None}) - people:
        have, are = ("has", "is") if left == 1 else ("have", "are")
        yield f"{counted.people(left)} {have} conversations in one period only and {are} in no figure."
    yield from _of_both(before, after, ("before", "after"))


def of_cohorts(first: Sequence[Entry], second: Sequence[Entry]) -> Iterator[str]:
    yield "People were not assigned by chance: the groups may have differed before anything was taught."
    yield from _of_both(first, second, ("in the first", "in the second"))


def _of_both(first: Sequence[Entry], second: Sequence[Entry], names: tuple[str, str]) -> Iterator[str]:
    if nobody := sum(entry.person is None for entry in (*first, *second)):
        yield counted.nameless(nobody)
    for name, title in _MIXED:
        if moved := _moved(name, first, second, names):
            yield f"The {title} differs ({moved}): part of a difference may come from that."


def _moved(name: str, first: Sequence[Entry], second: Sequence[Entry], names: tuple[str, str]) -> str:
    """The value whose share of the conversations moved most, if by enough to be said."""
    one, two = (Counter(getattr(e, name) or "none" for e in entries) for entries in (first, second))
    if not first or not second:
        return ""
    shares = {value: (one[value] / len(first), two[value] / len(second)) for value in one | two}
    value, (a, b) = max(shares.items(), key=lambda item: abs(item[1][1] - item[1][0]))
    return f"{value}: {a:.0%} of them {names[0]}, {b:.0%} {names[1]}" if abs(b - a) >= MIX else ""
