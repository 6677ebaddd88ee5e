"""Coders: each explains itself, finds what its card allows, at most once, and knows every label of its lexicon."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from conftest import EXAMPLES

import carescore
from carescore import readers
from carescore.annotate import Signals, lexicons
from carescore.codes import Code, Codes, Evidence, bundled
from carescore.segmentation import segment

SOURCE = Path(carescore.__file__).parent / "codes"
PARTS = ("Definition.", "Near-misses.", "Attributes.", "Source.")
# lexicon → the coders that read it, and labels that only keep their words from meaning something else
LEXICONS = {
    **{name: (name,) for name in lexicons.bundled() if name in bundled()},
    "courtesy": ("courtesies",),
    "phone_etiquette": ("calls",),
    "unresolved": ("requests",),
    "patient_burden": ("requests", "closings"),
}
NO_CODE = {"courtesy": {"refusal"}, "stigmatizing_language": {"ordinary"}, "disrespect": {"ordinary"}}
MEANT = {
    "decline": "declined",
    "transfer_ok": "transfer_ask",
    "gave up": "gave_up",
    "own words": "own_words",
    "alternative": "choice",
    "view": "preference",
    "mine": "own_words",
}
OWN_KINDS = {
    "opening_statement",
    "next_steps",
    "disrespect",
    "jargon_density",
    "reflections",
}  # their labels are conditions of one kind


@pytest.mark.parametrize("name", sorted(bundled()))
def test_a_coder_explains_itself_in_order(name: str) -> None:
    text = import_module(f"carescore.codes.{name}").__doc__ or ""
    places = [text.find(f"\n{part}") for part in PARTS]
    assert -1 not in places and places == sorted(places) and bundled()[name].name == name


def test_a_log_shows_a_coders_name_alone() -> None:
    assert repr(bundled()["options"]) == "Coder(name='options')"


@pytest.mark.parametrize("lexicon", sorted(set(LEXICONS) - OWN_KINDS))
def test_every_label_is_known_to_a_code(lexicon: str) -> None:
    kinds = {kind for name in LEXICONS[lexicon] for kind in bundled()[name].kinds}
    labels = {MEANT.get(label, label) for label in lexicons.load(lexicon).labels}
    assert labels - NO_CODE.get(lexicon, set()) <= kinds


def test_codes_of_an_example_fit_their_cards_and_are_found_once() -> None:
    dialogue = segment(readers.read(EXAMPLES / "billing-call-handled-badly.srt"))
    codes = Codes(dialogue, Signals(dialogue))
    every = [code for name in codes for code in codes[name]]
    assert len(every) > 50 and codes["courtesies"] is codes["courtesies"]
    assert sorted(map(id, codes.found())) == sorted(map(id, every))
    assert all(0 <= code.start < code.end <= len(dialogue.turns[code.turn].text) for code in every)


def test_a_quote_becomes_a_code_of_its_label_unless_another_kind_is_given() -> None:
    quote = Evidence(3, 1, 5, "fear", 800)
    assert Code.of(quote, dental=True) == Code(3, 1, 5, "fear", {"dental": "yes"}, start_ms=800)
    assert Code.of(quote, "dread", dental=False, how="said") == Code(
        3, 1, 5, "dread", {"dental": "no", "how": "said"}, start_ms=800
    )


def test_an_attribute_value_that_the_card_does_not_know_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    dialogue = segment(readers.read(EXAMPLES / "pediatric-dentist.txt"))
    from carescore.codes import Coder, _base

    def find(codes: Codes) -> list[Code]:
        return [Code(0, 0, 1, "step", {"who": "nobody knows"})]

    coder = Coder("odd", {"step": {"who": ("i", "you")}}, find, "")
    monkeypatch.setattr(_base, "coders", lambda: {"odd": coder})
    with pytest.raises(ValueError, match="coder odd"):
        Codes(dialogue, Signals(dialogue))["odd"]


@pytest.mark.parametrize("path", sorted(p for p in SOURCE.glob("*.py") if p.stem != "questions"), ids=str)
def test_no_code_keeps_a_cache_keyed_by_an_object(path: Path) -> None:
    assert "WeakKeyDictionary" not in path.read_text(encoding="utf-8")
