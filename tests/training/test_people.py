"""Labels from what people said of conversations: codes of their tools and reviews, with the words from beside them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import carescore
from carescore.errors import CarescoreError, ReadError, TrainingError, UsageError
from carescore.integrations import exports
from carescore.integrations.exports.qda_project import USER
from carescore.training.own import TASKS, _labels, _people, train
from carescore.training.own._data import Labelled

SAID = [
    ("Nurse", "Good morning, what brings you in to see us today?"),
    ("Patient", "I've had this headache for a week and it scares me, to be honest."),
    ("Nurse", "So it sounds like this headache has really frightened you all week."),
    ("Patient", "Yes, my father had a tumour, and it began in the same way."),
    ("Nurse", "You're worried that it might be the same thing that your father had."),
    ("Patient", "Exactly, I can't stop thinking about it at night."),
    ("Nurse", "Do you have any fever or any numbness?"),
    ("Patient", "No, nothing of the kind."),
]
REFLECTS = [TASKS["reflects"]]


@pytest.fixture
def visit(tmp_path: Path) -> Path:
    path = tmp_path / "visit.txt"
    path.write_text("".join(f"{who}: {text}\n" for who, text in SAID), encoding="utf-8")
    return path


def coded(folder: Path, *rows: str) -> Path:
    path = folder / "ann.csv"
    path.write_text("\n".join(["turn,code,coder", *rows, ""]), encoding="utf-8")
    return path


def labels(path: Path, column: str = "reflects") -> list[tuple[int, str]]:
    (talk,) = _labels.read(str(path), [TASKS[column]])
    return [(turn.row, turn.labels[column]) for turn in talk.turns if turn.labels]


def as_ann(content: bytes) -> bytes:
    """What carescore exported as if Ann had coded it."""
    return content.replace(USER.encode(), b"11111111-2222-3333-4444-555555555555").replace(b'"carescore"', b'"Ann"')


def test_turns_with_a_code_are_a_yes_and_those_without_a_no(visit: Path) -> None:
    coded(visit.parent, "2,reflection,Ann", "4,Reflections,Ann", "1,opening,Ann")
    expected = [(0, "no"), (2, "yes"), (4, "yes"), (6, "no")]
    assert labels(visit.parent) == expected == labels(visit.parent / "ann.csv")


def test_turns_that_two_people_code_differently_are_left_out(visit: Path) -> None:
    coded(visit.parent, "2,reflection,Ann", "4,reflection,Ann", "2,reflection,Bo", "6,open,Cy")
    assert labels(visit.parent) == [(0, "no"), (2, "yes"), (6, "no")]


@pytest.mark.parametrize(
    ("column", "code", "expected"),
    [
        ("politeness", "politeness polite", "polite"),
        ("politeness", "Polite", "polite"),
        ("question_form", "closed", "closed"),
        ("behaviour", "questions", "question"),
        ("behaviour", "therapist-input", "therapist_input"),
    ],
)
def test_a_class_is_a_code_too(visit: Path, column: str, code: str, expected: str) -> None:
    coded(visit.parent, f"6,{code},Ann")
    assert labels(visit.parent, column) == [(6, expected)]


def test_a_bare_class_means_a_head_only_where_one_is_trained(visit: Path) -> None:
    coded(visit.parent, "6,closed,Ann", "2,yes,Ann")
    tasks = [task for task in TASKS.values() if task.model == "behaviour"]
    (talk,) = _labels.read(str(visit.parent), tasks)
    assert [dict(turn.labels) for turn in talk.turns if turn.labels] == [{"question_form": "closed"}]


def test_a_label_of_the_other_side_is_left_out(visit: Path) -> None:
    coded(visit.parent, "1,reflection,Ann", "2,reflection,Ann")
    assert dict(labels(visit.parent))[2] == "yes" and 1 not in dict(labels(visit.parent))


def test_a_project_of_refi_qda(visit: Path) -> None:
    report = carescore.score(visit)
    found = [code.turn for code in report.codes if code.kind == "reflection"]
    packed = zipfile.ZipFile(io.BytesIO(exports.files(report, "qdpx")[".qdpx"]))
    with zipfile.ZipFile(visit.parent / "ann.qdpx", "w") as archive:
        for name in packed.namelist():
            archive.writestr(name, as_ann(packed.read(name)))
    assert found and [turn for turn, label in labels(visit.parent) if label == "yes"] == found


def test_an_elan_file(tmp_path: Path) -> None:
    captions = ["WEBVTT"]
    for place, (who, text) in enumerate(SAID):
        captions += ["", f"00:00:{6 * place:02}.000 --> 00:00:{6 * place + 5:02}.000", f"<v {who}>{text}"]
    visit = tmp_path / "visit.vtt"
    visit.write_text("\n".join(captions) + "\n", encoding="utf-8")
    report = carescore.score(visit)
    (tmp_path / "ann.eaf").write_bytes(as_ann(exports.files(report, "eaf")[".eaf"]))
    found = [code.turn for code in report.codes if code.kind == "reflection"]
    assert found and [turn for turn, label in labels(tmp_path) if label == "yes"] == found


def review(report: carescore.Report, *, gone: int) -> dict[str, Any]:
    """A review that takes out the first findings of reflections."""
    items = report.scores["reflections"].evidence[:gone]
    fields = [
        {"measure": "reflections", "turn": i.turn, "start": i.start, "end": i.end, "label": i.label} for i in items
    ]
    return {
        "schema": "carescore-review/1",
        "report": {"id": report.id, "sha256": report.source.sha256},
        "carescore": "0.1.0",
        "saved": "",
        "unticked": fields,
        **{key: [] for key in ("notes", "moments", "turns")},
        **{key: {} for key in ("skills", "speakers")},
    }


@pytest.mark.parametrize("as_report", [False, True])
def test_what_a_review_takes_out_is_a_no(visit: Path, as_report: bool) -> None:
    report = carescore.score(visit)
    turns = [item.turn for item in report.scores["reflections"].evidence]
    assert len(turns) == 2
    (visit.parent / "visit.review.json").write_text(json.dumps(review(report, gone=1)), encoding="utf-8")
    if as_report:
        visit.unlink()
        (visit.parent / "visit.json").write_text(json.dumps(report.to_dict()), encoding="utf-8")
    assert labels(visit.parent) == [(turns[0], "no"), (turns[1], "yes")]


def test_a_report_is_read_once_however_many_review_it(visit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = carescore.score(visit)
    turns = [item.turn for item in report.scores["reflections"].evidence]
    visit.unlink()
    (visit.parent / "visit.json").write_text(json.dumps(report.to_dict()), encoding="utf-8")
    files = [visit.parent / f"{who}.review.json" for who in ("ann", "bo")]
    for gone, file in enumerate(files):
        file.write_text(json.dumps(review(report, gone=gone)), encoding="utf-8")
    read: list[str] = []

    def counted(file: Path) -> Mapping[str, Any]:
        read.append(file.name)
        data: Mapping[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return data

    monkeypatch.setattr(_people, "_plain", counted)
    talks = _people.read(files, [visit.parent / "visit.json"], REFLECTS)
    assert read == ["visit.json"]
    labelled = [{turn.row: turn.labels["reflects"] for turn in talk.turns if turn.labels} for talk in talks]
    assert labelled == [dict.fromkeys(turns, "yes"), {turns[0]: "no", turns[1]: "yes"}]


def test_a_review_is_of_the_heads_whose_findings_are_one_of_two_classes(visit: Path) -> None:
    report = carescore.score(visit)
    first, *others = report.scores["uptake"].evidence
    assert others
    fields = {"measure": "uptake", "turn": first.turn, "start": first.start, "end": first.end, "label": first.label}
    data = review(report, gone=0) | {"unticked": [fields]}
    (visit.parent / "visit.review.json").write_text(json.dumps(data), encoding="utf-8")
    (talk,) = _labels.read(str(visit.parent), (TASKS["uptake"],))
    found = {turn.row: turn.labels["uptake"] for turn in talk.turns if turn.labels}
    assert found == {first.turn: "other", **{item.turn: "taken up" for item in others}}
    for name in TASKS.keys() - {"reflects", "uptake"}:
        with pytest.raises(ReadError, match="nothing in it is a label"):
            _labels.read(str(visit.parent), (TASKS[name],))


def test_codes_and_tables_in_one_folder(visit: Path) -> None:
    coded(visit.parent, "2,reflection,Ann")
    (visit.parent / "more.csv").write_text("conversation,text,reflects\nx,That must be hard.,yes\n", encoding="utf-8")
    talks: list[Labelled] = _labels.read(str(visit.parent), REFLECTS)
    assert [talk.name for talk in talks] == ["x", carescore.score(visit).id]


def no_transcript(visit: Path) -> None:
    visit.unlink()
    coded(visit.parent, "2,reflection,Ann")


def no_reviewed(visit: Path) -> None:
    data = review(carescore.score(visit), gone=1)
    visit.write_text("Nurse: Hello.\nPatient: Another visit.\n", encoding="utf-8")
    (visit.parent / "visit.review.json").write_text(json.dumps(data), encoding="utf-8")


def no_words(visit: Path) -> None:
    report = carescore.without_words(carescore.score(visit))
    visit.unlink()
    (visit.parent / "visit.json").write_text(json.dumps(report.to_dict()), encoding="utf-8")
    coded(visit.parent, "2,reflection,Ann")


def no_label(visit: Path) -> None:
    coded(visit.parent, "6,my own idea,Ann")


def no_turn(visit: Path) -> None:
    coded(visit.parent, "99,reflection,Ann")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (no_transcript, "no transcript is beside it"),
        (no_reviewed, "the transcript that it reviews is not beside it"),
        (no_words, "without words"),
        (no_label, "nothing in it is a label of reflects"),
        (no_turn, "turn is a number"),
    ],
)
def test_what_is_missing_is_said(visit: Path, spoil: Callable[[Path], None], reason: str) -> None:
    spoil(visit)
    with pytest.raises(ReadError, match=reason) as caught:
        _labels.read(str(visit.parent), REFLECTS)
    assert "headache" not in str(caught.value) and "idea" not in str(caught.value)


def test_a_folder_without_labels_is_refused(visit: Path) -> None:
    with pytest.raises(UsageError, match="none of codes or of a review"):
        _labels.read(str(visit.parent), REFLECTS)


def test_few_codes_are_refused_as_few_labels_are(visit: Path, tmp_path: Path) -> None:
    coded(visit.parent, "2,reflection,Ann")
    with pytest.raises(TrainingError, match="4 labelled turns of 1 conversation"):
        train("reflects", visit.parent, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_broken_review_is_an_error(visit: Path) -> None:
    (visit.parent / "visit.review.json").write_text('{"schema": "carescore-review/1"}', encoding="utf-8")
    with pytest.raises(CarescoreError, match="has no key"):
        _labels.read(str(visit.parent), REFLECTS)
