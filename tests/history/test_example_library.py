"""The example library: every file has its row, and each of its people has a conversation before and after."""

from __future__ import annotations

from collections import Counter

from conftest import EXAMPLES

from carescore.history import manifests

FOLDER = EXAMPLES / "library"


def test_every_conversation_has_its_row() -> None:
    known = manifests.read(str(FOLDER / "people.csv"), {})
    assert set(known) == {file.stem for file in FOLDER.glob("*.txt")}
    people = Counter(one.trainee for one in known.values())
    assert len(people) == 6 and min(people.values()) == 2 and not manifests.in_several_teams(known.values(), [])
