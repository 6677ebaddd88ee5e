"""From a dropped file to a saved report, as the app's own page asks for it."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from conftest import EXAMPLES

from carescore.app import shelf
from carescore.app.session import Session
from carescore.errors import LibraryError
from carescore.history import Entry, Known, Library, _file
from carescore.history._schema import MIGRATIONS

WELL = EXAMPLES / "billing-call-handled-well.vtt"
SAID = "Four hundred and twelve dollars"


def drop(client: Any, *files: tuple[str, bytes], **body: str) -> Any:
    told = [{"name": name, "size": len(content)} for name, content in files]
    answer = client.post("/api/drops", json={"files": told})
    assert answer.status_code == 200, answer.text
    for number, (_, content) in enumerate(files):
        assert client.put(f"/api/drops/{answer.json()['drop']}/{number}", content=content).status_code == 200
    return client.post(f"/api/drops/{answer.json()['drop']}", json=body)


@pytest.fixture
def opened(client: Any) -> str:
    """A conversation with its recording that was dropped."""
    (one,) = drop(client, ("visit.vtt", WELL.read_bytes()), ("visit.mp4", bytes(range(100)))).json()["conversations"]
    return f"/conversations/{one['id']}"


def roles(session: Session) -> dict[str, str]:
    (one,) = (c for c in session.conversations.values() if not c.tutorial)
    assert one.report is not None
    return {speaker.id: speaker.role for speaker in one.report.speakers}


def test_a_dropped_transcript_is_a_page_with_its_recording(client: Any, opened: str, session: Session) -> None:
    shown = client.get(opened)
    assert shown.status_code == 200 and "Dana Ruiz" in shown.text
    page = client.get(f"{opened}/page")
    assert SAID in page.text and f'src="{opened}/recording"' in page.text
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert str(session.folder) not in page.text + shown.text
    kept = [path.name for path in session.folder.rglob("*") if path.is_file()]
    assert kept == ["visit.mp4"]  # the words are in memory alone


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        (None, 200, bytes(range(100))),
        ("bytes=0-9", 206, bytes(range(10))),
        ("bytes=90-", 206, bytes(range(90, 100))),
        ("bytes=-5", 206, bytes(range(95, 100))),
        ("bytes=100-", 416, b""),
    ],
)
def test_a_recording_is_sent_in_parts(client: Any, opened: str, asked: str | None, status: int, content: bytes) -> None:
    answer = client.get(f"{opened}/recording", headers={"range": asked} if asked else {})
    assert (answer.status_code, answer.content) == (status, content)
    if status != 416:
        assert answer.headers["content-type"] == "video/mp4" and answer.headers["accept-ranges"] == "bytes"


def test_who_is_staff_is_mended_with_one_click(client: Any, opened: str, session: Session) -> None:
    client.get(opened)
    assert roles(session) == {"Dana Ruiz": "staff", "Marcus Bell": "patient"}
    assert client.post(f"/api{opened}", json={"speaker": "Marcus Bell", "role": "staff"}).status_code == 200
    assert roles(session) == {"Dana Ruiz": "patient", "Marcus Bell": "staff"}
    assert client.post(f"/api{opened}", json={"swap": True}).status_code == 200
    assert roles(session) == {"Dana Ruiz": "staff", "Marcus Bell": "patient"}


def test_setting_exercise_and_kind(client: Any, opened: str, session: Session) -> None:
    body = {"profile": "dental", "scenario": "calm-upset-caller", "context": "role-play"}
    assert client.post(f"/api{opened}", json=body).status_code == 200
    (one,) = (c for c in session.conversations.values() if not c.tutorial)
    assert one.report is not None and one.report.scenario is not None
    assert one.report.provenance["profile"]["name"] == "dental"
    assert one.report.provenance["profile"]["context"] == "role-play"
    page = client.get(f"{opened}/panel").text
    assert all(f'<option value="{name}" selected>' in page for name in body.values())
    client.post(f"/api{opened}", json={"scenario": "", "profile": ""})
    assert client.get(f"{opened}/page").text.count("Scenario: ") == 0


@pytest.mark.parametrize(
    "body",
    [
        {"profile": "nowhere"},
        {"profile": "../../../etc/passwd.toml"},
        {"scenario": "nowhere"},
        {"context": "party"},
        {"focus": "Nobody"},
        {"speaker": "Nobody", "role": "staff"},
        {"speaker": "Dana Ruiz", "role": "king"},
        {"speaker": "Dana Ruiz"},
    ],
)
def test_a_choice_that_cannot_be_leaves_all_as_it_was(client: Any, opened: str, session: Session, body: Any) -> None:
    client.get(opened)
    before = dict(session.conversations)
    answer = client.post(f"/api{opened}", json=body)
    assert answer.status_code == 400 and answer.json()["error"]
    assert session.conversations == before


def test_it_is_saved_with_what_is_known_and_without_words(client: Any, opened: str, session: Session) -> None:
    given = {"trainee": " Dana ", "date": "2026-03-14", "team": "Desk", "trainer": "", "may_show": "on"}
    assert client.post(f"/api{opened}/save", json=given).json() == {"saved": "new"}
    with Library(session.library) as library:
        (entry,) = library.entries()
        assert SAID not in str(library.report(entry).to_dict())
    assert (entry.trainee, entry.date, entry.team, entry.trainer, entry.may_show) == (
        "Dana",
        "2026-03-14",
        "Desk",
        None,
        True,
    )
    assert (entry.title, entry.path) == ("visit", "visit.vtt")
    listed = client.get("/library")
    assert "Dana" in listed.text and f'href="/library/{entry.id}"' in listed.text
    assert client.get(f"/library/{entry.id}").status_code == 200
    assert "Skills" in client.get(f"/library/{entry.id}/page").text
    assert client.get("/api/find?q=dana").json()["found"][0]["address"] == f"/library/{entry.id}"
    assert client.get("/library?q=nobody+such").text.count("<td>2026") == 0


def test_words_are_kept_where_that_is_asked_for(client: Any, opened: str, session: Session) -> None:
    client.post(f"/api{opened}/save", json={"date": "2026-03-14", "keep_text": "on"})
    with Library(session.library) as library:
        assert SAID in str(library.report(library.entries()[0]).to_dict())


@pytest.mark.parametrize("date", [None, "", "yesterday", "03/04/2026", "2026-02-30"])
def test_a_day_is_needed(client: Any, opened: str, session: Session, date: str | None) -> None:
    answer = client.post(f"/api{opened}/save", json={"trainee": "Dana", "date": date})
    assert answer.status_code == 400
    with Library(session.library) as library:
        assert library.entries() == []


def test_a_correction_that_keeps_the_name_says_nothing_of_who_it_is(client: Any, kept: str, session: Session) -> None:
    session.same.clear()  # another day
    given = {"trainee": "Dana", "date": "2026-03-20", "setting": "clinic"}
    assert client.post("/api/library/1", json=given | {"seen": seen(client)}).json() == {}
    (other,) = drop(client, ("next.vtt", WELL.read_bytes() + b"\n")).json()["conversations"]
    asked = client.post(f"/api/conversations/{other['id']}/save", json=given).json()
    assert asked == {"ask": [{"name": "Dana", "count": 1}]}


def test_somebody_of_the_same_name_is_asked_for_once(client: Any, opened: str, session: Session) -> None:
    given = {"trainee": "Dana", "date": "2026-03-14"}
    client.post(f"/api{opened}/save", json=given)
    session.same.clear()  # another day
    (other,) = drop(client, ("next.vtt", WELL.read_bytes() + b"\n")).json()["conversations"]
    at = f"/api/conversations/{other['id']}/save"
    assert client.post(at, json=given | {"trainee": "dana"}).json() == {"ask": [{"name": "Dana", "count": 1}]}
    assert client.post(at, json=given | {"apart": "12"}).json() == {"saved": "new"}
    session.same.clear()
    asked = client.post(at, json=given).json()["ask"]
    assert [one["name"] for one in asked] == ["Dana", "Dana (12)"]
    assert client.post(at, json=given | {"same": True}).json() == {"saved": "already there"}
    assert client.post(at, json=given).json() == {"saved": "already there"}


def test_two_staff_together_are_nobodys_scores(client: Any, session: Session) -> None:
    talk = "Nurse Ann: How are you feeling today?\nDr. Bo: I will look at your knee.\nPatient: It hurts at night.\n" * 3
    (one,) = drop(client, ("ward.txt", talk.encode())).json()["conversations"]
    at = f"/api/conversations/{one['id']}"
    client.post(at, json={"speaker": "Dr. Bo", "role": "staff"})
    client.post(at, json={"speaker": "Nurse Ann", "role": "staff"})
    answer = client.post(f"{at}/save", json={"trainee": "Ann", "date": "2026-03-14"})
    assert answer.status_code == 400 and "2 staff speakers" in answer.json()["error"]
    assert client.post(at, json={"focus": "Nurse Ann"}).status_code == 200
    assert client.post(f"{at}/save", json={"trainee": "Ann", "date": "2026-03-14"}).json() == {"saved": "new"}
    client.post(at, json={"speaker": "Nurse Ann", "role": "companion"})
    assert session.conversations[one["id"]].choices.focus is None


def test_the_tutorial_is_never_saved(client: Any, session: Session) -> None:
    at = client.post("/api/tutorial", json={}).json()["id"]
    assert "Tutorial" in client.get(f"/conversations/{at}").text
    assert 'id="save"' not in client.get(f"/conversations/{at}/panel").text
    answer = client.post(f"/api/conversations/{at}/save", json={"date": "2026-03-14"})
    assert answer.status_code == 400 and "never saved" in answer.json()["error"]
    client.post(f"/api/conversations/{at}", json={"swap": True})
    assert client.post("/api/tutorial", json={}).json()["id"] == at
    assert session.conversations[at].choices.roles == {}
    with Library(session.library) as library:
        assert library.entries() == []


def test_a_recording_is_added_later(client: Any, opened: str, session: Session) -> None:
    id_ = opened.rpartition("/")[2]
    assert drop(client, ("better.wav", b"sound"), attach=id_).status_code == 200
    assert client.get(f"{opened}/recording").headers["content-type"] == "audio/wav"
    answer = drop(client, ("better.vtt", WELL.read_bytes()), attach=id_)
    assert answer.status_code == 400 and answer.json()["error"].startswith("better.vtt: no recording")
    assert client.get(f"{opened}/recording").content == b"sound"


@pytest.mark.parametrize(("inside", "source"), [("", ""), ("?recording=inside", 'src="data:video/mp4;base64,')])
def test_the_page_is_exported_by_itself(client: Any, opened: str, inside: str, source: str) -> None:
    client.get(opened)
    answer = client.get(f"{opened}/export{inside}")
    assert answer.headers["content-disposition"] == "attachment; filename*=utf-8''visit.html"
    assert SAID in answer.text and source in answer.text and "/recording" not in answer.text


def test_closing_forgets_it(client: Any, opened: str, session: Session) -> None:
    client.get(opened)
    assert client.request("DELETE", f"/api{opened}").status_code == 200
    assert client.get(opened).status_code == 404 and "not open any more" in client.get(opened).text
    assert [p for p in session.folder.rglob("*") if p.is_file()] == []
    assert client.get("/conversation").status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/conversations/none", 404),
        ("GET", "/conversations/none/page", 404),
        ("GET", "/static/guard.py", 404),
        ("GET", "/static/..%2fguard.py", 404),
        ("GET", "/static/%2e%2e/%2e%2e/guard.py", 404),
        ("GET", "/conversations/..%2f..%2fetc%2fpasswd/recording", 404),
        ("GET", "/library/99", 400),
        ("GET", "/library/x", 404),
        ("PUT", "/api/drops/none/0", 404),
        ("POST", "/api/drops/none", 404),
        ("GET", "/api/drops", 405),
    ],
)
def test_what_is_not_there(client: Any, method: str, path: str, status: int) -> None:
    answer = client.request(method, path, json={} if method == "POST" else None)
    assert answer.status_code == status and "Traceback" not in answer.text


def test_files_come_as_they_were_announced_or_not_at_all(client: Any, session: Session) -> None:
    told = [{"name": "a.vtt", "size": 3}, {"name": "b.vtt", "size": 3}]
    at = f"/api/drops/{client.post('/api/drops', json={'files': told}).json()['drop']}"
    assert client.post(at, json={}).json()["error"].startswith("not every file has arrived")
    assert client.put(f"{at}/0", content=b"abcd").status_code == 400
    assert client.put(f"{at}/0", content=b"abc").status_code == 200
    assert client.put(f"{at}/0", content=b"abc").status_code == 404  # once
    assert client.put(f"{at}/2", content=b"abc").status_code == 404
    assert [path.name for path in session.folder.rglob("*") if path.is_file()] == ["a.vtt"]


@pytest.mark.parametrize(
    "files",
    [
        [{"name": f"{i}.vtt", "size": 1} for i in range(201)],
        [{"name": "a.vtt", "size": 2**40}],
        [{"name": "../a", "size": 1}],
    ],
)
def test_too_many_too_large_and_out_of_the_folder(client: Any, session: Session, files: Any) -> None:
    answer = client.post("/api/drops", json={"files": files})
    assert answer.status_code == 400 and answer.json()["error"] and session.drops == {}


def test_a_body_has_a_bound(client: Any) -> None:
    assert client.post("/api/tutorial2", content=b" " * 10).status_code == 404
    answer = client.post("/api/drops", content=b'{"files": "' + b"x" * 300_000 + b'"}')
    assert answer.status_code == 413


def test_drops_that_were_never_read_make_room(client: Any, session: Session) -> None:
    for number in range(25):
        client.post("/api/drops", json={"files": [{"name": f"{number}.vtt", "size": 1}]})
    assert len(session.drops) == 20


@pytest.mark.parametrize("content", [b"SQLite format 3\0" + bytes(84), b"no library at all" * 40])
def test_a_damaged_library_is_a_sentence_and_the_conversation_stays(
    client: Any, opened: str, session: Session, content: bytes, tmp_path: Path
) -> None:
    client.get(opened)
    session.library = tmp_path / "broken.db"
    session.library.write_bytes(content)
    answer = client.post(f"/api{opened}/save", json={"date": "2026-03-14"})
    assert answer.status_code == 409 and answer.json()["error"].startswith(str(session.library))
    assert session.library.read_bytes() == content and client.get("/library").status_code == 409
    assert SAID in client.get(f"{opened}/page").text


@pytest.fixture
def kept(client: Any, opened: str, session: Session) -> str:
    """The opened conversation, in the library."""
    assert client.post(f"/api{opened}/save", json={"trainee": "Dana", "date": "2026-03-14"}).json() == {"saved": "new"}
    return opened


@pytest.mark.parametrize(
    ("view", "asked", "shown"),
    [
        ("progress", "trainee=Dana", "Dana"),
        ("team", "", "What this cannot say"),
        ("team", "setting=clinic&rank=on", "Nobody can be ranked"),
        ("impact", "before=2026-03-01", "What this cannot say"),
    ],
)
def test_pages_of_the_library(client: Any, kept: str, view: str, asked: str, shown: str) -> None:
    pytest.importorskip("statsmodels", reason="the extra impact is not installed")
    frame = client.get(f"/library/{view}?{asked}")
    assert frame.status_code == 200 and f'src="/library/{view}/page?{asked.replace("&", "&amp;")}"' in frame.text
    page = client.get(f"/library/{view}/page?{asked}")
    assert shown in page.text and "frame-ancestors 'self'" in page.headers["content-security-policy"]
    export = client.get(f"/library/{view}/page?{asked}&export=on")
    assert export.headers["content-disposition"].startswith("attachment") and "/library/" not in export.text


def test_settings_that_cannot_be_compared_are_said_without_a_word_of_the_terminal(
    client: Any, kept: str, session: Session
) -> None:
    with Library(session.library) as library:
        data = library.report(library.entry(1)).to_dict()
        data["provenance"]["profile"] |= {"name": "dental"}
        library.add({**data, "source": SOURCE}, Known("2026-03-20", "Noor"))
    refused = client.get("/library/impact/page?before=2026-03-16")
    assert refused.status_code == 400 and "choose one setting, or score them again" in refused.text
    assert "--setting" not in refused.text


def test_progress_leads_to_the_conversation(client: Any, kept: str) -> None:
    assert 'href="/library/1' in client.get("/library/progress/page?trainee=Dana").text
    assert client.get("/library?trainee=Dana").text.count("/library/progress?trainee=Dana") == 1


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/library/progress/page?trainee=Nobody", "nobody of that name"),
        ("/library/impact/page", "the day of the training is needed"),
        ("/library/impact/page?before=soon", "is no date"),
        ("/library/7/page", "not in the library any more"),
        ("/conversations/gone/page", "not open any more"),
    ],
)
def test_what_cannot_be_framed_is_a_sentence_in_the_frame(client: Any, address: str, sentence: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 404) and sentence in answer.text and "<nav" not in answer.text
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]


def test_a_review_is_kept_beside_its_conversation(client: Any, opened: str, session: Session) -> None:
    client.get(opened)
    report = session.conversations[opened.rpartition("/")[2]].report
    assert report is not None
    review = {"schema": "carescore-review/1", "report": {"sha256": report.source.sha256}, "notes": []}
    early = client.post("/api/reviews", json=review)
    assert early.status_code == 409 and "add it first" in early.json()["error"]
    client.post(f"/api{opened}/save", json={"date": "2026-03-14"})
    assert client.post("/api/reviews", json=review).status_code == 200
    assert client.post("/api/reviews", json={"schema": "other"}).status_code == 400
    with Library(session.library) as library:
        assert len(library.reviews()) == 1


def test_who_is_forgotten_is_gone(client: Any, kept: str, session: Session) -> None:
    assert client.post("/api/forget", json={"name": "Nobody"}).status_code == 400
    assert client.post("/api/forget", json={"name": "Dana"}).json() == {"said": "1 conversation deleted."}
    assert b"Dana" not in b"".join(p.read_bytes() for p in session.library.parent.glob("training.db*"))


def fault(kind: str, session: Session, tmp_path: Path) -> Any:
    """What is wrong with the library, and how it ends."""
    path = session.library
    whole = path.read_bytes()
    if kind == "newer":
        with sqlite3.connect(path) as file:
            file.execute("PRAGMA user_version = 99")
        return lambda: sqlite3.connect(path).execute(f"PRAGMA user_version = {len(MIGRATIONS)}").connection.close()
    if kind == "half":
        path.write_bytes(whole[: len(whole) // 2])
        return lambda: path.write_bytes(whole)
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    return lock.close


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("newer", "written by a newer carescore"),
        ("half", "a copy that is not complete"),
        ("locked", "another program is writing to it"),
        ("full", "the disk is full"),
    ],
)
def test_a_fault_of_the_library_is_a_sentence_and_nothing_is_lost(
    client: Any, kept: str, session: Session, tmp_path: Path, kind: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = _file.connect

    def poor(path: Any, create: bool = True, wait: float = 0.05) -> sqlite3.Connection:
        """A library that waits for nobody, on a disk with no page left."""
        opened = connect(path, create, 0.05)
        if kind == "full":
            opened.execute("PRAGMA max_page_count = 1").close()
        return opened

    with Library(session.library):
        pass  # its log is in the file
    monkeypatch.setattr(_file, "connect", poor)
    mend = fault(kind, session, tmp_path) if kind != "full" else lambda: None
    client.post(f"/api{kept}", json={"context": "role-play"})
    given = {"trainee": "Dana", "same": True, "date": "2026-03-15", "keep_text": "on"}
    answer = client.post(f"/api{kept}/save", json=given)
    assert answer.status_code == 409 and sentence in answer.json()["error"], answer.text
    assert SAID in client.get(f"{kept}/page").text and SAID not in answer.text
    mend()
    monkeypatch.undo()
    with Library(session.library) as library:
        (entry,) = library.entries()
        assert entry.date == "2026-03-14" and len(library.scores(entry)) == 1
    assert client.post(f"/api{kept}/save", json=given).json() == {"saved": "scored again"}


def test_a_conversation_of_the_library_is_scored_again(client: Any, opened: str, session: Session) -> None:
    client.post(f"/api{opened}/save", json={"date": "2026-03-14"})
    refused = client.post("/api/library/1/rescore", json={})
    assert refused.status_code == 400 and "words were not kept" in refused.json()["error"]
    client.post(f"/api{opened}/save", json={"date": "2026-03-14", "keep_text": "on"})
    assert client.post("/api/library/1/rescore", json={}).json()["saved"] in ("already there", "scored again")
    assert client.post("/api/library/7/rescore", json={}).status_code == 400
    assert 'data-rescore="1"' in client.get("/library/1").text


SOURCE = {"path": None, "format": "plain_text", "sha256": "another"}


def keep_answers(client: Any, table: bytes, **chosen: str | bool) -> Any:
    address = drop(client, ("answers.csv", table), survey="yes").json()["address"]
    return client.post("/api/surveys", json={"table": address.partition("=")[2], **chosen})


def test_surveys_are_kept_beside_the_library(client: Any, kept: str, session: Session) -> None:
    table = b"person,stars,comment\nDana,4,They were kind.\nNobody,2,\n"
    for said in ("1 new, 0 already there", "0 new, 1 already there"):
        assert said in keep_answers(client, table).json()["said"]
    assert 'href="/library/surveys">Show 1 answer<' in client.get("/library").text
    page = client.get("/library/surveys/page").text
    assert "Of the rows of the table 1 fits no conversation of the library and is not kept: row 3." in page
    assert "They were kind" not in page and "1 answer kept, linked by person" in page
    wrong = keep_answers(client, b"who,what\na,b\n")
    assert wrong.status_code == 400 and "recording, person or month" in wrong.json()["error"]
    assert str(session.folder) not in wrong.text
    for foreign in ("none", "../training.db", ""):
        assert client.post("/api/surveys", json={"table": foreign}).status_code == 404
        assert client.get(f"/library/columns?table={foreign}").status_code == 404


def test_a_conversation_shows_what_patients_answered_of_it(client: Any, kept: str, session: Session) -> None:
    assert "What patients answered" not in client.get("/library/1").text
    with Library(session.library) as library:
        title = library.entry(1).title.encode()
    keep_answers(client, b"recording,stars,comment\n%b,4,Rude and late. Never again.\n" % title)
    shown = client.get("/library/1").text
    assert "<dd>75 of 100</dd>" in shown and "<dd>negative</dd>" in shown and "Rude" not in shown


def test_the_columns_of_a_survey_are_chosen_beside_its_first_rows(client: Any, kept: str, session: Session) -> None:
    table = b"Who was it;Star rating;stars;<b>\nDana;4;9;<i>kind</i>\n"
    shown = client.get(drop(client, ("answers.csv", table), survey="yes").json()["address"]).text
    assert '<option value="Star rating">' in shown and '<option value="stars" selected>' in shown
    assert "&lt;i&gt;kind" in shown and "<i>" not in shown and "&lt;b&gt;" in shown
    chosen = {"person": "Who was it", "stars": "Star rating", "comment": ""}
    assert "1 new" in keep_answers(client, table, **chosen).json()["said"]
    assert "linked by person" in (page := client.get("/library/surveys/page").text) and "75" in page
    told = client.get(drop(client, ("answers.csv", b"person,stars\n"), survey="yes").json()["address"])
    assert told.status_code == 400 and "answers.csv: the table has no rows" in told.text


def seen(client: Any) -> str:
    """What the page of the first conversation was made of."""
    return str(re.findall(r'name="seen" value="(\w+)"', client.get("/library/1").text)[0])


def test_what_is_known_of_a_kept_conversation_is_corrected(client: Any, kept: str, session: Session) -> None:
    old = seen(client)
    given = {"seen": old, "trainee": "Dana", "date": "2026-03-20", "setting": "ward 7", "team": "", "cohort": "spring"}
    assert client.post("/api/library/1", json=given).json() == {}
    with Library(session.library) as library:
        (entry,) = library.entries()
    assert (entry.date, entry.setting, entry.team, entry.cohort) == ("2026-03-20", "ward 7", None, "spring")
    assert 'value="ward 7"' in client.get("/library/1").text
    for body, sentence in (({"date": ""}, "the day"), ({"date": "04/03/2026"}, "two ways")):
        refused = client.post("/api/library/1", json={**given, **body, "seen": seen(client)})
        assert refused.status_code == 400 and sentence in refused.json()["error"]
    late = client.post("/api/library/1", json={**given, "trainee": "Noor"})  # from a page that is old by now
    assert late.status_code == 400 and "changed or replaced meanwhile" in late.json()["error"]
    assert client.post("/api/library/7", json=given).status_code == 400


def test_nobody_writes_between_what_a_page_showed_and_its_correction(
    client: Any, kept: str, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program that would replace the conversation just then has to wait."""
    tried, of_entry = [], shelf.seen

    def late(entry: Entry) -> str:
        with Library(session.library, wait=0.05) as other, pytest.raises(LibraryError, match="another program"):
            other.forget("Dana")
        tried.append(entry.id)
        return of_entry(entry)

    given = {"seen": seen(client), "trainee": "Dana", "date": "2026-03-20", "setting": "clinic"}
    monkeypatch.setattr(shelf, "seen", late)
    assert client.post("/api/library/1", json=given).json() == {} and tried == [1]


def test_one_conversation_is_deleted_as_its_page_showed_it(client: Any, kept: str, session: Session) -> None:
    old = seen(client)
    assert 'id="remove"' in client.get("/library/1").text
    client.post("/api/library/1", json={"seen": old, "trainee": "Noor", "date": "2026-03-20", "setting": "clinic"})
    late = client.request("DELETE", "/api/library/1", json={"seen": old})
    assert late.status_code == 400 and "changed or replaced meanwhile" in late.json()["error"]
    assert client.request("DELETE", "/api/library/1", json={"seen": seen(client)}).json() == {}
    assert client.get("/library/1").status_code == 400
    assert b"Noor" not in b"".join(p.read_bytes() for p in session.library.parent.glob("training.db*"))


@pytest.mark.parametrize("body", [b'{"a":' * 5000 + b"1" + b"}" * 5000, b"\xff\xfe", b"[]", b"1"])
def test_a_body_that_is_no_small_object_is_refused(client: Any, body: bytes) -> None:
    """Also one that is nested so deeply that nothing reads it."""
    answer = client.post("/api/forget", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400 and answer.json() == {"error": "A call needs a JSON object."}


def test_a_number_that_no_conversation_can_have(client: Any, kept: str) -> None:
    for number in (2**63 - 1, 2**63, 10**20):
        shown = client.get(f"/library/{number}")
        assert shown.status_code == 400 and "not in the library any more" in shown.text
        assert client.request("DELETE", f"/api/library/{number}", json={}).status_code == 400


def test_survey_rows_in_doubt_are_asked_about(client: Any, kept: str, session: Session) -> None:
    keep_answers(client, b"person,stars\nDana,4\n")
    assert "ask" in keep_answers(client, b"person,stars\nDana,5\n", corrected="yes").json()  # no answer of the page
    asked = keep_answers(client, b"person,stars\nDana,5\n").json()
    assert "row 2 is new" in asked["ask"] and "said" not in asked
    for choice, count in ((True, 1), (False, 2)):
        said = keep_answers(client, b"person,stars\nDana,%d\n" % (1 + choice), corrected=choice).json()["said"]
        assert said == f"1 row: {1 - choice} new, 0 already there{', 1 in the place of what was kept' * choice}."
        with Library(session.library) as library:
            assert len(library.answers()) == count


def test_two_groups_are_compared_where_there_are_two(client: Any, kept: str, session: Session) -> None:
    pytest.importorskip("statsmodels", reason="the extra impact is not installed")
    assert "Compare the groups" not in client.get("/library").text
    with Library(session.library) as library:
        data = library.report(library.entry(1)).to_dict()
        for number, cohort in enumerate(("spring", "<i>autumn</i>")):
            source = {**SOURCE, "sha256": f"group-{number}"}
            library.add({**data, "source": source}, Known("2026-03-14", f"P{number}", cohort=cohort))
    assert "Compare the groups" in client.get("/library").text
    shown = client.get("/library/cohorts/page?first=spring&second=%3Ci%3Eautumn%3C/i%3E").text
    assert "How two groups differ" in shown and "1 conversation of spring" in shown and "<i>autumn" not in shown
    same = client.get("/library/cohorts/page?first=spring&second=spring")
    assert same.status_code == 400 and "two different groups" in same.text


def test_a_correction_asks_once_whether_a_name_that_is_there_is_the_same_person(
    client: Any, kept: str, session: Session
) -> None:
    with Library(session.library) as library:
        library.add({**library.report(library.entry(1)).to_dict(), "source": SOURCE}, Known("2026-03-14", "Noor"))
    session.same.clear()
    given = {"seen": seen(client), "trainee": "Noor", "date": "2026-03-14", "setting": "clinic"}
    assert client.post("/api/library/1", json=given).json() == {"ask": [{"name": "Noor", "count": 1}]}
    with Library(session.library) as library:
        assert library.people() == {"Dana": 1, "Noor": 1}
    assert client.post("/api/library/1", json={**given, "apart": "13"}).json() == {}
    with Library(session.library) as library:
        assert library.people() == {"Noor": 1, "Noor (13)": 1}
