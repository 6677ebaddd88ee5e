"""Scored again: the same from kept words and from the file, and refused where neither is there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import made
import pytest
from click.testing import CliRunner
from conftest import EXAMPLES

import carescore
from carescore.batch import storage
from carescore.cli import _rescoring, main
from carescore.errors import ReadError, UsageError
from carescore.history import Known, Library, again, comparable
from carescore.privacy import without_words

BADLY, CHEMO = EXAMPLES / "billing-call-handled-badly.srt", EXAMPLES / "chemo-nurse-call.vtt"


def old(library: Library, path: Path, keep_text: bool, **scoring: str) -> None:
    """A conversation as another version scored it."""
    report = carescore.score(path, **scoring)  # type: ignore[arg-type]  # keys of score
    library.add(replace(report, provenance={**report.provenance, "carescore": "0"}), Known("2026-01-01"), keep_text)


@pytest.mark.parametrize("path", [BADLY, CHEMO], ids=lambda path: path.name)
def test_kept_words_give_nearly_the_same(path: Path, tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        old(library, path, keep_text=True, context="role-play", scenario="calm-upset-caller")
        (entry,) = library.entries()
        before = library.report(entry)
        after = carescore.score(**again.arguments(entry, before))
    assert [turn.text for turn in after.turns] == [turn.text for turn in before.turns]
    assert {s.id: s.role for s in after.speakers} == {s.id: s.role for s in before.speakers}
    assert after.provenance["profile"] == before.provenance["profile"] and after.scenario == before.scenario
    for name, skill in before.skills.items():
        assert after.skills[name].value == (skill.value if skill.value is None else pytest.approx(skill.value, abs=0.2))


def test_a_library_is_brought_to_one_version(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with Library(path) as library:
        old(library, BADLY, keep_text=False)
        old(library, CHEMO, keep_text=True)
        library.add(carescore.score(EXAMPLES / "pediatric-dentist.txt"), Known("2026-02-01"))
        assert len(comparable(library.entries())) == 1
    command = ["library", "rescore", str(path)]
    first = CliRunner().invoke(main, command)
    assert first.exit_code == 1 and "2 of 3 are scored by this version" in first.stderr
    assert "billing-call-handled-badly: its words were not kept" in first.stderr
    second = CliRunner().invoke(main, [*command, str(EXAMPLES)])
    assert second.exit_code == 0, second.stderr
    with Library(path) as library:
        entries = library.entries()
        assert len(comparable(entries)) == len(entries) == 3
        assert [len(library.scores(entry)) for entry in entries] == [2, 2, 1]
        assert not any(turn.text for turn in library.report(entries[0]).turns)  # what was not kept is not kept now


def test_roles_of_a_report_without_names_go_by_order(tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        report = carescore.score(BADLY, swap=True)
        library.add(report, Known("2026-01-01"))
        (entry,) = library.entries()
        file = carescore.read(BADLY)
        given = again.arguments(entry, library.report(entry), file, file.speakers)
    assert given["roles"] == {speaker.id: speaker.role for speaker in report.speakers}


def test_a_profile_of_ones_own_is_said(tmp_path: Path) -> None:
    with Library(tmp_path / "a.db") as library:
        data = made.report(1, {"overall": 50.0})
        data["provenance"]["profile"] = {**data["provenance"]["profile"], "name": "ours"}
        library.add(data, Known("2026-01-01"), keep_text=True)
        (entry,) = library.entries()
        with pytest.raises(UsageError, match="profile ours is a file of your own"):
            again.arguments(entry, library.report(entry))


def test_a_transcript_that_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    assert list(_rescoring.by_sha256([str(tmp_path)])) == [storage.digest(str(tmp_path / "a.txt"))]

    def broken(_: str) -> str:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(storage, "digest", broken)
    with pytest.raises(ReadError, match=r"a\.txt: cannot be read: Input/output error"):
        _rescoring.by_sha256([str(tmp_path)])


LISTENS_FIRST = """WEBVTT

00:00.000 --> 00:06.000
<v Pat Doe>I am so worried about my knee and I cannot sleep at all any more since March.

00:02.000 --> 00:02.300
<v Nurse Kim>Mm-hm.

00:06.500 --> 00:08.000
<v Tom Doe>Mum is in pain.

00:08.100 --> 00:09.000
<v Pat Doe>Yes it hurts.

00:09.100 --> 00:10.000
<v Nurse Kim>What happened?
"""


@pytest.mark.parametrize("focus", [None, "Nurse Kim"])
def test_who_only_listens_at_first_keeps_the_role(focus: str | None, tmp_path: Path) -> None:
    """A report has its speakers by their first turns, and a listener's signal is none."""
    visit, path = tmp_path / "visit.vtt", tmp_path / "a.db"
    visit.write_text(LISTENS_FIRST, encoding="utf-8")
    roles = {"Pat Doe": "patient", "Nurse Kim": "staff", "Tom Doe": "companion"}
    assert list(carescore.read(visit).speakers) == list(roles)
    report = without_words(carescore.score(visit, roles=roles, focus=focus))
    assert [speaker.role for speaker in report.speakers] == ["patient", "companion", "staff"]
    with Library(path) as library:
        library.add(replace(report, provenance={**report.provenance, "carescore": "0"}), Known("2026-01-01"))
    done = CliRunner().invoke(main, ["library", "rescore", str(path), str(visit)])
    assert done.exit_code == 0, done.stderr
    with Library(path) as library:
        new = [library.report(entry) for entry in library.entries()]
    assert [[(s.role, s.words) for s in one.speakers] for one in new if one.provenance["carescore"] != "0"] == [
        [(s.role, s.words) for s in report.speakers]
    ]
