"""A person's table of corrections: another speaker, another text, a split."""

from __future__ import annotations

from pathlib import Path

import pytest

from carescore import Transcript, Utterance, Word
from carescore.errors import UsageError
from carescore.segmentation import corrections, segment

SAID = Transcript(
    "t",
    (
        Utterance("Nurse", "Any pain?", 0, 1000),
        Utterance("Nurse", "No. None at all.", 1000, 4000),
        Utterance("Patient", "Good to hear.", 4200, 6000),
    ),
)


def corrected(tmp_path: Path, table: str, said: Transcript = SAID) -> Transcript:
    path = tmp_path / "turns.csv"
    path.write_text(table, encoding="utf-8")
    return corrections.applied(segment(said), corrections.read(path), said)


def rows(transcript: Transcript) -> list[tuple[str | None, str, int | None, int | None]]:
    return [(u.speaker, u.text, u.start_ms, u.end_ms) for u in transcript.utterances]


def test_another_speaker_keeps_every_utterance(tmp_path: Path) -> None:
    found = corrected(tmp_path, "turn,speaker\n1,Doctor\n")
    assert rows(found) == [
        ("Doctor", "Any pain?", 0, 1000),
        ("Doctor", "No. None at all.", 1000, 4000),
        ("Patient", "Good to hear.", 4200, 6000),
    ]
    assert found.notes == ("1 turn was corrected by hand",)


def test_another_text_keeps_speaker_and_times(tmp_path: Path) -> None:
    assert rows(corrected(tmp_path, "turn,text\n2,Good.\n"))[-1] == ("Patient", "Good.", 4200, 6000)


def test_a_split_in_any_order_of_columns(tmp_path: Path) -> None:
    found = corrected(tmp_path, "Text,Turn,Speaker\nAny pain?,1,\nNo. None at all.,1,Patient\n")
    assert rows(found)[:2] == [("Nurse", "Any pain?", 0, None), ("Patient", "No. None at all.", None, 4000)]
    assert [turn.speaker for turn in segment(found).turns] == ["Nurse", "Patient"]
    assert segment(found).turns[0].talk_ms  # the open times are closed


def test_words_with_times_give_the_times_of_a_split(tmp_path: Path) -> None:
    words = (Word("Any", 0, 300), Word("pain?", 300, 900), Word("No.", 1500, 2000))
    said = Transcript(
        "t", (Utterance("Nurse", "Any pain? No.", 0, 2000, words), Utterance("Patient", "Good.", 2500, 3000))
    )
    found = corrected(tmp_path, "turn,speaker,text\n1,,Any pain?\n1,Patient,No.\n", said)
    assert rows(found)[:2] == [("Nurse", "Any pain?", 0, 900), ("Patient", "No.", 1500, 2000)]


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        ("speaker,text\nNurse,secretword\n", "need the columns turn"),
        ("turn\n1\n", "need the columns turn"),
        ("turn,speaker\nsecretword,Nurse\n", "row 2: turn is no number"),
        ("turn,speaker\n0,Nurse\n", "row 2: turn is no number"),
        ("turn,speaker\n9,Nurse\n", "there is no turn 9"),
        ("turn,speaker,text\n1,Nurse,\n1,Patient,secretword\n", "turn 1 is split"),
        ("turn,text\n1,Good, secretword\n", "more cells than there are columns, row 2"),
        ("turn,text,text\n1,Good,secretword\n", "two columns have one name, row 1"),
    ],
)
def test_bad_tables_are_refused_without_a_quote(tmp_path: Path, table: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason) as error:
        corrected(tmp_path, table)
    assert "secretword" not in str(error.value)


def test_what_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"^absent\.csv: no table of comma-separated values"):
        corrections.read(tmp_path / "absent.csv")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(UsageError, match=r"^binary\.csv: no table of comma-separated values"):
        corrections.read(tmp_path / "binary.csv")


def test_a_table_as_a_spreadsheet_of_another_country_writes_it(tmp_path: Path) -> None:
    found = corrected(tmp_path, "turn;speaker;text\n;;\n1;Doctor;\n2;;Good, thanks.\n")
    assert [(speaker, text) for speaker, text, *_ in rows(found)][1:] == [
        ("Doctor", "No. None at all."),
        ("Patient", "Good, thanks."),
    ]


def test_another_speaker_for_some_turns_leaves_the_others_alone() -> None:
    found = corrections.spoken_by(segment(SAID), SAID, {0: "Doctor"})
    assert [who for who, *_ in rows(found)] == ["Doctor", "Doctor", "Patient"]
    assert [text for _, text, *_ in rows(found)] == [utterance.text for utterance in SAID.utterances]
    assert corrections.spoken_by(segment(SAID), SAID, {}) == SAID
    assert [who for who, *_ in rows(corrections.spoken_by(segment(SAID), SAID, {1: "Ana"}))][-1] == "Ana"
    with pytest.raises(UsageError, match="there is no turn 3: the conversation has 2"):
        corrections.spoken_by(segment(SAID), SAID, {2: "Ana"})


LATE = Transcript(  # every end runs over the next start by half a second
    "t",
    tuple(Utterance(("Nurse", "Patient")[i % 2], f"Number {i} it is.", 3000 * i, 3000 * i + 3500) for i in range(12)),
)


@pytest.mark.parametrize("by_turn", [True, False])
def test_what_times_cannot_show_they_cannot_show_after_a_correction(tmp_path: Path, by_turn: bool) -> None:
    dialogue = segment(LATE)
    said = (
        corrections.spoken_by(dialogue, LATE, {11: "Nurse"})
        if by_turn
        else corrected(tmp_path, "turn,text\n12,So.\n", LATE)
    )
    again = segment(said)
    assert again.no_overlaps == dialogue.no_overlaps is not None
    assert again.no_overlaps in again.notes and again.transitions == ()


def test_a_time_that_the_file_lacks_stays_unknown_after_a_correction(tmp_path: Path) -> None:
    rows = [("Nurse", "Any pain?", 0, 1000), ("Patient", "None at all.", 1200, None), ("Nurse", "Good.", 9000, 9500)]
    again = segment(
        corrected(tmp_path, "turn,text\n3,Great.\n", Transcript("t", tuple(Utterance(*row) for row in rows)))
    )
    assert again.estimated == {1} and [t.offset_ms for t in again.transitions] == []
