"""What has been met in a run."""

from __future__ import annotations

import tracemalloc

from carescore.batch.seen import Seen


def test_a_text_is_new_once() -> None:
    seen, other = Seen(), Seen()
    texts = ["a", "A", "", "a\nb", "caf\u00e9", "\udcff.txt"]
    assert [seen.new(text) for text in texts] == [True] * 6
    assert [seen.new(text) for text in texts] == [False] * 6
    assert other.new("a")


def test_many_take_no_memory_of_python() -> None:
    seen = Seen()
    tracemalloc.start()
    try:
        for number in range(5000):
            seen.new(f"/calls/{number}")
        assert tracemalloc.get_traced_memory()[1] < 50_000
    finally:
        tracemalloc.stop()
