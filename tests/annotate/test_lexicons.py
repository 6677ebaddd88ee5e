"""The loader of lexicons: header, rows, and the grammar of patterns."""

from __future__ import annotations

import pytest

from carescore.annotate.lexicons import load, meanings, parse
from carescore.annotate.patterns import MOST, anchored, expand, too_many
from carescore.errors import LexiconError

HEAD = "# lexicon: x\n# version: 1\n# licence: MIT\n# source: own\n# labels: technical\npattern\tlabel\tplain\n"


@pytest.mark.parametrize(
    ("pattern", "phrases"),
    [
        ("go on", ["go on"]),
        ("(a|b) c", ["a c", "b c"]),
        ("stent(|s)", ["stent", "stents"]),
        ("that [really|just] hurts", ["that hurts", "that really hurts", "that just hurts"]),
        ("a [b [c]] d", ["a d", "a b d", "a b c d"]),
        ("(a|(b|c) d)", ["a", "b d", "c d"]),
        ("[a] b", ["b", "a b"]),
    ],
)
def test_expand(pattern: str, phrases: list[str]) -> None:
    assert expand(pattern) == phrases


@pytest.mark.parametrize("pattern", ["(a|b", "a)", "[a", "a]", "(a]"])
def test_unbalanced_groups(pattern: str) -> None:
    with pytest.raises(ValueError, match="unbalanced"):
        expand(pattern)


TEN = "(a|b|c|d|e|f|g|h|i|j)"


@pytest.mark.parametrize(
    "pattern", [TEN * 4, "[a|b|c|d|e|f|g|h|i] " * 4, f"({TEN}{TEN}|{TEN})[k]{TEN}", "a|b " + TEN * 4, "[a]" * 13]
)
def test_a_pattern_may_stand_for_many_phrases(pattern: str) -> None:
    assert MOST == 10_000 and not too_many(pattern) and 0 < len(expand(pattern)) <= MOST


@pytest.mark.parametrize(
    "pattern", [TEN * 4 + "[k]", TEN * 5, f"({TEN * 4}|k)", "[a]" * 14, "(a|b)" * 400, "[a [b]] " * 9]
)
def test_a_pattern_of_too_many_phrases_is_refused(pattern: str) -> None:
    assert too_many(pattern)
    with pytest.raises(ValueError, match="10,000"):
        expand(pattern)
    with pytest.raises(LexiconError, match=r"row 2 stands for more than 10,000 phrases"):
        parse("x", HEAD + f"{pattern}\ttechnical\t\n")


def test_a_header_line_without_a_key_and_a_label_of_any_length() -> None:
    assert parse("x", "# : \n" + HEAD + "a\ttechnical\t\n").labels == ("technical",)
    with pytest.raises(LexiconError) as caught:
        parse("x", HEAD + f"a\t{'9' * 5000}\t\n")
    assert len(str(caught.value)) < 200


def test_parse() -> None:
    lexicon = parse("x", HEAD + "perio(|s)\ttechnical\tgum\n")
    assert meanings(lexicon)["perios"].plain == "gum" and lexicon.version == "1"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("pattern\tlabel\n", "lacks lexicon"),
        (HEAD.replace("lexicon: x", "lexicon: y"), "another lexicon"),
        (HEAD + "only\n", "row 2"),
        (HEAD + "(a\ttechnical\t\n", "unbalanced"),
        (HEAD + "(a\ttechnical\t\nb)\ttechnical\t\n", "row 2 has an unbalanced"),
        (HEAD.replace("pattern\tlabel", "label\tpattern") + "technical\n", "row 2 needs a pattern"),
        (HEAD + "a\ttechnical\tc\td\n", "row 2"),
        (HEAD + "a\ttechnicl\t\n", "row 2: there is no label technicl; labels are technical"),
        (
            HEAD.replace("labels: technical", "labels: plain, technical") + "a\ttechnical\t\n",
            "lists plain, which no row",
        ),
        (HEAD.replace("# labels: technical\n", ""), "lacks labels; it is lines such as '# version: 1' above"),
        (HEAD.replace("pattern\tlabel\tplain\n", ""), "the first row names the columns"),
    ],
)
def test_faults_are_named(text: str, reason: str) -> None:
    with pytest.raises(LexiconError, match=reason):
        parse("x", text)


def test_no_such_lexicon() -> None:
    with pytest.raises(LexiconError, match="no lexicon named"):
        load("nothing")


PATTERNS = [
    "stool",
    "(a|b c)",
    "[really] (so|very) sorry",
    "[any] [old] pain",
    "has been (discharged|sent home) [today|now]",
    "(can|could|would|will) (you|we|i|they) [please|just] (call|bring|send|sign|read|wait|stay|come) it",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_narrower_patterns_have_the_patterns_phrases_and_their_word(pattern: str) -> None:
    narrower = anchored(pattern)
    assert {phrase for _, one in narrower for phrase in expand(one)} == set(expand(pattern))
    assert all(word in phrase.split() for word, one in narrower for phrase in expand(one))
