"""readability: word-side figures of explaining turns, the school grade for messages only."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, scored, talk

import carescore
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


@pytest.mark.parametrize(("words", "known"), [(99, False), (100, True)])
def test_the_shortest_words_count(words: int, known: bool) -> None:
    score = scored(talk(("P", "Hi."), ("S", " ".join("I" * words))), "readability")
    assert (score.missing is None) == known


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


def sent(tmp_path: Path, text: str) -> Path:
    """A chat of three messages as WhatsApp exports it."""
    lines = [("Ana", "Hi."), ("Nurse", text), ("Ana", "Thanks.")]
    path = tmp_path / "chat.txt"
    chat = "".join(f"[2026-03-05, 10:0{n}:00] {who}: {said}\n" for n, (who, said) in enumerate(lines))
    path.write_text(chat, encoding="utf-8")
    return path


def test_messages_get_a_school_grade(tmp_path: Path) -> None:
    report = carescore.score(sent(tmp_path, "The cat sat. " * 40), only=["readability"])
    figures = report.scores["readability"].figures
    assert report.source.format == "whatsapp"
    assert figures["flesch_kincaid_grade"].value == pytest.approx(0.39 * 3 + 11.8 - 15.59)
    assert figures["flesch_reading_ease"].value == pytest.approx(206.835 - 1.015 * 3 - 84.6)


def test_jargon_is_not_easy_to_read(tmp_path: Path) -> None:
    """colonoscopy, hemiarthroplasty and their like are not in the dictionary: they have the syllables of the rule."""
    figures = [
        carescore.score(sent(tmp_path, f"The {word} is here. " * 30), only=["readability"])
        .scores["readability"]
        .figures
        for word in ("test", "colonoscopy", "hemiarthroplasty")
    ]
    grades = [found["flesch_kincaid_grade"].value or 0 for found in figures]
    syllables = [round((found["syllables_per_word"].value or 0) * 4) for found in figures]
    assert syllables == [4, 8, 8] and grades == sorted(grades) and grades[1] > grades[0] + 10


def test_talk_with_starts_only_is_no_message() -> None:
    rows = [row | {"start_ms": 1000 * n} for n, row in enumerate(talk(("P", "Hi."), ("S", "The cat sat. " * 40)))]
    assert "flesch_kincaid_grade" not in scored(rows, "readability").figures


def test_a_setting_of_messages_gives_a_table_a_grade() -> None:
    report = carescore.score(talk(("P", "Hi."), ("S", "The cat sat. " * 40)), profile="text-messages")
    assert "flesch_kincaid_grade" in report.scores["readability"].figures


OFFLINE = """
import os, pathlib, shutil, socket, sys
def refuse(*a, **k): raise AssertionError("network")
socket.socket.connect = refuse; socket.getaddrinfo = refuse; socket.create_connection = refuse
import carescore
for source in sys.argv[1:]:
    assert carescore.score(source.split("+")).scores["readability"] is not None, source
print("scored", len(sys.argv) - 1)
"""


def test_no_path_reaches_for_the_network(tmp_path: Path, examples: Path) -> None:
    """As uv installs it (hard links), in a group's folder (mode 664), with every socket barred: every example, a text
    with starts but no ends, and messages."""
    package = tmp_path / "carescore"
    shutil.copytree(ROOT / "src" / "carescore", package)
    shutil.copytree(ROOT / "models", package / "_models")
    for path in [*(package / "nltk_data").rglob("*")]:
        if path.is_file():
            os.link(path, path.with_name(path.name + ".link"))
            path.chmod(0o664)
    starts = tmp_path / "starts.txt"
    starts.write_text(
        "Nurse  0:01\n" + "The colonoscopy is here. " * 40 + "\n\nAna  0:50\nThank you.\n", encoding="utf-8"
    )
    sources = json.loads((ROOT / "tests" / "golden" / "sources.json").read_text(encoding="utf-8")).values()
    names = ["+".join([source] if isinstance(source, str) else source) for source in sources]
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, *names, str(starts), str(sent(tmp_path, "The colonoscopy is here. " * 40))],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert done.stdout.split() == ["scored", str(len(names) + 2)], done.stderr


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


def test_syllables_of_the_dictionary() -> None:
    words = {"appointment": 3, "medication": 4, "the": 1, "insurance": 3, "discharge": 2, "breathing": 2, "tomorrow": 3}
    assert {word: readability.count([word], frozenset()).syllables for word in words} == words


def test_a_hundred_words_of_turns_of_fifteen() -> None:
    turn = "this is the one that we have for you now and it is all that we"

    def value(words: int, turns: int) -> float | None:
        text = " ".join(turn.split()[:words])
        rows = [row for _ in range(turns) for row in (("S", f"{text}."), ("P", "It is the left one."))]
        return scored(talk(*rows), "readability").value

    twenty = f"{turn} had then and there"
    rows = [row for said in [twenty] * 5 for row in (("S", f"{said}."), ("P", "It is the left one."))]
    assert scored(talk(*rows), "readability").value is not None  # a hundred
    rows[-2] = ("S", f"{twenty.removesuffix(' there')}.")
    assert scored(talk(*rows), "readability").value is None
    assert value(15, 7) is not None and value(15, 6) is None and value(14, 8) is None


def test_a_grade_is_of_the_whole_text_questions_too(tmp_path: Path) -> None:
    text = "The cat sat. " * 40 + "Did the cat sit down? " * 2
    figures = carescore.score(sent(tmp_path, text), only=["readability"]).scores["readability"].figures
    assert figures["flesch_kincaid_grade"].value == pytest.approx(0.39 * 130 / 42 + 11.8 - 15.59)
