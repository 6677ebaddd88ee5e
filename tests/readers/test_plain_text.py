"""Plain text: every dialect that people type or tools export."""

from __future__ import annotations

import pytest
from readers.visit import VISIT, Sample, clock

from carescore.errors import ReadError
from carescore.readers.plain_text import READER

SAID = frozenset({"speaker"})
STARTED = SAID | {"start"}


def lines(form: str) -> str:
    return "".join(form.format(who=who, said=said, at=clock(start)) for who, said, start, _ in VISIT)


WRITTEN = {
    "colon.txt": Sample(lines("{who}: {said}\n"), SAID),
    "stamped.txt": Sample(lines("[{at}] {who}: {said}\n"), STARTED),
    "otter.txt": Sample(lines("{who}  {at}\n{said}\n\n"), STARTED),
    "rev.txt": Sample(lines("{who} ({at}):\n{said}\n"), STARTED),
    "above.txt": Sample(lines("{who}\n{said}\n\n"), SAID),
    "dash.txt": Sample(lines("{who} - {said}\n"), SAID),
    "dated.txt": Sample("Date: today\n\n" + lines("{who}: {said}\r\n"), SAID),
    "bracket.txt": Sample(lines("[{who}] {said}\n"), SAID),
}
CASES = [
    (
        "letters, a small one, a wrapped line",
        "D: Any pain\nat all?\np: No.\nD: Good.\nP: Bye.\n",
        [("D", "Any pain at all?"), ("P", "No."), ("D", "Good."), ("P", "Bye.")],
    ),
    ("prose is one utterance of nobody", "It was fine.\nThen it hurt.\n", [(None, "It was fine. Then it hurt.")]),
]


@pytest.mark.parametrize(("text", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_cases(text: str, rows: list[tuple[str | None, str]]) -> None:
    found, _ = READER.read(text)
    assert [(u.speaker, u.text) for u in found] == rows


def test_headings_without_speech_are_refused() -> None:
    with pytest.raises(ReadError):
        READER.read("Nurse:\nPatient:\nNurse:\n")
