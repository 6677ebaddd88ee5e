"""Dropped files become conversations: merged by speaker, paired with recordings, and every other file has a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import EXAMPLES

from carescore.app import grouping
from carescore.app.uploads import Upload

WELL = (EXAMPLES / "billing-call-handled-well.vtt").read_bytes()
TEXT = b"Nurse: How are you today?\nPatient: I am a bit worried about the test.\n"


def dropped(tmp_path: Path, *files: tuple[str, bytes]) -> list[Upload]:
    found = []
    for number, (name, content) in enumerate(files):
        folder, _, own = name.rpartition("/")
        path = tmp_path / str(number) / own
        path.parent.mkdir()
        path.write_bytes(content)
        found.append(Upload(own, folder, len(content), path))
    return found


def test_one_file_per_speaker_is_one_conversation(tmp_path: Path) -> None:
    names = ("clinic-missed-cue_doctor.TextGrid", "clinic-missed-cue_patient.TextGrid")
    found, failed = grouping.read(dropped(tmp_path, *((n, (EXAMPLES / n).read_bytes()) for n in names)))
    assert [(one.transcript.id, one.transcript.speakers) for one in found] == [
        ("clinic-missed-cue", ("Doctor", "Patient"))
    ]
    assert failed == [] and found[0].transcript.path == " ".join(names)


def test_two_conversations_stay_two(tmp_path: Path) -> None:
    found, failed = grouping.read(dropped(tmp_path, ("visit_1.vtt", WELL), ("visit_2.vtt", WELL)))
    assert [one.transcript.id for one in found] == ["visit_1", "visit_2"] and failed == []


@pytest.mark.parametrize(
    ("transcripts", "recordings", "pairs"),
    [
        (["a.vtt"], ["a.mp4"], ["a.mp4"]),
        (["a.vtt"], ["other.mp4"], ["other.mp4"]),  # nothing else can be meant
        (["a.vtt", "b.vtt"], ["other.mp4"], [None, None]),
        (["a.vtt", "b.vtt"], ["B.MP4", "a.wav"], ["a.wav", "B.MP4"]),
        (["GMT2026.transcript.vtt", "b.vtt"], ["GMT2026.mp4"], ["GMT2026.mp4", None]),
        (["visit1.vtt", "visit10.vtt"], ["visit1.mp4"], ["visit1.mp4", None]),
        (["visit10.vtt", "b.vtt"], ["visit1.mp4"], [None, None]),
        (["one/a.vtt", "two/a.vtt"], ["two/a.mp4"], [None, "a.mp4"]),
    ],
)
def test_a_recording_goes_to_its_transcript(
    transcripts: list[str], recordings: list[str], pairs: list[str | None], tmp_path: Path
) -> None:
    files = dropped(tmp_path, *((name, WELL) for name in transcripts), *((name, b"x") for name in recordings))
    found, failed = grouping.read(files)
    assert [one.recording.name if one.recording else None for one in found] == pairs
    assert len(failed) == len(recordings) - sum(name is not None for name in pairs)
    assert all("a recording without its transcript" in sentence for sentence in failed)


def test_a_file_that_is_none_is_named_as_its_owner_knows_it(tmp_path: Path) -> None:
    found, failed = grouping.read(
        dropped(tmp_path, ("holiday:1.jpg", b"\xff\xd8\xff\xe0" + bytes(200)), ("ok.txt", TEXT))
    )
    assert [one.transcript.id for one in found] == ["ok"] and len(failed) == 1
    assert failed[0].startswith("holiday:1.jpg: ") and str(tmp_path) not in failed[0]


def test_the_private_folder_is_in_no_transcript(tmp_path: Path) -> None:
    found, _ = grouping.read(dropped(tmp_path, ("visit.vtt", WELL), ("talk.txt", TEXT)))
    assert [one.transcript.path for one in found] == ["visit.vtt", "talk.txt"]


def test_more_than_can_be_open_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "MOST_CONVERSATIONS", 2)
    files = dropped(tmp_path, *((f"{name}.txt", TEXT) for name in ("one", "two", "three")))
    found, failed = grouping.read(files)
    assert len(found) == 2 and failed == ["1 more conversations were left out: score so many with carescore batch"]
    assert grouping.read(files[:2])[1] == []
