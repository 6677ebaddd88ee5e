"""labelled: a data set's turns and readers' labels find the report's turns, whatever a report makes of the words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from carescore.errors import ReadError
from carescore.training import labelled

SAID = [
    ("therapist", "What brings you here today?"),
    ("client", "[laughter] I want to sleep again, I have not slept for weeks."),
    ("therapist", "Mm-hmm."),  # a listener signal: no turn of its own
    ("client", "And I am worn out by it [unintelligible 00:01:33] every single morning."),
    ("therapist", "You are worn out."),
    ("therapist", "And you would like to sleep."),  # one turn with what stands before it
    ("client", "Yes, I would like that very much indeed."),
]
PLACES = {0: 0, 1: 1, 3: 1, 4: 2, 5: 2, 6: 3}


def record(ids: tuple[int, ...] = tuple(range(7)), codes: dict[int, str] | None = None) -> dict[str, Any]:
    coded = codes or {}
    turns = [
        {"i": i, "speaker": who, "role": who, "start": None, "end": None, "text": text}
        | {"labels": {"main_therapist_behaviour": coded.get(i)}}
        for i, (who, text) in zip(ids, SAID, strict=True)
    ]
    return {"id": "one", "turns": turns}


@pytest.mark.parametrize(
    ("ids", "expected"),
    [
        (tuple(range(7)), PLACES),
        ((10, 11, 12, 13, 14, 15, 16), {turn + 10: place for turn, place in PLACES.items()}),
    ],
)
def test_places(ids: tuple[int, ...], expected: dict[int, int]) -> None:
    assert labelled.turn_of(record(ids)) == expected


def test_places_are_those_of_the_report() -> None:
    given = record()
    report = labelled.scored(given)
    for turn, place in labelled.turn_of(given).items():
        assert SAID[turn][1].split()[-1] in report.turns[place].text


def test_labels_stand_at_the_reports_turns() -> None:
    given = record(codes={4: "reflection", 5: "question", 2: "reflection"})
    labels: list[dict[str, Any]] = [
        {"label": "opportunity", "turn": 3},
        {"label": "moment", "turn": 5, "patient_turn": 3, "praise": True},
        {"label": "moment", "turn": 2, "praise": False},  # a signal holds no label
        {"label": "done"},
    ]
    read = labelled.Read.of(("set", "one"), given, labelled.scored(given), labels)
    assert read.turns("opportunity") == {1}
    assert [(one["turn"], one["patient_turn"]) for one in read.of_label("moment")] == [(2, 1)]
    assert read.reflecting == {2}


ONE = '{"dataset": "a", "id": "1", "label": "greeting", "turn": 0, "start": 0, "end": 5}'
DONE = '{"dataset": "a", "id": "1", "label": "done"}'


def test_labels_by_conversation(tmp_path: Path) -> None:
    (tmp_path / "ann.jsonl").write_text(f"{ONE}\n\n{DONE}\n", encoding="utf-8")
    found = labelled.by_conversation(tmp_path)
    assert [(label["label"], label["reader"]) for label in found["a", "1"]] == [("greeting", "ann"), ("done", "ann")]


@pytest.mark.parametrize(
    "line",
    [
        "",
        "[]",
        "null",
        '"Nurse: hello"',
        '{"id": "1"}',
        ONE.replace('"1"', "1"),
        ONE.replace(": 5", ': "5"'),
        "{",
        "\ud800",
    ],
)
def test_a_line_that_is_no_label_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "ann.jsonl").write_bytes(f"{DONE}\n{line or '0'}\n".encode("utf-8", "surrogatepass"))
    with pytest.raises(ReadError, match=r"ann\.jsonl:2: ") as caught:
        labelled.by_conversation(tmp_path)
    assert "Nurse" not in str(caught.value)


def test_an_utterance_that_reading_drops_moves_no_other() -> None:
    given = record()["turns"]
    said = labelled.dialogue([turn for turn in given if turn["i"] != 4])
    assert labelled.places(given, said) == {0: (0, 0), 1: (1, 0), 3: (1, 60), 5: (2, 0), 6: (3, 0)}
