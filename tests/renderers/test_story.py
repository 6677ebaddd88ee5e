"""The three and three of the first screen: kinds before repetitions, stars before both."""

from __future__ import annotations

import pytest

from carescore.renderers._story import Shown, halves
from carescore.reviews import HIDDEN, STARRED
from carescore.skills import Moment


def shown(index: int, kind: str, praise: bool = False, mark: str = "") -> Shown:
    return Shown(index, Moment(kind, index, 0, 1, None, "Advice.", praise), kind, "", (), None, None, mark)


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        (["a", "a", "a", "b", "c"], [0, 3, 4]),
        (["a", "a", "b"], [0, 2, 1]),
        (["a", "a", "a", "a"], [0, 1, 2]),
        (["a", "b"], [0, 1]),
        (["a", "b", "c", ("a", STARRED)], [3, 0, 1]),
        ([("a", HIDDEN), "a", "b", "a"], [1, 2, 3]),
    ],
)
def test_kinds_come_before_repetitions(given: list[str | tuple[str, str]], chosen: list[int]) -> None:
    moments = [shown(i, one) if isinstance(one, str) else shown(i, one[0], mark=one[1]) for i, one in enumerate(given)]
    good, work = halves(moments)
    assert [one.index for one in work.chosen] == chosen
    assert good.chosen == () and bool(work.lack) is (len(chosen) < 3)
