"""What is said of a JSON document that no reader knows: structure, and no names."""

from __future__ import annotations

from typing import Any

import pytest

from carescore.readers._described import unknown


@pytest.mark.parametrize(
    ("document", "told", "untold"),
    [
        ({"result": {"phrase_list": [{"utt": "a b", "who_spoke": 1}]}}, ["result.phrase_list", "utt", "who_spoke"], []),
        ({"data": [{"dana": "so what", "priya": "I see"}]}, ["data", "2 more keys"], ["dana", "priya"]),
        ({"dana": [{"t_1": 1}], "priya": [{"t_1": 2}]}, ["* (t_1)"], ["dana", "priya"]),
        ({"Dana Ruiz": {"said_in": [{"x": 1}]}}, ["*.said_in (x)"], ["Dana"]),
        ([{"x": "canary"}], ["the list (x)"], ["canary"]),
        ({"a": 1}, ["without a list of objects"], []),
    ],
)
def test_lists_and_keys(document: Any, told: list[str], untold: list[str]) -> None:
    reason = unknown(document)
    assert all(word in reason for word in told)
    assert not any(word in reason for word in untold)
