"""The page: self-contained, escaped, readable without its script, the conversation unchanged, no path of a disk."""

from __future__ import annotations

import json
import re
from contextlib import nullcontext
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from conftest import EXAMPLES, talk
from hypothesis import given
from hypothesis import strategies as st

import carescore
from carescore import privacy
from carescore.errors import UsageError
from carescore.renderers import _story
from carescore.renderers._story import pieces
from carescore.renderers._words import NOTES
from carescore.renderers.to_html import _beside, check, render
from carescore.report import SpeakerSummary

HOSTILE = '</script><img src=x onerror="alert(1)">\u2028\u202e{{ 7 * 7 }}'
ROWS = talk(
    ("S", 'What <b>worries</b> you & your "mother" most?'), ("P", f"I'm really scared {HOSTILE}"), (HOSTILE, "Hm?")
)


def text_of(page: str) -> str:
    body = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", "", body))


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found
    loaded: dict[str, object] = json.loads(found[1])
    return loaded


def test_nothing_is_loaded_and_what_is_hostile_stays_text() -> None:
    report = replace(carescore.score(ROWS), id=HOSTILE)
    page = render(report)
    assert "<img" not in page and "@import" not in page and "javascript:" not in page and "<b>worries" not in page
    assert page.count("<script") == page.count("</script>") == 2
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page) and not re.search(r"\sstyle=", page)
    assert data_of(page)["report"] == {"id": HOSTILE, "sha256": None}


def test_the_conversation_is_whole_without_script() -> None:
    report = carescore.score(ROWS)
    text = text_of(re.sub(r'<ul class="margin">.*?</ul>', "", render(report)))
    assert len(report.turns) == len(ROWS) and all(turn.text in text for turn in report.turns)


def test_the_policy_allows_this_script_and_style_alone() -> None:
    page = render(carescore.score(ROWS))
    assert "default-src 'none'" in page.replace("&#39;", "'") and page.count("sha256-") == 2
    assert "unsafe" not in page and "innerHTML" not in page and not re.search(r"^(import|export) ", page, re.MULTILINE)


def test_no_path_of_the_disk(tmp_path: Path) -> None:
    report = carescore.score(str(EXAMPLES / "billing-call-handled-badly.srt"))
    media = tmp_path / "a" / "my visit.mp4"
    media.parent.mkdir()
    media.write_bytes(b"\0")
    page = report.to_html(tmp_path / "visit.html", media=str(media))
    assert 'src="a/my%20visit.mp4"' in page and str(tmp_path) not in page and str(EXAMPLES) not in page
    assert 'src="data:video/mp4;base64,AA=="' in report.to_html(tmp_path / "visit.html", media=str(media), embed=True)


@pytest.mark.parametrize(
    ("begins", "refused"), [(b"", True), (b"a\r\nb" * 999, True), (b"a\0", False), (b"\xff", False)]
)
def test_a_recording_by_name_alone_is_refused(begins: bytes, refused: bool, tmp_path: Path) -> None:
    (tmp_path / "visit.mp3").write_bytes(begins)
    with pytest.raises(UsageError, match="no recording") if refused else nullcontext():
        check(tmp_path / "x.html", str(tmp_path / "visit.mp3"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="make it first"):
        carescore.score(ROWS).to_html(tmp_path / "none" / "x.html")


@pytest.mark.parametrize(
    ("media", "page", "address"),
    [
        ("/home/ann/rec/a b.mp4", "/home/ann/out/x.html", "../rec/a%20b.mp4"),
        ("/home/ann/rec/a b.mp4", "/srv/out/x.html", "a%20b.mp4"),
    ],
)
def test_a_recording_that_shares_no_folder_with_the_page_is_named_alone(media: str, page: str, address: str) -> None:
    assert _beside(Path(media), Path(page)) == address


@pytest.mark.parametrize("media", ["javascript:alert(1)", "https://example.org/a.mp4", "gone.mp4", "notes.txt"])
def test_what_is_no_recording_is_refused_before_anything_is_written(media: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    given_media = media if ":" in media else str(tmp_path / media)
    with pytest.raises(UsageError):
        carescore.score(ROWS).to_html(tmp_path / "x.html", media=given_media)
    assert not (tmp_path / "x.html").exists()


def test_without_media_there_is_no_player() -> None:
    page = render(carescore.score(str(EXAMPLES / "billing-call-handled-badly.srt")))
    assert "<video" not in page and 'id="play"' not in page


def test_swapped_scores_stand_beside() -> None:
    report = carescore.score(ROWS)
    assert 'id="view-swapped"' in render(report, swapped=carescore.score(ROWS, swap=True))
    assert 'id="view-swapped"' not in render(report)


def test_an_end_time_of_a_year_makes_no_long_page() -> None:
    rows = [
        {"speaker": "Nurse", "text": "Hello.", "start_ms": 0, "end_ms": 1000},
        {"speaker": "Patient", "text": "Hi there.", "start_ms": 1000, "end_ms": 9_999 * 3_600_000},
    ]
    assert len(render(carescore.score(rows))) < 150_000


@pytest.mark.parametrize("speakers", [1, 30])
def test_one_or_thirty_speakers_of_long_names(speakers: int) -> None:
    rows = talk(*((f"{'N' * 500} {i}", "سلام، كيف حالك؟") for i in range(speakers)))
    assert "سلام" in text_of(render(carescore.score(rows)))


MARKS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from(["a", "b"])).filter(lambda m: m[0] < m[1]),
    max_size=5,
)


@given(MARKS)
def test_pieces_join_to_the_text(marks: list[tuple[int, int, str]]) -> None:
    text = "abcdefghijklmnopqrst"
    cut = pieces(text, marks)
    assert "".join(piece.text for piece in cut) == text
    at = 0
    for piece in cut:
        assert set(piece.marks) == {name for start, end, name in marks if start <= at < end}
        at += len(piece.text)


def test_without_words_every_finding_stands_beside_its_turn() -> None:
    report = carescore.score(EXAMPLES / "billing-call-handled-well.vtt")
    words, none = render(report).count('<li class="finding'), render(privacy.without_words(report))
    assert none.count('<li class="finding') == words > 50


TITLES = [
    ([("S", "Hello."), ("P", "I am scared.")], "Nurse with Patient"),
    ([("S", "Hello."), ("Doctor", "Hello."), ("P", "I am scared.")], "Nurse and Doctor with Patient"),
    ([("S", "How is he?"), ("C", "My son is scared.")], "Nurse with Mother"),
    ([("S", "Hello.")], "memory"),
]


@pytest.mark.parametrize(("rows", "title"), TITLES, ids=[title for _, title in TITLES])
def test_the_title_names_who_met_whom(rows: list[tuple[str, str]], title: str) -> None:
    page = render(carescore.score(talk(*rows)))
    assert (
        " with ".join(f"<bdi>{side}</bdi>" for side in title.split(" with ")) in page
        and f"<title>{title} · carescore</title>" in page
    )


def test_a_day_is_shown_where_it_is_known() -> None:
    report = carescore.score(ROWS)
    dated = carescore.score(ROWS, date="2026-03-04")
    assert "4 March 2026 · " in text_of(render(dated)) and ", 4 March 2026 · carescore</title>" in render(dated)
    assert "2026" not in text_of(render(report))


@pytest.mark.parametrize(
    ("speakers", "title"),
    [
        ([("Speaker 1", "staff", "Dana"), ("S2", "patient", "Tom")], "Dana with Tom"),
        ([("Dana Ruiz", "staff", "Di"), ("Tom", "patient", None)], "Dana Ruiz with Tom"),
        (
            [("A", "staff", None), ("B", "staff", None), ("C", "staff", None), ("P", "patient", None)],
            "A, B and C with P",
        ),
        ([(name, "staff", None) for name in "ABCD"] + [("P", "patient", None)], "A, B and 2 others with P"),
        ([("N" * 41, "staff", None), ("N" * 40, "patient", None)], f"{'N' * 39}… with {'N' * 40}"),
    ],
)
def test_names_in_a_title(speakers: list[tuple[str, str, str | None]], title: str) -> None:
    named = tuple(SpeakerSummary(id, role, None, 1, None, name) for id, role, name in speakers)
    assert _story.title(replace(carescore.score(ROWS), speakers=named)) == title


@pytest.mark.parametrize("without", ["moments", "skills", "turns", "scores", "speakers"])
def test_a_report_that_lacks_something_has_a_page(without: str) -> None:
    empty: object = {} if without in ("skills", "scores") else ()
    bare = replace(carescore.score(ROWS), **{"moments": (), without: empty})  # type: ignore[arg-type]  # by name
    page = render(replace(bare, scores={}, codes=()) if without == "turns" else bare)
    assert "No moment stands out surely enough to be shown." in page and page.count("<script") == 2


@pytest.mark.parametrize("more", [0, 2])
def test_many_notes_are_folded(more: int) -> None:
    report = carescore.score(ROWS)
    notes = [f"note {i}" for i in range(NOTES + more)]
    page = text_of(render(replace(report, provenance={**report.provenance, "notes": notes})))
    assert all(note in page for note in notes) and ("more of what looks odd" in page) is bool(more)
    folded = page.partition(f"{more} more of what looks odd")[2]
    assert [note for note in notes if note in folded] == notes[NOTES:]


def test_how_much_each_says_stands_beside_the_role() -> None:
    rows = talk(("S", "One two three."), ("P", "One."))
    assert "staff, 75 % of the words" in text_of(render(carescore.score(rows)))
    assert "of the words" not in text_of(render(carescore.score(rows[:1])))


def test_what_the_verdict_says_is_not_said_again() -> None:
    page = text_of(render(carescore.score(ROWS)))
    assert page.count("staff said fewer than 60 words") == 6 + 1 and "Not known:" not in page  # the skills, the verdict
