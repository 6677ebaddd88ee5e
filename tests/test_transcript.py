"""The data types: frozen, slotted, picklable, and honest about clocks."""

from __future__ import annotations

import dataclasses
import pickle

import pytest

from carescore import Role, Speaker, Transcript, Utterance, Word

ALL = [
    Word("hi", 0, 100),
    Utterance("A", "hi", 0, 100, (Word("hi", 0, 100),), 1),
    Speaker("A", Role.STAFF, 0.9),
    Transcript("t", (Utterance("A", "hi"),)),
]


@pytest.mark.parametrize("item", ALL, ids=lambda i: type(i).__name__)
def test_frozen_slotted_picklable(item: object) -> None:
    assert pickle.loads(pickle.dumps(item)) == item
    assert not hasattr(item, "__dict__")
    field = dataclasses.fields(item)[0].name  # type: ignore[arg-type]  # every item is a dataclass
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(item, field, None)


@pytest.mark.parametrize(
    ("times", "clock"), [([(0, 1), (1, 2)], True), ([(0, 1), (1, None)], False), ([(None, None)], False), ([], False)]
)
def test_has_clock(times: list[tuple[int | None, int | None]], clock: bool) -> None:
    utterances = tuple(Utterance("A", "x", start, end) for start, end in times)
    assert Transcript("t", utterances).has_clock is clock


def test_speakers_in_order_of_appearance() -> None:
    utterances = (Utterance("B", "x"), Utterance(None, "x"), Utterance("A", "x"), Utterance("B", "x"))
    assert Transcript("t", utterances).speakers == ("B", "A")
