"""readability: textstat's figures, offline, over joined words."""

from __future__ import annotations

import subprocess
import sys

from conftest import scored, talk

PLAIN = "We will look at your tooth now. It may feel cold. You can lift your hand and I will stop. " * 8
HARD = "Subsequent anticoagulation necessitates laboratory surveillance of coagulation parameters periodically. " * 12


def grade(text: str) -> float:
    value = scored(talk(("P", "Hi."), ("S", text)), "readability").by_role["staff"].value
    assert value is not None
    return value


def test_plain_words_read_easier() -> None:
    assert grade(PLAIN) < 4 < 12 < grade(HARD)


def test_too_few_words_are_unknown() -> None:
    assert scored(talk(("P", "Hi."), ("S", "Open wide.")), "readability").missing == "fewer than 100 staff words"


def test_known_figures() -> None:
    figures = scored(talk(("P", "Hi."), ("S", "The cat sat. " * 40)), "readability").figures
    assert figures["syllables_per_word"].value == 1.0
    assert figures["polysyllable_share"].value == 0.0


def test_no_network_is_needed_for_the_dictionary() -> None:
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise AssertionError('network')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from carescore.nlp.readability import of_text\n"
        "print(of_text('Everyone remembers the hypertension medication. ' * 30).syllables_per_word)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env={"PATH": "", "HOME": "/nonexistent"}
    )
    assert done.returncode == 0 and float(done.stdout) > 2 and done.stderr == ""
