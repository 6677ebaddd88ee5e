"""What is kept of the bundled patterns is what would be worked out, and finds what that finds."""

from __future__ import annotations

import pytest

from carescore.annotate import anchors, lexicons
from carescore.annotate.lexicons import parse
from carescore.annotate.parse import tokens
from carescore.annotate.phrases import Finder

PATTERNS = ("i (am|feel) sorry", "don't worry", "[so] sorry", "(a|b) (c|d)")
SAID = ["I am so sorry, I know how hard that is.", "Don't worry, we'll call you back.", "Your blood pressure is high."]


def test_what_is_written_is_read_again() -> None:
    patterns, _, calls = anchors.written([*PATTERNS, PATTERNS[0]]).partition("\n\n")
    lines = dict(line.split("\t", 1) for line in calls.split("\n"))
    kept = anchors.Kept(tuple(patterns.split("\n")), lines)
    read = {(token, *call) for token, line in lines.items() for call in kept.calls(line)}
    assert kept.patterns == PATTERNS
    assert read == {(token, pattern, narrower) for pattern in PATTERNS for token, narrower in anchors.of(pattern)}


def test_a_pattern_is_called_for_by_the_first_token_of_its_word() -> None:
    assert anchors.of("don't worry") == [("worry", "don't worry")]
    assert anchors.of("don't") == [("do", "don't")]
    assert anchors.of("[so] (sorry|upset)") == [("sorry", "[so] sorry "), ("upset", "[so] upset ")]


def test_every_bundled_pattern_is_kept() -> None:
    known = set(anchors.kept().patterns)
    assert known == {entry.pattern for name in lexicons.bundled() for entry in lexicons.load(name).entries}


def test_what_is_kept_finds_what_is_worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = [lexicons.load(name) for name in lexicons.bundled()]
    kept = Finder.of(loaded)
    monkeypatch.setattr(anchors, "kept", lambda: anchors.Kept((), {}))
    worked_out = Finder.of(loaded)
    assert worked_out.waiting and not kept.waiting
    monkeypatch.undo()
    found = kept.find(tokens(SAID))
    assert found == worked_out.find(tokens(SAID)) and any(found.values())


def test_a_pattern_of_ones_own_is_found_beside_a_kept_one() -> None:
    head = "# lexicon: mine\n# version: 1\n# licence: MIT\n# source: none\n# labels: a, b\n"
    mine = parse("mine", f"{head}pattern\tlabel\n{anchors.kept().patterns[0]}\ta\nzebra[s] (crossing|crossings)\tb\n")
    finder = Finder.of([mine])
    assert list(finder.rows) == [anchors.kept().patterns[0]] and list(finder.waiting) == ["crossing", "crossings"]
    assert [hit.entry.label for hit in finder.find(tokens(["Two zebras crossings"]))["mine"]] == ["b"]
