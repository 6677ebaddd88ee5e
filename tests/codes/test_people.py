"""Names told by where they stand."""

from __future__ import annotations

import pytest

from carescore import readers
from carescore.codes._people import names
from carescore.segmentation import segment


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My colleague Foozol will call you.", True),
        ("Thanks, Foozol.", True),
        ("Dr. Ann Foozol is in.", True),
        ("This is Foozol at the front desk.", True),
        ("My niece Foozol drove me.", True),
        ("Foozol, our psychologist, will call.", True),
        ("Mister Foozol is in.", True),
        ("Give the baby Foozol today.", False),  # a name stands beside a relative, not beside whoever is young
        ("We start Foozol today.", False),
    ],
)
def test_a_name_is_a_name_wherever_it_stands(text: str, name: bool) -> None:
    dialogue = segment(readers.read([("Nurse", text), ("Patient", "Is Foozol good?")]))
    assert names(dialogue, {"foozol", "good"}) == ({"foozol"} if name else frozenset())
