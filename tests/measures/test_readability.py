"""readability: word-side figures of explaining turns, the school grade for messages only."""

from __future__ import annotations

import subprocess
import sys

import pytest
from conftest import scored, talk

from carescore.text import readability

PLAIN = "We will look at your tooth now. It may feel cold. You can lift your hand and I will stop. " * 8
HARD = "Subsequent anticoagulation necessitates laboratory surveillance of coagulation parameters periodically. " * 12


def share(text: str) -> float:
    value = scored(talk(("P", "Hi."), ("S", text)), "readability").by_role["staff"].value
    assert value is not None
    return value


def test_plain_words_read_easier() -> None:
    assert share(PLAIN) == 0 < 80 < share(HARD)


@pytest.mark.parametrize("text", ["Open wide.", "Did the anticoagulation begin in the laboratory again today? " * 20])
def test_too_few_words_that_explain_are_unknown(text: str) -> None:
    assert scored(talk(("P", "Hi."), ("S", text)), "readability").missing == "fewer than 100 staff words"


def test_short_turns_explain_nothing() -> None:
    rows = talk(*(row for _ in range(40) for row in (("S", "Okay, a little wider."), ("P", "Like this?"))))
    assert scored(rows, "readability").missing == "fewer than 100 staff words"


def test_known_figures() -> None:
    figures = scored(talk(("P", "Hi."), ("S", "The cat sat. " * 40)), "readability").figures
    assert figures["syllables_per_word"].value == 1.0
    assert figures["polysyllable_share"].value == 0.0
    assert "flesch_kincaid_grade" not in figures


def test_unfamiliar_words() -> None:
    figures = scored(talk(("P", "Hi."), ("S", "You have gastroparesis today. " * 40)), "readability").figures
    assert figures["unfamiliar_share"].value == 25.0


def test_messages_get_a_school_grade() -> None:
    rows = talk(("P", "Hi."), ("S", "The cat sat. " * 40))
    messages = [row | {"start_ms": 1000 * number} for number, row in enumerate(rows)]
    figures = scored(messages, "readability").figures
    assert figures["flesch_kincaid_grade"].value == pytest.approx(0.39 * 3 + 11.8 - 15.59)
    assert figures["flesch_reading_ease"].value == pytest.approx(206.835 - 1.015 * 3 - 84.6)


def test_neither_network_nor_textstat_is_needed() -> None:
    code = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from carescore.text.readability import count\n"
        "words = count(['Everyone remembers the hypertension medication.'], {'the'})\n"
        "print(words.syllables, words.unfamiliar, 'textstat' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.stdout.split(), done.stderr) == (["15", "4", "False"], "")


def test_syllables_agree_with_textstat() -> None:
    words = "appointment medication the insurance discharge you follow-up breathing tomorrow authorization".split()
    counted = [readability.count([word], frozenset()).syllables for word in words]
    assert counted == [readability._textstat().syllable_count(word) for word in words]


def test_a_hundred_words_of_turns_of_fifteen() -> None:
    turn = "this is the one that we have for you now and it is all that we"

    def value(words: int, turns: int) -> float | None:
        text = " ".join(turn.split()[:words])
        rows = [row for _ in range(turns) for row in (("S", f"{text}."), ("P", "It is the left one."))]
        return scored(talk(*rows), "readability").value

    assert value(15, 7) is not None and value(15, 6) is None and value(14, 8) is None
