"""What people begin with before they say anything: fillers however long they are drawn, links, assents, greetings."""

from __future__ import annotations

import re

import pytest

from carescore.text import words


@pytest.mark.parametrize("said", [*sorted(words.HESITATIONS), "ummmm", "uhhh", "hmmmm", "errr"])
def test_a_hesitation(said: str) -> None:
    assert re.fullmatch(words.HESITATION, said) and re.fullmatch(words.BEGINNING, said)


@pytest.mark.parametrize("said", ["u", "h", "ugh", "humm", "he", "ern", "ehm", "uh-huh", "mhm"])
def test_no_hesitation(said: str) -> None:
    assert not re.fullmatch(words.HESITATION, said)


@pytest.mark.parametrize("said", [*sorted(words.LINKS), *sorted(words.ASSENTS)])
def test_a_beginning(said: str) -> None:
    assert re.fullmatch(words.BEGINNING, said)


def test_sets_do_not_overlap() -> None:
    assert not words.LINKS & words.ASSENTS and not words.GREETINGS & (words.LINKS | words.ASSENTS)
    assert words.HESITATIONS < words.FILLERS < words.RECEIPTS
    assert "good night" not in words.GREETINGS  # a farewell
