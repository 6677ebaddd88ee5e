"""CHAT transcripts."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample

from carescore.errors import ReadError
from carescore.readers.chat import READER

HEAD = "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tDOC Dr._Fox Doctor, PAT Sam_Hill Participant\n"
CODES = {"Dr. Fox": "DOC", "Sam Hill": "PAT"}
LINES = [(CODES[who], said.replace("?", " ?").replace(".", " ."), start, end) for who, said, start, end in VISIT]
WRITTEN = {
    "visit.cha": Sample(HEAD + "".join(f"*{c}:\t{s} \x15{a}_{b}\x15\n%com:\tx\n" for c, s, a, b in LINES) + "@End\n"),
    "pasted.cha": Sample(HEAD + "".join(f"*{c}:\t{s}\n\t•{a}_{b}•\n" for c, s, a, b in LINES) + "@End\n"),
}
CASES = [
    ("so when did the <pain> [>] +/.", "so when did the pain"),
    (
        "+< <last> [<] week &-um <I was> [/] I was eating and it (.) xxx &=laughs .",
        "last week um I was I was eating and it [inaudible].",
    ),
    ("(be)cause it wen [: went] a:way .", "because it went away."),
    ("I like ice_cream +...", "I like ice cream"),
    ("0 .", None),
]


@pytest.mark.parametrize(("text", "said"), CASES)
def test_what_was_said(text: str, said: str | None) -> None:
    found, _ = READER.read(f"{HEAD}*DOC:\tfirst .\n*PAT:\t{text}\n@End\n")
    assert [u.text for u in found] == ["first.", said] if said else ["first."]


def test_a_listeners_word_is_an_utterance_of_its_own() -> None:
    found, _ = READER.read(f"{HEAD}*DOC:\tit may hurt &*PAT:yeah a bit . \x150_900\x15\n")
    assert [(u.speaker, u.text, u.start_ms) for u in found] == [
        ("Dr. Fox", "it may hurt a bit.", 0),
        ("Sam Hill", "yeah", None),
    ]


def test_headers_alone_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read(HEAD)
