"""The page: self-contained, escaped, every piece of evidence marked, the talk unchanged."""

from __future__ import annotations

import re
from html import unescape

from conftest import EXAMPLES, talk
from hypothesis import given
from hypothesis import strategies as st

import carescore
from carescore.renderers.to_html import Piece, pieces, render
from carescore.report import TurnText

ROWS = talk(
    ("S", 'What <b>worries</b> you & your "mother" most?'), ("P", "I'm really scared <script>alert(1)</script>.")
)


def test_nothing_is_loaded_and_nothing_runs() -> None:
    page = render(carescore.score(ROWS))
    assert "<script" not in page and "http" not in page and "@import" not in page and "javascript:" not in page


def test_the_talk_is_escaped_and_whole() -> None:
    page = render(carescore.score(ROWS))
    text = unescape(re.sub(r"<[^>]+>", "", page))
    assert all(row["text"] in text for row in ROWS)


def test_media_links() -> None:
    report = carescore.score(str(EXAMPLES / "billing-call-handled-badly.srt"))
    page = render(report, media="my visit.mp4")
    starts = [moment.start_ms for moment in report.moments]
    assert starts and all(at is not None and f'href="my%20visit.mp4#t={at / 1000:g}"' in page for at in starts)


MARKS = st.lists(
    st.tuples(st.integers(0, 20), st.integers(0, 20), st.sampled_from(["a", "b"]), st.just("x")).filter(
        lambda m: m[0] < m[1]
    ),
    max_size=5,
)


@given(MARKS)
def test_pieces_join_to_the_text(marks: list[tuple[int, int, str, str]]) -> None:
    turn = TurnText(0, "P", "patient", None, None, "abcdefghijklmnopqrst")
    cut: list[Piece] = pieces(turn, marks)
    assert "".join(piece.text for piece in cut) == turn.text
    at = 0
    for piece in cut:
        assert set(piece.marks) == {name for start, end, name, _ in marks if start <= at < end}
        at += len(piece.text)
